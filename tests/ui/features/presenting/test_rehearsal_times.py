"""Times of steps: recorded, told, and written where they may be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.model.ids import TourId
from app.model.workspace import Workspace
from app.scene.theme import LIGHT
from app.session import answers, verbs
from app.sources.workspace import load
from app.ui.features.presenting.rehearsal import Pace, StepTimes, lateness, write
from app.ui.features.presenting.rehearsal_row import RehearsalRow
from app.ui.services.jobs import Jobs
from app.ui.session.store import Store
from tests.ui.mashing.sequences import FILES, TOUR


@pytest.fixture
def mine(tmp_path: Path, warm_cache: Path) -> Workspace:
    """A person's workspace with a tour of two steps."""
    folder = tmp_path / "mine"
    (folder / "tours").mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text)
    (folder / "tours" / "way.md").write_text(TOUR)
    return load(folder)


@pytest.fixture
def clock() -> list[float]:
    """Seconds that a test sets."""
    return [0.0]


def test_what_is_recorded_is_told_and_written(
    qtbot: QtBot, mine: Workspace, clock: list[float]
) -> None:
    store = Store()
    store.do(answers.take_workspace, mine)
    store.do(verbs.start_tour, TourId("way"))
    rehearsal = StepTimes(store, lambda: clock[0], store)
    assert rehearsal.pace() == Pace(), "the tour says nothing of time"
    rehearsal.toggle()
    clock[0] = 12.0
    assert rehearsal.pace() == Pace("Step 00:12")
    store.do(verbs.go_step, 1)
    clock[0] = 17.5
    rehearsal.toggle()
    assert rehearsal.recorded == {0: 12.0, 1: 5.5}
    tour = store.tour
    assert tour is not None
    path = write(mine, tour, rehearsal.recorded)
    assert path == Path(mine.root) / "tours" / "way.md"
    again = load(Path(mine.root)).tour(TourId("way"))
    assert again is not None
    assert [s.seconds for s in again.steps] == [12.0, 5.5]
    assert [s.text for s in again.steps] == [s.text for s in tour.steps]


def test_over_and_under(mine: Workspace) -> None:
    tour = mine.tour(TourId("way"))
    assert tour is not None
    tour = replace(tour, steps=tuple(replace(s, seconds=10.0) for s in tour.steps))
    assert lateness(tour, {0: 4.0}, 0) == 0.0, "there is time left at this step"
    assert lateness(tour, {0: 4.0, 1: 2.0}, 1) == -6.0
    assert lateness(tour, {0: 13.0, 1: 12.0}, 1) == 5.0


def test_over_and_under_have_colours_at_each_step(
    qtbot: QtBot, mine: Workspace, clock: list[float], warm_cache: Path
) -> None:
    tour = mine.tour(TourId("way"))
    assert tour is not None
    tour = replace(tour, steps=tuple(replace(s, seconds=10.0) for s in tour.steps))
    store = Store()
    store.do(answers.take_workspace, replace(mine, tours=(tour,)))
    store.do(verbs.start_tour, TourId("way"))
    jobs = Jobs(store)
    row = RehearsalRow(StepTimes(store, lambda: clock[0], store), store, jobs)
    qtbot.addWidget(row)
    seen = []
    for at, step in ((4.0, 0), (4.0, 1), (6.0, 1), (13.0, 1), (30.0, 1)):
        clock[0] = at
        store.do(verbs.go_step, step)
        row.renew()
        seen.append([(x.text(), x.styleSheet()[7:14]) for x in (row.time, row.whole)])
    assert seen == [
        [("Step 00:04 of 00:10", ""), ("On time", "")],
        [("Step 00:00 of 00:10", ""), ("00:06 under", LIGHT.accent)],
        [("Step 00:02 of 00:10", ""), ("00:06 under", LIGHT.accent)],
        [("Step 00:09 of 00:10", ""), ("00:06 under", LIGHT.accent)],
        [("Step 00:26 of 00:10", LIGHT.error), ("00:10 over", LIGHT.error)],
    ]
    jobs.close()


def test_a_tour_that_came_with_us_is_copied(
    bundled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACETATE_DATA", str(tmp_path))
    tour = next(t for t in bundled.tours if t.id == "commit_to_task")
    path = write(bundled, tour, {0: 30.0})
    assert path.parent == tmp_path / "tours"
    assert "seconds=30" in path.read_text()
