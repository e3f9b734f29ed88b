"""Easing, reduced motion, and one movement at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.ui.kit import motion
from app.ui.kit.motion import Movement


@pytest.fixture(autouse=True)
def moving() -> Iterator[None]:
    motion.set_reduced(False)
    yield
    motion.set_reduced(None)


def test_easing_runs_from_nothing_to_all_and_is_fast_at_first() -> None:
    assert (motion.ease_out_cubic(0), motion.ease_out_cubic(1)) == (0, 1)
    assert motion.ease_out_cubic(0.5) == pytest.approx(0.875)


@pytest.mark.parametrize(("told", "reduced"), [("1", True), ("0", False), ("", False)])
def test_the_environment_decides_unless_it_is_set(
    monkeypatch: pytest.MonkeyPatch, told: str, reduced: bool
) -> None:
    motion.set_reduced(None)
    monkeypatch.setenv("ACETATE_REDUCED_MOTION", told)
    assert motion.reduced() is reduced
    motion.set_reduced(not reduced)
    assert motion.reduced() is not reduced


def test_a_movement_ends_exactly_and_rests(qtbot: QtBot) -> None:
    movement = Movement()
    steps: list[float] = []
    done: list[bool] = []
    movement.start(40, steps.append, lambda: done.append(True))
    assert movement.running
    qtbot.waitUntil(lambda: bool(done))
    assert steps[-1] == 1
    assert steps == sorted(steps)
    assert not movement.running


def test_a_new_movement_drops_the_old_one(qtbot: QtBot) -> None:
    movement = Movement()
    old: list[float] = []
    new: list[float] = []
    movement.start(500, old.append, lambda: old.append(99))
    qtbot.wait(30)
    movement.start(20, new.append)
    seen = len(old)
    qtbot.waitUntil(lambda: not movement.running)
    assert len(old) == seen
    assert new[-1] == 1


def test_under_reduced_motion_it_is_there_at_once() -> None:
    motion.set_reduced(True)
    steps: list[float] = []
    movement = Movement()
    movement.start(500, steps.append, lambda: steps.append(2))
    assert steps == [1, 2]
    assert not movement.running
