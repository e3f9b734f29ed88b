"""AWS's group conventions: borders, and small square icons drawn as lines so that they are sharp
at every size. What these show follows the conventions; the strokes are our own."""

from __future__ import annotations

from functools import cache, lru_cache
from math import pi

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.model.geometry import Box
from app.render.styles import line_pen

GRID = 24.0  # the square the strokes below are drawn in
CORNER = 10.0  # pt, of a cluster's box
BORDER = 1.25  # pt, of a cluster's box

# M, L, C, Z as in SVG; R x y width height radius; O centre-x centre-y radius.
_CLOUD = (
    "M 7.6 17.5 C 5 17.5 3.6 15.9 3.6 14 C 3.6 12.2 4.9 10.8 6.6 10.6 "
    "C 7 7.9 9 6.2 11.6 6.2 C 14 6.2 15.8 7.5 16.5 9.6 "
    "C 18.9 9.7 20.4 11.4 20.4 13.5 C 20.4 15.8 18.8 17.5 16.4 17.5 Z"
)
_SHIELD = "M 12 4.5 L 18.3 6.8 C 18.3 12.8 16.4 16.9 12 19.5 C 7.6 16.9 5.7 12.8 5.7 6.8 Z"
_GLYPHS = {
    "aws-cloud": _CLOUD,
    "account": "O 12 8.6 3.4 "
    "M 5.5 18.8 C 5.5 15.4 8.3 13.6 12 13.6 C 15.7 13.6 18.5 15.4 18.5 18.8 Z",
    "region": "M 7 19.5 L 7 5 C 10.5 3.2 13.5 6.8 17.5 5 L 17.5 13 C 13.5 14.8 10.5 11.2 7 13",
    "availability-zone": "R 5 5.2 14 4 1 R 5 10 14 4 1 R 5 14.8 14 4 1 M 7.6 7.2 L 9.6 7.2 "
    "M 7.6 12 L 9.6 12 M 7.6 16.8 L 9.6 16.8",
    "vpc": "M 11 16.6 L 7.4 16.6 C 5 16.6 3.6 15.1 3.6 13.2 C 3.6 11.4 4.9 10.1 6.5 9.9 "
    "C 6.9 7 8.9 5.2 11.5 5.2 C 13.8 5.2 15.5 6.4 16.2 8.4 C 17.6 8.5 18.6 9 19.3 9.9 "
    "M 16.5 11.6 L 20.5 13 C 20.5 16.4 19.3 18.6 16.5 20 C 13.7 18.6 12.5 16.4 12.5 13 Z",
    "public-subnet": "R 6.2 10.8 11.6 8.2 1.2 M 8.8 10.8 L 8.8 8 C 8.8 6 10.2 4.6 12 4.6 "
    "C 13.5 4.6 14.7 5.5 15.1 6.9 M 12 13.8 L 12 16",
    "private-subnet": "R 6.2 10.8 11.6 8.2 1.2 M 8.8 10.8 L 8.8 8 C 8.8 6 10.2 4.6 12 4.6 "
    "C 13.8 4.6 15.2 6 15.2 8 L 15.2 10.8 M 12 13.8 L 12 16",
    "security-group": _SHIELD,
    "auto-scaling-group": "R 9 9 6 6 0.8 M 12 6.6 L 12 3.6 M 10.4 5.2 L 12 3.6 L 13.6 5.2 "
    "M 12 17.4 L 12 20.4 M 10.4 18.8 L 12 20.4 L 13.6 18.8 "
    "M 6.6 12 L 3.6 12 M 5.2 10.4 L 3.6 12 L 5.2 13.6 "
    "M 17.4 12 L 20.4 12 M 18.8 10.4 L 20.4 12 L 18.8 13.6",
    "corporate-data-center": "M 6.5 19.3 L 6.5 4.7 L 17.5 4.7 L 17.5 19.3 Z M 9.5 8.2 L 10.5 8.2 "
    "M 13.5 8.2 L 14.5 8.2 M 9.5 11.6 L 10.5 11.6 M 13.5 11.6 L 14.5 11.6 M 12 19.3 L 12 15.6",
    "ecs-cluster": "M 12 4 L 18.9 8 L 18.9 16 L 12 20 L 5.1 16 L 5.1 8 Z "
    "M 12 8.6 L 15 10.3 L 15 13.7 L 12 15.4 L 9 13.7 L 9 10.3 Z",
}
_DASHES = {
    "region": (1.2, 2.4),
    "availability-zone": (5.0, 3.5),
    "auto-scaling-group": (5.0, 3.5),
}
_OTHER = "R 6 6 12 12 1.5"


