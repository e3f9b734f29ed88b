"""An edge's points become what is painted: a line with rounded corners, and arrowheads whose
tips touch the ends exactly. The line stops inside the head, so no tip is blunt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from app.layout.geometry import length, polyline
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Box, Point

CORNER = 6.0  # pt, radius of a corner
HEAD = 8.5  # pt, length of an arrowhead
HALF_WIDTH = 3.25  # pt, half of an arrowhead's width
_ARC = 0.5523  # control point of the cubic that is closest to a quarter circle


@dataclass(frozen=True, slots=True)
class Route:
    """`straight` is the line without corners, for when it is tiny. `length` is the line's."""

    path: QPainterPath
    heads: tuple[QPainterPath, ...]
    straight: QPainterPath
    length: float
    bounds: Box


@lru_cache(maxsize=8192)
def route(place: EdgePlace, arrows: str) -> Route:
    """What is painted for an edge; `arrows` is `forward`, `back`, `both` or `none`."""
    points = polyline(place)
    whole = length(points)
    heads = []
    count = {"none": 0, "both": 2}.get(arrows, 1)
    size = min(HEAD, whole * 0.8 / max(count, 1))
    if count and whole > 0:
        if arrows in ("forward", "both"):
            points, head = _headed(points, size)
            heads.append(head)
        if arrows in ("back", "both"):
            points, head = _headed(points[::-1], size)
            points = points[::-1]
            heads.append(head)
    path = _smooth(points) if place.curved else _rounded(points)
    straight = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        straight.lineTo(point.x, point.y)
    xs, ys = [p.x for p in place.points], [p.y for p in place.points]
    bounds = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return Route(path, tuple(heads), straight, path.length(), bounds)


@lru_cache(maxsize=8192)
def dashes(pattern: tuple[float, ...], width: float, length: float) -> tuple[float, ...]:
    """The pattern stretched so that the line begins and ends with a whole dash: an arrowhead
    never floats. In units of `width`; () where the line is too short for a gap."""
    if not pattern:
        return ()
    period, first = sum(pattern) * width, pattern[0] * width
    times = round((length - first) / period)
    if times < 1:
        return ()
    stretch = length / (times * period + first)
    return tuple(part * stretch for part in pattern)


def _headed(points: Sequence[Point], size: float) -> tuple[tuple[Point, ...], QPainterPath]:
    """The polyline cut back at its end by most of `size`, and the head that covers the cut."""
    tip = points[-1]
    base = _cut(points, size)[-1]
    rest = _cut(points, size - 0.75)
    dx, dy = tip.x - base.x, tip.y - base.y
    far = hypot(dx, dy) or 1.0
    dx, dy = dx / far, dy / far
    half = HALF_WIDTH * size / HEAD
    corner = [QPointF(base.x - dy * half, base.y + dx * half)]
    corner += [QPointF(base.x + dy * half, base.y - dx * half)]
    head = QPainterPath()
    head.addPolygon(QPolygonF([QPointF(tip.x, tip.y), *corner]))
    head.closeSubpath()
    return rest, head


def _cut(points: Sequence[Point], by: float) -> tuple[Point, ...]:
    """The polyline without the last `by` pt of its way."""
    left = list(points)
    while len(left) > 1:
        a, b = left[-2], left[-1]
        step = hypot(b.x - a.x, b.y - a.y)
        if step > by:
            t = by / step
            left[-1] = Point(b.x + (a.x - b.x) * t, b.y + (a.y - b.y) * t)
            break
        by -= step
        left.pop()
    return tuple(left)


def _rounded(points: Sequence[Point]) -> QPainterPath:
    path = QPainterPath(QPointF(points[0].x, points[0].y))
    for a, corner, b in zip(points, points[1:], points[2:], strict=False):
        before, after = (
            hypot(corner.x - a.x, corner.y - a.y),
            hypot(b.x - corner.x, b.y - corner.y),
        )
        radius = min(CORNER, before / 2, after / 2)
        if radius < 0.1:
            path.lineTo(corner.x, corner.y)
            continue
        enter = _towards(corner, a, radius / before)
        leave = _towards(corner, b, radius / after)
        path.lineTo(enter.x, enter.y)
        one, two = _towards(enter, corner, _ARC), _towards(leave, corner, _ARC)
        path.cubicTo(one.x, one.y, two.x, two.y, leave.x, leave.y)
    path.lineTo(points[-1].x, points[-1].y)
    return path


def _smooth(points: Sequence[Point]) -> QPainterPath:
    """A curve through points that lie close together on it."""
    path = QPainterPath(QPointF(points[0].x, points[0].y))
    for corner, b in pairwise(points[1:]):
        middle = _towards(corner, b, 0.5)
        path.quadTo(corner.x, corner.y, middle.x, middle.y)
    path.lineTo(points[-1].x, points[-1].y)
    return path


def _towards(a: Point, b: Point, part: float) -> Point:
    return Point(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)
