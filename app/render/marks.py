"""The mark on a component that has a diagram of its own: on screen only, a way in is no use on
paper."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from app.model.geometry import Box
from app.model.laid_out import LaidOutDiagram
from app.render.look import Look

SIZE = 18.0  # pt
SMALLEST = 0.4  # px per pt; below, the mark would be a speck
_ARM, _REACH = 4.6, 3.4  # pt, of the arrow's head and shaft


def mark_box(picture: LaidOutDiagram, component: str) -> Box | None:
    """Where the mark stands, in pt: on the icon's upper right corner, or in a cluster's."""
    node, cluster = picture.nodes.get(component), picture.clusters.get(component)
    if node is not None:
        return Box(node.icon.right - SIZE * 0.6, node.icon.y - SIZE * 0.4, SIZE, SIZE)
    if cluster is not None:
        return Box(cluster.box.right - SIZE - 7, cluster.box.y + 7, SIZE, SIZE)
    return None


def draw_marks(
    painter: QPainter, picture: LaidOutDiagram, look: Look, scale: float, components: Iterable[str]
) -> None:
    """Paint the marks of these components over the picture, as strong as they show themselves.
    `scale` is px per pt."""
    if scale < SMALLEST:
        return
    theme = look.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for component in components:
        strength, box = look.strength.get(component, 0.0), mark_box(picture, component)
        if strength <= 0 or box is None:
            continue
        painter.setOpacity(strength)
        painter.setPen(QPen(QColor(theme.accent), 1.25))
        painter.setBrush(QColor(theme.canvas))
        painter.drawEllipse(QRectF(*box))
        painter.setPen(QPen(QColor(theme.accent), 1.6))
        middle = QPointF(*box.center)
        tip = middle + QPointF(_REACH, _REACH)
        painter.drawLine(QLineF(middle - QPointF(_REACH, _REACH), tip))
        painter.drawLine(QLineF(tip, tip - QPointF(_ARM, 0)))
        painter.drawLine(QLineF(tip, tip - QPointF(0, _ARM)))
    painter.restore()
