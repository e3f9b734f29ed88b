"""Where each card stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from app.model.ids import CardId, DiagramId
from app.study.card import Card, CardKind
from app.study.pauses import Pause
from app.study.progress import Review
from app.study.schedule import Grade, Memory, ticks
from app.study.standing import Standing, State, standings

NOW = datetime(2026, 11, 24, 22, tzinfo=UTC)


def test_each_state() -> None:
    cards = [Card(CardId(id), CardKind.NAME, DiagramId("vpc"), "?", "a") for id in "abcdef"]

    def due(days: int) -> Memory:
        return Memory(2, None, 3.0, 5.0, ticks(NOW + timedelta(days=days)), ticks(NOW))

    found = standings(
        cards,
        {CardId("a"): due(-3), CardId("b"): due(2), CardId("d"): due(0), CardId("f"): due(0)},
        [
            Review(CardId("a"), 1, Grade.AGAIN),
            Review(CardId("a"), 2, Grade.HARD),
            Review(CardId("b"), 3, Grade.GOOD),
        ],
        {CardId("d"): Pause.BURIED, CardId("e"): Pause.SUSPENDED, CardId("f"): Pause.SUSPENDED},
        {"f"},
        NOW,
    )
    assert found == (
        Standing(cards[0], State.DUE, date(2026, 11, 21), 2, 1),
        Standing(cards[1], State.LATER, date(2026, 11, 26), 1),
        Standing(cards[2], State.NEW),
        Standing(cards[3], State.BURIED),
        Standing(cards[4], State.SUSPENDED),
        Standing(cards[5], State.REPORTED),
    )
