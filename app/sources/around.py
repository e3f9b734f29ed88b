"""The folder that a person would call the whole: a vault of Obsidian's, or a git repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from app.sources.graphs.icons import repository

_VAULT = ".obsidian"
_DEPTH = 16  # folders above one that are looked into
# What stands at the top of a project, also where it came without its repository, as an archive does.
_TOPMOST = (
    *(".gitignore", ".gitattributes", ".github", ".gitlab-ci.yml", ".hg", ".svn"),
    *("LICENSE", "LICENSE.md", "LICENSE.txt", ".editorconfig", ".pre-commit-config.yaml"),
    *(".tool-versions", ".terraform-version", ".tflint.hcl"),
)


def is_vault(folder: Path) -> bool:
    """Whether Obsidian has opened it as a vault."""
    return os.path.lexists(folder / _VAULT)


def whole_round(folder: Path) -> Path:
    """The vault that a folder is or lies in, else its repository, else the folder itself; never
    all that a person has."""
    for at in _round(folder):
        if is_vault(at):
            return at
    return repository(folder) or folder


def project_round(folder: Path) -> Path:
    """The repository that a folder is or lies in, else the outermost folder round it that begins as a project does, else
    the folder itself; never all that a person has."""
    found = folder
    for at in _round(folder):
        if any(os.path.lexists(at / name) for name in _TOPMOST):
            found = at
    return repository(folder) or found


def _round(folder: Path) -> Iterator[Path]:
    """The folder and those above it, but for a person's own and what is round that."""
    try:
        home = Path.home().resolve()
    except (OSError, RuntimeError):
        home = None
    for at in (folder, *folder.parents)[: _DEPTH + 1]:
        if at in (home, at.parent):
            return
        yield at
