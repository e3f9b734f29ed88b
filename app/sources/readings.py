"""What the files of an open workspace last gave, so that a reload reads only what changed.

Kept by content, not by time alone: an editor that saves the same text again costs nothing. A script
counts as changed when a script beside it that it names has changed, too.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from app.cache import digest
from app.errors import SourceError
from app.model.notes import Note
from app.model.problem import Problem, Severity
from app.sources.bounded import read_whole
from app.sources.file_formats import beside
from app.sources.reading import Reading
from app.sources.stamps import Stamp

MOST = 64 << 20  # bytes of a file: none that is larger is read

NoteReading = tuple[Note, tuple[Problem, ...]]


class Readings:
    """By a file's path. Several threads may use it: what it hands out fits the key."""

    def __init__(self) -> None:
        self.trusting = False  # nothing has changed that what files gave hangs on
        self._diagrams: dict[Path, tuple[str, Reading]] = {}
        self._doubtful: dict[Path, tuple[str, Reading]] = {}
        self._notes: dict[Path, tuple[str, NoteReading]] = {}
        self._written: dict[Path, Stamp] = {}  # when notes were as they are kept

    def anew(self) -> Readings:
        """For a reload that trusts nothing: only the last good notes are handed on."""
        fresh = Readings()
        fresh._notes = {path: ("", reading) for path, (_, reading) in self._notes.items()}
        return fresh

    def diagrams(self, path: Path, key: str) -> Reading | None:
        """What the file gave when it had that key."""
        known, reading = self._diagrams.get(path, ("", None))
        if reading is None and self.trusting:
            known, reading = self._doubtful.get(path, ("", None))
        return reading if key and known == key else None

    def keep_diagrams(self, path: Path, key: str, reading: Reading) -> None:
        """A warning may be about another file (an icon that is missing): then it is read again
        each time, unless it is known that none of those has changed."""
        sure = all(p.severity is Severity.ERROR for p in reading.problems)
        into, other = self._diagrams, self._doubtful
        into, other = (into, other) if sure else (other, into)
        into[path] = key, reading
        other.pop(path, None)

    def note(self, path: Path, key: str) -> NoteReading | None:
        """What the note gave when it had that key."""
        known, reading = self._notes.get(path, ("", None))
        return reading if key and known == key else None

    def note_of(self, path: Path, written: Stamp | None) -> NoteReading | None:
        """What the note gave when it was last written then."""
        same = written is not None and self._written.get(path) == written
        return self._notes[path][1] if same else None

    def last_note(self, path: Path) -> Note | None:
        """The note as it was when it could last be read."""
        found = self._notes.get(path)
        return found[1][0] if found else None

    def keep_note(
        self, path: Path, key: str, reading: NoteReading, written: Stamp | None = None
    ) -> None:
        """Keep what the note gave when it had that key, and was last written then."""
        self._notes[path] = key, reading
        self._written.pop(path, None)
        if written is not None:
            self._written[path] = written


def key(path: Path) -> str:
    """What a file's reading hangs on; empty where it cannot be read."""
    try:
        data = read_whole(path, MOST)
        return digest(data, *_neighbours(path, data))
    except SourceError:
        return ""


def _neighbours(path: Path, data: bytes) -> list[str | bytes]:
    """Names and texts of the files beside it that it names and may read, and that these may."""
    others = {os.fsencode(p.stem): p for p in beside(path) if p != path}
    if not others:
        return []
    waiting, found = [data], dict[bytes, bytes]()
    while waiting:
        for word in set(re.findall(rb"\w+", waiting.pop())):
            if word in others and word not in found:
                found[word] = read_whole(others[word], MOST)
                waiting.append(found[word])
    return [part for word in sorted(found) for part in (word, found[word])]
