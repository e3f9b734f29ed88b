"""The Python that a script's author may have for it: that of an environment beside it, or above it."""

from __future__ import annotations

import os
from pathlib import Path

from app.paths import is_file
from app.sources.graphs.icons import repository

_FOLDERS = (".venv", "venv", "env")
_PROGRAMS = ("bin/python", "Scripts/python.exe")


def python_near(folder: Path) -> Path | None:
    """Its path, where there is one in that folder or in those above it in its repository."""
    top = repository(folder) or folder
    for at in (folder, *folder.parents):
        for name in _FOLDERS:
            for program in _PROGRAMS:
                if is_file(found := at / name / program):
                    return found
        if at == top:
            break
    return None


def as_typed(python: Path, folder: Path) -> str:
    """How one may name it where a path starts at that folder."""
    try:
        return os.path.relpath(python, folder)
    except ValueError:  # another drive
        return str(python)
