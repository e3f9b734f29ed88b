"""The notes of a workspace, read one after another; what reads them is imported where it is needed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from app.errors import SourceError
from app.model import problem
from app.model.notes import Note, Notebook
from app.model.problem import Problem
from app.sources.by_note import ByNote
from app.sources.file_formats import format_of, note_formats
from app.sources.finding import Found
from app.sources.formats.record import NoteFormat

if TYPE_CHECKING:
    from app.sources.readings import Readings

TOLD = 0.05  # seconds from one note that is told of to the next
SOON = 0.25  # seconds after which what was read by then is handed out


@dataclass(slots=True)
class NotesRead:
    """What was read so far, and what is wrong with it."""

    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kept: ByNote | None = None

    @property
    def notebook(self) -> Notebook:
        """All of them."""
        from app.sources.markdown.note import notebook

        return notebook(self.notes, self.kept)


def read_notes(
    found: Found,
    tell: Callable[[int, str], None] = lambda *_: None,
    readings: Readings | None = None,
    cancel: threading.Event | None = None,
) -> Iterator[NotesRead]:
    """The notes in their order: what was read soon where there are many, and in the end all, or
    what there was when `cancel` was set. `tell(number, file)` is told now and then."""
    read = NotesRead(kept=readings.of_notes(found.root) if readings else None)
    began = monotonic()
    early, tell_from = True, began
    for number, file in enumerate(found.notes):
        if cancel is not None and cancel.is_set():
            break
        now = monotonic()
        if now >= tell_from:
            tell(number, found.name(file))
            tell_from = now + TOLD
        _read_into(read, file, found, readings)
        if early and monotonic() - began > SOON and number + 1 < len(found.notes):
            early = False
            yield read
    yield read


def _read_into(read: NotesRead, file: Path, found: Found, readings: Readings | None) -> None:
    try:
        note, wrong = _note(file, found, readings)
    except SourceError as why:
        read.problems.append(problem.error(str(why), why.file))
        last = readings.last_note(file) if readings else None
        read.notes += [last] if last else []
    except Exception as why:  # noqa: BLE001 - the other notes are read all the same
        from app.report import unexpected

        name = found.name(file)
        said = unexpected(f"reading {name}", why).sentence
        read.problems.append(problem.error(said, name))
    else:
        read.notes.append(note)
        read.problems += wrong


def _note(file: Path, found: Found, readings: Readings | None) -> tuple[Note, tuple[Problem, ...]]:
    """Raises SourceError."""
    if readings is None:
        return _format(file).read(file, found.name(file))
    from app.sources.readings import key
    from app.sources.stamps import stamp

    when = stamp(file)
    known = readings.note_of(file, when)
    if known is not None:
        return known
    now = key(file)
    reading = readings.note(file, now) or _format(file).read(file, found.name(file))
    readings.keep_note(file, now, reading, when)
    return reading


def _format(file: Path) -> NoteFormat:
    found = format_of(file)
    if isinstance(found, NoteFormat):
        return found
    return next(f for f in note_formats() if not f.last)  # it has changed meanwhile, or is gone
