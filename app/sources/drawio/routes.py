"""Where an edge runs. A file says its way points, and where it leaves and enters shapes only where somebody
has fixed that; the rest is worked out as draw.io does it when it shows one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from app.model.geometry import Box, Point
from app.sources.drawio.cells import DrawioCell

STUB = 20.0  # pt that an edge runs straight from a shape before it turns back
_LINEAR = frozenset({"", "none", "isometricEdgeStyle", "loopEdgeStyle"})
_CORNER = 10.0  # pt, the radius of rounded corners


class LineEnd(NamedTuple):
    """What an edge ends at: a shape in its box (pt) with what is outside round it, or a point."""

    box: Box
    perimeter: str = "box"
    fixed: Point | None = None

    @property
    def is_point(self) -> bool:
        return not (self.box.width or self.box.height)


def fixed_point(cell: DrawioCell, box: Box, end: str) -> Point | None:
    """Where a style says that an edge meets a shape: `exit` or `entry`."""
    if f"{end}X" not in cell.style or f"{end}Y" not in cell.style:
        return None
    x, y = cell.number(f"{end}X", 0.5), cell.number(f"{end}Y", 0.5)
    right, down = cell.number(f"{end}Dx", 0.0), cell.number(f"{end}Dy", 0.0)
    return Point(box.x + x * box.width + right, box.y + y * box.height + down)


def route(cell: DrawioCell, tail: LineEnd, head: LineEnd, points: Sequence[Point]) -> list[Point]:
    """The corners of its way, from tail to head: two points or more."""
    style = cell.style.get("edgeStyle", "")
    if tail.box == head.box and not tail.is_point and not points and not tail.fixed:
        return _loop(tail.box)
    if style in _LINEAR or cell.on("noEdgeStyle"):
        return _straight(tail, head, points)
    if style == "entityRelationEdgeStyle" and not points:
        return _tidied(_relation(tail, head))
    if style == "elbowEdgeStyle" and len(points) < 2:
        return _tidied(_elbow(cell, tail, head, points))
    if points:
        return _tidied(_through(tail, head, points))
    return _tidied(_orthogonal(tail, head))


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


def meeting(end: LineEnd, towards: Point) -> Point:
    """Where the line from the middle of a shape towards a point leaves it."""
    box = end.box
    x, y = box.center
    dx, dy = towards.x - x, towards.y - y
    across, down = box.width / 2, box.height / 2
    if not (dx or dy) or not (across or down):
        return box.center
    if end.perimeter == "ellipse" and across and down:
        part = 1 / hypot(dx / across, dy / down)
    elif end.perimeter == "rhombus" and across and down:
        part = 1 / (abs(dx) / across + abs(dy) / down)
    else:
        parts = [room / abs(way) for room, way in ((across, dx), (down, dy)) if way]
        part = min(parts)
    return Point(x + dx * min(part, 1.0), y + dy * min(part, 1.0))


# Lines with right angles


class _WayOut(NamedTuple):
    """A point at the border of a shape, and the direction away from it: (1, 0) to the right; (0, 0) where
    any will do."""

    at: Point
    dx: int
    dy: int


def _side(end: LineEnd, dx: int, dy: int) -> _WayOut:
    """The middle of that side."""
    x, y = end.box.center
    if end.is_point:
        return _WayOut(Point(x, y), dx, dy)
    return _WayOut(Point(x + dx * end.box.width / 2, y + dy * end.box.height / 2), dx, dy)


def _fixed(end: LineEnd, at: Point) -> _WayOut:
    """From a point that is fixed: away from the side that it is nearest to."""
    box = end.box
    gaps = [
        (abs(at.x - box.x), -1, 0),
        (abs(at.x - box.right), 1, 0),
        (abs(at.y - box.y), 0, -1),
        (abs(at.y - box.bottom), 0, 1),
    ]
    _, dx, dy = min(gaps)
    return _WayOut(at, dx, dy)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _orthogonal(tail: LineEnd, head: LineEnd) -> list[Point]:
    a, b = tail.box, head.box
    over = min(a.right, b.right) - max(a.x, b.x)  # how far they stand above each other
    beside = min(a.bottom, b.bottom) - max(a.y, b.y)
    one, other = a.center, b.center
    right, down = _sign(other.x - one.x) or 1, _sign(other.y - one.y) or 1
    start = _fixed(tail, tail.fixed) if tail.fixed and not tail.is_point else None
    finish = _fixed(head, head.fixed) if head.fixed and not head.is_point else None
    if start is None and finish is None and over <= 0 and beside <= 0:
        start, finish = _side(tail, right, 0), _side(head, 0, -down)
    if start is None:
        start = _facing(tail, right, down, finish, over, beside)
    if finish is None:
        finish = _facing(head, -right, -down, start, over, beside)
    return _between(start, finish)


def _facing(
    end: LineEnd, right: int, down: int, other: _WayOut | None, over: float, beside: float
) -> _WayOut:
    """The side that looks to where the other end is."""
    if other is not None and over <= 0 and beside <= 0:
        level = bool(other.dy)  # one bend: it leaves at a right angle to the other
    else:
        level = beside > 0 and beside >= over
    return _side(end, right, 0) if level else _side(end, 0, down)


def _between(start: _WayOut, finish: _WayOut) -> list[Point]:
    a, b = start.at, finish.at
    ahead = (b.x - a.x) * start.dx + (b.y - a.y) * start.dy
    behind = (a.x - b.x) * finish.dx + (a.y - b.y) * finish.dy
    if (start.dx and finish.dx) or (start.dy and finish.dy):
        level = bool(start.dx)
        if start.dx + finish.dx == 0 and start.dy + finish.dy == 0:
            if ahead >= 0 and behind >= 0:  # they face each other
                mid = (a.x + b.x) / 2 if level else (a.y + b.y) / 2
                return [a, *_crossing(a, b, mid, level), b]
            return _round(start, finish)
        # The same way: out beyond both and back.
        way = start.dx + start.dy
        ends = (a.x, b.x) if level else (a.y, b.y)
        mid = (max(ends) if way > 0 else min(ends)) + way * STUB
        return [a, *_crossing(a, b, mid, level), b]
    if ahead >= 0 and behind >= 0:
        return [a, Point(b.x, a.y) if start.dx else Point(a.x, b.y), b]
    return _round(start, finish)


def _crossing(a: Point, b: Point, mid: float, level: bool) -> tuple[Point, Point]:
    if level:
        return Point(mid, a.y), Point(mid, b.y)
    return Point(a.x, mid), Point(b.x, mid)


def _round(start: _WayOut, finish: _WayOut) -> list[Point]:
    """A little way out of both, and between these."""
    a, b = start.at, finish.at
    p = Point(a.x + start.dx * STUB, a.y + start.dy * STUB)
    q = Point(b.x + finish.dx * STUB, b.y + finish.dy * STUB)
    if start.dx and finish.dx:
        mid = (p.y + q.y) / 2
        return [a, p, Point(p.x, mid), Point(q.x, mid), q, b]
    if start.dy and finish.dy:
        mid = (p.x + q.x) / 2
        return [a, p, Point(mid, p.y), Point(mid, q.y), q, b]
    corner = Point(p.x, q.y) if start.dx else Point(q.x, p.y)
    return [a, p, corner, q, b]


def _relation(tail: LineEnd, head: LineEnd) -> list[Point]:
    right = _sign(head.box.center.x - tail.box.center.x) or 1
    start = _fixed(tail, tail.fixed) if tail.fixed else _side(tail, right, 0)
    finish = _fixed(head, head.fixed) if head.fixed else _side(head, -right, 0)
    a, b = start.at, finish.at
    out = (start.dx or right) * STUB, (finish.dx or -right) * STUB
    return [a, Point(a.x + out[0], a.y), Point(b.x + out[1], b.y), b]


def _elbow(cell: DrawioCell, tail: LineEnd, head: LineEnd, points: Sequence[Point]) -> list[Point]:
    upright = cell.says("elbow") == "vertical"
    a, b = tail.box, head.box
    if not (points or tail.fixed or head.fixed or tail.is_point or head.is_point):
        low = max(a.y, b.y) if upright else max(a.x, b.x)
        high = min(a.bottom, b.bottom) if upright else min(a.right, b.right)
        if low < high:  # they stand side by side that way, so it is one straight line
            return _facing_line(a, b, (low + high) / 2, upright)
    if upright:
        mid = points[0].y if points else _middle(a.y, a.bottom, b.y, b.bottom)
        start = tail.fixed or _side(tail, 0, _sign(mid - a.center.y) or 1).at
        finish = head.fixed or _side(head, 0, _sign(mid - b.center.y) or -1).at
        return [start, Point(start.x, mid), Point(finish.x, mid), finish]
    mid = points[0].x if points else _middle(a.x, a.right, b.x, b.right)
    start = tail.fixed or _side(tail, _sign(mid - a.center.x) or 1, 0).at
    finish = head.fixed or _side(head, _sign(mid - b.center.x) or -1, 0).at
    return [start, Point(mid, start.y), Point(mid, finish.y), finish]


def _facing_line(a: Box, b: Box, at: float, level: bool) -> list[Point]:
    if level:
        ends = (a.right, b.x) if a.center.x < b.center.x else (a.x, b.right)
        return [Point(ends[0], at), Point(ends[1], at)]
    ends = (a.bottom, b.y) if a.center.y < b.center.y else (a.y, b.bottom)
    return [Point(at, ends[0]), Point(at, ends[1])]


def _middle(low: float, high: float, other_low: float, other_high: float) -> float:
    """Of the gap between two stretches, else of all of both."""
    if high <= other_low:
        return (high + other_low) / 2
    if other_high <= low:
        return (other_high + low) / 2
    return (min(low, other_low) + max(high, other_high)) / 2


def _through(tail: LineEnd, head: LineEnd, points: Sequence[Point]) -> list[Point]:
    """Through way points, with a corner wherever two do not stand in a line."""
    start, level = _towards(tail, points[0])
    finish, into = _towards(head, points[-1])
    way = [start]
    for at in points:
        level = _turn(way, at, level)
    last = way[-1]
    if not (_near(last.x, finish.x) or _near(last.y, finish.y)):
        way.append(Point(last.x, finish.y) if into else Point(finish.x, last.y))
    way.append(finish)
    return way


def _turn(way: list[Point], at: Point, level: bool) -> bool:
    """Go on to a point; returns whether the next stretch is level."""
    last = way[-1]
    if _near(last.x, at.x) or _near(last.y, at.y):
        level = not _near(last.y, at.y)
    else:
        way.append(Point(at.x, last.y) if level else Point(last.x, at.y))
    way.append(at)
    return level


def _towards(end: LineEnd, at: Point) -> tuple[Point, bool]:
    """Where it leaves a shape for a way point, and whether it does so level."""
    box = end.box
    if end.fixed and not end.is_point:
        leaving = _fixed(end, end.fixed)
        return end.fixed, bool(leaving.dx)
    if end.is_point:
        here = box.center
        return here, abs(at.x - here.x) >= abs(at.y - here.y)
    if box.x <= at.x <= box.right and not box.y <= at.y <= box.bottom:
        return Point(at.x, box.bottom if at.y > box.center.y else box.y), False
    if box.y <= at.y <= box.bottom and not box.x <= at.x <= box.right:
        return Point(box.right if at.x > box.center.x else box.x, at.y), True
    return _side(end, _sign(at.x - box.center.x) or 1, 0).at, True


def _near(one: float, other: float) -> bool:
    return abs(one - other) < 0.5


def _tidied(way: list[Point]) -> list[Point]:
    """Without points that stand twice, or on a straight line between their neighbours."""
    kept = [way[0]]
    for at in way[1:]:
        if not (_near(at.x, kept[-1].x) and _near(at.y, kept[-1].y)):
            kept.append(at)
    if len(kept) == 1:
        kept.append(way[-1])
    found = kept[:1]
    for before, after in pairwise(kept[1:]):
        level = _near(found[-1].y, before.y) and _near(before.y, after.y)
        upright = _near(found[-1].x, before.x) and _near(before.x, after.x)
        if not (level or upright):
            found.append(before)
    return [*found, kept[-1]]


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
