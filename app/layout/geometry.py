"""Lines and boxes: does this route run through that box, and how far is that point from it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from math import hypot, inf

from app.model.diagram_layout import EdgePlace
from app.model.geometry import Box, Point

SHORT = 2.0  # pt; an edge that is shorter cannot be seen
FLAT = 12  # straight pieces that a Bézier segment is read as


def polyline(edge: EdgePlace) -> tuple[Point, ...]:
    """An edge's points, its curves as short straight pieces."""
    return flattened(edge.points) if edge.curved else edge.points


def flattened(points: Sequence[Point]) -> tuple[Point, ...]:
    """A chain of cubic Béziers (1 + 3n points) as short straight pieces."""
    out = [points[0]]
    for i in range(0, len(points) - 3, 3):
        piece = points[i : i + 4]
        out += [at(piece, k / FLAT) for k in range(1, FLAT + 1)]
    return tuple(out)


def at(piece: Sequence[Point], t: float) -> Point:
    """The point of a cubic Bézier segment (four points) at t from 0 to 1."""
    p0, p1, p2, p3 = piece
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return Point(
        a * p0.x + b * p1.x + c * p2.x + d * p3.x,
        a * p0.y + b * p1.y + c * p2.y + d * p3.y,
    )


def runs_through(points: Sequence[Point], box: Box) -> bool:
    """True when a polyline has a point inside a box; touching the border is not inside."""
    return any(_enters(a, b, box) for a, b in itertools.pairwise(points))


def _enters(a: Point, b: Point, box: Box) -> bool:
    """Liang–Barsky clipping of one segment against the open box."""
    dx, dy = b.x - a.x, b.y - a.y
    first, last = 0.0, 1.0
    for p, q in (
        (-dx, a.x - box.x),
        (dx, box.right - a.x),
        (-dy, a.y - box.y),
        (dy, box.bottom - a.y),
    ):
        if p == 0:
            if q <= 0:
                return False
            continue
        t = q / p
        if p < 0:
            first = max(first, t)
        else:
            last = min(last, t)
    return last - first > 1e-9


def length(points: Sequence[Point]) -> float:
    """The length of a polyline, in the unit of its points."""
    total: float = sum(
        ((b.x - a.x) ** 2 + (b.y - a.y) ** 2) ** 0.5 for a, b in itertools.pairwise(points)
    )
    return total


def along(points: Sequence[Point], part: float) -> Point:
    """The point that so much of a polyline's way (0..1) lies before."""
    left = part * length(points)
    for a, b in itertools.pairwise(points):
        far = hypot(b.x - a.x, b.y - a.y)
        if far and left <= far:
            return Point(a.x + (b.x - a.x) * left / far, a.y + (b.y - a.y) * left / far)
        left -= far
    return points[-1]


def nearest(points: Sequence[Point], to: Point) -> Point:
    """The point of a polyline that is nearest to another."""
    (tx, ty), found, least = to, points[0], inf
    for (ax, ay), (bx, by) in itertools.pairwise(points):  # in one loop: large pictures ask often
        dx, dy = bx - ax, by - ay
        far = dx * dx + dy * dy
        t = ((tx - ax) * dx + (ty - ay) * dy) / far if far else 0.0
        t = 0.0 if t < 0.0 else min(t, 1.0)
        x, y = ax + dx * t, ay + dy * t
        away = hypot(x - tx, y - ty)
        if away < least:
            found, least = Point(x, y), away
    return found
