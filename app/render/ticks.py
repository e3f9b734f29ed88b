"""The tick on a component that an earlier step of a flow has lit: what is done is told by more
than by how strongly it shows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.render.drawing import NodeItem
from app.render.sheet import LINES, ByOpacity, Sheet

SIZE = 18.0  # pt
OPACITY = 0.85  # stands out from what it is on


def draw(sheet: Sheet, nodes: ByOpacity[NodeItem]) -> None:
    """One on each node that the look calls done."""
    done, painter = sheet.appearance.done, sheet.painter
    if not done or sheet.scale < LINES:
        return
    for opacity, items in nodes:
        painter.setOpacity(min(opacity * 2, OPACITY))
        for item in items:
            if item.id in done and not item.joint:
                _tick(painter, item, sheet.appearance.theme.canvas, sheet.appearance.theme.text)


def _tick(painter: QPainter, item: NodeItem, back: str, ink: str) -> None:
    icon = item.place.icon
    box = QRectF(icon.right - SIZE * 0.6, icon.bottom - SIZE * 0.7, SIZE, SIZE)
    painter.setPen(QPen(QColor(ink), 1.25))
    painter.setBrush(QColor(back))
    painter.drawEllipse(box)
    path = QPainterPath(box.topLeft() + QPointF(SIZE * 0.27, SIZE * 0.52))
    path.lineTo(box.topLeft() + QPointF(SIZE * 0.44, SIZE * 0.69))
    path.lineTo(box.topLeft() + QPointF(SIZE * 0.74, SIZE * 0.34))
    pen = QPen(QColor(ink), 1.75)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
