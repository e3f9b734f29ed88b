"""A field for a number with our own arrows: a style sheet takes the style's away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSpinBox, QStyle, QStyleOptionSpinBox, QWidget

from app.scene.theme import Theme
from app.ui.kit.glyphs import draw_glyph

ARROW, WIDE, INSET = 10, 64, 6  # px


class NumberField(QSpinBox):
    """A whole number; it changes once it is typed, not with each digit, and the wheel turns it only
    where the keyboard is."""

    def __init__(self, most: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setRange(0, most)
        self.setKeyboardTracking(False)
        self.setFixedWidth(WIDE)
        self.lineEdit().setTextMargins(INSET, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        control = QStyle.ComplexControl.CC_SpinBox
        for part, glyph in (
            (QStyle.SubControl.SC_SpinBoxUp, "up"),
            (QStyle.SubControl.SC_SpinBoxDown, "down"),
        ):
            box = QRectF(self.style().subControlRect(control, option, part, self))
            place = QRectF(0, 0, ARROW, ARROW)
            place.moveCenter(box.center())
            draw_glyph(painter, glyph, place, self.theme.muted)
        painter.end()
