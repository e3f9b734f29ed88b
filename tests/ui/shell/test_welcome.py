from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.ui.shell import first_window
from app.ui.shell.welcome import Welcome
from app.ui.shell.window import MainWindow


def _welcome(window: MainWindow) -> Welcome:
    window.activateWindow()
    window.actions_table["welcome"].trigger()
    found = window.findChild(Welcome)
    assert found is not None
    assert found.start.hasFocus()
    return found


def _press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    focus = window.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, held[0] if held else Qt.KeyboardModifier.NoModifier)


def _gone(qtbot: QtBot, window: MainWindow) -> bool:
    qtbot.waitUntil(lambda: window.findChild(Welcome) is None)
    return window.canvas.hasFocus()


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_X, Qt.Key.Key_F]
)
def test_any_key_closes_it_and_does_nothing_else(
    qtbot: QtBot, window: MainWindow, key: Qt.Key
) -> None:
    before = window.store.state
    _welcome(window)
    _press(qtbot, window, key)
    assert _gone(qtbot, window)
    assert window.store.state == before


def test_a_key_of_the_windows_does_what_it_says_and_closes_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    layers = window.store.state.layers
    _welcome(window)
    _press(qtbot, window, Qt.Key.Key_1)
    assert _gone(qtbot, window)
    assert len(layers ^ window.store.state.layers) == 1
    _welcome(window)
    _press(qtbot, window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    _gone(qtbot, window)
    assert window.searching.box is not None
    assert window.searching.box.field.hasFocus()


def test_a_click_beside_the_card_closes_it(qtbot: QtBot, window: MainWindow) -> None:
    welcome = _welcome(window)
    qtbot.mouseClick(welcome, Qt.MouseButton.LeftButton, pos=welcome.card.geometry().center())
    assert window.findChild(Welcome) is welcome
    qtbot.mouseClick(welcome, Qt.MouseButton.LeftButton, pos=QPoint(5, 300))
    assert _gone(qtbot, window)
    assert window.store.state.selection is None


def test_each_thing_to_try_can_be_clicked(qtbot: QtBot, window: MainWindow) -> None:
    store = window.store
    layers, section = store.state.layers, store.state.section
    effects: tuple[Callable[[], bool], ...] = (
        lambda: store.state.section != section,
        lambda: len(layers ^ store.state.layers) == 1,
        lambda: store.tour is not None,
    )
    for number, did in enumerate(effects):
        assert not did()
        qtbot.mouseClick(_welcome(window).tries[number], Qt.MouseButton.LeftButton)
        assert did()
        _gone(qtbot, window)
    assert store.tour is not None
    assert store.tour.title == "From commit to running task"


def test_it_is_walked_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    welcome = _welcome(window)
    seen = {welcome.start.text()}
    for _ in range(4):
        _press(qtbot, window, Qt.Key.Key_Tab)
        focus = window.focusWidget()
        assert focus is not None
        assert welcome.isAncestorOf(focus)
        seen.add(focus.accessibleName() or focus.property("text"))
    assert len(seen) == 5


def test_it_keeps_inside_a_small_window(window: MainWindow) -> None:
    welcome = _welcome(window)
    window.resize(1000, 500)
    assert welcome.rect().contains(welcome.card.geometry())
    assert welcome.size() == window.size()


def test_the_first_window_is_so_large_that_labels_can_be_read() -> None:
    wide, high = first_window.canvas_size()
    scale = min(wide / first_window.SHEET[0], high / first_window.SHEET[1])
    assert scale * 0.98 * 14 >= 11
    assert first_window.narrowed(1918 - wide, 232, 400) == (214, 280)
    assert first_window.narrowed(2600 - wide, 232, 400) == (232, 400)
    assert first_window.narrowed(0, 232, 400) == (208, 280)
    assert first_window.narrowed(0, 232, 400, first_window.READING) == (208, 360)


def test_the_first_picture_is_as_large_as_the_first_window_expects(window: MainWindow) -> None:
    sheet = window.canvas.looking.sheet()
    assert sheet.width <= first_window.SHEET[0]
    assert sheet.height <= first_window.SHEET[1]
