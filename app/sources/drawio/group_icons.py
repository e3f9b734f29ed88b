"""The icon in the corner of an AWS group: a square in the colour of its border, with the house's strokes."""

from __future__ import annotations

from collections.abc import Iterator

from app.catalogue import GENERIC, catalogue
from app.model.drawing import DrawnPen, DrawnShape
from app.model.geometry import Box, Point
from app.sources.drawio.cells import DrawioCell
from app.sources.drawio.colours import colour_of
from app.sources.drawio.shape_part import rounded

ICON_SIDE = 25.0  # px
_GRID = 24.0  # the square that strokes are said in
_WHITE = DrawnPen("#ffffff", 1.3)


def group_icon(cell: DrawioCell, box: Box, kind: str) -> list[DrawnShape]:
    """What stands in the top left corner of a group of that kind; in the middle where its style says so."""
    tint = colour_of(cell.says("strokeColor", "#000000"))
    side = min(ICON_SIDE, box.width, box.height)
    if not cell.style.get("grIcon") or len(tint) != len("#rrggbb") or not side:
        return []
    left = box.center.x - side / 2 if cell.shape.endswith("groupCenter") else box.x
    square = Box(left, box.y, side, side)
    corners = (
        Point(square.x, square.y),
        Point(square.right, square.y),
        Point(square.right, square.bottom),
        Point(square.x, square.bottom),
    )
    found = [DrawnShape("polygon", corners, tint)]
    said = catalogue().groups.get(kind)
    if said is not None and kind != GENERIC:
        found += _strokes(said.icon, square)
    return found


def _strokes(said: str, square: Box) -> Iterator[DrawnShape]:
    """M, L, C, Z as in SVG, R a rectangle with round corners, O a circle."""
    scale = square.width / _GRID
    words = iter(said.split())
    way: list[Point] = []

    def number() -> float:
        return float(next(words))

    def point() -> Point:
        return Point(square.x + number() * scale, square.y + number() * scale)

    def ended() -> Iterator[DrawnShape]:
        if len(way) > 1:
            yield DrawnShape("curve", tuple(way), None, _WHITE)

    for word in words:
        if word == "M":
            yield from ended()
            way = [point()]
        elif word == "L":
            at = point()
            way += [way[-1], at, at]
        elif word == "C":
            way += [point(), point(), point()]
        elif word == "Z":
            way += [way[-1], way[0], way[0]]
        elif word == "R":
            corner = point()
            wide, high, radius = number() * scale, number() * scale, number() * scale
            box = Box(corner.x, corner.y, wide, high)
            yield DrawnShape("curve", rounded(box, radius, radius), None, _WHITE)
        elif word == "O":
            middle, radius = point(), number() * scale
            box = Box(middle.x - radius, middle.y - radius, 2 * radius, 2 * radius)
            yield DrawnShape("curve", rounded(box, radius, radius), None, _WHITE)
    yield from ended()
