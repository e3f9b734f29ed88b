"""Dots that run along the edges a flow has lit: which way it goes. For the screen only."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.render.drawing import EdgeItem, drawing
from app.render.styles import edge_style
from app.scene.appearance import Appearance

APART = 72.0  # pt from dot to dot
PACE = 54.0  # pt a second
RADIUS = 3.6  # pt
LEAST = 24.0  # pt; a shorter edge shows its direction well enough
_SHOWN = ("forward", "back")  # an edge that goes both ways, or none, has no direction


def moving(picture: DiagramLayout, edges: Iterable[str]) -> list[tuple[EdgeItem, bool]]:
    """The edges among these whose direction can be shown, and whether they run from tail to
    head."""
    arrows = {e.id: e.arrows for e in picture.diagram.index.edges_of(edges)}
    return [
        (item, arrows[item.id] == "forward")
        for item in drawing(picture).edges
        if arrows.get(item.id) in _SHOWN and item.route.length >= LEAST
    ]


def draw_flow(
    painter: QPainter,
    edges: Iterable[tuple[EdgeItem, bool]],
    appearance: Appearance,
    seconds: float,
) -> None:
    """Their dots, as they stand after so many seconds. The painter maps pt."""
    way = seconds * PACE % APART
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item, forward in edges:
        opacity = appearance.opacity.get(item.id, 0.0)
        if opacity <= 0:
            continue
        painter.setOpacity(opacity)
        style = edge_style(item.layers, item.dash, item.bold, appearance.layers, appearance.theme)
        painter.setPen(QPen(QColor(appearance.theme.canvas), 1.25))
        painter.setBrush(style.brush)
        path, length = item.route.path, item.route.length
        at = way
        while at < length:
            point = path.pointAtPercent(path.percentAtLength(at if forward else length - at))
            if item.label is None or not item.label.box.contains(point.x(), point.y()):
                painter.drawEllipse(point, RADIUS, RADIUS)
            at += APART
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.restore()


def reach(edges: Iterable[tuple[EdgeItem, bool]]) -> list[Box]:
    """What their dots paint on, in pt."""
    return [item.bounds.inflated(RADIUS) for item, _ in edges]
