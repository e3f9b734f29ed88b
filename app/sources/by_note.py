"""What is worked out of notes, kept as long as they are the same ones: a reload after one changed file is
to cost that file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import is_
from typing import Any, TypeVar

from app.model.notes import Note

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)


class ByNote:
    """Of the notes of one notebook, as it was last asked. Several threads may use it."""

    def __init__(self) -> None:
        self._kept: dict[Callable[..., Any], dict[str, tuple[Note, Hashable, Any]]] = {}

    def each(
        self, notes: Iterable[Note], make: Callable[[Note, H], T], on: Callable[[Note], H]
    ) -> list[T]:
        """What `make` gives of each note and of what that hangs `on` beside. It is not asked again
        of a note that is the same object as the last time; others are forgotten."""
        before, now = self._kept.get(make, {}), dict[str, tuple[Note, Hashable, Any]]()
        made: list[T] = []
        for note in notes:
            hangs_on = on(note)
            known = before.get(note.file)
            if known is None or known[0] is not note or known[1] != hangs_on:
                known = note, hangs_on, make(note, hangs_on)
            now[note.file] = known
            made.append(known[2])
        self._kept[make] = now
        return made


class LastTime:
    """What was made of some things the last time."""

    def __init__(self) -> None:
        self._kept: tuple[tuple[object, ...], Any] = (), None

    def of(self, things: Sequence[object], make: Callable[[], T]) -> T:
        """The same again where these are the same objects; else what `make` gives."""
        before, made = self._kept
        same = len(before) == len(things) and all(map(is_, before, things))
        if not (before and same):
            made = make()
            self._kept = tuple(things), made
        found: T = made
        return found
