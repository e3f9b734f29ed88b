"""What a person has learned. Several windows may write at once; each reads a card as it is now."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from app.model.ids import CardId, DiagramId, ElementId
from app.places import data_folder
from app.study.aside import Asides
from app.study.clock import SLACK, Stamp, impossible
from app.study.database import Database, cards_of
from app.study.limit import Limits
from app.study.pauses import Pauses
from app.study.reported import CardReports
from app.study.schedule import FARTHEST, Grade, Memory, at, reviewed, sound, ticks

FILE = "progress.sqlite"

_GRADES = {int(grade) for grade in Grade}


@dataclass(frozen=True, slots=True)
class Review:
    """That a card was asked at a time, in microseconds since 1970 (UTC), and how well it was
    known."""

    card: CardId
    at: int
    grade: Grade


@dataclass(frozen=True, slots=True)
class Undo:
    """What takes the last review of a card back, `at` its time in microseconds since 1970 (UTC)."""

    card: CardId
    at: int
    before: Memory | None


def default_path() -> Path:
    """The file in ACETATE_DATA, else in the user's data folder."""
    return data_folder() / FILE


class Progress:
    """An open file; it belongs to the thread that opened it. Raises ProgressError, which names the
    file and the way out, where it cannot be opened, read or written."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_path()
        self._file = Database(self.path)
        self.reports = CardReports(self._file)
        self.pauses = Pauses(self._file)
        self.limits = Limits(self._file)
        self.asides = Asides(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing can be asked of it any more."""
        self._file.close()

    # Reading

    def memories(self) -> dict[CardId, Memory]:
        """By card id; also of cards that are no longer made of any file. What is damaged is as good
        as never asked."""
        with self._file.reading() as db:
            rows = db.execute(
                "SELECT card, state, step, stability, difficulty, due, last FROM cards"
            ).fetchall()
        return {card: found for card, *fields in rows if (found := _sound(fields))}

    def memory(self, card: CardId) -> Memory | None:
        """Of a card, by its id; None where it was never asked."""
        with self._file.reading() as db:
            return _memory(db, card)

    def reviews(self, whole: bool = False) -> tuple[Review, ...]:
        """The log, oldest first, without what is damaged in it; `whole` with times that cannot be
        true."""
        with self._file.reading() as db:
            rows = db.execute(
                "SELECT card, at, grade FROM reviews WHERE aside <= ? ORDER BY at, id",
                (int(whole),),
            ).fetchall()
        return _sound_reviews(rows)

    # Writing

    def review(
        self, card: CardId, grade: Grade, now: datetime | None = None
    ) -> tuple[Memory, Undo]:
        """Grade a card: its memory afterwards, and what takes it back."""
        now = now or datetime.now(UTC)
        with self._file.transaction() as db:
            before = _memory(db, card)
            if before is not None and before.last > ticks(now) + SLACK:  # the clock was put right
                _settle(db, now)
                before = _memory(db, card)
            if before is not None and before.last >= ticks(now):  # in another window, just now
                now = at(before.last + 1)
            after = reviewed(before, grade, now)
            _put(db, card, after)
            db.execute(
                "INSERT OR REPLACE INTO reviews (card, at, grade) VALUES (?, ?, ?)",
                (card, after.last, int(grade)),
            )
        return after, Undo(card, after.last, before)

    def undo(self, undo: Undo) -> bool:
        """Take a review back, unless the card was reviewed again since."""
        with self._file.transaction() as db:
            now = _memory(db, undo.card)
            if now is None or now.last != undo.at:
                return False
            db.execute("DELETE FROM reviews WHERE card = ? AND at = ?", (undo.card, undo.at))
            if undo.before is None:
                db.execute("DELETE FROM cards WHERE card = ?", (undo.card,))
            else:
                _put(db, undo.card, undo.before)
        return True

    def settle(self, now: datetime) -> None:
        """Set aside the reviews whose times cannot be true as seen from `now`, and take in again
        those that can: their cards stand as the rest of the log says. Nothing leaves the log."""
        with self._file.transaction() as db:
            _settle(db, now)

    def merge(
        self,
        memories: Mapping[CardId, Memory],
        reviews: Iterable[Review],
        now: datetime | None = None,
    ) -> int:
        """Take in progress from elsewhere: all reviews, and of each card the memory that was
        reviewed last. Returns how many cards that changed."""
        now = now or datetime.now(UTC)
        changed = 0
        with self._file.transaction() as db:
            _settle(db, now)
            for card, memory in memories.items():
                own = _memory(db, card)
                if own is None or own.last < memory.last:
                    _put(db, card, memory)
                    changed += 1
            db.executemany(
                "INSERT OR IGNORE INTO reviews (card, at, grade, here) VALUES (?, ?, ?, 0)",
                [(r.card, r.at, int(r.grade)) for r in reviews],
            )
            _settle(db, now)
        return changed

    def follow(
        self,
        root: str,
        elements: Mapping[DiagramId, frozenset[ElementId]],
        renamed: Callable[[frozenset[ElementId], frozenset[ElementId]], dict[ElementId, ElementId]],
    ) -> int:
        """Remember what a workspace's diagrams (by id) are made of. An element that was there and
        is gone may be one that is new: `renamed(gone, new)` says which one, and its cards then
        begin as those of the old one stand, which stay; what was reported or paused of it is so of
        the new one. Returns how many cards have begun so."""
        moved = 0
        with self._file.transaction() as db:
            rows = db.execute(
                "SELECT diagram, element FROM elements WHERE root = ?", (root,)
            ).fetchall()
            known: dict[DiagramId, set[ElementId]] = {}
            for diagram, element in rows:
                known.setdefault(diagram, set()).add(element)
            for diagram, now in elements.items():
                before = frozenset(known.get(diagram, ()))
                if before == now:
                    continue
                pairs = renamed(before - now, now - before) if before else {}
                for old, new in pairs.items():
                    moved += _copy(db, diagram, old, new)
                    self.reports.follow(db, diagram, old, new)
                    self.pauses.follow(db, diagram, old, new)
                db.execute("DELETE FROM elements WHERE root = ? AND diagram = ?", (root, diagram))
                db.executemany(
                    "INSERT INTO elements VALUES (?, ?, ?)", [(root, diagram, e) for e in now]
                )
        return moved


