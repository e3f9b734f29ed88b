"""The folders of the program, which are read and never written, and the person's own."""

from __future__ import annotations

import os
from pathlib import Path

import app

SESSION = "session.json"  # in the settings' folder


def bundled_root() -> Path:
    """The folder that holds our own `diagrams` and `resources/notes`: in an installed wheel
    `app/bundled`, else the checkout."""
    here = Path(app.__file__).resolve().parent
    inside = here / "bundled"
    return inside if inside.is_dir() else here.parent


def came_with_us(path: Path) -> bool:
    """Whether a path, which need not exist, lies in what came with the program. Links are
    followed, and folders known by what they are, not by how they are spelt."""
    own = [
        Path(app.__file__).parent,
        *(bundled_root() / part for part in ("diagrams", "resources")),
    ]
    try:
        real = Path(os.path.realpath(path))
        there = [p for p in (real, *real.parents) if p.exists()]
        return any(p.samefile(folder) for folder in own if folder.exists() for p in there)
    except (OSError, ValueError):  # a name that no system has
        return False


def data_folder() -> Path:
    """Where what a person makes is kept: ACETATE_DATA, else the user's data folder."""
    if named := os.environ.get("ACETATE_DATA"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("acetate", appauthor=False)


def settings_folder() -> Path:
    """Where settings live: ACETATE_SETTINGS, else the user's settings folder."""
    if named := os.environ.get("ACETATE_SETTINGS"):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("acetate", appauthor=False)


def own_tours() -> Path:
    """The person's tours through the bundled diagrams. The folder need not exist."""
    return data_folder().absolute() / "tours"
