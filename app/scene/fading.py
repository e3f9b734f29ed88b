"""How a picture goes over into the canvas at the border of a frame."""

from __future__ import annotations

from collections.abc import Iterator

from app.model.geometry import Box, Point
from app.scene.items import Item, PathData, PathItem, RectItem
from app.scene.paint import Faint, GradientStop, LinearGradient

_STOPS = (GradientStop(0.0, "canvas"), GradientStop(1.0, Faint("canvas", 0.0)))


def fade_items(box: Box, by: float, view: Box) -> Iterator[Item]:
    """What lies over a picture so that what of it stands in a box fades at the box's borders, over
    `by`, and what of a view lies outside the box is canvas. All in one unit."""
    sides = (
        (Box(box.x, box.y, by, box.height), (box.x, 0.0), (box.x + by, 0.0)),
        (Box(box.right - by, box.y, by, box.height), (box.right, 0.0), (box.right - by, 0.0)),
        (Box(box.x, box.y, box.width, by), (0.0, box.y), (0.0, box.y + by)),
        (Box(box.x, box.bottom - by, box.width, by), (0.0, box.bottom), (0.0, box.bottom - by)),
    )
    for side, start, end in sides:
        fill = LinearGradient(Point(*start), Point(*end), _STOPS)
        yield RectItem(part="halo", box=side, fill=fill)
    corners = (*_corners(view), *_corners(box))  # a hole: odd and even
    yield PathItem(part="halo", data=PathData("MLLLZ" * 2, corners), fill="canvas")


def _corners(box: Box) -> tuple[Point, ...]:
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    return Point(x, y), Point(right, y), Point(right, bottom), Point(x, bottom)
