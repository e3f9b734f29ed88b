"""An overview, painted over a picture on a screen, in px."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

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
LINE, FAINT = 0.7, 0.3  # opacity of a bundle's line, of one without a number
HEAD = 4.0  # px, of an arrowhead, besides what its line's width adds
BLEED = 2  # px that borders reach over
KEPT = 256  # images

Way = tuple[Point, ...]  # the three of a quadratic curve


def draw_name(
    painter: QPainter, overview: PictureOverview, appearance: Appearance, name: LargeName, box: Box
) -> None:
    """Paint a name on its plate in that box (px), as strongly as the painter's opacity says."""
    id = name.element
    found = overview.layout.diagram.index.component(id)
    kind = found.kind if isinstance(found, Cluster) else ""
    weight = 600 if name.cluster else 400
    line = Pen(f"group:{kind}" if name.cluster else "muted", 1.25 if name.cluster else 0.75)

    def items(plate: Box) -> tuple[Item, ...]:
        faint = Faint("canvas", PLATE)
        return (
            RectItem(part="plate", element=id, box=plate, corner=CORNER, fill=faint, stroke=line),
            TextItem(
                part="label", element=id, lines=name.lines, box=plate, size=name.size, weight=weight
            ),
        )

    _put(painter, overview, appearance, (id, ""), box, items)


def _put(
    painter: QPainter,
    overview: PictureOverview,
    appearance: Appearance,
    what: tuple[str, str],
    box: Box,
    items: Callable[[Box], tuple[Item, ...]],
) -> None:
    """Paint items in a box, and keep them as an image: they are the same in each frame."""
    ratio = painter.device().devicePixelRatioF()
    key = (*what, appearance.theme.name, ratio)
    image = overview.kept.get(key)
    if image is None:
        wide, high = ceil(box.width) + 2 * BLEED, ceil(box.height) + 2 * BLEED
        image = QImage(
            round(wide * ratio), round(high * ratio), QImage.Format.Format_ARGB32_Premultiplied
        )
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        into = QPainter(image)
        plate = Box(BLEED, BLEED, box.width, box.height)
        Backend(into, appearance, FULL).paint([(items(plate), 1.0, 0.0)])
        into.end()
        if len(overview.kept) >= KEPT:
            overview.kept.clear()
        overview.kept[key] = image
    painter.drawImage(QPointF(box.x - BLEED, box.y - BLEED), image)


def draw_leader(painter: QPainter, appearance: Appearance, at: Point, box: Box) -> None:
    """Paint the line from a plate in that box to a point of its cluster's border (px)."""
    painter.setPen(QPen(QColor(appearance.theme.muted), 1))
    edge = box.y if at.y < box.y else box.bottom
    painter.drawLine(QPointF(box.center.x, edge), QPointF(*at))


def draw_faint(painter: QPainter, appearance: Appearance, path: QPainterPath) -> None:
    """Paint lines of bundles without a number along a path (pt, which the painter maps)."""
    colour = QColor(appearance.theme.edge)
    colour.setAlphaF(FAINT)
    pen = QPen(colour, 1.0)
    pen.setCosmetic(True)
    painter.strokePath(path, pen)


def draw_bundle(
    painter: QPainter,
    appearance: Appearance,
    shown: SeenBundle,
    way: Way,
    lit: bool,
    faint: bool,
) -> None:
    """Paint a bundle's line along its way (px), with heads, or as `draw_faint` does; one that is
    `lit` in the accent's colour."""
    theme, strength = appearance.theme, painter.opacity()
    colour = QColor(theme.accent if lit else theme.edge)
    painter.setOpacity(strength if lit else strength * (FAINT if faint else LINE))
    path = QPainterPath()
    add_way(path, way)
    width = 1.0 if faint else shown.width
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    painter.strokePath(path, pen)
    if faint:
        painter.setOpacity(strength)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    start, bend, end = [QPointF(*point) for point in way]
    if shown.onward:
        painter.drawPolygon(_head(bend, end, HEAD + shown.width))
    if shown.onward < shown.count:
        painter.drawPolygon(_head(bend, start, HEAD + shown.width))
    painter.setOpacity(strength)


def add_way(path: QPainterPath, way: Way) -> None:
    """Put a bundle's line into a path."""
    start, bend, end = [QPointF(*point) for point in way]
    path.moveTo(start)
    path.quadTo(bend, end)


def _head(origin: QPointF, tip: QPointF, size: float) -> QPolygonF:
    dx, dy = tip.x() - origin.x(), tip.y() - origin.y()
    far = max(hypot(dx, dy), 1e-6)
    dx, dy = dx / far * size, dy / far * size
    foot = QPointF(tip.x() - dx * 1.6, tip.y() - dy * 1.6)
    side = QPointF(-dy * 0.7, dx * 0.7)
    return QPolygonF([tip, foot + side, foot - side])


def draw_count(
    painter: QPainter,
    overview: PictureOverview,
    appearance: Appearance,
    count: int,
    middle: Point,
    size: Point,
    lit: bool,
) -> None:
    """Paint how many edges a bundle has on a plate of that size about that point (px)."""
    id = ElementId("")
    line = Pen("accent" if lit else "edge", 1.0)
    text = (f"{count:,}",)

    def items(box: Box) -> tuple[Item, ...]:
        return (
            RectItem(
                part="plate", element=id, box=box, corner=size.y / 2, fill="canvas", stroke=line
            ),
            TextItem(part="label", element=id, lines=text, box=box, size=COUNT, weight=600),
        )

    box = Box(middle.x - size.x / 2, middle.y - size.y / 2, size.x, size.y)
    _put(painter, overview, appearance, (f"{count} {size.x}", "lit" if lit else ""), box, items)
