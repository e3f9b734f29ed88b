"""Pictures of steps that are painted in a thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, TourId
from app.model.tour import Tour
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.scene.theme import LIGHT
from app.ui.kit.background import Background
from app.ui.views.steps.step_pictures import Shots, StepPictures

SIZE = 160, 90
Layouts = dict[DiagramId, DiagramLayout]


def tour_of(bundled: Workspace) -> Tour:
    found = bundled.tour(TourId("spot/edges"))
    assert found is not None
    return found


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def test_only_what_was_asked_for_last_is_painted(
    qtbot: QtBot, background: Background, bundled: Workspace, layouts: Layouts
) -> None:
    owner, seen = QObject(), list[int]()
    painting = StepPictures(background, owner)
    painting.made.connect(lambda number, _: seen.append(number))
    tour = tour_of(bundled)
    for numbers in ((1, 0), (0,), (1,)):
        painting.make(tour, layouts, numbers, SIZE, LIGHT)
    qtbot.waitUntil(lambda: not painting.busy)
    assert seen == [1]
    given_up = threading.Event()
    given_up.set()
    assert Shots().shot(tour, layouts, 0, given_up) is None, "nothing is worked out for nobody"


def test_a_step_without_layout_has_no_picture_and_the_others_have(
    qtbot: QtBot, background: Background, bundled: Workspace, layouts: Layouts
) -> None:
    owner, seen = QObject(), dict[int, QImage]()
    painting = StepPictures(background, owner)
    painting.made.connect(seen.__setitem__)
    tour = tour_of(bundled)
    away = replace(tour, steps=(replace(tour.steps[0], diagram=DiagramId("away")), *tour.steps[1:]))
    painting.make(away, layouts, range(len(tour.steps)), SIZE, LIGHT)
    qtbot.waitUntil(lambda: not painting.busy)
    assert sorted(seen) == list(range(1, len(tour.steps)))


def test_a_whole_diagram_is_as_its_state_says(
    qtbot: QtBot, background: Background, bundled: Workspace, layouts: Layouts
) -> None:
    owner, seen = QObject(), list[QImage]()
    painting = StepPictures(background, owner)
    painting.made.connect(lambda _, image: seen.append(image))
    diagram = layouts[DiagramId("spot")].diagram
    whole = ViewState(DiagramId("spot"), frozenset(diagram.layers))
    part = replace(whole, hidden=frozenset({diagram.nodes[0].id}))
    for state in (whole, part):
        painting.make_whole([state], layouts, (0,), SIZE, LIGHT)
        qtbot.waitUntil(lambda: not painting.busy)
    assert seen[0] != seen[1]
