"""Where an edge runs. A file says its way points, and where it leaves and enters shapes only where somebody
has fixed that; the rest is worked out as draw.io does it when it shows one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from app.model.geometry import Box, Point
from app.sources.drawio.cells import DrawioCell
from app.sources.drawio.line_ends import LineEnd, meeting
from app.sources.drawio.right_angles import elbow, orthogonal, relation, through, tidied
from app.sources.drawio.round_boxes import STUB

_LINEAR = frozenset({"", "none", "isometricEdgeStyle", "loopEdgeStyle"})
_CORNER = 10.0  # pt, the radius of rounded corners


def route(cell: DrawioCell, tail: LineEnd, head: LineEnd, points: Sequence[Point]) -> list[Point]:
    """The corners of its way, from tail to head: two points or more."""
    style = cell.style.get("edgeStyle", "")
    if tail.box == head.box and not tail.is_point and not points and not tail.fixed:
        return _loop(tail.box)
    if style in _LINEAR or cell.on("noEdgeStyle"):
        return _straight(tail, head, points)
    if style == "entityRelationEdgeStyle" and not points:
        return tidied(relation(cell, tail, head))
    if style == "elbowEdgeStyle" and len(points) < 2:
        return tidied(elbow(cell, tail, head, points))
    if points:
        return tidied(through(tail, head, points))
    return tidied(orthogonal(tail, head))


def _straight(tail: LineEnd, head: LineEnd, points: Sequence[Point]) -> list[Point]:
    first = points[0] if points else head.fixed or head.box.center
    last = points[-1] if points else tail.fixed or tail.box.center
    return [
        tail.fixed or meeting(tail, first),
        *points,
        head.fixed or meeting(head, last),
    ]


def _loop(box: Box) -> list[Point]:
    y, out = box.center.y, box.right + STUB
    by = min(box.height / 4, STUB / 2)
    right = box.right
    return [Point(right, y - by), Point(out, y - by), Point(out, y + by), Point(right, y + by)]


# As curves


def with_round_corners(way: Sequence[Point]) -> tuple[Point, ...]:
    """A chain of Béziers along it, with corners that are rounded."""
    found = [way[0]]
    for before, at, after in zip(way, way[1:], way[2:], strict=False):
        into, out = _short_of(at, before), _short_of(at, after)
        found += [found[-1], into, into, at, at, out]
    return (*found, found[-1], way[-1], way[-1])


def _short_of(corner: Point, other: Point) -> Point:
    dx, dy = other.x - corner.x, other.y - corner.y
    length = hypot(dx, dy)
    part = min(_CORNER, length / 2) / length if length else 0.0
    return Point(corner.x + dx * part, corner.y + dy * part)


def as_curve(way: Sequence[Point]) -> tuple[Point, ...]:
    """A chain of Béziers that its corners pull."""
    if len(way) < 3:
        return (way[0], way[0], way[-1], way[-1])
    found, at = [way[0]], way[0]
    for n in range(1, len(way) - 1):
        pull, after = way[n], way[n + 1]
        last = n == len(way) - 2
        end = after if last else Point((pull.x + after.x) / 2, (pull.y + after.y) / 2)
        found += [_part(at, pull, 2 / 3), _part(end, pull, 2 / 3), end]
        at = end
    return tuple(found)


def _part(one: Point, other: Point, part: float) -> Point:
    return Point(one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part)


def along(way: Sequence[Point], part: float) -> Point:
    """The point after a part (0 to 1) of a way."""
    lengths = [hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(way)]
    left = sum(lengths) * min(max(part, 0.0), 1.0)
    for (a, b), length in zip(pairwise(way), lengths, strict=True):
        if left <= length and length:
            return _part(a, b, left / length)
        left -= length
    return way[-1]
