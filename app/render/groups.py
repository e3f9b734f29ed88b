"""AWS's group conventions: borders, and small square icons drawn as lines so that they are sharp
at every size. What these show follows the conventions; the strokes are our own."""

from __future__ import annotations

from functools import cache, lru_cache
from math import pi

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.catalogue import catalogue
from app.model.geometry import Box
from app.render.styles import line_pen

GRID = 24.0  # the square the strokes below are drawn in
CORNER = 10.0  # pt, of a cluster's box
BORDER = 1.25  # pt, of a cluster's box


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
    return catalogue().group(kind).border


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
    words = iter(catalogue().group(kind).icon.split())

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
