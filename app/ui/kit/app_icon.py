"""The program's icon: sheets over one another, painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

SIZES = (16, 32, 64, 128)
SHEETS = (("#0B5FD0", 0.62), ("#6D28D9", 0.50), ("#C01F3A", 0.38))  # colour, middle's height


def app_icon() -> QIcon:
    """The program's icon, drawn at each size that systems ask for."""
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(_painted(size))
    return icon


def _painted(size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor("#FBFCFD"))
    painter.setPen(QPen(QColor("#D5DCE3"), size / 64))
    edge = size / 32
    painter.drawRoundedRect(
        QRectF(edge, edge, size - 2 * edge, size - 2 * edge), size / 5, size / 5
    )
    for colour, middle in SHEETS:
        points = ((0.5, middle - 0.2), (0.84, middle), (0.5, middle + 0.2), (0.16, middle))
        sheet = QPolygonF([QPointF(x * size, y * size) for x, y in points])
        fill = QColor(colour)
        fill.setAlphaF(0.55)
        painter.setBrush(fill)
        pen = QPen(QColor(colour), size / 40)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolygon(sheet)
    painter.end()
    return pixmap
