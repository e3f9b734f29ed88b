"""A clock that stood wrong once, ahead or behind, keeps no card from being asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest

from app.model.ids import CardId
from app.study.clock import Stamp, impossible
from app.study.progress import Progress
from app.study.schedule import Grade, ticks
from app.study.transfer import export, take

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)
X, Y = "name|d|x", "name|d|y"


def _wrong(days: Iterable[float], now: float = 0.0, here: bool = True) -> list[int]:
    """Which of the reviews are set aside, that were written in this order so many days from NOW."""
    log = [Stamp(n, ticks(NOW + day * DAY), here) for n, day in enumerate(days)]
    return sorted(impossible(log, ticks(NOW + now * DAY)))


@pytest.mark.parametrize(
    ("days", "now", "aside"),
    [
        ([-3, -2, -1], 0, []),
        ([-3, 18_250, -1], 0, [1]),  # fifty years ahead
        ([-3, -2, 30, 30, 1, 2, 3, 4], 40, [2, 3]),  # a month ahead, which has passed since
        ([-4, -3, -2, -200, -200, -1], 0, [3, 4]),  # behind
        ([-20_000, -3, -2], 0, [0]),  # the very first, with a battery that was flat
        ([-3, -2, -2.001, -1], 0, []),  # two windows at once
        ([-3, -2], -30, [0, 1]),  # the clock stands wrong now
        ([-3, -2, -30], -30, [0, 1]),
    ],
)
def test_what_cannot_be_true(days: list[float], now: float, aside: list[int]) -> None:
    assert _wrong(days, now) == aside


def test_what_came_from_another_machine_is_in_no_order() -> None:
    assert _wrong([-1, -5, -3], here=False) == []
    assert _wrong([-1, 90, -3], here=False) == [1]


def test_a_long_log_is_looked_through_quickly() -> None:
    log = [Stamp(n, ticks(NOW) - (100_000 - n) * 60_000_000, True) for n in range(100_000)]
    start = perf_counter()
    assert not impossible(log, ticks(NOW))
    assert perf_counter() - start < 1.5


@pytest.mark.parametrize("away", [timedelta(days=18_250), timedelta(days=-20_000)])
def test_a_wrong_clock_leaves_a_card_as_it_was_before(progress: Progress, away: timedelta) -> None:
    known, _ = progress.review(CardId(X), Grade.EASY, NOW)
    progress.settle(NOW + away)
    progress.review(CardId(X), Grade.EASY, NOW + away)
    progress.review(CardId(Y), Grade.GOOD, NOW + away)
    progress.settle(NOW + DAY)
    assert progress.memories() == {X: known}, "one goes on, and one is new again"
    assert [r.at for r in progress.reviews()] == [ticks(NOW)]
    assert len(progress.reviews(whole=True)) == 3, "nothing leaves the log"


def test_a_clock_that_is_put_right_in_the_middle_does_not_write_on_ahead(
    progress: Progress,
) -> None:
    progress.review(CardId(X), Grade.GOOD, NOW)
    progress.review(CardId(X), Grade.GOOD, NOW + 18_250 * DAY)
    after, undo = progress.review(CardId(X), Grade.GOOD, NOW + DAY)
    assert after.last == ticks(NOW + DAY)
    assert after.due_at < NOW + 60 * DAY
    assert progress.undo(undo)
    assert progress.memories()[CardId(X)].last == ticks(NOW)


def test_while_the_clock_is_behind_all_waits_and_then_stands_as_before(progress: Progress) -> None:
    for n in range(3):
        progress.review(CardId(X), Grade.GOOD, NOW + n * DAY)
    before = progress.memories()
    progress.settle(NOW - 90 * DAY)
    assert progress.memories() == {}
    behind = progress.asides.unsaid()
    assert behind is not None
    assert behind.sentence(NOW - 90 * DAY) == (
        "3 reviews were set aside, with a time that cannot be right, such as 26 November 2026. Does "
        "this computer's clock stand wrong? It says 26 August 2026. Once it is right, they count "
        "again."
    )
    progress.asides.told(behind)
    assert progress.asides.unsaid() == behind, "as long as it stands wrong"
    progress.settle(NOW + 2 * DAY)
    assert progress.memories() == before
    assert progress.asides.unsaid() is None


def test_that_a_clock_stood_wrong_once_is_told_once(progress: Progress) -> None:
    for n in range(3):
        progress.review(CardId(X), Grade.GOOD, NOW + n * DAY)
    progress.review(CardId(Y), Grade.GOOD, NOW + 18_250 * DAY)
    progress.settle(NOW + 3 * DAY)
    aside = progress.asides.unsaid()
    assert aside is not None
    assert aside.sentence(NOW).startswith(
        "1 review was set aside, with a time that cannot be right"
    )
    assert aside.sentence(NOW).endswith("cards are asked as the other reviews say.")
    progress.asides.told(aside)
    assert progress.asides.unsaid() is None


def test_two_windows_settle_the_same(progress: Progress) -> None:
    with Progress(progress.path) as other:
        progress.review(CardId(X), Grade.GOOD, NOW)
        other.review(CardId(X), Grade.GOOD, NOW + 18_250 * DAY)
        other.settle(NOW + DAY)
        first = progress.memories()
        progress.settle(NOW + DAY)
        assert progress.memories() == other.memories() == first
        assert first[CardId(X)].last == ticks(NOW)


def test_progress_from_a_machine_whose_clock_stood_wrong(
    progress: Progress, tmp_path: Path
) -> None:
    progress.review(CardId(X), Grade.GOOD, NOW)
    good = progress.memories()[CardId(X)]
    with Progress(tmp_path / "other.sqlite") as other:
        other.review(CardId(X), Grade.EASY, NOW + 18_250 * DAY)
        export(other, tmp_path / "p.json")
    take(progress, tmp_path / "p.json")
    assert progress.memories() == {X: good}


def test_a_card_without_a_log_is_due_where_its_time_cannot_be_true(progress: Progress) -> None:
    far = NOW + 18_250 * DAY
    memory, _ = progress.review(CardId(X), Grade.EASY, far)
    with Progress(progress.path.with_name("other.sqlite")) as other:
        other.merge({CardId(X): memory}, (), NOW)
        assert other.memories()[CardId(X)].due_at == NOW
