"""The sheet of all keys: its room, its filter, and where the keyboard is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.shell.all_keys import groups
from app.ui.shell.shortcuts_sheet import ShortcutsSheet

Key = Qt.Key


@pytest.fixture
def sheet(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ShortcutsSheet:
    """On a laptop's screen, 1366 px wide."""
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QSize(1366, 768))
    made = ShortcutsSheet(groups())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _shown(sheet: ShortcutsSheet) -> list[str]:
    return [label.text() for label in sheet.columns.findChildren(QLabel) if label.isVisible()]


def test_all_keys_have_room(sheet: ShortcutsSheet) -> None:
    assert sheet.width() <= 1366
    assert sheet.height() <= 768
    for width in (sheet.width(), 520):
        sheet.resize(width, 420)
        assert sheet.area.horizontalScrollBar().maximum() == 0
        for label in sheet.columns.findChildren(QLabel):
            assert label.heightForWidth(label.width()) <= label.height(), label.text()
            parent = label.parentWidget()
            assert parent is not None
            assert parent.rect().contains(label.geometry())
    assert "Add step to tour" in _shown(sheet), "of each menu"


def test_what_is_typed_narrows_them(qtbot: QtBot, sheet: ShortcutsSheet) -> None:
    assert sheet.filter.hasFocus()
    qtbot.keyClicks(sheet.filter, "layer alone")
    assert _shown(sheet) == [
        *("Layers", "Show that layer alone", "Alt+1 – 9"),
        *("Show a chip's layer alone", "Shift+click"),
    ]
    qtbot.keyClick(sheet.filter, Key.Key_Return)
    assert sheet.isVisible()
    qtbot.keyClicks(sheet.filter, "?")
    assert _shown(sheet) == []
    assert sheet.nothing.isVisible()
    qtbot.keyClick(sheet.filter, Key.Key_Escape)
    assert len(_shown(sheet)) > 100
    qtbot.keyClick(sheet.filter, Key.Key_Escape)
    assert not sheet.isVisible()


def test_the_page_keys_scroll_and_a_click_leaves_no_frame(
    qtbot: QtBot, sheet: ShortcutsSheet
) -> None:
    sheet.resize(700, 400)
    qtbot.keyClick(sheet.filter, Key.Key_PageDown)
    assert sheet.area.verticalScrollBar().value() > 0
    qtbot.mouseClick(sheet.area.viewport(), Qt.MouseButton.LeftButton)
    assert sheet.filter.hasFocus()
    qtbot.keyClick(sheet.filter, Key.Key_Down)
    assert sheet.area.hasFocus()
