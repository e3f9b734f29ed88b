"""Where the `diagrams` package is installed. It is never imported into this process."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from app.errors import ScriptError


def packages() -> Path:
    """The folder that holds the `diagrams` package and its icons. Raises ScriptError."""
    spec = find_spec("diagrams")
    # Our own folder of that name has no __init__.py, so it has no origin.
    if spec is None or spec.origin is None:
        raise ScriptError("The package diagrams is not installed.")
    return Path(spec.origin).parent.parent
