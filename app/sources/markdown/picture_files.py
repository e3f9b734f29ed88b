"""Which file, if any, a note may show as a picture.

A note names a file inside its workspace or gets nothing: no address, no absolute path, no
way out through `..` or a link.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote, unquote

from app.paths import is_file, path_of, text_of

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg"})
WALKED = 20_000  # files and folders that a picture is looked for among


def find(root: str, note: str, source: str) -> Path | None:
    """The file that `source` names in a note (`note` relative to `root`, with `/`), or None."""
    path = place(root, note, source)
    return path if path is not None and is_file(path) else None


def place(root: str, note: str, source: str) -> Path | None:
    """As `find`, whether or not there is such a file (yet)."""
    name = unquote(source).split("?")[0].split("#")[0]
    if not name or name.startswith("/") or any(c in name for c in "\\:\0"):
        return None
    if Path(name).suffix.lower() not in SUFFIXES:
        return None
    try:
        inside = path_of(root).resolve()
        path = (inside / path_of(note)).parent.joinpath(name).resolve()
    except (OSError, RuntimeError, ValueError):  # a circle of links; a name no system has
        return None
    return path if path.is_relative_to(inside) else None


def find_anywhere(root: str, source: str) -> Path | None:
    """A picture that Obsidian would find by its name, wherever in the workspace it lies."""
    name = unquote(source)
    if find(root, "note", name) is not None:
        return find(root, "note", name)
    seen = 0
    for folder, folders, files in os.walk(path_of(root)):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        seen += len(folders) + len(files)
        if name in files:
            inside = text_of(Path(folder).relative_to(path_of(root)).as_posix())
            return find(root, f"{inside}/note", quote(name))
        if seen > WALKED:
            break
    return None
