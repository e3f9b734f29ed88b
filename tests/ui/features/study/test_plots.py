"""Plots as they are painted."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.scene.theme import DARK, LIGHT, Theme
from app.ui.features.study.plots import LEFT, Bars, LinePlot, Plot
from app.ui.kit.style import outline

MARKS = ((0.0, "0%"), (1.0, "100%"))


def _painted(qtbot: QtBot, plot: Plot, theme: Theme) -> QImage:
    qtbot.addWidget(plot)
    plot.resize(400, 168)
    plot.setStyleSheet(f"background: {theme.panel}")
    return plot.grab().toImage()


def _columns(image: QImage, colour: str) -> set[int]:
    """The x (px) at which something of that colour is."""
    sought = QColor(colour).rgb()
    across = range(LEFT, image.width())
    return {x for x in across if any(image.pixel(x, y) == sought for y in range(image.height()))}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_values_and_what_they_stand_on_are_seen(qtbot: QtBot, theme: Theme) -> None:
    bars = Bars("Due", "days", "cards", theme)
    bars.show_values((1, 0, 1), ("today", "later"), MARKS, "Two days")
    image = _painted(qtbot, bars, theme)
    assert len(_columns(image, theme.accent)) > 100
    assert len(_columns(image, outline(theme))) > 300


def test_days_without_an_answer_are_not_bridged(qtbot: QtBot) -> None:
    line = LinePlot("Remembered", "days", "of what was due", LIGHT)
    line.show_values((0.5, 0.5, None, None, 0.5, 0.5), ("then", "today"), MARKS, "Some")
    found = _columns(_painted(qtbot, line, LIGHT), LIGHT.accent)
    middle = LEFT + (400 - LEFT) // 2
    assert not found & set(range(middle - 40, middle + 40))
    assert len(found) > 100
