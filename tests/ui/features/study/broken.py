"""Progress that cannot be kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from app.study.progress import default_path


def lose_table(name: str) -> None:
    """Another program takes a table out of the file that is open."""
    with closing(sqlite3.connect(default_path())) as file:
        file.execute(f"DROP TABLE {name}")
