"""Boxes and points, in points (1/72 inch), y down."""

from __future__ import annotations

from collections.abc import Iterable
from operator import add
from typing import NamedTuple


class Point(NamedTuple):
    """So far to the right and down, in pt where nothing else is said (px on a screen)."""

    x: float
    y: float


class Box(NamedTuple):
    """An upright rectangle: top left corner, width, height; in pt where nothing else is said (px on
    a screen)."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def center(self) -> Point:
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def inflated(self, by: float) -> Box:
        """Larger by so much at each side; smaller where that is below 0."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> Box:
        """So much further to the right and down."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def turned(self) -> Box:
        """With its axes exchanged."""
        return Box(self.y, self.x, self.height, self.width)

    def contains(self, x: float, y: float) -> bool:
        """Whether a point is inside or on the border."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def holds(self, other: Box) -> bool:
        """True when all of the other box is inside or on the border."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def intersects(self, other: Box) -> bool:
        """True when the insides overlap; boxes that only touch do not."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def touches(self, other: Box) -> bool:
        """True when they have a point in common, if only at their borders."""
        return (
            self.x <= other.right
            and other.x <= self.right
            and self.y <= other.bottom
            and other.y <= self.bottom
        )

    def distance_to(self, x: float, y: float) -> float:
        """Distance from a point to the border, 0 on the border, also from inside."""
        dx = max(self.x - x, 0.0, x - self.right)
        dy = max(self.y - y, 0.0, y - self.bottom)
        if dx or dy:
            return float((dx * dx + dy * dy) ** 0.5)
        return min(x - self.x, self.right - x, y - self.y, self.bottom - y)


def fitting(size: tuple[float, float], room: tuple[float, float]) -> float:
    """The scale, above 0, at which what has that size (width, height) just fits into a room, both
    in one unit. What has no extent to one side, as the picture of an empty diagram, fits there at
    any; what has none at all, at 1."""
    scales = [max(there, 1e-3) / own for own, there in zip(size, room, strict=True) if own > 1e-3]
    return min(scales, default=1.0)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them. Raises ValueError when there is none."""
    found = list(boxes)
    if not found:
        raise ValueError("union of no boxes")
    xs, ys, widths, heights = zip(*found, strict=True)
    left, top = min(xs), min(ys)
    right, bottom = max(map(add, xs, widths)), max(map(add, ys, heights))
    return Box(left, top, right - left, bottom - top)


def bounding_box(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box that holds all of them. Raises ValueError when there is none."""
    xs, ys = zip(*points, strict=True)
    left, top = min(xs), min(ys)
    return Box(left, top, max(xs) - left, max(ys) - top)
