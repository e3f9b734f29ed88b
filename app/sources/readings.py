"""What the files of an open workspace last gave, so that a reload reads only what changed.

Kept by content, not by time alone: an editor that saves the same text again costs nothing. A script
counts as changed when a script beside it that it names has changed, too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from time import time_ns

from app.bounded import read_whole
from app.cache import digest
from app.errors import SourceError
from app.model.notes import Note
from app.model.problem import Problem, Severity
from app.paths import path_of
from app.sources.by_note import ByNote, LastTime
from app.sources.file_formats import beside, read_together
from app.sources.mentions import FormerMentions
from app.sources.reading import Reading
from app.sources.stamps import Stamp, Stamps, stamp, stamps_now

MOST = 64 << 20  # bytes of a file: none that is larger is read
TICK = 100_000_000  # ns in which a file may change twice and tell it once

NoteReading = tuple[Note, tuple[Problem, ...]]


class Readings:
    """By a file's path. Several threads may use it: what it hands out fits the key."""

    def __init__(self) -> None:
        self.trusting = False  # nothing has changed that what files gave hangs on
        self._diagrams: dict[Path, tuple[str, Reading]] = {}
        self._others: dict[Path, Stamps] = {}  # of other files that a reading hangs on
        self._doubtful: dict[Path, tuple[str, Reading]] = {}
        self._notes: dict[Path, tuple[str, NoteReading]] = {}
        self._written: dict[Path, Stamp] = {}  # when notes were as they are kept
        self._keys: dict[Path, tuple[dict[Path, Stamp], str]] = {}  # with what each hangs on
        self._of_notes: dict[Path, ByNote] = {}
        self.mentions = FormerMentions()  # in the notes for which diagrams were lent
        self.lent = LastTime()  # to which of our notes these diagrams lead

    def anew(self) -> Readings:
        """For a reload that trusts nothing: only the last good notes are handed on."""
        fresh = Readings()
        fresh._notes = {path: ("", reading) for path, (_, reading) in self._notes.items()}
        return fresh

    def of_notes(self, root: Path) -> ByNote:
        """What was worked out of each note in a folder."""
        return self._of_notes.setdefault(root, ByNote())

    def has_diagrams(self, paths: Iterable[Path]) -> bool:
        """Whether each of these files gave something once."""
        return all(path in self._diagrams or path in self._doubtful for path in paths)

    def key(self, path: Path) -> str:
        """As the function, which is asked where something has been written since the last time."""
        files, known = self._keys.get(path, ({}, ""))
        if files and all(stamp(file) == when for file, when in files.items()):
            return known
        began = time_ns()
        before = {file: stamp(file) for file in (path, path.parent)}
        known, others = _key(path)
        hangs_on = {**before, **{file: stamp(file) for file in others}}
        sure = {
            f: when for f, when in hangs_on.items() if when and max(when[0], when[3]) < began - TICK
        }
        self._keys.pop(path, None)
        if known and len(sure) == len(hangs_on):
            self._keys[path] = sure, known
        return known

    def diagrams(self, path: Path, key: str) -> Reading | None:
        """What the file gave when it had that key."""
        known, reading = self._diagrams.get(path, ("", None))
        if reading is None and self.trusting:
            known, reading = self._doubtful.get(path, ("", None))
        others = self._others.get(path, {})
        if not self.trusting and any(stamp(file) != when for file, when in others.items()):
            return None
        return reading if key and known == key else None

    def keep_diagrams(self, path: Path, key: str, reading: Reading) -> None:
        """A warning may be about another file (an icon that is missing): then it is read again
        each time, unless it is known that none of those has changed."""
        sure = all(p.severity is Severity.ERROR for p in reading.problems)
        into, other = self._diagrams, self._doubtful
        into, other = (into, other) if sure else (other, into)
        into[path] = key, reading
        other.pop(path, None)
        self._others[path] = stamps_now(path_of(file) for file in reading.read)

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
    return _key(path)[0]


def _key(path: Path) -> tuple[str, list[Path]]:
    """That, and the files beside it on which it hangs."""
    try:
        data = read_whole(path, MOST)
        together = [p for p in read_together(path) if p != path]
        others = {os.fsencode(p.stem): p for p in beside(path) if p != path}
        found = _neighbours(data, others)
        texts = [part for word in sorted(found) for part in (word, found[word])]
        texts += [part for p in together for part in (os.fsencode(p), read_whole(p, MOST))]
        return digest(data, *texts), [*(others[word] for word in found), *together]
    except SourceError:
        return "", []


def _neighbours(data: bytes, others: Mapping[bytes, Path]) -> dict[bytes, bytes]:
    """By name the texts of those others that a file names and may read, and that these may."""
    waiting, found = [data] if others else [], dict[bytes, bytes]()
    while waiting:
        for word in set(re.findall(rb"\w+", waiting.pop())):
            if word in others and word not in found:
                found[word] = read_whole(others[word], MOST)
                waiting.append(found[word])
    return found
