"""What is due today, what will be, and how much was remembered. A day ends at midnight in the zone
of the `now` that is handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest

from app.study.card import Card, Kind
from app.study.progress import Review
from app.study.schedule import Grade, Memory, at, ticks

NEW = 20  # cards that begin in one day
FORECAST, RETENTION = 14, 30  # days


@dataclass(frozen=True, slots=True)
class Today:
    """`due` were asked before and are due by the end of the day, the longest due first; `new` begin
    today; `later` is how many more have never been asked."""

    due: tuple[Card, ...]
    new: tuple[Card, ...]
    later: int

    @property
    def cards(self) -> tuple[Card, ...]:
        """In the order in which they are asked: a new one after every second that is due."""
        if not self.new:
            return self.due
        mixed: list[Card] = []
        fresh, each = list(self.new), max(len(self.due) // len(self.new), 1)
        for n, card in enumerate(self.due, 1):
            mixed.append(card)
            if n % each == 0 and fresh:
                mixed.append(fresh.pop(0))
        return (*mixed, *fresh)


@dataclass(frozen=True, slots=True)
class Day:
    """`asked` are reviews of cards that had been learned on a day before, `kept` those that were
    remembered."""

    day: date
    asked: int
    kept: int


def today(
    cards: Sequence[Card],
    memories: Mapping[str, Memory],
    reviews: Iterable[Review],
    now: datetime,
    new: int = NEW,
) -> Today:
    """What these cards ask for today. `reviews` are those of today at least: what has begun today
    counts against the `new` ones of a day."""
    end = ticks(_midnight(now) + timedelta(days=1))
    seen = [(memories[c.id].due, c) for c in cards if c.id in memories]
    due = [card for when, card in sorted(seen, key=lambda x: x[0]) if when < end]
    fresh = by_turns(c for c in cards if c.id not in memories)
    room = max(new - _begun(reviews, memories, now), 0)
    return Today(tuple(due), fresh[:room], max(len(fresh) - room, 0))


def by_turns(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The kinds by turns, so that a day's new cards are not all names. What is asked of the same
    element comes later: one answer would give the other away."""
    by_kind: dict[Kind, list[Card]] = {}
    for card in cards:
        by_kind.setdefault(card.kind, []).append(card)
    if places := by_kind.get(Kind.PLACE):
        half = len(places) // 2  # or it would always be the name that comes first
        by_kind[Kind.PLACE] = places[half:] + places[:half]
    rows = zip_longest(*by_kind.values())
    first: dict[tuple[str, str], Card] = {}
    later: list[Card] = []
    for card in (c for row in rows for c in row if c is not None):
        element = (card.diagram, card.hidden or card.id)
        if element in first:
            later.append(card)
        else:
            first[element] = card
    return (*first.values(), *later)


def forecast(
    cards: Iterable[Card], memories: Mapping[str, Memory], now: datetime, days: int = FORECAST
) -> tuple[int, ...]:
    """How many cards are due on each day, from today on; what is overdue is today's."""
    counts = [0] * days
    start = _midnight(now).date()
    for card in cards:
        memory = memories.get(card.id)
        if memory is not None:
            away = (at(memory.due).astimezone(now.tzinfo).date() - start).days
            if away < days:
                counts[max(away, 0)] += 1
    return tuple(counts)


def retention(
    reviews: Iterable[Review],
    now: datetime,
    days: int = RETENTION,
    among: Iterable[str] | None = None,
) -> tuple[Day, ...]:
    """How much was remembered on each of the last days, the last of them today. Of each card the
    first review of a day counts, and not those of the day it began. `reviews` is the whole log;
    `among` are the cards that count, None is all."""
    wanted = None if among is None else frozenset(among)
    today = _midnight(now).date()
    first = today - timedelta(days=days - 1)
    asked, kept = [0] * days, [0] * days
    last: dict[str, date] = {}
    for review in reviews:
        if wanted is not None and review.card not in wanted:
            continue
        day = at(review.at).astimezone(now.tzinfo).date()
        known = last.get(review.card)
        last[review.card] = day
        if known is not None and known < day and first <= day <= today:
            asked[(day - first).days] += 1
            kept[(day - first).days] += review.grade is not Grade.AGAIN
    return tuple(Day(first + timedelta(days=n), asked[n], kept[n]) for n in range(days))


def _begun(reviews: Iterable[Review], memories: Mapping[str, Memory], now: datetime) -> int:
    """Cards whose first review was today."""
    start = ticks(_midnight(now))
    first: dict[str, int] = {}
    for review in reviews:
        first.setdefault(review.card, review.at)
    return sum(start <= moment for card, moment in first.items() if card in memories)


def _midnight(now: datetime) -> datetime:
    """When the day began."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
