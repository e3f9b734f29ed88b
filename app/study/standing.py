"""Where each card stands: whether it has begun, when it is due, or why it is not asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.model.ids import CardId
from app.study.card import Card
from app.study.pauses import Pause
from app.study.progress import Review
from app.study.schedule import Grade, Memory, at


class State(StrEnum):
    """What a person reads."""

    DUE = "Due today"
    LATER = "Due later"
    NEW = "New"
    BURIED = "Buried until tomorrow"
    SUSPENDED = "Suspended"
    REPORTED = "Reported"


OFF = frozenset({State.BURIED, State.SUSPENDED, State.REPORTED})  # not asked
_PAUSED = {Pause.BURIED: State.BURIED, Pause.SUSPENDED: State.SUSPENDED}


@dataclass(frozen=True, slots=True)
class Standing:
    """`due` is the day on which it is, None where it is new or not asked; it was answered `asked`
    times, `wrong` of these not known."""

    card: Card
    state: State
    due: date | None = None
    asked: int = 0
    wrong: int = 0


def standings(
    cards: Iterable[Card],
    memories: Mapping[CardId, Memory],
    reviews: Iterable[Review],
    pauses: Mapping[CardId, Pause],
    reported: Collection[str],
    now: datetime,
) -> tuple[Standing, ...]:
    """Of all these cards, in their order; `reported` are ids. A day is one in the zone of `now`."""
    asked: dict[str, int] = {}
    wrong: dict[str, int] = {}
    for review in reviews:
        asked[review.card] = asked.get(review.card, 0) + 1
        wrong[review.card] = wrong.get(review.card, 0) + (review.grade is Grade.AGAIN)
    today, found = now.date(), []
    for card in cards:
        due = None
        if card.id in reported:
            state = State.REPORTED
        elif card.id in pauses:
            state = _PAUSED[pauses[card.id]]
        elif (memory := memories.get(card.id)) is None:
            state = State.NEW
        else:
            due = at(memory.due).astimezone(now.tzinfo).date()
            state = State.DUE if due <= today else State.LATER
        found.append(Standing(card, state, due, asked.get(card.id, 0), wrong.get(card.id, 0)))
    return tuple(found)
