"""The folder that a person would call the whole: a vault of Obsidian's, or a git repository."""

from __future__ import annotations

import os
from pathlib import Path

from app.sources.graphs.icons import repository

_VAULT = ".obsidian"
_DEPTH = 16  # folders above one that are looked into


def is_vault(folder: Path) -> bool:
    """Whether Obsidian has opened it as a vault."""
    return os.path.lexists(folder / _VAULT)


def whole_round(folder: Path) -> Path:
    """The vault that a folder is or lies in, else its repository, else the folder itself; never
    all that a person has."""
    try:
        home = Path.home().resolve()
    except (OSError, RuntimeError):
        home = None
    for at in (folder, *folder.parents)[: _DEPTH + 1]:
        if at in (home, at.parent):
            break
        if is_vault(at):
            return at
    return repository(folder) or folder