def draw_border(painter: QPainter, box: Box, colour: str, kind: str) -> None:
    """The box's outline: its sides as lines, which Qt dashes fifty times faster than a path
    (a dotted border of 1800 × 1000 px takes 7 ms as one), and its corners as arcs."""
    pattern = border_dashes(kind)
    sides, corners = border(box, kind)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for across, lines in sides:
        painter.setPen(line_pen(colour, BORDER, pattern, across))
        painter.drawLines(lines)
    painter.setPen(line_pen(colour, BORDER, pattern, pi / 2 * CORNER))
    painter.drawPath(corners)


def border_dashes(kind: str) -> tuple[float, ...]:
    """The line style of a kind's border, in units of its width; () is solid."""
    return _DASHES.get(kind, ())


@lru_cache(maxsize=4096)
def border(box: Box, kind: str) -> tuple[tuple[tuple[float, list[QLineF]], ...], QPainterPath]:
    """The sides, level ones and upright ones with their length, and the corners' arcs."""
    pattern = border_dashes(kind)
    gap = pattern[1] * BORDER if pattern else 0.0
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    inset = CORNER + gap
    level = [QLineF(x + inset, at, right - inset, at) for at in (y, bottom)]
    upright = [QLineF(at, y + inset, at, bottom - inset) for at in (x, right)]
    corners = QPainterPath()
    size = 2 * CORNER
    for left, top, angle in (
        (x, y, 90),
        (x, bottom - size, 180),
        (right - size, bottom - size, 270),
        (right - size, y, 0),
    ):
        corners.arcMoveTo(left, top, size, size, angle)
        corners.arcTo(left, top, size, size, angle, 90)
    sides = ((box.width - 2 * inset, level), (box.height - 2 * inset, upright))
    return tuple((length, lines) for length, lines in sides if length > 0), corners


def draw_icon(painter: QPainter, kind: str, box: Box, outer: Box, colour: str, ink: str) -> None:
    """A square in the group's colour with its glyph. Where it stands in the corner of the
    cluster's `outer` box its own corner is as round as the cluster's."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPath(square(box, (box.x, box.y) == (outer.x, outer.y)))
    painter.save()
    painter.translate(box.x, box.y)
    painter.scale(box.width / GRID, box.height / GRID)
    pen = QPen(QColor(ink), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(glyph(kind))
    painter.restore()


def square(box: Box, in_corner: bool) -> QPainterPath:
    """What a cluster's icon stands on."""
    path = QPainterPath()
    if not in_corner:
        path.addRoundedRect(QRectF(*box), 3, 3)
        return path
    # Over the border, whose dashes would fray its edges.
    left, top, radius = box.x - BORDER / 2, box.y - BORDER / 2, CORNER + BORDER / 2
    path.moveTo(left, box.bottom)
    path.lineTo(left, top + radius)
    path.arcTo(QRectF(left, top, 2 * radius, 2 * radius), 180, -90)
    path.lineTo(box.right, top)
    path.lineTo(box.right, box.bottom)
    path.closeSubpath()
    return path


@cache
def glyph(kind: str) -> QPainterPath:
    """What an icon shows, in a square of GRID."""
    path = QPainterPath()
    words = iter(_GLYPHS.get(kind, _OTHER).split())

    def numbers(count: int) -> list[float]:
        return [float(next(words)) for _ in range(count)]

    for command in words:
        if command == "M":
            path.moveTo(*numbers(2))
        elif command == "L":
            path.lineTo(*numbers(2))
        elif command == "C":
            path.cubicTo(*numbers(6))
        elif command == "Z":
            path.closeSubpath()
        elif command == "O":
            x, y, radius = numbers(3)
            path.addEllipse(QPointF(x, y), radius, radius)
        elif command == "R":
            x, y, width, height, radius = numbers(5)
            path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path
