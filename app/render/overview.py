"""An overview, painted over a picture on a screen, in px."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from app.model.diagram import Cluster
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.render.backend import Backend
from app.scene.appearance import Appearance
from app.scene.bundles import SeenBundle
from app.scene.detail import FULL
from app.scene.items import Item, RectItem, TextItem
from app.scene.overview import COUNT, LargeName, PictureOverview
from app.scene.paint import Faint, Pen

CORNER = 5.0  # px
PLATE = 0.9  # opacity
LINE = 0.75  # opacity of a bundle's line, of those without a number
FAINT = 0.3
HEAD = 4.0  # px, of an arrowhead, and what its line's width adds


def draw_name(
    painter: QPainter, overview: PictureOverview, appearance: Appearance, name: LargeName, box: Box
) -> None:
    """Paint a name on its plate in that box (px), as strongly as the painter's opacity says."""
    opacity = painter.opacity()
    painter.save()
    painter.translate(box.x, box.y)
    Backend(painter, appearance, FULL).paint([(_items(overview, name), opacity, 0.0)])
    painter.restore()


def _items(overview: PictureOverview, name: LargeName) -> tuple[Item, ...]:
    """With the plate's corner at 0, 0; they are kept, since what they are drawn with is."""
    found: tuple[Item, ...] | None = overview.kept.get(name.element)
    if found is None:
        claim = name.standing.claim
        box = Box(0.0, 0.0, claim.width, claim.height)
        cluster = overview.layout.diagram.index.component(name.element)
        kind = cluster.kind if isinstance(cluster, Cluster) else ""
        line = Pen(f"group:{kind}" if name.cluster else "muted", 1.25 if name.cluster else 0.75)
        found = overview.kept[name.element] = (
            RectItem(
                part="plate",
                element=name.element,
                box=box,
                corner=CORNER,
                fill=Faint("canvas", PLATE),
                stroke=line,
            ),
            TextItem(
                part="label",
                element=name.element,
                lines=name.lines,
                box=box,
                size=name.size,
                weight=600 if name.cluster else 400,
            ),
        )
    return found


def draw_leader(painter: QPainter, appearance: Appearance, at: Point, box: Box) -> None:
    """Paint the line from a plate in that box to a point of its cluster's border (px)."""
    painter.setPen(QPen(QColor(appearance.theme.muted), 1))
    edge = box.y if at.y < box.y else box.bottom
    painter.drawLine(QPointF(box.center.x, edge), QPointF(*at))


def draw_bundle(
    painter: QPainter,
    appearance: Appearance,
    shown: SeenBundle,
    way: tuple[Point, Point, Point],
    counted: bool,
    lit: bool,
) -> None:
    """Paint a bundle's line along its way (px). One that is not `counted` is faint; one that is `lit`
    is in the accent's colour."""
    theme = appearance.theme
    strength = painter.opacity()
    colour = QColor(theme.accent if lit else theme.edge)
    painter.setOpacity(strength * (1.0 if lit else LINE if counted else FAINT))
    width = shown.width if counted or lit else 1.0
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    start, bend, end = (QPointF(*point) for point in way)
    path = QPainterPath(start)
    path.quadTo(bend, end)
    painter.strokePath(path, pen)
    if counted or lit:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if shown.onward:
            painter.drawPolygon(_head(bend, end, HEAD + width))
        if shown.onward < shown.count:
            painter.drawPolygon(_head(bend, start, HEAD + width))
    painter.setOpacity(strength)


def _head(origin: QPointF, tip: QPointF, size: float) -> QPolygonF:
    dx, dy = tip.x() - origin.x(), tip.y() - origin.y()
    far = max(hypot(dx, dy), 1e-6)
    dx, dy = dx / far * size, dy / far * size
    foot = QPointF(tip.x() - dx * 1.6, tip.y() - dy * 1.6)
    side = QPointF(-dy * 0.7, dx * 0.7)
    return QPolygonF([tip, foot + side, foot - side])


def draw_count(
    painter: QPainter, appearance: Appearance, count: int, middle: Point, size: Point, lit: bool
) -> None:
    """Paint how many edges a bundle has on a plate of that size about that point (px)."""
    box = Box(middle.x - size.x / 2, middle.y - size.y / 2, size.x, size.y)
    id = ElementId("")
    line = Pen("accent" if lit else "edge", 1.0)
    plate = RectItem(
        part="plate", element=id, box=box, corner=size.y / 2, fill="canvas", stroke=line
    )
    text = TextItem(
        part="label", element=id, lines=(f"{count:,}",), box=box, size=COUNT, weight=600
    )
    Backend(painter, appearance, FULL).paint([((plate, text), painter.opacity(), 0.0)])
