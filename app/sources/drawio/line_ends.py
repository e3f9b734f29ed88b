"""Where edges meet what they join: at points that a style fixes, else where their way leads to the outline."""

from __future__ import annotations

from math import hypot, sqrt
from typing import NamedTuple

from app.model.geometry import Box, Point
from app.sources.drawio.cells import DrawioCell


class LineEnd(NamedTuple):
    """What an edge ends at: a shape in its box (pt) with what is outside round it, or a point."""

    box: Box
    perimeter: str = "box"
    fixed: Point | None = None

    @property
    def is_point(self) -> bool:
        return not (self.box.width or self.box.height)


def fixed_point(cell: DrawioCell, box: Box, end: str, perimeter: str = "box") -> Point | None:
    """Where a style says that an edge meets a shape: `exit` or `entry`; at its outline, unless it says otherwise."""
    if f"{end}X" not in cell.style or f"{end}Y" not in cell.style:
        return None
    x, y = cell.number(f"{end}X", 0.5), cell.number(f"{end}Y", 0.5)
    right, down = cell.number(f"{end}Dx", 0.0), cell.number(f"{end}Dy", 0.0)
    at = Point(box.x + x * box.width, box.y + y * box.height)
    if cell.on(f"{end}Perimeter", usual=True) and at != box.center:
        at = meeting(LineEnd(box, perimeter), at, beyond=True)
    return Point(at.x + right, at.y + down)


def meeting(end: LineEnd, towards: Point, *, beyond: bool = False) -> Point:
    """Where the line from the middle of a shape towards a point leaves it; the point itself where that lies in
    the shape, unless the line goes on `beyond` it."""
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
    part = part if beyond else min(part, 1.0)
    return Point(x + dx * part, y + dy * part)


def squarely(end: LineEnd, towards: Point) -> Point:
    """Where a line with right angles leaves a shape for a point: straight where that stands above or beside it."""
    box = end.box
    x, y = box.center
    across, down = box.width / 2, box.height / 2
    if end.is_point:
        return box.center
    if box.x <= towards.x <= box.right:
        part = _depth(end.perimeter, (towards.x - x) / across if across else 0.0)
        return Point(towards.x, y + (down if towards.y > y else -down) * part)
    if box.y <= towards.y <= box.bottom:
        part = _depth(end.perimeter, (towards.y - y) / down if down else 0.0)
        return Point(x + (across if towards.x > x else -across) * part, towards.y)
    return meeting(end, towards)


def _depth(perimeter: str, aside: float) -> float:
    """How far out (0 to 1) a shape reaches, that part of its half (-1 to 1) beside its middle."""
    if perimeter == "ellipse":
        return sqrt(max(1 - aside * aside, 0.0))
    return 1 - abs(aside) if perimeter == "rhombus" else 1.0
