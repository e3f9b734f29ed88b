"""The shadow under what floats over the window."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.scene.theme import Theme
from app.ui.kit import style

SHADOW = 14  # px that it reaches beyond a card


def paint_shadow(painter: QPainter, card: QRect, theme: Theme) -> None:
    """Under the card, fading out to all sides."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(card).translated(0, 3)
    for n in range(SHADOW):
        shade = QColor(0, 0, 0)
        shade.setAlphaF((1 - n / SHADOW) ** 2 * (0.34 if theme.dark else 0.1))
        painter.setPen(QPen(shade, 1.5))
        painter.drawRoundedRect(box.adjusted(-n, -n, n, n), style.CARD + n, style.CARD + n)