def _memory(db: sqlite3.Connection, card: CardId) -> Memory | None:
    row = db.execute(
        "SELECT state, step, stability, difficulty, due, last FROM cards WHERE card = ?", (card,)
    ).fetchone()
    return _sound(row) if row else None


def _put(db: sqlite3.Connection, card: CardId, memory: Memory) -> None:
    db.execute(
        "INSERT OR REPLACE INTO cards (card, state, step, stability, difficulty, due, last) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (card, *astuple(memory)),
    )


def _settle(db: sqlite3.Connection, now: datetime) -> None:
    """In a transaction of the file."""
    rows = db.execute("SELECT id, at, here, aside, card FROM reviews ORDER BY id").fetchall()
    sound = [row for row in rows if isinstance(row[1], int)]
    wrong = impossible((Stamp(id, at, bool(here)) for id, at, here, _, _ in sound), ticks(now))
    others = [
        (int(id in wrong), id, card) for id, _, _, aside, card in sound if (id in wrong) != aside
    ]
    db.executemany("UPDATE reviews SET aside = ? WHERE id = ?", [row[:2] for row in others])
    known = {row[4] for row in sound}
    stray = db.execute("SELECT card FROM cards WHERE last > ?", (ticks(now) + SLACK,)).fetchall()
    for card in {row[2] for row in others} | {card for (card,) in stray}:
        if card in known:
            _replay(db, card)
        elif (memory := _memory(db, card)) is not None:  # without a log: it is due
            _put(db, card, replace(memory, due=ticks(now), last=ticks(now)))


def _replay(db: sqlite3.Connection, card: CardId) -> None:
    """The card stands as its reviews say."""
    rows = db.execute(
        "SELECT card, at, grade FROM reviews WHERE card = ? AND NOT aside ORDER BY at, id", (card,)
    ).fetchall()
    memory: Memory | None = None
    for review in _sound_reviews(rows):
        memory = reviewed(memory, review.grade, at(review.at))
    if memory is None:
        db.execute("DELETE FROM cards WHERE card = ?", (card,))
    else:
        _put(db, card, memory)


def _sound_reviews(rows: Iterable[tuple[CardId, object, object]]) -> tuple[Review, ...]:
    return tuple(
        Review(card, moment, Grade(int(grade)))
        for card, moment, grade in rows
        if isinstance(grade, int) and grade in _GRADES
        if isinstance(moment, int) and 0 <= moment < FARTHEST
    )


def _copy(db: sqlite3.Connection, diagram: DiagramId, old: str, new: str) -> int:
    """Of one element's cards to another's, where those have not begun."""
    moved = 0
    for (card,) in db.execute(
        "SELECT card FROM cards WHERE card LIKE ? ESCAPE '\\'", (cards_of(diagram, old),)
    ).fetchall():
        kind = card.partition("|")[0]
        fresh = CardId(f"{kind}|{diagram}|{new}")
        memory = _memory(db, card)
        if memory is not None and _memory(db, fresh) is None:
            _put(db, fresh, memory)
            db.execute(
                "INSERT OR IGNORE INTO reviews (card, at, grade, here, aside) "
                "SELECT ?, at, grade, 0, aside FROM reviews WHERE card = ?",
                (fresh, card),
            )
            moved += 1
    return moved


def _sound(fields: Sequence[object]) -> Memory | None:
    """A memory as it stands in the file; None where a damaged disk, or another program, left one
    that can be no card's."""
    try:
        return sound(*fields)
    except (TypeError, ValueError):
        return None
