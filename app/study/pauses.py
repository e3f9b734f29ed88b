"""Cards that a person does not want to be asked for a while."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from app.model.ids import CardId, DiagramId
from app.study.database import Database, cards_of
from app.study.schedule import at, moment, ticks


class Pause(StrEnum):
    """For how long. The values stand in the file of the progress."""

    BURIED = "buried"  # until the day is over
    SUSPENDED = "suspended"  # until it is brought back


@dataclass(frozen=True, slots=True)
class Paused:
    """A card that is not asked; `at` is when it was paused, in microseconds since 1970 (UTC)."""

    card: CardId
    how: Pause
    at: int

    def holds(self, now: datetime) -> bool:
        """Whether it is still not asked. A day ends at midnight in the zone of `now`; what was
        buried by a clock that stood wrong was buried on another day."""
        day = at(self.at).astimezone(now.tzinfo).date()
        return self.how is Pause.SUSPENDED or day == now.date()


@dataclass(frozen=True, slots=True)
class Before:
    """How cards stood before they were paused or brought back: what takes that back."""

    cards: frozenset[CardId]
    paused: tuple[Paused, ...]


class Pauses:
    """Those in the file of a person's progress. Raises ProgressError, as that does."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def all(self, now: datetime) -> dict[CardId, Pause]:
        """Which cards are not asked at that time, and how long."""
        with self._file.reading() as db:
            return {p.card: p.how for p in _rows(db) if p.holds(now)}

    def kept(self) -> tuple[Paused, ...]:
        """All that the file says, also what is over."""
        with self._file.reading() as db:
            return tuple(_rows(db))

    def pause(self, cards: Iterable[CardId], how: Pause, now: datetime | None = None) -> Before:
        """Pause these, however they stood before."""
        when = ticks(now or datetime.now(UTC))
        return self._change(frozenset(cards), [Paused(card, how, when) for card in cards])

    def bring_back(self, cards: Iterable[CardId]) -> Before:
        """These are asked again."""
        return self._change(frozenset(cards), ())

    def take_back(self, before: Before) -> bool:
        """All stands as before. Always done: True."""
        self._change(before.cards, before.paused)
        return True

    def put(self, paused: Iterable[Paused]) -> int:
        """Take in those from elsewhere, beside what is paused here. Returns how many are new."""
        with self._file.transaction() as db:
            here = {p.card for p in _rows(db)}
            new = [p for p in paused if p.card not in here]
            _write(db, new)
        return len(new)

    def follow(self, db: sqlite3.Connection, diagram: DiagramId, old: str, new: str) -> None:
        """An element was renamed: its cards stay paused. In a transaction of the file."""
        found = db.execute(
            "SELECT card, how, at FROM pauses WHERE card LIKE ? ESCAPE '\\'",
            (cards_of(diagram, old),),
        ).fetchall()
        db.executemany(
            "INSERT OR IGNORE INTO pauses (card, how, at) VALUES (?, ?, ?)",
            [(f"{card.partition('|')[0]}|{diagram}|{new}", how, when) for card, how, when in found],
        )

    def _change(self, cards: frozenset[CardId], paused: Iterable[Paused]) -> Before:
        with self._file.transaction() as db:
            before = tuple(p for p in _rows(db) if p.card in cards)
            db.executemany("DELETE FROM pauses WHERE card = ?", [(card,) for card in cards])
            _write(db, paused)
        return Before(cards, before)


def paused(card: CardId, how: str, when: object) -> Paused:
    """What others wrote. Raises ValueError where it can be no pause."""
    return Paused(card, Pause(how), moment(when))


def _rows(db: sqlite3.Connection) -> list[Paused]:
    """Without what is damaged."""
    found = []
    for card, how, when in db.execute("SELECT card, how, at FROM pauses ORDER BY card"):
        try:
            found.append(paused(card, how, when))
        except ValueError:
            continue
    return found


def _write(db: sqlite3.Connection, paused: Iterable[Paused]) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO pauses (card, how, at) VALUES (?, ?, ?)",
        [(p.card, str(p.how), p.at) for p in paused],
    )
