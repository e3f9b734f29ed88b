"""When a card is asked again. `fsrs` decides; this keeps its cards as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import fsrs

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FARTHEST = 253_370_764_800_000_000  # year 9999, in microseconds since 1970
_TICK = timedelta(microseconds=1)


class Grade(IntEnum):
    """How well it was remembered; the numbers are those of `fsrs` and of the keys."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a card sits: the fields of `fsrs.Card`, its times in microseconds since 1970 (UTC).
    `state` is 1 learning, 2 review, 3 relearning."""

    state: int
    step: int | None
    stability: float | None
    difficulty: float | None
    due: int
    last: int

    @property
    def due_at(self) -> datetime:
        """When it is due, UTC."""
        return at(self.due)


def sound(
    state: object, step: object, stability: object, difficulty: object, due: object, last: object
) -> Memory:
    """The memory of these, which others wrote. Raises ValueError where it can be none's."""
    if not isinstance(state, int) or state not in (1, 2, 3):
        raise ValueError(f"no such state: {state!r}")
    if not (step is None or (isinstance(step, int) and 0 <= step < 10)):
        raise ValueError(f"no such step: {step!r}")
    if (step is None) != (state == 2):
        raise ValueError("a step belongs to a card that is being learned")
    if not (
        isinstance(stability, float)
        and isinstance(difficulty, float)
        and isfinite(stability)
        and stability > 0
        and 1 <= difficulty <= 10
    ):
        raise ValueError(f"no such memory: {stability!r}, {difficulty!r}")
    return Memory(state, step, stability, difficulty, moment(due), moment(last))


def moment(raw: object) -> int:
    """A time that others wrote, in microseconds since 1970. Raises ValueError."""
    if not isinstance(raw, int) or not 0 <= raw < FARTHEST:
        raise ValueError(f"no such time: {raw!r}")
    return raw


def reviewed(memory: Memory | None, grade: Grade, now: datetime) -> Memory:
    """The memory after a review; None is a card that was never asked. Nothing is random in it."""
    import fsrs

    now = now.astimezone(UTC)
    card = fsrs.Card(card_id=1, due=now) if memory is None else _card(memory)
    card, _ = _scheduler().review_card(card, fsrs.Rating(int(grade)), now)
    return Memory(
        int(card.state), card.step, card.stability, card.difficulty, ticks(card.due), ticks(now)
    )


def recall(memory: Memory, now: datetime) -> float:
    """How likely it is remembered now, 0..1."""
    return _scheduler().get_card_retrievability(_card(memory), now.astimezone(UTC))


def ticks(moment: datetime) -> int:
    """Microseconds since 1970."""
    return (moment - EPOCH) // _TICK


def at(ticks: int) -> datetime:
    """The moment, UTC, of so many microseconds since 1970."""
    return EPOCH + timedelta(microseconds=ticks)


def _card(memory: Memory) -> fsrs.Card:
    import fsrs

    return fsrs.Card(
        1,
        fsrs.State(memory.state),
        memory.step,
        memory.stability,
        memory.difficulty,
        memory.due_at,
        at(memory.last),
    )


@cache
def _scheduler() -> fsrs.Scheduler:
    import fsrs

    return fsrs.Scheduler(enable_fuzzing=False)
