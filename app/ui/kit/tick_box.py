"""Check boxes and radio buttons whose rim is seen: the style's own has half the contrast."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from app.scene.theme import Theme
from app.ui.kit import style
from app.ui.kit.chip import draw_focus


class TickBox(QCheckBox):
    """On or off."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        _paint_rim(self, QRectF(self.style().subElementRect(part, option, self)), 2, self._theme)


class Option(QRadioButton):
    """One of several."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_RadioButtonIndicator
        box = QRectF(self.style().subElementRect(part, option, self))
        _paint_rim(self, box, box.width() / 2, self._theme)


def _paint_rim(button: QAbstractButton, box: QRectF, radius: float, theme: Theme) -> None:
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if button.isEnabled():
        painter.setPen(QPen(QColor(style.outline(theme)), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if button.hasFocus():
        whole = QRectF(button.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        draw_focus(painter, whole, style.CHIP, theme)
    painter.end()
