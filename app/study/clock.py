"""Times in the log of reviews that cannot be true, because the clock of the machine stood wrong."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from app.study.schedule import ticks

SLACK = timedelta(days=1) // timedelta(microseconds=1)  # clocks may differ by so much
FIRST = ticks(datetime(2026, 1, 1, tzinfo=UTC))  # nobody has studied before


class Stamp(NamedTuple):
    """The time of a review, in microseconds since 1970. `here` says that this machine's clock gave
    it, so that it stands in the log in the order in which it was written."""

    id: int
    at: int
    here: bool


def impossible(stamps: Iterable[Stamp], now: int) -> frozenset[int]:
    """The ids of those whose time cannot be true, of a log in the order of its writing: what is
    still to come, what is older than the program, and what most others of this machine speak
    against, having been written before it with a later time, or after it with an earlier one."""
    wrong: set[int] = set()
    own: list[Stamp] = []
    for stamp in stamps:
        if stamp.at > now + SLACK or stamp.at < FIRST <= now:
            wrong.add(stamp.id)
        elif stamp.here:
            # Two windows that write at once may do so in another order than they read the clock.
            before = own[-1].at if own else stamp.at
            late = before - SLACK <= stamp.at < before
            own.append(stamp._replace(at=before) if late else stamp)
    return frozenset(wrong) | {own[n].id for n in _out_of_order([s.at for s in own])}


def _out_of_order(times: Sequence[int]) -> frozenset[int]:
    """The places of those without which the times, as many of them as can be, never go back. Of two
    ways the one that ends earlier: a clock that was put back has been put right."""
    lowest: list[int] = []  # the last times of runs of 1, 2, … members
    last: list[int] = []  # their places
    previous: list[int] = []
    for n, time in enumerate(times):
        length = bisect_right(lowest, time)
        previous.append(last[length - 1] if length else -1)
        lowest[length : length + 1] = [time]
        last[length : length + 1] = [n]
    kept: set[int] = set()
    n = last[-1] if last else -1
    while n >= 0:
        kept.add(n)
        n = previous[n]
    return frozenset(range(len(times))) - kept
