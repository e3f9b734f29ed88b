"""When the files of a workspace were last written: two of these differ where something changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.errors import SourceError
from app.paths import is_folder
from app.places import own_tours
from app.sources.file_formats import beside, by_name, read_together
from app.sources.finding import Found, find
from app.sources.layers.places import beside as beside_file
from app.sources.layers.places import own as own_file
from app.sources.layers.places import own_folder

Stamp = tuple[int, int, int, int]
Stamps = dict[Path, Stamp]


def stamps(path: Path | None, more: Iterable[Path] = ()) -> Stamps:
    """By absolute path: time (ns), size (bytes), inode, and when the system last saw a change (ns), which nobody can
    set, of each file that a reload would read, scripts beside them, and `more`. What is not there is left out."""
    try:
        return stamps_of(find(path), more)
    except SourceError:
        return {}


def stamps_of(found: Found, more: Iterable[Path] = ()) -> Stamps:
    """The same, of what was found just now."""
    kept = (beside_file(found.root), own_file(found.root))  # the layers that a person gave
    files = {*found.diagrams, *found.notes, *found.tours, *kept, *more}
    one_of_each = {(p.parent, by_name(p)): p for p in found.diagrams}
    for path in one_of_each.values():
        files.update(beside(path))
        files.update(read_together(path))
    return stamps_now(files)


def stamps_now(files: Iterable[Path]) -> Stamps:
    """Of these files, as far as they are there."""
    return {file: now for file in files if (now := stamp(file))}


def stamp(file: Path) -> Stamp | None:
    """Of one file; None where it is not there."""
    try:
        now = file.stat()
    except OSError:
        return None
    return now.st_mtime_ns, now.st_size, now.st_ino, now.st_ctime_ns


def watched_folders(path: Path | None) -> tuple[Path, ...]:
    """The folders, as far as they exist, in which a file of the workspace may appear, or one of
    these folders."""
    try:
        return folders_of(find(path))
    except SourceError:
        return ()


def folders_of(found: Found) -> tuple[Path, ...]:
    """The same, of what was found just now."""
    own = (own_tours(),) if found.bundled else ()
    return tuple(f for f in (*found.folders, *own, own_folder()) if is_folder(f))
