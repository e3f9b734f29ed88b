"""Cards that a person has reported as bad. A reported card is withheld, which is to say that it is
not asked, counted or exported, until it is brought back."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.model.ids import CardId, DiagramId
from app.study.card import KINDS, Card, CardKind
from app.study.database import Database, cards_of
from app.study.schedule import FARTHEST, at, ticks


@dataclass(frozen=True, slots=True)
class Reported:
    """A card as it was when it was reported. `at` is in microseconds since 1970 (UTC), `reason` as
    it was typed or empty, `diagram` the title of its diagram, empty for a note's question. `withheld`
    are the ids of the cards that are not asked for this report: its own, and what that has become
    where its element was renamed."""

    card: CardId
    at: int
    reason: str
    question: str
    answer: str
    diagram: str
    withheld: tuple[CardId, ...] = ()

    @property
    def moment(self) -> datetime:
        """When it was reported, UTC."""
        return at(self.at)

    @property
    def kind(self) -> str:
        """As it is called on the start page; empty for one that is not known any more."""
        kind = self.card.partition("|")[0]
        return KINDS[CardKind(kind)] if kind in KINDS else ""


def still_asked(cards: Iterable[Card], withheld: Collection[CardId]) -> tuple[Card, ...]:
    """Those that are asked."""
    return tuple(card for card in cards if card.id not in withheld)


class CardReports:
    """Those in the file of a person's progress. Raises ProgressError, as that does."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def all(self) -> tuple[Reported, ...]:
        """The newest first, without what is damaged."""
        with self._file.reading() as db:
            rows = db.execute(
                "SELECT id, card, at, reason, question, answer, diagram FROM reports "
                "ORDER BY at DESC, id DESC"
            ).fetchall()
            pairs = db.execute("SELECT report, card FROM buried ORDER BY card").fetchall()
        cards: dict[int, list[CardId]] = {}
        for report, card in pairs:
            cards.setdefault(report, []).append(card)
        return tuple(
            replace(Reported(*fields), withheld=tuple(cards.get(id, ())))
            for id, *fields in rows
            if _sound(*fields)
        )

    def withheld(self) -> frozenset[CardId]:
        """The ids of all cards that are not asked for a report."""
        with self._file.reading() as db:
            return frozenset(card for (card,) in db.execute("SELECT card FROM buried"))

    def add(
        self, card: Card, diagram: str, reason: str = "", now: datetime | None = None
    ) -> Reported:
        """Report a card, which is withheld then. `diagram` is its diagram's title."""
        said = reason.encode("utf-8", "replace").decode()  # half a character is no text
        moment = ticks(now or datetime.now(UTC))
        made = Reported(
            card.id,
            moment,
            said if said.strip() else "",
            card.question,
            card.answer,
            diagram,
            (card.id,),
        )
        self.put((made,))
        return made

    def put(self, reports: Iterable[Reported]) -> int:
        """Take in reports that were taken back, or come from elsewhere. Returns how many are new."""
        new = 0
        with self._file.transaction() as db:
            for r in reports:
                done = db.execute(
                    "INSERT OR IGNORE INTO reports (card, at, reason, question, answer, diagram) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    (r.card, r.at, r.reason, r.question, r.answer, r.diagram),
                )
                new += done.rowcount
                (id,) = db.execute(
                    "SELECT id FROM reports WHERE card = ? AND at = ?", (r.card, r.at)
                ).fetchone()
                db.executemany(
                    "INSERT OR IGNORE INTO buried (card, report) VALUES (?, ?)",
                    [(card, id) for card in {r.card, *r.withheld}],
                )
        return new

    def take_back(self, report: Reported) -> bool:
        """Forget a report, and bring its cards back that no other one withholds; False where another
        window has."""
        with self._file.transaction() as db:
            row = db.execute(
                "SELECT id FROM reports WHERE card = ? AND at = ?", (report.card, report.at)
            ).fetchone()
            if row is not None:
                db.execute("DELETE FROM buried WHERE report = ?", row)
                db.execute("DELETE FROM reports WHERE id = ?", row)
        return row is not None

    def follow(self, db: sqlite3.Connection, diagram: DiagramId, old: str, new: str) -> None:
        """An element was renamed: what is made of it stays withheld. In a transaction of the file."""
        for card, report in db.execute(
            "SELECT card, report FROM buried WHERE card LIKE ? ESCAPE '\\'",
            (cards_of(diagram, old),),
        ).fetchall():
            kind = card.partition("|")[0]
            db.execute(
                "INSERT OR IGNORE INTO buried (card, report) VALUES (?, ?)",
                (f"{kind}|{diagram}|{new}", report),
            )


def _sound(card: object, moment: object, *texts: object) -> bool:
    """Whether that can be a report: a damaged disk, or another program, may have left one that is
    none."""
    text = all(isinstance(part, str) for part in (card, *texts))
    return text and isinstance(moment, int) and 0 <= moment < FARTHEST
