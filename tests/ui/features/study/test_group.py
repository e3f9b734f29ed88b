"""A round with a group: what the audience sees, and what it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.model.workspace import Workspace
from app.render.recall import RecallOptions
from app.scene.appearance import Mask
from app.study.card import Card, CardKind
from app.study.progress import Progress
from app.ui.features.study.audience import Audience
from app.ui.features.study.room import StudyRoom
from tests.ui.features.study.made import cards
from tests.ui.features.study.reading import wait_until_read as _read

Key = Qt.Key
Room = Callable[[], StudyRoom]
CONTROL = Qt.KeyboardModifier.ControlModifier


def _card(workspace: Workspace, kind: CardKind, part: str = "") -> Card:
    return next(
        c for c in cards(workspace) if c.kind is kind and part in c.answer and c.diagram == "vpc"
    )


def test_a_group_round(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    two = (_card(bundled, CardKind.NAME, "Router"), _card(bundled, CardKind.NAME, "NAT gateway"))
    made.study_together(two, RecallOptions())
    audience = made.round.audience
    assert audience is not None
    qtbot.waitExposed(audience)
    assert audience.question.text() == "Which component is this?"
    assert audience.answer.isHidden()
    assert audience.canvas.viewport.appearance.masked == {two[0].hidden: Mask.LABEL}
    assert made.bar.told.text() == "", "what lies behind the audience's window does not tell either"
    qtbot.keyClick(made.asking, Key.Key_Space)
    assert audience.answer.text() == two[0].answer
    assert not audience.answer.isHidden()
    assert audience.canvas.viewport.appearance.masked == {}
    qtbot.keyClick(audience, Key.Key_Space)
    assert two[1].hidden in audience.canvas.viewport.appearance.masked
    qtbot.keyClick(audience, Key.Key_Space)
    with qtbot.waitSignal(audience.closed):
        qtbot.keyClick(audience, Key.Key_Space)
    _read(qtbot, made)
    assert made.start.said.text() == "The quiz is over: 2 cards."
    with Progress() as progress:
        assert progress.reviews() == (), "nothing is graded"


def test_closing_the_audience_leaves_the_session(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    made.study_together((_card(bundled, CardKind.NAME, "Router"),), RecallOptions())
    assert made.round.audience is not None
    made.round.audience.close()
    assert made.round.audience is None
    qtbot.keyClick(made.asking, Key.Key_Space)
    assert made.session is not None
    assert made.session.revealed


def test_on_one_screen_the_audience_s_window_is_in_front_and_has_the_keys(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    two = (_card(bundled, CardKind.NAME, "Router"), _card(bundled, CardKind.NAME, "NAT gateway"))
    made.study_together(two, RecallOptions())
    audience = made.round.audience
    assert audience is not None
    qtbot.waitUntil(audience.isActiveWindow)
    assert audience.geometry() == audience.screen().geometry()
    assert audience.keys.isVisible()
    qtbot.keyClick(audience, Key.Key_H, CONTROL)
    assert audience.reasons.text() == "It begins with “R”."
    qtbot.keyClick(audience, Key.Key_R, CONTROL)
    qtbot.waitUntil(made.window().isActiveWindow)
    assert made.bar.reporting, "with what opens over the card in sight"
    qtbot.keyClick(made.bar.form.field, Key.Key_Return)
    qtbot.waitUntil(audience.isActiveWindow)
    assert audience.question.text() == two[1].question


def test_with_a_screen_of_its_own_who_presents_knows_the_answer_before(
    qtbot: QtBot, bundled: Workspace, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Audience, "shares_screen", False)
    made = room()
    made.study_together((_card(bundled, CardKind.NAME, "Router"),), RecallOptions())
    assert made.round.audience is not None
    qtbot.waitUntil(made.window().isActiveWindow)
    assert made.bar.told.text() == "Router  (not shown yet)"
    made.round.audience.close()
    qtbot.keyClick(made.asking, Key.Key_H)
    assert made.bar.told.text() == "It begins with “R”.", "nobody knows who looks on then"
