"""What is to be said of reviews that were set aside because their times cannot be true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.model.wording import counted
from app.study.database import Database
from app.study.schedule import FARTHEST, at

_TOLD = "aside told"


@dataclass(frozen=True, slots=True)
class Aside:
    """`count` reviews of `total` were set aside, one of them of the time `such`; the id of the last
    that was is `last`."""

    count: int
    total: int
    such: datetime
    last: int

    @property
    def most(self) -> bool:
        """Whether the clock rather stands wrong now."""
        return 2 * self.count > self.total

    def sentence(self, now: datetime) -> str:
        """In the zone of `now`."""
        were = "was" if self.count == 1 else "were"
        when = day(self.such.astimezone(now.tzinfo))
        said = (
            f"{counted(self.count, 'review')} {were} set aside, with a time that cannot be right, "
            f"such as {when}."
        )
        if self.most:
            return (
                f"{said} Does this computer's clock stand wrong? It says {day(now)}. Once it is "
                "right, they count again."
            )
        return f"{said} A clock stood wrong then; cards are asked as the other reviews say."


class Asides:
    """Those in the file of a person's progress. Raises ProgressError, as that does."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def unsaid(self) -> Aside | None:
        """Where some were not told yet. That the clock stands wrong now is told again and again."""
        with self._file.reading() as db:
            rows = db.execute(
                "SELECT aside, count(*), max(at), max(id) FROM reviews "
                "WHERE typeof(at) = 'integer' AND at BETWEEN 0 AND ? GROUP BY aside",
                (FARTHEST - 1,),
            ).fetchall()
            told = db.execute("SELECT value FROM settings WHERE name = ?", (_TOLD,)).fetchone()
        total = sum(count for _, count, _, _ in rows)
        for aside, count, latest, last in rows:
            if aside:
                made = Aside(count, total, at(latest), last)
                return made if made.most or not told or last > told[0] else None
        return None

    def told(self, aside: Aside) -> None:
        """That was told."""
        with self._file.transaction() as db:
            db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (_TOLD, aside.last))


def day(moment: datetime) -> str:
    """“3 December 2026”."""
    return f"{moment.day} {moment:%B %Y}"
