"""One sitting: the cards of today one after another, until each is learned for today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.study.card import Card
from app.study.progress import Progress, Undo
from app.study.schedule import Grade, ticks

AGAIN = timedelta(minutes=20)  # what is due that soon is asked again in the same sitting


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the sitting was. `waiting` are cards that come again, with when (microseconds)."""

    current: Card | None
    queue: tuple[Card, ...]
    waiting: tuple[tuple[int, Card], ...]
    learned: int


def _now() -> datetime:
    return datetime.now(UTC)


class Sitting:
    """`current` is the card that is asked, None when all are done."""

    def __init__(
        self, cards: Iterable[Card], progress: Progress, clock: Callable[[], datetime] = _now
    ) -> None:
        self._progress, self._clock = progress, clock
        queue = tuple(cards)
        self.total = len(queue)
        self._place = _Place(None, queue, (), 0)
        self._past: list[tuple[Undo, _Place]] = []
        self._next(queue, (), 0)

    @property
    def current(self) -> Card | None:
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
    def can_undo(self) -> bool:
        return bool(self._past)

    def grade(self, grade: Grade) -> None:
        """Keep the grade, and go on to the next card. Raises ProgressError; then nothing has
        changed."""
        place, now = self._place, self._clock()
        if place.current is None:
            return
        memory, undo = self._progress.review(place.current.id, grade, now)
        self._past.append((undo, place))
        soon = memory.due < ticks(now + AGAIN)
        waiting = (*place.waiting, (memory.due, place.current)) if soon else place.waiting
        self._next(place.queue, waiting, place.learned + (not soon))

    def undo(self) -> bool:
        """Take the last grade back and ask that card again; False where it was graded elsewhere
        since."""
        if not self._past:
            return False
        undo, place = self._past[-1]
        done = self._progress.undo(undo)
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
        if place.current is not None and not known(place.current):
            self.total -= gone + 1
            self._next(queue, waiting, place.learned)
        else:
            self.total -= gone
            self._place = _Place(place.current, queue, waiting, place.learned)

    def _next(
        self, queue: tuple[Card, ...], waiting: tuple[tuple[int, Card], ...], learned: int
    ) -> None:
        """What waited long enough, else a fresh one, else what has waited longest."""
        order = tuple(sorted(waiting, key=lambda w: w[0]))
        if order and (not queue or order[0][0] <= ticks(self._clock())):
            self._place = _Place(order[0][1], queue, order[1:], learned)
        elif queue:
            self._place = _Place(queue[0], queue[1:], order, learned)
        else:
            self._place = _Place(None, (), (), learned)


class Rehearsal:
    """The cards once, one after another, and nothing is kept: for a group."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._cards = tuple(cards)
        self.total = len(self._cards)
        self._at = 0

    @property
    def current(self) -> Card | None:
        return self._cards[self._at] if self._at < self.total else None

    @property
    def learned(self) -> int:
        return self._at

    @property
    def number(self) -> int:
        return min(self._at + 1, self.total)

    @property
    def again(self) -> int:
        return 0

    @property
    def can_undo(self) -> bool:
        return self._at > 0

    def grade(self, _grade: Grade) -> None:
        self._at += self._at < self.total

    def undo(self) -> bool:
        self._at -= self._at > 0
        return True

    def skip(self, known: Callable[[Card], bool]) -> None:
        self._at -= sum(not known(c) for c in self._cards[: self._at])
        self._cards = tuple(c for c in self._cards if known(c))
        self.total = len(self._cards)
