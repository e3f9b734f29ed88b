"""How many cards begin in a day: a person's choice, which may be passed on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.study.database import Database

NEW, MOST, MORE = 20, 999, 20  # cards: by default, at most, and what a day is passed by
_NEW, _MORE, _DAY = "new a day", "more", "day of more"


@dataclass(frozen=True, slots=True)
class Limit:
    """`new` cards begin in a day, today `more` than these."""

    new: int = NEW
    more: int = 0

    @property
    def today(self) -> int:
        """How many begin today."""
        return self.new + self.more


class Limits:
    """That in the file of a person's progress. Raises ProgressError, as that does."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def on(self, now: datetime) -> Limit:
        """The limit on the day of `now`, in its zone."""
        with self._file.reading() as db:
            rows = db.execute("SELECT name, value FROM settings").fetchall()
        found = {name: value for name, value in rows if isinstance(value, int) and value >= 0}
        more = found.get(_MORE, 0) if found.get(_DAY) == now.date().toordinal() else 0
        return Limit(min(found.get(_NEW, NEW), MOST), more)

    def set(self, new: int) -> None:
        """So many begin in a day from now on."""
        self._put({_NEW: min(max(new, 0), MOST)})

    def pass_by(self, more: int, now: datetime) -> None:
        """So many more on this day."""
        self._put({_MORE: self.on(now).more + more, _DAY: now.date().toordinal()})

    def _put(self, values: dict[str, int]) -> None:
        with self._file.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", list(values.items()))
