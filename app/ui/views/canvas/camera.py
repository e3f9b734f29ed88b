"""Where one looks from: plain maths, no widgets.

The diagram's plane is in points (pt), the view's in device-independent pixels (px); both
have y down. A size is (width, height) in px.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.model.geometry import Box, Point

LEAST, MOST = 0.05, 8.0  # scale, px per pt; less where a picture is too large for that
KEPT = 0.25  # the part of the sheet (or of the view, if smaller) that clamping keeps in view

Size = tuple[float, float]


def limited(scale: float, least: float, most: float = MOST) -> float:
    """A scale within the limits."""
    return min(max(scale, least), most)


@dataclass(frozen=True, slots=True)
class Camera:
    """The diagram point at the middle of the view, and px per pt."""

    x: float
    y: float
    scale: float

    @classmethod
    def fit(cls, box: Box, size: Size, fill: float = 1.0, most: float = MOST) -> Camera:
        """The whole box in the middle, over at most `fill` (0..1) of each side of the view, however
        large it is."""
        wide = size[0] * fill / max(box.width, 1e-9)
        high = size[1] * fill / max(box.height, 1e-9)
        return cls(*box.center, min(wide, high, most))

    def to_view(self, point: Point, size: Size) -> Point:
        """pt → px."""
        return Point(
            (point.x - self.x) * self.scale + size[0] / 2,
            (point.y - self.y) * self.scale + size[1] / 2,
        )

    def to_diagram(self, point: Point, size: Size) -> Point:
        """px → pt."""
        return Point(
            (point.x - size[0] / 2) / self.scale + self.x,
            (point.y - size[1] / 2) / self.scale + self.y,
        )

    def view(self, size: Size) -> Box:
        """What is in view, in pt."""
        width, height = size[0] / self.scale, size[1] / self.scale
        return Box(self.x - width / 2, self.y - height / 2, width, height)

    def zoom_about(self, point: Point, factor: float, size: Size, least: float = LEAST) -> Camera:
        """Zoom, down to `least`; what stands under that point of the view (px) stays there."""
        held = self.to_diagram(point, size)
        return self.zoomed_to(self.scale * factor, least).holding(held, point, size)

    def zoomed_to(self, scale: float, least: float = LEAST) -> Camera:
        """Another scale (px per pt), not below `least`, about the middle of the view."""
        return Camera(self.x, self.y, limited(scale, least))

    def holding(self, held: Point, point: Point, size: Size) -> Camera:
        """Moved so that the diagram point `held` stands at that point of the view (px)."""
        return Camera(
            held.x - (point.x - size[0] / 2) / self.scale,
            held.y - (point.y - size[1] / 2) / self.scale,
            self.scale,
        )

    def pan(self, dx: float, dy: float) -> Camera:
        """The picture moves by so many px."""
        return Camera(self.x - dx / self.scale, self.y - dy / self.scale, self.scale)

    def clamp(self, box: Box, size: Size) -> Camera:
        """Moved back as little as keeps a part of the box in view."""
        view = self.view(size)
        wide = (view.width + box.width) / 2 - KEPT * min(view.width, box.width)
        high = (view.height + box.height) / 2 - KEPT * min(view.height, box.height)
        middle = box.center
        return Camera(
            min(max(self.x, middle.x - wide), middle.x + wide),
            min(max(self.y, middle.y - high), middle.y + high),
            self.scale,
        )

    def toward(self, end: Camera, t: float) -> Camera:
        """In between, t from 0 to 1. The rectangle in view changes linearly, so a point that
        both ends show at the same place stays there all the way."""
        if t >= 1:
            return end
        if self.scale == end.scale:  # by whole px, so that a painted frame can be moved
            return self.pan(
                round((self.x - end.x) * self.scale * t), round((self.y - end.y) * self.scale * t)
            )
        inverse = (1 - t) / self.scale + t / end.scale
        return Camera(self.x + (end.x - self.x) * t, self.y + (end.y - self.y) * t, 1 / inverse)


def reach(box: Box, view: Box) -> tuple[float, float]:
    """The shortest way (dx, dy in pt) that the view has to move to hold the box; where the
    box is larger than the view, to its middle."""

    def along(low: float, high: float, view_low: float, view_high: float) -> float:
        if high - low > view_high - view_low:
            return (low + high - view_low - view_high) / 2
        return min(low - view_low, 0.0) or max(high - view_high, 0.0)

    return (
        along(box.x, box.right, view.x, view.right),
        along(box.y, box.bottom, view.y, view.bottom),
    )
