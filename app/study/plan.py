"""What is due today, what will be, and how much was remembered. A day ends at midnight in the zone
of the `now` that is handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest

from app.model.ids import CardId
from app.study.card import Card, CardKind
from app.study.limit import NEW
from app.study.progress import Review
from app.study.schedule import Grade, Memory, at, ticks

FORECAST, RETENTION, LATELY = 14, 30, 7  # days


@dataclass(frozen=True, slots=True)
class Today:
    """`due` were asked before and are due by the end of the day, the longest due first; `new` begin
    today; `later` is how many more have never been asked."""

    due: tuple[Card, ...]
    new: tuple[Card, ...]
    later: int

    @property
    def cards(self) -> tuple[Card, ...]:
        """In the order in which they are asked: the new ones spread among those that are due, and
        diagrams by turns."""
        if not self.new:
            return by_turns_of_diagrams(_apart(self.due))
        mixed: list[Card] = []
        fresh, each = list(self.new), max(len(self.due) // len(self.new), 1)
        for n, card in enumerate(self.due, 1):
            mixed.append(card)
            if n % each == 0 and fresh:
                mixed.append(fresh.pop(0))
        return by_turns_of_diagrams(_apart((*mixed, *fresh)))


@dataclass(frozen=True, slots=True)
class Counts:
    """Cards of a diagram: those that are due today, that have not begun, and that have."""

    due: int
    new: int
    begun: int


@dataclass(frozen=True, slots=True)
class Day:
    """`asked` are reviews of cards that had been learned on a day before, `kept` those that were
    remembered."""

    day: date
    asked: int
    kept: int


def today(
    cards: Sequence[Card],
    memories: Mapping[CardId, Memory],
    reviews: Iterable[Review],
    now: datetime,
    new: int = NEW,
) -> Today:
    """What these cards ask for today. `reviews` are those of today at least: what has begun today
    counts against the `new` ones of a day."""
    end = ticks(_midnight(now) + timedelta(days=1))
    seen = [(memories[c.id].due, c) for c in cards if c.id in memories]
    due = [card for when, card in sorted(seen, key=lambda x: x[0]) if when < end]
    fresh = by_turns_of_diagrams(by_turns(c for c in cards if c.id not in memories))
    room = max(new - begun(reviews, memories, now), 0)
    return Today(tuple(due), fresh[:room], max(len(fresh) - room, 0))


def counts(
    cards: Iterable[Card], memories: Mapping[CardId, Memory], now: datetime
) -> dict[str, Counts]:
    """By diagram, of those that have cards."""
    end = ticks(_midnight(now) + timedelta(days=1))
    found: dict[str, list[Memory | None]] = {}
    for card in cards:
        found.setdefault(card.diagram, []).append(memories.get(card.id))
    return {
        diagram: Counts(
            sum(m is not None and m.due < end for m in own),
            own.count(None),
            len(own) - own.count(None),
        )
        for diagram, own in found.items()
    }


def next_due(
    cards: Iterable[Card], memories: Mapping[CardId, Memory], now: datetime
) -> date | None:
    """The first day after today on which one of them is due, in the zone of `now`."""
    end = ticks(_midnight(now) + timedelta(days=1))
    coming = (m.due for c in cards if (m := memories.get(c.id)) is not None and m.due >= end)
    first = min(coming, default=None)
    return None if first is None else at(first).astimezone(now.tzinfo).date()


def by_turns(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The kinds by turns, so that a day's new cards are not all names. What is asked of the same
    element comes later: one answer would give the other away."""
    by_kind: dict[CardKind, list[Card]] = {}
    for card in cards:
        by_kind.setdefault(card.kind, []).append(card)
    if places := by_kind.get(CardKind.PLACE):
        half = len(places) // 2  # or it would always be the name that comes first
        by_kind[CardKind.PLACE] = places[half:] + places[:half]
    rows = zip_longest(*by_kind.values())
    return _apart(c for row in rows for c in row if c is not None)


def _apart(cards: Iterable[Card]) -> tuple[Card, ...]:
    """First one card of each element, then the others."""
    first: dict[tuple[str, str], Card] = {}
    later: list[Card] = []
    for card in cards:
        element = (card.diagram, card.hidden or card.id)
        if element in first:
            later.append(card)
        else:
            first[element] = card
    return (*first.values(), *later)


def by_turns_of_diagrams(cards: Iterable[Card]) -> tuple[Card, ...]:
    """One of each diagram in turn, those of a diagram in the order in which they come: what is next
    is not known from what was before. Two of one element are as far apart as they were."""
    by_diagram: dict[str, list[Card]] = {}
    for card in cards:
        by_diagram.setdefault(card.diagram, []).append(card)
    # Of a diagram with many cards some come in each turn, so that none is left alone at the end.
    placed = [
        ((n + 0.5) / len(own), place, card)
        for place, own in enumerate(by_diagram.values())
        for n, card in enumerate(own)
    ]
    return tuple(card for _, _, card in sorted(placed, key=lambda p: p[:2]))


def wrong_lately(
    cards: Iterable[Card], reviews: Iterable[Review], now: datetime, days: int = LATELY
) -> tuple[Card, ...]:
    """Those that were not known at least once in the last days, today among them; the longest ago
    first."""
    start = ticks(_midnight(now) - timedelta(days=days - 1))
    last = {
        review.card: review.at
        for review in reviews
        if review.grade is Grade.AGAIN and review.at >= start
    }
    found = sorted((c for c in cards if c.id in last), key=lambda c: last[c.id])
    return by_turns_of_diagrams(found)


def forecast(
    cards: Iterable[Card], memories: Mapping[CardId, Memory], now: datetime, days: int = FORECAST
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
    among: Iterable[CardId] | None = None,
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


def begun(reviews: Iterable[Review], memories: Mapping[CardId, Memory], now: datetime) -> int:
    """Cards whose first review was today. One that goes by two ids, since its element was renamed,
    is one."""
    start = ticks(_midnight(now))
    first: dict[str, int] = {}
    for review in reviews:
        first.setdefault(review.card, review.at)
    return len({when for card, when in first.items() if card in memories and start <= when})


def _midnight(now: datetime) -> datetime:
    """When the day began."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
