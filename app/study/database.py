"""The SQLite file of a person's data folder, with what they have learned and what they have reported.

One transaction a change, flushed to the disk: who is killed in the middle has lost nothing but
what was not yet made. Several windows may write at once.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import ProgressError
from app.model.ids import DiagramId

WAIT = 5.0  # seconds for another window's transaction

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
    # Reports of cards as they were then, and which cards lie buried under each.
    """
    CREATE TABLE reports (
        id INTEGER PRIMARY KEY, card TEXT NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL,
        question TEXT NOT NULL, answer TEXT NOT NULL, diagram TEXT NOT NULL,
        UNIQUE (card, at)
    );
    CREATE TABLE buried (
        card TEXT NOT NULL, report INTEGER NOT NULL,
        PRIMARY KEY (card, report)
    ) WITHOUT ROWID;
    """,
    # Cards that are not asked for a while; what a person has set; of each review whether this
    # machine's clock gave its time, and whether that time cannot be true.
    """
    CREATE TABLE pauses (
        card TEXT PRIMARY KEY, how TEXT NOT NULL, at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    ALTER TABLE reviews ADD COLUMN here INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE reviews ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
    """,
)
VERSION = len(_STEPS)


class Database:
    """An open file; it belongs to the thread that opened it. Raises ProgressError, which names the
    file and the way out, where it cannot be opened, read or written."""

    def __init__(self, path: Path) -> None:
        self.path = path
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

    def close(self) -> None:
        """Close the file; nothing can be asked of it any more."""
        self._db.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """To read in."""
        with self._told():
            yield self._db

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """To read and write in: all of it is kept, or nothing."""
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

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


def cards_of(diagram: DiagramId, element: str) -> str:
    """What the ids of an element's cards are LIKE, with a backslash to ESCAPE."""
    text = f"{diagram}|{element}"
    return "%|" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
