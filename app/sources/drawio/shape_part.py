"""What draw.io's shapes are made of: polygons, curves and ellipses in a box, without their colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from app.model.drawing import Outline
from app.model.geometry import Box, Point
from app.sources.drawio.cells import DrawioCell

ROUND = 0.5523  # of its radius, how far the handles of a quarter of a circle are from its ends


class ShapePart(NamedTuple):
    """A part of a shape, as a DrawnShape has it. What is not `filled` is a line on it; what is `inked` is
    filled with the colour of its line; what is not `lined` has no line round it."""

    outline: Outline
    points: tuple[Point, ...]
    filled: bool = True
    inked: bool = False
    lined: bool = True


Parts = list[ShapePart]
Pairs = Iterable[tuple[float, float]]


def rounded(box: Box, across: float, down: float) -> tuple[Point, ...]:
    """A closed curve round a box whose corners are quarters of ellipses with these radii (pt)."""
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    a, b = min(across, box.width / 2), min(down, box.height / 2)
    i, j = a * (1 - ROUND), b * (1 - ROUND)
    return tuple(
        Point(*at)
        for at in (
            *((x + a, y), (x + a, y), (right - a, y), (right - a, y)),
            *((right - i, y), (right, y + j), (right, y + b)),
            *((right, y + b), (right, bottom - b), (right, bottom - b)),
            *((right, bottom - j), (right - i, bottom), (right - a, bottom)),
            *((right - a, bottom), (x + a, bottom), (x + a, bottom)),
            *((x + i, bottom), (x, bottom - j), (x, bottom - b)),
            *((x, bottom - b), (x, y + b), (x, y + b)),
            *((x, y + j), (x + i, y), (x + a, y)),
        )
    )


def points(box: Box, pairs: Pairs) -> tuple[Point, ...]:
    """Parts of a box's width and height as points."""
    return tuple(Point(box.x + x * box.width, box.y + y * box.height) for x, y in pairs)


def polygon(*pairs: tuple[float, float]) -> Callable[[DrawioCell, Box], Parts]:
    return lambda _cell, box: [ShapePart("polygon", points(box, pairs))]


def line(box: Box, *pairs: tuple[float, float]) -> ShapePart:
    return ShapePart("polyline", points(box, pairs), filled=False)


def curve(box: Box, *pairs: tuple[float, float], filled: bool = True) -> ShapePart:
    return ShapePart("curve", points(box, pairs), filled)


def oval(box: Box) -> ShapePart:
    return ShapePart("ellipse", (Point(box.x, box.y), Point(box.right, box.bottom)))


def size(cell: DrawioCell, usual: float, room: float, fixed: bool = False) -> float:
    """A part (0 to 1) of that room (pt), which `size` says as such or, where it is `fixed`, in pt."""
    said = cell.number("size", usual)
    if fixed or cell.on("fixedSize"):
        said = said / room if room else 0.0
    return min(max(said, 0.0), 1.0)
