"""Tab in the room in which one studies: as one reads, and not into what lies beneath."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.model.ids import DiagramId
from app.model.workspace import Workspace
from app.render.recall import RecallOptions
from app.study.card import CardKind
from app.study.progress import Progress
from app.ui.features.study.room import StudyRoom
from tests.ui.features.study.made import cards

MOST = 120
Room = Callable[[], StudyRoom]


def _walked(qtbot: QtBot, room: StudyRoom, key: Qt.Key) -> list[QWidget]:
    """What Tab stops at until it has been all round."""
    found: list[QWidget] = []
    for _ in range(MOST):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert room.isAncestorOf(focused), focused
        if found and focused is found[0]:
            return found
        found.append(focused)
        qtbot.keyClick(focused, key)
    raise AssertionError("Tab does not come round")


@pytest.mark.parametrize("page", ["start", "asking", "all cards", "reported"])
def test_tab_goes_round(qtbot: QtBot, bundled: Workspace, room: Room, page: str) -> None:
    card = next(c for c in cards(bundled) if c.kind is CardKind.NAME)
    with Progress() as progress:
        progress.reports.add(card, DiagramId("VPC"))
    made = room()
    if page == "asking":
        made.study((card,), RecallOptions())
    elif page == "reported":
        made.start.reported.click()
    elif page == "all cards":
        made.start.cards.click()
    shown = made.pages.currentWidget()
    assert shown is not None
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        walked = _walked(qtbot, made, key)
        buttons = [b for b in shown.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
        assert set(buttons) <= set(walked)
