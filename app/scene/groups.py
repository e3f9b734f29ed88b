"""AWS's group conventions: borders, and small square icons drawn as lines so that they are sharp
at every size. What these show follows the conventions; the strokes are our own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from math import pi

from app.catalogue import catalogue
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.scene.detail import LINES
from app.scene.items import XY, PathData, PathItem, RectItem
from app.scene.paint import Pen
from app.scene.routes import dashes

GRID = 24.0  # the square the strokes below are drawn in
CORNER = 10.0  # pt, of a cluster's box
BORDER = 1.25  # pt, of a cluster's box

# How far a cubic's control points stand from its ends, of the radius of the quarter circle it is.
_ARC = 0.5522847498


def border_dashes(kind: str) -> tuple[float, ...]:
    """The line style of a kind's border, in units of its width; () is solid."""
    return catalogue().group(kind).border


def usual_border(kind: str) -> Pen:
    """A kind's border as the house has it."""
    return Pen(f"group:{kind}", BORDER, tuple(d * BORDER for d in border_dashes(kind)))


def border(id: ElementId, line: Pen, box: Box) -> Iterator[PathItem]:
    """The outline of the cluster with that id: level sides, upright sides, the corners' arcs. In each of them dashes
    come out even, and Qt dashes lines fifty times faster than a path with arcs."""
    width, pattern = line.width, tuple(d / line.width for d in line.dashes)
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    inset = CORNER + (pattern[1] * width if pattern else 0.0)

    def part(data: PathData, length: float) -> PathItem:
        even = tuple(d * width for d in dashes(pattern, width, length))
        pen = Pen(line.paint, width, even)
        return PathItem(part="border", element=id, data=data, stroke=pen)

    across, down = box.width - 2 * inset, box.height - 2 * inset
    if across > 0:
        ends = [Point(at, side) for side in (y, bottom) for at in (x + inset, right - inset)]
        yield part(PathData("MLML", tuple(ends)), across)
    if down > 0:
        ends = [Point(side, at) for side in (x, right) for at in (y + inset, bottom - inset)]
        yield part(PathData("MLML", tuple(ends)), down)
    yield part(_corners(box), pi / 2 * CORNER)


def _corners(box: Box) -> PathData:
    x, y, right, bottom, r = box.x, box.y, box.right, box.bottom, CORNER
    quarters = (
        (Point(x + r, y), Point(x, y), Point(x, y + r)),
        (Point(x, bottom - r), Point(x, bottom), Point(x + r, bottom)),
        (Point(right - r, bottom), Point(right, bottom), Point(right, bottom - r)),
        (Point(right, y + r), Point(right, y), Point(right - r, y)),
    )
    return PathData("MC" * 4, tuple(p for q in quarters for p in _quarter(*q)))


def _quarter(start: Point, corner: Point, end: Point) -> tuple[Point, Point, Point, Point]:
    """A quarter of a circle, or of an ellipse, that rounds a corner off."""

    def towards(a: Point) -> Point:
        return Point(a.x + (corner.x - a.x) * _ARC, a.y + (corner.y - a.y) * _ARC)

    return start, towards(start), towards(end), end


def icon(
    id: ElementId, kind: str, box: Box, outer: Box | None = None
) -> Iterator[PathItem | RectItem]:
    """A square, in its box (pt), in the group's colour with its glyph. Where it stands in the
    corner of the cluster's `outer` box its own corner is as round as that."""
    colour = f"group:{kind}"
    if outer is not None and (box.x, box.y) == (outer.x, outer.y):
        yield PathItem(part="plate", element=id, data=_square(box), fill=colour, least=LINES)
    else:
        yield RectItem(part="plate", element=id, box=box, corner=3, fill=colour, least=LINES)
    across, down = box.width / GRID, box.height / GRID
    stroke = Pen("glyph", 1.5 * across, cap="round")
    drawn = glyph(kind).placed(box.x, box.y, across, down)
    yield PathItem(part="glyph", element=id, data=drawn, stroke=stroke, least=LINES)


def _square(box: Box) -> PathData:
    """Over the border, whose dashes would fray its edges."""
    left, top, radius = box.x - BORDER / 2, box.y - BORDER / 2, CORNER + BORDER / 2
    round_corner = _quarter(Point(left, top + radius), Point(left, top), Point(left + radius, top))
    points = (
        Point(left, box.bottom),
        *round_corner,
        Point(box.right, top),
        Point(box.right, box.bottom),
    )
    return PathData("MLCLLZ", points)


@cache
def glyph(kind: str) -> PathData:
    """What an icon shows, in a square of GRID."""
    verbs: list[str] = []
    points: list[XY] = []
    words = iter(catalogue().group(kind).icon.split())

    def numbers(count: int) -> list[float]:
        return [float(word) for word in islice(words, count)]

    for command in words:
        if command == "O":
            x, y, radius = numbers(3)
            drawn = _round(x, y, radius)
        elif command == "R":
            x, y, width, height, radius = numbers(5)
            drawn = rounded(Box(x, y, width, height), radius)
        else:
            given = numbers({"M": 2, "L": 2, "C": 6}.get(command, 0))
            drawn = PathData(
                command, tuple(Point(*xy) for xy in zip(given[::2], given[1::2], strict=True))
            )
        verbs.append(drawn.verbs)
        points += drawn.points
    return PathData("".join(verbs), tuple(points))


def _round(x: float, y: float, r: float) -> PathData:
    right, low, left, top = (x + r, y), (x, y + r), (x - r, y), (x, y - r)
    points = [
        *_quarter(Point(*right), Point(x + r, y + r), Point(*low)),
        *_quarter(Point(*low), Point(x - r, y + r), Point(*left))[1:],
        *_quarter(Point(*left), Point(x - r, y - r), Point(*top))[1:],
        *_quarter(Point(*top), Point(x + r, y - r), Point(*right))[1:],
    ]
    return PathData("MCCCC", tuple(points))


def rounded(box: Box, r: float) -> PathData:
    """A box whose corners have so large a radius, both in one unit."""
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    top_left = _quarter(Point(x, y + r), Point(x, y), Point(x + r, y))
    top_right = _quarter(Point(right - r, y), Point(right, y), Point(right, y + r))
    low_right = _quarter(Point(right, bottom - r), Point(right, bottom), Point(right - r, bottom))
    low_left = _quarter(Point(x + r, bottom), Point(x, bottom), Point(x, bottom - r))
    return PathData("MCLCLCLCZ", (*top_left, *top_right, *low_right, *low_left))
