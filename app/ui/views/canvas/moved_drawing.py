"""What Graphviz draws of an element, as it is on the way to its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.model.drawing import DrawnGradient, DrawnPaint, ElementDrawing
from app.model.geometry import Box, Point

_Map = Callable[[Point], Point]


def fitted(found: ElementDrawing, box: Box, into: Box) -> ElementDrawing:
    """What is drawn for a box, moved and stretched into another; text and images are only moved."""
    across = into.width / box.width if box.width else 1.0
    down = into.height / box.height if box.height else 1.0

    def to(point: Point) -> Point:
        return Point(into.x + (point.x - box.x) * across, into.y + (point.y - box.y) * down)

    def moved(image: Box) -> Box:
        x, y = to(Point(*image.center))
        return Box(x - image.width / 2, y - image.height / 2, image.width, image.height)

    shapes = tuple(
        replace(
            shape,
            points=tuple(map(to, shape.points)),
            fill=_painted(shape.fill, to),
            pen=shape.pen and replace(shape.pen, paint=_painted(shape.pen.paint, to) or ""),
        )
        for shape in found.shapes
    )
    images = tuple(replace(image, box=moved(image.box)) for image in found.images)
    texts = tuple(replace(text, at=to(text.at)) for text in found.texts)
    return ElementDrawing(shapes, images, texts)


def _painted(paint: DrawnPaint | None, to: _Map) -> DrawnPaint | None:
    if isinstance(paint, DrawnGradient):
        return replace(paint, start=to(paint.start), end=to(paint.end))
    return paint
