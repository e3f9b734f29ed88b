"""What a person has learned, kept in a SQLite file of their data folder.

One transaction a review, flushed to the disk: who is killed in the middle has lost nothing but the
review that was not yet made. Several windows may write at once; each reads a card as it is now.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from app.errors import ProgressError
from app.places import data_folder
from app.study.schedule import FARTHEST, Grade, Memory, at, reviewed, sound, ticks

WAIT = 5.0  # seconds for another window's transaction
FILE = "progress.sqlite"

# Each step leads from one version of the file to the next; those that are out are never changed.
_STEPS = (
    """
    CREATE TABLE cards (
        card TEXT PRIMARY KEY, state INTEGER NOT NULL, step INTEGER, stability REAL,
        difficulty REAL, due INTEGER NOT NULL, last INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE reviews (
        id INTEGER PRIMARY KEY, card TEXT NOT NULL, at INTEGER NOT NULL, grade INTEGER NOT NULL,
        UNIQUE (card, at)
    );
    CREATE INDEX reviews_at ON reviews (at);
    """,
    # What a workspace's diagrams were made of, so that an element that was renamed is known again.
    """
    CREATE TABLE elements (
        root TEXT NOT NULL, diagram TEXT NOT NULL, element TEXT NOT NULL,
        PRIMARY KEY (root, diagram, element)
    ) WITHOUT ROWID;
    """,
)
VERSION = len(_STEPS)
_GRADES = {int(grade) for grade in Grade}


@dataclass(frozen=True, slots=True)
class Review:
    """`at` is in microseconds since 1970 (UTC)."""

    card: str
    at: int
    grade: Grade


@dataclass(frozen=True, slots=True)
class Undo:
    """What takes the last review of a card back."""

    card: str
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
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as why:
            raise ProgressError(
                f"The folder {self.path.parent} for the progress cannot be made: {why.strerror}."
            ) from why
        with self._told():
            # We begin and commit ourselves.
            self._db = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    # Reading

    def memories(self) -> dict[str, Memory]:
        """By card id; also of cards that are no longer made of any file. What is damaged is as good
        as never asked."""
        with self._told():
            rows = self._db.execute(
                "SELECT card, state, step, stability, difficulty, due, last FROM cards"
            ).fetchall()
        return {card: found for card, *fields in rows if (found := _sound(fields))}

    def memory(self, card: str) -> Memory | None:
        with self._told():
            return self._memory(card)

    def reviews(self, since: datetime | None = None) -> tuple[Review, ...]:
        """The log, oldest first, without what is damaged in it."""
        with self._told():
            rows = self._db.execute(
                "SELECT card, at, grade FROM reviews WHERE at >= ? ORDER BY at, id",
                (ticks(since) if since else -(2**62),),
            ).fetchall()
        return tuple(
            Review(card, moment, Grade(grade))
            for card, moment, grade in rows
            if grade in _GRADES and isinstance(moment, int) and 0 <= moment < FARTHEST
        )

    # Writing

    def review(self, card: str, grade: Grade, now: datetime | None = None) -> tuple[Memory, Undo]:
        """Grade a card: its memory afterwards, and what takes it back."""
        now = now or datetime.now(UTC)
        with self._transaction():
            before = self._memory(card)
            if before is not None and before.last >= ticks(now):  # in another window, just now
                now = at(before.last + 1)
            after = reviewed(before, grade, now)
            self._put(card, after)
            self._db.execute(
                "INSERT OR REPLACE INTO reviews (card, at, grade) VALUES (?, ?, ?)",
                (card, after.last, int(grade)),
            )
        return after, Undo(card, after.last, before)

    def undo(self, undo: Undo) -> bool:
        """Take a review back, unless the card was reviewed again since."""
        with self._transaction():
            now = self._memory(undo.card)
            if now is None or now.last != undo.at:
                return False
            self._db.execute("DELETE FROM reviews WHERE card = ? AND at = ?", (undo.card, undo.at))
            if undo.before is None:
                self._db.execute("DELETE FROM cards WHERE card = ?", (undo.card,))
            else:
                self._put(undo.card, undo.before)
        return True

    def merge(self, memories: Mapping[str, Memory], reviews: Iterable[Review]) -> int:
        """Take in progress from elsewhere: all reviews, and of each card the memory that was
        reviewed last. Returns how many cards that changed."""
        changed = 0
        with self._transaction():
            for card, memory in memories.items():
                own = self._memory(card)
                if own is None or own.last < memory.last:
                    self._put(card, memory)
                    changed += 1
            self._db.executemany(
                "INSERT OR IGNORE INTO reviews (card, at, grade) VALUES (?, ?, ?)",
                [(r.card, r.at, int(r.grade)) for r in reviews],
            )
        return changed

    def follow(
        self,
        root: str,
        elements: Mapping[str, frozenset[str]],
        renamed: Callable[[frozenset[str], frozenset[str]], dict[str, str]],
    ) -> int:
        """Remember what a workspace's diagrams (by id) are made of. An element that was there and
        is gone may be one that is new: `renamed(gone, new)` says which one, and its cards then
        begin as those of the old one stand, which stay. Returns how many cards that were."""
        moved = 0
        with self._transaction():
            rows = self._db.execute(
                "SELECT diagram, element FROM elements WHERE root = ?", (root,)
            ).fetchall()
            known: dict[str, set[str]] = {}
            for diagram, element in rows:
                known.setdefault(diagram, set()).add(element)
            for diagram, now in elements.items():
                before = frozenset(known.get(diagram, ()))
                if before == now:
                    continue
                pairs = renamed(before - now, now - before) if before else {}
                moved += sum(self._copy(diagram, old, new) for old, new in pairs.items())
                self._db.execute(
                    "DELETE FROM elements WHERE root = ? AND diagram = ?", (root, diagram)
                )
                self._db.executemany(
                    "INSERT INTO elements VALUES (?, ?, ?)", [(root, diagram, e) for e in now]
                )
        return moved

    # Inside

    def _prepare(self) -> None:
        self._log_ahead()
        self._db.execute("PRAGMA synchronous = FULL")
        if self._version() == VERSION:
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            version = self._version()  # another window may have been quicker
            self._refuse_newer(version)
            for step in _STEPS[version:]:
                for statement in filter(str.strip, step.split(";")):
                    self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {VERSION}")
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def _log_ahead(self) -> None:
        """Into SQLite's WAL mode, in which nobody who reads waits for who writes. While another
        window goes into it SQLite says no at once, however long we would wait."""
        end = time.monotonic() + WAIT
        while True:
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.01)
            else:
                return

    def _refuse_newer(self, version: int) -> None:
        if version > VERSION:
            raise ProgressError(
                f"The progress in {self.path} was written by a newer Acetate. "
                "Use that one, or move the file away to start over."
            )

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def _memory(self, card: str) -> Memory | None:
        row = self._db.execute(
            "SELECT state, step, stability, difficulty, due, last FROM cards WHERE card = ?",
            (card,),
        ).fetchone()
        return _sound(row) if row else None

    def _put(self, card: str, memory: Memory) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO cards (card, state, step, stability, difficulty, due, last) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (card, *astuple(memory)),
        )

    def _copy(self, diagram: str, old: str, new: str) -> int:
        """Of one element's cards to another's, where those have not begun."""
        moved = 0
        for (card,) in self._db.execute(
            "SELECT card FROM cards WHERE card LIKE '%|' || ? ESCAPE '\\'",
            (_escaped(f"{diagram}|{old}"),),
        ).fetchall():
            kind = card.partition("|")[0]
            fresh = f"{kind}|{diagram}|{new}"
            memory = self._memory(card)
            if memory is not None and self._memory(fresh) is None:
                self._put(fresh, memory)
                moved += 1
        return moved

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as why:
            raise ProgressError(
                f"The progress in {self.path} cannot be used right now: {why}. "
                "Close other windows that study, see that the disk is not full, and try again."
            ) from why
        except sqlite3.DatabaseError as why:
            raise ProgressError(
                f"The progress in {self.path} cannot be read: {why}. "
                "Move the file away to start over, or put a copy of it back."
            ) from why


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _sound(fields: Sequence[object]) -> Memory | None:
    """A memory as it stands in the file; None where a damaged disk, or another program, left one
    that can be no card's."""
    try:
        return sound(*fields)
    except (TypeError, ValueError):
        return None
