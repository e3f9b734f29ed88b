"""Burying and suspending cards while one studies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.model.workspace import Workspace
from app.render.recall import RecallOptions
from app.study.card import CardKind
from app.study.pauses import Pause
from app.study.progress import Progress
from app.ui.features.study.room import StudyRoom
from tests.ui.features.study.made import cards
from tests.ui.features.study.reading import wait_until_read

CONTROL = Qt.KeyboardModifier.ControlModifier


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


@pytest.mark.parametrize("revealed", [False, True])
def test_a_card_is_buried_and_one_suspended_by_keys_alone(
    qtbot: QtBot, bundled: Workspace, room: Callable[[], StudyRoom], revealed: bool
) -> None:
    made = room()
    one, two, three = [c for c in cards(bundled) if c.kind is CardKind.NAME][:3]
    made.study((one, two, three), RecallOptions())
    for key in (Qt.Key.Key_B, Qt.Key.Key_D):
        if revealed:
            qtbot.keyClick(_focused(), Qt.Key.Key_Space)
        qtbot.keyClick(_focused(), key, CONTROL)
    assert made.session is not None
    assert made.session.card is three
    assert made.bar.place.text().startswith("1 of 1. Suspended")
    with Progress() as progress:
        kept = {p.card: p.how for p in progress.pauses.kept()}
    assert kept == {one.id: Pause.BURIED, two.id: Pause.SUSPENDED}
    qtbot.keyClick(_focused(), Qt.Key.Key_Z, CONTROL)
    assert made.session.card is two
    qtbot.mouseClick(made.bar.pauses[Pause.SUSPENDED], Qt.MouseButton.LeftButton)
    qtbot.keyClick(_focused(), Qt.Key.Key_Escape)
    wait_until_read(qtbot, made)
    assert made.start.said.text() == "2 cards buried or suspended: see “All cards”."
    assert made.known is not None
    assert not {one.id, two.id} & {c.id for c in made.known.cards}
