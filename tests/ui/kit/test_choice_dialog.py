from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.scene.theme import LIGHT
from app.ui.kit import style
from app.ui.kit.choice_dialog import ChoiceDialog
from app.ui.kit.filter_field import FilterField


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot) -> Iterator[ChoiceDialog]:
    before = qapp.palette(), qapp.styleSheet()
    style.apply(qapp, LIGHT)
    rows = [("One", 1), ("Two", 2), ("Twenty-one", 21)]
    made = ChoiceDialog(rows, FilterField("Filter"), "Take", "No match.")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])


def test_rows_are_high_enough_to_hit(dialog: ChoiceDialog) -> None:
    rows = [dialog.list.visualRect(dialog.shown.index(n, 0)) for n in range(3)]
    assert all(row.height() >= 24 for row in rows)
    assert rows[1].top() > rows[0].bottom()


def test_what_is_left_first_is_chosen(qtbot: QtBot, dialog: ChoiceDialog) -> None:
    qtbot.keyClicks(dialog.filter, " ONE ")
    assert dialog.shown.rowCount() == 2
    dialog.filter.setText("twenty")
    with qtbot.waitSignal(dialog.chosen) as told:
        qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert told.args == [21]
    assert not dialog.isVisible()


def test_where_nothing_is_left_it_says_so(qtbot: QtBot, dialog: ChoiceDialog) -> None:
    qtbot.keyClicks(dialog.filter, "x")
    assert dialog.nothing.isVisible()
    assert not dialog.go.isEnabled()
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert dialog.isVisible()
