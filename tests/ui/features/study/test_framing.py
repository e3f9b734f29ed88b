"""A question and its answer are seen in one frame, clear of the legend."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.model.geometry import Point
from app.model.workspace import Workspace
from app.render.recall import RecallOptions
from app.render.rooms import bands
from app.study.card import CardKind
from app.ui.features.study.room import StudyRoom
from tests.ui.features.study.made import cards


@pytest.mark.parametrize("kind", [CardKind.NAME, CardKind.CONNECTION])
def test_the_answer_is_seen_in_the_frame_of_the_question(
    qtbot: QtBot, bundled: Workspace, room: Callable[[], StudyRoom], kind: CardKind
) -> None:
    made = room()
    asked = [c for c in cards(bundled) if c.kind is kind and c.diagram == "vpc"]
    made.study((asked[0], asked[-1]), RecallOptions())
    canvas, card = made.canvas, asked[0]
    qtbot.wait(50)
    layout, before = canvas.shown_layout, canvas.viewport.appearance.shot
    assert before is not None
    assert layout is not None
    above, below = bands(layout, canvas.looking.size)
    wide, high = canvas.looking.size
    for id in card.about:
        box = (layout.nodes.get(id) or layout.clusters[id]).box
        left, top = canvas.looking.aim.to_view(Point(box.x, box.y), canvas.looking.size)
        right, bottom = canvas.looking.aim.to_view(
            Point(box.right, box.bottom), canvas.looking.size
        )
        assert left >= 0
        assert right <= wide
        assert top >= above - 1
        assert bottom <= high - below + 1
    made.bar.reveal_wanted.emit()
    assert made.session is not None
    assert made.session.revealed, "given up"
    qtbot.wait(50)  # the answer takes room from the picture
    assert canvas.viewport.appearance.shot is not None
    assert canvas.viewport.appearance.shot.box == before.box
