"""A copy of the bundled workspace, to change: a folder of the person's with all that it shows."""

from __future__ import annotations

from pathlib import Path

from app import atomic
from app.errors import WriteError
from app.sources.finding import find


def copy_bundled(folder: Path) -> int:
    """Copy the bundled diagrams, notes and tours, and the person's own tours, into a folder, and
    return how many files that were. Raises WriteError where a file is in the way, before anything
    is written, or one cannot be written; what was written by then stays."""
    found = find(None)
    files = {p: found.name(p) for p in (*found.diagrams, *found.notes, *found.tours)}
    # The person's own are no part of the program: in the copy they are tours like others.
    places = {
        p: folder / (f"tours/{p.name}" if Path(n).is_absolute() else n) for p, n in files.items()
    }
    for place in places.values():
        if place.exists():
            raise WriteError(f"Nothing was copied: there is already a file {place}.")
    for path, place in places.items():
        try:
            content = path.read_bytes()
        except OSError as why:
            raise WriteError(f"{path} was not copied: {why.strerror}.") from why
        atomic.make_folder(place.parent)
        atomic.write(place, content)
    return len(places)
