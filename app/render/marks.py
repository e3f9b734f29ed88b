"""What the screen adds to a picture: the mark on a component that has a diagram of its own, and
the light on those that the section in view is about. Neither is of use on paper."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, union
from app.scene.appearance import Appearance

LIGHT = 0.14  # opacity of the marker
SIZE = 18.0  # pt
LEAST = 13.0  # px, so that it can still be seen and hit
INSIDE = 7.0  # pt from a cluster's border
SMALLEST = 0.25  # px per pt; below, it would hide what it stands on
_ARM, _REACH = 0.256, 0.189  # of the size: the arrow's head and shaft


def mark_box(picture: DiagramLayout, component: str, scale: float) -> Box | None:
    """Where the mark stands, in pt: on the icon's upper right corner, or in a cluster's; on that
    where it would hide the end of the cluster's title."""
    size = max(SIZE, LEAST / scale)
    node, cluster = picture.nodes.get(component), picture.clusters.get(component)
    if node is not None:
        return _on_corner(node.icon.right, node.icon.y, size)
    if cluster is None:
        return None
    box, title = cluster.box, cluster.label_box
    inside = Box(box.right - size - INSIDE, box.y + INSIDE, size, size)
    if title.right <= inside.x:
        return inside
    corner = _on_corner(box.right, box.y, size)
    return corner.moved(max(title.right - corner.x, 0.0), 0.0)


def _on_corner(x: float, y: float, size: float) -> Box:
    return Box(x - size * 0.6, y - size * 0.4, size, size)


def draw_lit(
    painter: QPainter,
    picture: DiagramLayout,
    appearance: Appearance,
    scale: float,
    components: Iterable[str],
) -> None:
    """A text marker's stroke over each of these components that shows. `scale` is px per pt."""
    colour = QColor(appearance.theme.accent)
    fill = QColor(colour)
    fill.setAlphaF(LIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, max(1.5, 1.5 / scale)))
    for component in components:
        node, cluster = picture.nodes.get(component), picture.clusters.get(component)
        opacity = appearance.opacity.get(component, 0.0)
        if opacity <= 0 or (node is None and cluster is None):
            continue
        painter.setOpacity(opacity)
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
    painter: QPainter,
    picture: DiagramLayout,
    appearance: Appearance,
    scale: float,
    components: Iterable[str],
) -> None:
    """Paint the marks of these components over the picture, as strong as they show themselves.
    `scale` is px per pt."""
    if scale < SMALLEST:
        return
    theme = appearance.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for component in components:
        opacity, box = appearance.opacity.get(component, 0.0), mark_box(picture, component, scale)
        if opacity <= 0 or box is None:
            continue
        painter.setOpacity(opacity)
        arm, reach = box.width * _ARM, box.width * _REACH
        painter.setPen(QPen(QColor(theme.accent), box.width * 0.07))
        painter.setBrush(QColor(theme.canvas))
        painter.drawEllipse(QRectF(*box))
        painter.setPen(QPen(QColor(theme.accent), box.width * 0.09))
        middle = QPointF(*box.center)
        tip = middle + QPointF(reach, reach)
        painter.drawLine(QLineF(middle - QPointF(reach, reach), tip))
        painter.drawLine(QLineF(tip, tip - QPointF(arm, 0)))
        painter.drawLine(QLineF(tip, tip - QPointF(0, arm)))
    painter.restore()
