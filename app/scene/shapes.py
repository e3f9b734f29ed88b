"""A node's shape as it is drawn round its label: https://graphviz.org/doc/info/shapes.html."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from math import ceil, cos, hypot, pi, sin

from app.layout.forms import ARC, DEPTH, LUG, TAB
from app.layout.shapes import APART, CUT, corners, outlines, rounded
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.model.style import Corner, Shape
from app.scene.detail import BLOCKS
from app.scene.items import EllipseItem, Item, PathData, PathItem, RectItem
from app.scene.paint import Paint, Pen

ROUND, SHARP = 8.0, 1.5  # pt, radius of the corners of a box
_STEPS = 64  # pieces of an ellipse
_CUT = 10.0  # pt from a corner to the line across it
_CHORD = (0.6614, 0.75)  # of a circle's size: the chords above and below
_BOWED = 0.5522847498  # how far a cubic's control points stand from its ends, of a quarter circle


def drawn(
    id: ElementId, shape: Shape, box: Box, fill: Paint | None, line: Pen | None
) -> Iterator[Item]:
    """A shape that fills the box, of the node with that id: its outlines from the outermost in, and
    what else makes it that shape."""
    wide = line.width if line is not None else 0.0
    count = outlines(shape)
    stroke = line if count else None
    for nth in range(max(count, 1)):
        within = fill if nth == 0 else None
        if within is None and stroke is None:
            continue
        inner = box.inflated(-wide / 2 - APART * nth)
        if min(inner.width, inner.height) <= 0:
            break
        yield _outline(id, shape, inner, within, stroke)
    if line is not None and (lines := _lines(shape, box.inflated(-wide / 2))) is not None:
        within = fill if shape.name == "component" else None
        yield PathItem(part="body", element=id, data=lines, fill=within, stroke=line, least=BLOCKS)


def wedges(id: ElementId, box: Box, parts: Iterable[tuple[str, float]]) -> Iterator[PathItem]:
    """Slices of the ellipse in a box, each of a colour and a part (0..1) of the whole, from the right on
    against the clock."""
    (cx, cy), wide, high, at = box.center, box.width / 2, box.height / 2, 0.0
    for colour, part in parts:
        steps = max(ceil(part * _STEPS), 1)
        turns = [2 * pi * (at + part * k / steps) for k in range(steps + 1)]
        arc = (Point(cx + wide * cos(turn), cy - high * sin(turn)) for turn in turns)
        data = PathData("M" + "L" * (steps + 1) + "Z", (Point(cx, cy), *arc))
        yield PathItem(part="body", element=id, data=data, fill=colour, least=BLOCKS)
        at += part


def _outline(id: ElementId, shape: Shape, box: Box, fill: Paint | None, stroke: Pen | None) -> Item:
    if rounded(shape):
        return EllipseItem(part="body", element=id, box=box, fill=fill, stroke=stroke, least=BLOCKS)
    path = partial(PathItem, part="body", element=id, fill=fill, stroke=stroke, least=BLOCKS)
    if shape.name == "cylinder":
        return path(data=_cylinder(box))
    if points := corners(shape, box):
        return path(data=PathData("M" + "L" * (len(points) - 1) + "Z", points))
    corner = ROUND if shape.corner is Corner.ROUNDED or shape.name == "Mrecord" else SHARP
    return RectItem(
        part="body", element=id, box=box, corner=corner, fill=fill, stroke=stroke, least=BLOCKS
    )


def _cylinder(box: Box) -> PathData:
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    high, low = y + ARC, bottom - ARC
    return PathData(
        "MCCLCCZ",
        (
            Point(x, high),
            *_quarter(Point(x, high), Point(box.center.x, y), level=False),
            *_quarter(Point(box.center.x, y), Point(right, high), level=True),
            Point(right, low),
            *_quarter(Point(right, low), Point(box.center.x, bottom), level=False),
            *_quarter(Point(box.center.x, bottom), Point(x, low), level=True),
        ),
    )


def _quarter(start: Point, end: Point, level: bool) -> tuple[Point, Point, Point]:
    """A quarter of an ellipse, which begins level or upright."""
    across, down = (end.x - start.x) * _BOWED, (end.y - start.y) * _BOWED
    if level:
        return Point(start.x + across, start.y), Point(end.x, end.y - down), end
    return Point(start.x, start.y + down), Point(end.x - across, end.y), end


def _lines(shape: Shape, box: Box) -> PathData | None:
    """The lines inside an outline, or beneath a text."""
    if shape.name in CUT or shape.corner is Corner.DIAGONAL:
        return _cuts(corners(shape, box) or _corners_of(box))
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    match shape.name:
        case "underline":
            return PathData("ML", (Point(x, bottom), Point(right, bottom)))
        case "cylinder":
            middle, high = box.center.x, y + ARC
            return PathData(
                "MCC",
                (
                    Point(x, high),
                    *_quarter(Point(x, high), Point(middle, y + 2 * ARC), level=False),
                    *_quarter(Point(middle, y + 2 * ARC), Point(right, high), level=True),
                ),
            )
        case "note":
            fold = right - DEPTH
            return PathData(
                "MLL", (Point(fold, y), Point(fold, y + DEPTH), Point(right, y + DEPTH))
            )
        case "tab":
            end = x + min(box.width * 0.4, 40.0)
            return PathData("ML", (Point(x, y + TAB), Point(end, y + TAB)))
        case "box3d":
            inner = (right - DEPTH, y + DEPTH)
            return PathData(
                "MLLML",
                (
                    Point(x, y + DEPTH),
                    Point(*inner),
                    Point(inner[0], bottom),
                    Point(*inner),
                    Point(right, y),
                ),
            )
        case "Mcircle":
            across, down = box.width * _CHORD[0] / 2, box.height * _CHORD[1] / 2
            (cx, cy) = box.center
            return PathData(
                "MLML",
                tuple(Point(cx + a * across, cy + b * down) for b in (-1, 1) for a in (-1, 1)),
            )
        case "component":
            high = min(7.0, box.height / 6)
            lugs = [
                Box(x - LUG / 2, top, LUG, high)
                for top in (y + box.height * 0.2, y + box.height * 0.8 - high)
            ]
            return _boxes(lugs)
    return None


def _corners_of(box: Box) -> tuple[Point, ...]:
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    return (Point(x, y), Point(right, y), Point(right, bottom), Point(x, bottom))


def _cuts(points: tuple[Point, ...]) -> PathData:
    """A line across each corner."""
    ends = []
    for before, at, after in zip(
        points[-1:] + points, points, points[1:] + points[:1], strict=False
    ):
        for other in (before, after):
            far = hypot(other.x - at.x, other.y - at.y) or 1.0
            part = min(_CUT / far, 1 / 3)
            ends.append(Point(at.x + (other.x - at.x) * part, at.y + (other.y - at.y) * part))
    return PathData("ML" * len(points), tuple(ends))


def _boxes(boxes: list[Box]) -> PathData:
    points = [
        point
        for b in boxes
        for point in (
            *(Point(b.x, b.y), Point(b.right, b.y)),
            *(Point(b.right, b.bottom), Point(b.x, b.bottom)),
        )
    ]
    return PathData("MLLLZ" * len(boxes), tuple(points))
