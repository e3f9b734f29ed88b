"""How many cards begin in a day, and that a day's limit can be passed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from app.study.limit import MOST, NEW, Limit
from app.study.progress import Progress

NOW = datetime(2026, 11, 24, 22, tzinfo=timezone(timedelta(hours=13)))


def test_it_is_kept_and_passed_for_a_day_only(progress: Progress) -> None:
    limits = progress.limits
    assert limits.on(NOW) == Limit(NEW, 0)
    limits.pass_by(20, NOW)
    limits.pass_by(20, NOW)
    limits.set(5)
    assert limits.on(NOW + timedelta(hours=1)).today == 45
    assert limits.on(NOW + timedelta(hours=3)).today == 5
    limits.set(10**9)
    with Progress(progress.path) as other:
        assert other.limits.on(NOW).new == MOST
