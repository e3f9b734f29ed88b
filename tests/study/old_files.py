"""Progress files as earlier versions of Acetate made them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_VERSIONS = (
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
    """
    CREATE TABLE elements (
        root TEXT NOT NULL, diagram TEXT NOT NULL, element TEXT NOT NULL,
        PRIMARY KEY (root, diagram, element)
    ) WITHOUT ROWID;
    """,
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
)
VERSIONS = range(1, len(_VERSIONS) + 1)


def write(path: Path, version: int, card: str) -> None:
    """A file with one card, of stability 3.5 and due at 1000 (s since 1970)."""
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as file:
        file.executescript("".join(_VERSIONS[:version]) + f"PRAGMA user_version = {version};")
        file.execute("INSERT INTO cards VALUES (?, 2, NULL, 3.5, 5.0, 1000, 500)", (card,))
        file.commit()
