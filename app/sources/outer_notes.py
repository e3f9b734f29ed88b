"""Notes that are not part of what is open, but of the vault or repository that it lies in, or of its
folder: a link may lead to one. It is named as from the opened folder: `../networking/vpc.md`.

Nothing outside of that whole is read, whatever a link says and wherever links of the file system lead.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.errors import SourceError
from app.model.ids import SectionId
from app.model.notes import Note
from app.paths import is_file, path_of, text_of
from app.sources import handed
from app.sources.around import whole_round
from app.sources.file_formats import format_of, names_note, note_formats
from app.sources.formats.record import NoteFormat
from app.sources.walking import walk

_FIRST = ("README", "index")  # of a folder


def named_by_path(root: str, note: str, path: str) -> str:
    """The note that a path in the note `note` names, from there or from the top of the whole; it may
    lack the suffix, or be a folder's. Empty where there is none. It looks at a few files only."""
    folder = path_of(root)
    whole = whole_of(root)
    if whole is None:
        return ""
    start = whole if path.startswith("/") else (folder / path_of(note)).parent
    for name in _names(path.lstrip("/").rstrip("/")):
        file = _inside(start, name, whole)
        if file is not None and is_file(file):
            return _from(folder, file)
    return ""


def named_anywhere(root: str, note: str, name: str) -> str:
    """The note of the whole whose path ends in that name, the nearest of several; empty where there
    is none. It looks through the whole, which takes long."""
    folder = path_of(root)
    whole = whole_of(root)
    if whole is None or not is_bare(name):
        return ""
    suffixes = frozenset(s for f in note_formats() if not f.last for s in f.suffixes)
    ends = tuple(f"/{end}".casefold() for end in _names(name, folders=False))
    here = (folder / path_of(note)).parent
    found = [
        entry.path
        for entry in walk(whole, suffixes, whole).files
        if text_of(entry.path.as_posix()).casefold().endswith(ends)
    ]
    best = min(found, key=lambda file: (_between(here, file), str(file)), default=None)
    inside = best and _inside(best.parent, best.name, whole)
    return _from(folder, inside) if inside else ""


def is_bare(name: str) -> bool:
    """Whether it may be the end of a path anywhere, as Obsidian names notes."""
    return bool(name.strip("/")) and not name.startswith((".", "/"))


def whole_of(root: str) -> Path | None:
    """The folder out of which no link is followed; None where there is nothing but a text."""
    folder = path_of(root)
    return None if not root or handed.is_text(folder) else whole_round(folder)


def file_of(root: str, file: str) -> Path:
    """The file of a note by its name."""
    return Path(os.path.normpath(path_of(root) / path_of(file)))


def read(root: str, file: str) -> Note:
    """That note; its sections' ids name its file. Raises SourceError where it cannot be read, or is
    no part of the whole."""
    whole = whole_of(root)
    path = _inside(path_of(root), file, whole) if whole else None
    format = format_of(path) if path is not None and is_file(path) else None
    if path is None or not isinstance(format, NoteFormat):
        raise SourceError("There is no such note.", file)
    note, _ = format.read(path, file)
    sections = (replace(s, id=SectionId(f"{file}/{s.anchor}")) for s in note.sections)
    return replace(note, sections=tuple(sections))


def _names(path: str, *, folders: bool = True) -> Iterator[str]:
    """What a path may mean as that of a note."""
    suffixes = [suffix for format in note_formats() for suffix in format.suffixes]
    if names_note(path):
        yield path
        return
    yield from (path + suffix for suffix in suffixes if path)
    if folders:
        inside = f"{path}/" if path else ""
        yield from (f"{inside}{first}{suffix}" for first in _FIRST for suffix in suffixes)


def _inside(start: Path, name: str, whole: Path) -> Path | None:
    """The real file of that name, where it lies in the whole."""
    try:
        file = (start / path_of(name)).resolve()
    except (OSError, RuntimeError, ValueError):  # a circle of links; a name no system has
        return None
    return file if file.is_relative_to(whole) else None


def _from(folder: Path, file: Path) -> str:
    return text_of(os.path.relpath(file, folder).replace(os.sep, "/"))


def _between(here: Path, file: Path) -> int:
    """How many folders lie between."""
    shared = sum(a == b for a, b in zip(here.parts, file.parts, strict=False))
    return len(here.parts) + len(file.parts) - 2 * shared
