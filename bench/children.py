"""The environment of what is measured: folders of its own, and bytecode kept as on any machine."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent


def environment(folder: Path, own: str = "") -> dict[str, str]:
    """Settings and cache in `folder/own`; bytecode, which the first run makes, in `folder`."""
    found = os.environ | {
        "ACETATE_CACHE": str(folder / own / "cache"),
        "ACETATE_SETTINGS": str(folder / own / "settings"),
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found
