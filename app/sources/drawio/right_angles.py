"""Lines with right angles, as draw.io runs them: https://www.drawio.com/doc/faq/connector-styles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from app.model.geometry import Box, Point
from app.sources.drawio.cells import DrawioCell
from app.sources.drawio.line_ends import LineEnd, squarely
from app.sources.drawio.round_boxes import STUB, WayOut, way_round

_SEGMENT = 30.0  # pt that a relation runs straight from what it joins


# Without way points


def orthogonal(tail: LineEnd, head: LineEnd) -> list[Point]:
    """By as few corners as there can be. An end that nothing fixes is on the side that looks to the other one."""
    sides = _facing(_met(tail) if tail.is_point else tail.box, head.box)
    start, finish = _way_out(tail, sides[0]), _way_out(head, sides[1])
    a, b = start.at, finish.at
    ahead = (b.x - a.x) * start.dx + (b.y - a.y) * start.dy
    behind = (a.x - b.x) * finish.dx + (a.y - b.y) * finish.dy
    level, opposite = bool(start.dx), start.dx + finish.dx == 0 and start.dy + finish.dy == 0
    if opposite and ahead >= 0:
        middle = Point((a.x + b.x) / 2, (a.y + b.y) / 2)
        return [a, _corner(middle, a, level), _corner(middle, b, level), b]
    if level != bool(finish.dx) and ahead >= STUB and behind >= STUB:
        return [a, _corner(b, a, level), b]
    return way_round(start, finish, tail.box, head.box)


def _corner(one: Point, other: Point, level: bool) -> Point:
    """Below or above the one, on a level with the other; where that is not `level` the other way round."""
    return Point(one.x, other.y) if level else Point(other.x, one.y)


class _Away(NamedTuple):
    dx: int
    dy: int


def _facing(a: Box, b: Box) -> tuple[_Away, _Away]:
    """The sides of two boxes that look at each other; of boxes that stand askew a line makes one corner."""
    left, right = a.x - b.right, b.x - a.right
    above, below = a.y - b.bottom, b.y - a.bottom
    across = _Away(-1 if left >= right else 1, 0)
    down = _Away(0, -1 if above >= below else 1)
    apart, beyond = max(left, right) > 0, max(above, below) > 0
    tail = across if apart else down
    head = across if apart and not beyond else down
    return tail, _Away(-head.dx, -head.dy)


def _way_out(end: LineEnd, usual: _Away) -> WayOut:
    """From a point that is fixed, away from the side that it lies on, if any; else from the middle of the `usual` one."""
    box, at = end.box, end.fixed
    if at is None:
        x, y = box.center
        middle = Point(x + usual.dx * box.width / 2, y + usual.dy * box.height / 2)
        return WayOut(middle, *usual)
    if not end.is_point:
        for gap, side in (
            (at.y - box.y, _Away(0, -1)),
            (at.y - box.bottom, _Away(0, 1)),
            (at.x - box.x, _Away(-1, 0)),
            (at.x - box.right, _Away(1, 0)),
        ):
            if abs(gap) <= 1:
                return WayOut(at, *side)
    return WayOut(at, *usual)


# Through way points


def through(tail: LineEnd, head: LineEnd, points: Sequence[Point]) -> list[Point]:
    """Each way point says where one stretch runs, a level one and an upright one by turns."""
    level, points = _first_stretch(tail, head, points)
    way: list[Point] = []
    at = tail.fixed or tail.box.center
    at = _corner(at, points[0], level)
    if not _reaches(tail, points[0], level):
        way.append(at)
    for point in points:
        level = not level
        at = _corner(at, point, level)
        way.append(at)
    last, end = points[-1], head.fixed or head.box.center
    if not _reaches(head, last, level):
        way.append(_corner(end, last, level))
    while way and not tail.fixed and tail.box.contains(*way[0]):
        del way[0]
    while way and not head.fixed and head.box.contains(*way[-1]):
        del way[-1]
    return _ended(tail, head, way)


def _ended(tail: LineEnd, head: LineEnd, way: list[Point]) -> list[Point]:
    """With where it leaves and enters."""
    finish = head.fixed or squarely(head, way[-1] if way else _met(tail).center)
    start = tail.fixed or squarely(tail, way[0] if way else finish)
    return [start, *way, finish]


def _first_stretch(
    tail: LineEnd, head: LineEnd, points: Sequence[Point]
) -> tuple[bool, Sequence[Point]]:
    """Whether the first stretch is level: where the first way point stands beside what the line comes from, else as the
    last one stands to where it goes. One that is where the line begins says nothing."""
    level, upright = (_reaches(tail, points[0], way) for way in (True, False))
    if level != upright:
        return level, points
    if level and tail.fixed and len(points) > 1:
        points = points[1:]
    level, upright = (_reaches(head, points[-1], way) for way in (True, False))
    if not (level or upright):
        return True, points
    return (level if len(points) % 2 == 0 else upright), points


def _reaches(end: LineEnd, point: Point, level: bool) -> bool:
    """Whether a line through a point, level or upright, meets what it ends at."""
    if end.fixed is not None:
        return _near(end.fixed.y, point.y) if level else _near(end.fixed.x, point.x)
    box = end.box
    return box.y <= point.y <= box.bottom if level else box.x <= point.x <= box.right


# With a shape of their own


def relation(cell: DrawioCell, tail: LineEnd, head: LineEnd) -> list[Point]:
    """Straight to the side from both, and from there to each other."""
    a, b = _met(tail), _met(head)
    out = max(cell.number("segment", _SEGMENT), 0.0)
    tail_way, head_way = -1 if b.right < a.x else 1, -1 if a.right < b.x else 1
    start = Point(a.x if tail_way < 0 else a.right, a.center.y)
    finish = Point(b.x if head_way < 0 else b.right, b.center.y)
    one, other = start.x + tail_way * out, finish.x + head_way * out
    if tail_way == head_way:
        one = other = min(one, other) if tail_way < 0 else max(one, other)
    way = [start, Point(one, start.y), Point(other, finish.y), finish]
    if tail_way != head_way and (one < other) == (tail_way < 0):
        mid = (start.y + finish.y) / 2
        way[2:2] = [Point(one, mid), Point(other, mid)]
    return way


def elbow(cell: DrawioCell, tail: LineEnd, head: LineEnd, points: Sequence[Point]) -> list[Point]:
    """Two corners on one line across, which a way point pulls, as far as these do not lie in what it joins."""
    pull = points[0] if points else None
    a, b = tail.box, head.box
    upright = cell.says("elbow") == "vertical"
    if pull is not None and not (tail.is_point or head.is_point):
        aside = not min(a.x, b.x) <= pull.x <= max(a.right, b.right)
        beyond = not min(a.y, b.y) <= pull.y <= max(a.bottom, b.bottom)
        upright = not aside and (upright or beyond)
    one, other = (_met(end) for end in (tail, head))
    if upright:
        turned = _corners(one.turned(), other.turned(), pull and Point(pull.y, pull.x))
        inner = [Point(at.y, at.x) for at in turned]
    else:
        inner = _corners(one, other, pull)
    return _ended(tail, head, inner)


def _met(end: LineEnd) -> Box:
    """What it ends at: the shape, or the point that is fixed."""
    return Box(end.fixed.x, end.fixed.y, 0.0, 0.0) if end.fixed else end.box


def _corners(a: Box, b: Box, pull: Point | None) -> list[Point]:
    """Those on an upright line between two boxes."""
    x = pull.x if pull else (max(a.x, b.x) + min(a.right, b.right)) / 2
    heights = [pull.y if pull and box.y <= pull.y <= box.bottom else box.center.y for box in (a, b)]
    corners = [Point(x, y) for y in heights if not (a.contains(x, y) or b.contains(x, y))]
    if not corners:
        y = pull.y if pull else (max(a.y, b.y) + min(a.bottom, b.bottom)) / 2
        if pull is None or not (a.contains(x, y) or b.contains(x, y)):
            corners.append(Point(x, y))
    return corners


def _near(one: float, other: float) -> bool:
    return abs(one - other) < 0.5


def tidied(way: list[Point]) -> list[Point]:
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
