"""Where nothing is asked, the reason and the day on which something is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.model.ids import CardId, DiagramId
from app.study import plan
from app.study.card import Card, CardKind
from app.study.limit import Limit
from app.study.progress import Review
from app.study.schedule import Grade, Memory, ticks
from app.study.waiting import waiting

NOW = datetime(2026, 12, 30, 12, tzinfo=UTC)
CARDS = tuple(
    Card(CardId(f"name|vpc|{n}"), CardKind.NAME, DiagramId("vpc"), "?", "a") for n in range(3)
)


@pytest.mark.parametrize(
    ("limit", "begun", "due", "said", "until"),
    [
        (Limit(1), 1, 5, "You have started today's new card; 2 more wait for tomorrow.", 1),
        (Limit(0), 1, 1, "The limit of new cards is 0, and 2 wait. Nothing else is due until tomorrow.", 1),
        (Limit(0), 0, 0, "The limit of new cards is 0, and 3 wait.", None),
        (Limit(20), 3, 1, "Nothing is due until tomorrow.", 1),
        (Limit(20), 3, 5, "Nothing is due until 4 January 2027.", 5),
    ],
)  # fmt: skip
def test_why_nothing_is_asked(
    limit: Limit, begun: int, due: int, said: str, until: int | None
) -> None:
    later = ticks(NOW + timedelta(days=due))
    memories = {c.id: Memory(2, None, 3.0, 5.0, later, ticks(NOW)) for c in CARDS[:begun]}
    log = [Review(id, ticks(NOW) + n, Grade.GOOD) for n, id in enumerate(memories)]
    today = plan.today(CARDS, memories, log, NOW, limit.today)
    wait = waiting(CARDS, today, memories, NOW, limit)
    assert wait is not None
    assert wait.sentence == said
    assert wait.until == (date(2026, 12, 30) + timedelta(days=until) if until else None)


def test_where_something_is_asked_there_is_nothing_to_say() -> None:
    today = plan.today(CARDS, {}, (), NOW)
    assert waiting(CARDS, today, {}, NOW, Limit()) is None
