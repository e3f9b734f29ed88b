"""What is taken out of a layout leaves nothing there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QBoxLayout, QLabel, QLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from app.ui.kit.flow_layout import FlowLayout
from app.ui.kit.layouts import take_out


@pytest.mark.parametrize("make", [FlowLayout, lambda w: QBoxLayout(QBoxLayout.Direction.Down, w)])
def test_widgets_stay_and_their_items_go(qtbot: QtBot, make: type[FlowLayout]) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout: QLayout = make(holder)
    labels = [QLabel(text, holder) for text in "abc"]
    for label in labels:
        layout.addWidget(label)
    items = [layout.itemAt(n) for n in range(3)]
    assert take_out(layout) == labels
    assert layout.count() == 0
    assert all(Shiboken.isValid(label) for label in labels)
    assert not any(Shiboken.isValid(item) for item in items)
    assert take_out(layout) == []
