"""The sheet of keys while studying."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.features.study.room import StudyRoom
from app.ui.kit.keys_sheet import KeysSheet

Key = Qt.Key


def test_the_keys_come_over_the_room_and_go_without_leaving_it(
    qtbot: QtBot, room: Callable[[], StudyRoom]
) -> None:
    study = room()
    qtbot.keyClick(study, Key.Key_F1)
    sheet = study.findChild(KeysSheet)
    assert sheet is not None
    assert sheet.isVisible()
    assert sheet.columns.narrow_to("bury the card"), "it tells what the keys do"
    qtbot.keyClick(sheet, Key.Key_Escape)
    assert sheet.isHidden()
    assert study.isVisible()
    qtbot.keyClick(study, Key.Key_Question)
    assert sheet.isVisible(), "the same one"
    qtbot.keyClick(sheet, Key.Key_A)
    assert study.findChildren(KeysSheet) == [sheet]


def test_after_the_keys_one_types_on(qtbot: QtBot, room: Callable[[], StudyRoom]) -> None:
    study = room()
    qtbot.mouseClick(study.start.start, Qt.MouseButton.LeftButton)
    field = study.bar.field
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Key.Key_F1)
    sheet = study.findChild(KeysSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.hasFocus)
    qtbot.keyClick(sheet, Key.Key_Escape)
    assert field.hasFocus()
