"""A combo box with our own arrow: a style sheet takes the style's away."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from app.scene.theme import Theme
from app.ui.kit.glyphs import draw_glyph

ARROW = 14  # px
SCROLL_BAR, WIDEST = 28, 520  # px, of the list


class ChoiceBox(QComboBox):
    """One of several; `name` is what a screen reader calls it, where no label does."""

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))  # the style sheet dresses its rows

    def showPopup(self) -> None:
        """Wide enough for the longest row."""
        view = self.view()
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + SCROLL_BAR, WIDEST))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRectF(self.width() - ARROW - 8, (self.height() - ARROW) / 2, ARROW, ARROW)
        draw_glyph(painter, "down", place, self._theme.muted)
        painter.end()
