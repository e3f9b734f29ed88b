"""Panels that give way to the picture, and what a person makes of them."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.ui.shell.window import MainWindow
from tests.ui.driving import drag_border


def _shown(window: MainWindow) -> tuple[bool, bool]:
    panes, actions = window.splitter, window.actions_table
    shown = not panes.left.isHidden(), not panes.right.isHidden()
    assert shown == (actions["left_panel"].isChecked(), actions["right_panel"].isChecked())
    return shown


def test_panels_give_way_in_a_small_window_and_come_back(window: MainWindow) -> None:
    before = window.splitter.sizes()
    window.resize(1000, 500)
    assert _shown(window) == (False, True)
    assert window.canvas.width() >= 580
    window.resize(640, 500)
    assert _shown(window) == (False, False)
    window.resize(1280, 800)
    assert window.splitter.sizes() == before
    assert _shown(window) == (True, True)


def test_one_that_was_opened_by_hand_stays_in_a_small_window(window: MainWindow) -> None:
    window.resize(1000, 500)
    window.actions_table["left_panel"].trigger()
    assert _shown(window) == (True, True)
    window.resize(990, 500)
    assert _shown(window)[0]
    window.actions_table["left_panel"].trigger()
    assert _shown(window) == (False, True)
    window.resize(1280, 800)
    assert _shown(window) == (False, True), "what was closed by hand stays closed"


def test_a_width_that_was_dragged_stays_until_there_is_no_room(
    qtbot: QtBot, window: MainWindow
) -> None:
    drag_border(qtbot, window, "right", -200)
    dragged = window.splitter.sizes()[2]
    window.resize(1270, 800)
    assert window.splitter.sizes()[2] >= dragged - 10
    window.resize(1000, 500)
    window.resize(1280, 800)
    assert window.splitter.sizes()[2] == dragged


def test_the_keyboard_goes_to_the_picture_when_its_panel_gives_way(window: MainWindow) -> None:
    assert window.left is not None
    window.activateWindow()
    window.left.filter.setFocus()
    window.resize(1000, 500)
    assert window.canvas.hasFocus()


def test_a_panel_made_wider_leaves_a_fitted_picture_fitted(window: MainWindow) -> None:
    for action in ("wider", "wider", "narrower", "left_panel", "right_panel", "right_panel"):
        window.actions_table[action].trigger()
        canvas = window.canvas
        assert canvas.looking.fitted
        sheet, seen = canvas.looking.sheet(), canvas.looking.visible_region()
        assert (seen.width, seen.height) == (sheet.width, sheet.height)
