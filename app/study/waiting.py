"""Why nothing is asked right now, and when something is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.model.ids import CardId
from app.study import plan
from app.study.card import Card
from app.study.limit import Limit
from app.study.schedule import Memory


@dataclass(frozen=True, slots=True)
class Wait:
    """`until` is the day on which cards are asked again, None where that is never."""

    sentence: str
    until: date | None


def waiting(
    cards: Collection[Card],
    today: plan.Today,
    memories: Mapping[CardId, Memory],
    now: datetime,
    limit: Limit,
) -> Wait | None:
    """Of these cards, `today` what is asked of them; None where something is."""
    if today.cards:
        return None
    until = plan.next_due(cards, memories, now)
    if not cards:
        return Wait("There are no such cards.", None)
    if today.later and limit.new:
        until = now.date() + timedelta(days=1)
        new = "new card" if limit.today == 1 else f"{limit.today} new cards"
        said = f"You have started today's {new}; {today.later} more wait for tomorrow."
        return Wait(said, until)
    if today.later:
        said = f"The limit of new cards is 0, and {today.later} wait."
        due = f" Nothing else is due{_until(until, now)}." if until else ""
        return Wait(said + due, until)
    return Wait(f"Nothing is due{_until(until, now)}.", until)


def _until(day: date | None, now: datetime) -> str:
    if day is None:  # no card has begun
        return ""
    if day == now.date() + timedelta(days=1):
        return " until tomorrow"
    year = "" if day.year == now.year else f" {day.year}"
    return f" until {day.day} {day:%B}{year}"
