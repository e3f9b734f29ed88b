"""A record says which keys are its own, when, and how they are told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.ui.kit.command import Command, all_keys, fill_menu, press, rows

Key, Held = Qt.Key, Qt.KeyboardModifier
Done = list[object]

COMMANDS: tuple[Command[Done], ...] = (
    Command("first", "First", ("A",), lambda on: on.append("first"), enabled=lambda on: not on),
    Command("second", "Second…", ("A", "Ctrl+K"), lambda on: on.append("second"), also=("F2",)),
    Command("zoom", "Zoom", ("+", "-"), pick=lambda on, n: on.append(n), also=("=", "_")),
    Command("digit", "A digit", tuple("123456789"), pick=lambda on, n: on.append(n)),
    Command("own", "By itself", ("Tab",), gesture="Click", where="in here"),
    Command("more", "Second", ("Right",), lambda on: on.append("more")),
)


def _event(key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held)


def test_the_first_that_can_be_done_has_the_key() -> None:
    done: Done = []
    assert press(COMMANDS, done, _event(Key.Key_A))
    assert press(COMMANDS, done, _event(Key.Key_A))
    assert press(COMMANDS, done, _event(Key.Key_F2))
    assert done == ["first", "second", "second"]
    assert not press(COMMANDS, done, _event(Key.Key_Tab)), "a widget's own"
    assert not press(COMMANDS, done, _event(Key.Key_K)), "only with Ctrl"


@pytest.mark.parametrize(
    ("key", "held", "got"),
    [
        (Key.Key_Plus, Held.ShiftModifier, [0]),  # where + needs it
        (Key.Key_Underscore, Held.ShiftModifier, [1]),
        (Key.Key_3, Held.KeypadModifier, [2]),
        (Key.Key_K, Held.ControlModifier, ["second"]),
        (Key.Key_K, Held.ControlModifier | Held.ShiftModifier, []),
        (Key.Key_3, Held.AltModifier, []),
    ],
)
def test_what_else_is_held_counts_where_it_says_more(
    key: Qt.Key, held: Qt.KeyboardModifier, got: Done
) -> None:
    done: Done = []
    assert press(COMMANDS, done, _event(key, held)) is bool(got)
    assert done == got


def test_keys_are_told_in_one_line_and_alike_ones_together() -> None:
    assert [all_keys(command, native=False) for command in COMMANDS[2:5]] == [
        "+, −",
        "1 – 9",
        "Click, Tab in here",
    ]
    assert rows((COMMANDS[1], COMMANDS[5]), native=False) == [("A, Ctrl+K, →", "Second")]


def test_a_menu_has_what_is_offered_in_its_order(qtbot: QtBot) -> None:
    done: Done = []
    menu = QMenu()
    qtbot.addWidget(menu)
    hidden: Command[Done] = Command("hidden", "Hidden", offered=lambda _: False)
    named: Command[Done] = Command(
        "named", "?", run=lambda on: on.append("named"), named=lambda _: "A & B"
    )
    off: Command[Done] = Command("off", "Off", enabled=lambda _: False)
    fill_menu(menu, "named | hidden off", (off, hidden, named), done)
    assert [a.objectName() for a in menu.actions()] == ["named", "", "off"]
    assert menu.actions()[0].text() == "A && B", "no key of its own"
    assert not menu.actions()[2].isEnabled()
    menu.actions()[0].trigger()
    assert done == ["named"]
