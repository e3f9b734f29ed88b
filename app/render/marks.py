"""What the screen adds to a picture: the mark on a component that has a diagram of its own, and
the light on those that the section in view is about. Neither is of use on paper."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.model.geometry import Box, union
from app.model.laid_out import LaidOutDiagram
from app.render.look import Look

LIGHT = 0.14  # opacity of the marker
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


def draw_lit(
    painter: QPainter, picture: LaidOutDiagram, look: Look, components: Iterable[str]
) -> None:
    """A text marker's stroke over each of these components that shows."""
    colour = QColor(look.theme.accent)
    fill = QColor(colour)
    fill.setAlphaF(LIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
    for component in components:
        node, cluster = picture.nodes.get(component), picture.clusters.get(component)
        strength = look.strength.get(component, 0.0)
        if strength <= 0 or (node is None and cluster is None):
            continue
        painter.setOpacity(strength)
        if node is not None:
            painter.setBrush(fill)
            painter.drawRoundedRect(QRectF(*node.box.inflated(5)), 8, 8)
        elif cluster is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(*cluster.box.inflated(4)), 12, 12)
            title = (
                union((cluster.icon, cluster.label_box))
                if cluster.icon.width
                else cluster.label_box
            )
            painter.fillRect(QRectF(*title), fill)
    painter.restore()


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
