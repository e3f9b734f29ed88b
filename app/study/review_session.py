"""One review: the cards of today one after another, until each is learned for today. Or a round
with a group. A card that is reported, buried or suspended is asked no more in either."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from app.study.card import Card
from app.study.pauses import Before, Pause
from app.study.progress import Progress
from app.study.reported import Reported
from app.study.schedule import Grade, ticks

AGAIN = timedelta(minutes=20)  # what is due that soon is asked again in the same review


@dataclass(frozen=True, slots=True)
class _ReviewPlace:
    """Where the review was. `waiting` are cards that come again, with when (microseconds)."""

    current: Card | None
    queue: tuple[Card, ...]
    waiting: tuple[tuple[int, Card], ...]
    learned: int
    total: int
    reported: int = 0
    paused: int = 0


def _now() -> datetime:
    return datetime.now(UTC)


class ReviewSession:
    """`current` is the card that is asked, None when all are done."""

    def __init__(
        self, cards: Iterable[Card], progress: Progress, clock: Callable[[], datetime] = _now
    ) -> None:
        self._progress, self._clock = progress, clock
        queue = tuple(cards)
        self._past: list[tuple[Callable[[], bool], _ReviewPlace]] = []
        self._place = self._next(_ReviewPlace(None, queue, (), 0, len(queue)))

    @property
    def total(self) -> int:
        """Cards that are asked in this review."""
        return self._place.total

    @property
    def current(self) -> Card | None:
        """The card that is asked; None when all are done."""
        return self._place.current

    @property
    def learned(self) -> int:
        """Cards that are done for today."""
        return self._place.learned

    @property
    def number(self) -> int:
        """Cards that were asked, the current one among them."""
        return self.total - len(self._place.queue)

    @property
    def again(self) -> int:
        """Cards that come again after this one."""
        return len(self._place.waiting)

    @property
    def reported(self) -> int:
        """Cards that were reported in this review."""
        return self._place.reported

    @property
    def paused(self) -> int:
        """Cards that were buried or suspended in this review."""
        return self._place.paused

    @property
    def can_undo(self) -> bool:
        """Something was done that `undo` takes back."""
        return bool(self._past)

    def grade(self, grade: Grade) -> None:
        """Keep the grade, and go on to the next card. Raises ProgressError; then nothing has
        changed."""
        place, now = self._place, self._clock()
        if place.current is None:
            return
        memory, undo = self._progress.review(place.current.id, grade, now)
        self._past.append((partial(self._progress.undo, undo), place))
        soon = memory.due < ticks(now + AGAIN)
        waiting = (*place.waiting, (memory.due, place.current)) if soon else place.waiting
        self._place = self._next(
            replace(place, waiting=waiting, learned=place.learned + (not soon))
        )

    def report(self, title: str, reason: str) -> None:
        """Ask the card, whose diagram is titled so, no more, and go on to the next one. Raises
        ProgressError; then nothing has changed."""
        place = self._place
        if place.current is None:
            return
        made = self._progress.reports.add(place.current, title, reason, self._clock())
        self._past.append((partial(self._progress.reports.take_back, made), place))
        self._place = self._next(replace(place, total=place.total - 1, reported=place.reported + 1))

    def pause(self, how: Pause) -> None:
        """Bury or suspend the card, and go on to the next one. Raises ProgressError; then nothing
        has changed."""
        place = self._place
        if place.current is None:
            return
        before = self._progress.pauses.pause((place.current.id,), how, self._clock())
        self._past.append((partial(self._progress.pauses.take_back, before), place))
        self._place = self._next(replace(place, total=place.total - 1, paused=place.paused + 1))

    def undo(self) -> bool:
        """Take the last grade, report or pause back and ask that card again; False where another window
        has done something with it since."""
        if not self._past:
            return False
        take_back, place = self._past[-1]
        done = take_back()
        self._past.pop()
        if done:
            self._place = place
        return done

    def skip(self, known: Callable[[Card], bool]) -> None:
        """Leave out the cards that are not known any more."""
        place = self._place
        queue = tuple(c for c in place.queue if known(c))
        waiting = tuple(w for w in place.waiting if known(w[1]))
        gone = len(place.queue) - len(queue) + len(place.waiting) - len(waiting)
        left = replace(place, queue=queue, waiting=waiting, total=place.total - gone)
        if place.current is not None and not known(place.current):
            left = self._next(replace(left, total=left.total - 1))
        self._place = left

    def _next(self, place: _ReviewPlace) -> _ReviewPlace:
        """What waited long enough, else a fresh one, else what has waited longest."""
        order = tuple(sorted(place.waiting, key=lambda w: w[0]))
        if order and (not place.queue or order[0][0] <= ticks(self._clock())):
            return replace(place, current=order[0][1], waiting=order[1:])
        if place.queue:
            return replace(place, current=place.queue[0], queue=place.queue[1:], waiting=order)
        return replace(place, current=None)


class Rehearsal:
    """The cards once, one after another, and no grade is kept: for a group."""

    def __init__(self, cards: Iterable[Card], progress: Progress) -> None:
        self._progress = progress
        self._cards = tuple(cards)
        self._at = 0
        # The cards that left, with the place of each and what takes that back: that comes before
        # a step further back.
        self._left: list[tuple[int, Card, Callable[[], bool]]] = []
        self.reported = self.paused = 0

    @property
    def total(self) -> int:
        """Cards that are asked, less those that left."""
        return len(self._cards)

    @property
    def current(self) -> Card | None:
        """The card that is asked; None when all are done."""
        return self._cards[self._at] if self._at < self.total else None

    @property
    def learned(self) -> int:
        """Cards that are done."""
        return self._at

    @property
    def number(self) -> int:
        """Which card is asked, from 1."""
        return min(self._at + 1, self.total)

    @property
    def again(self) -> int:
        """None comes again."""
        return 0

    @property
    def can_undo(self) -> bool:
        """There is a step to go back."""
        return self._at > 0 or bool(self._left)

    def grade(self, _grade: Grade) -> None:
        """Go on to the next card; the grade is not kept."""
        self._at += self._at < self.total

    def report(self, title: str, reason: str) -> None:
        """As in a review."""
        card = self.current
        if card is not None:
            made = self._progress.reports.add(card, title, reason)
            self._leave(card, partial(self._take_back_report, made))
            self.reported += 1

    def pause(self, how: Pause) -> None:
        """As in a review."""
        card = self.current
        if card is not None:
            before = self._progress.pauses.pause((card.id,), how)
            self._leave(card, partial(self._take_back_pause, before))
            self.paused += 1

    def undo(self) -> bool:
        """One step back; where a card left last, that is taken back. False where another window
        has done so."""
        if not self._left or self._left[-1][0] != self._at:
            self._at -= self._at > 0
            return True
        at, card, take_back = self._left[-1]
        done = take_back()
        self._left.pop()
        if done:
            self._cards = (*self._cards[:at], card, *self._cards[at:])
        return done

    def _leave(self, card: Card, take_back: Callable[[], bool]) -> None:
        self._left.append((self._at, card, take_back))
        self._cards = self._cards[: self._at] + self._cards[self._at + 1 :]

    def _take_back_report(self, report: Reported) -> bool:
        done = self._progress.reports.take_back(report)
        self.reported -= done
        return done

    def _take_back_pause(self, before: Before) -> bool:
        self.paused -= 1
        return self._progress.pauses.take_back(before)

    def skip(self, known: Callable[[Card], bool]) -> None:
        """Leave out the cards that are not known any more."""

        def gone(before: int) -> int:
            return sum(not known(c) for c in self._cards[:before])

        self._left = [(at - gone(at), c, take_back) for at, c, take_back in self._left]
        self._at -= gone(self._at)
        self._cards = tuple(c for c in self._cards if known(c))
