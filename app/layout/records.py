"""Records: how large their fields are, and where each lies. Fields lie side by side, those that one is
split into above each other, and so on by turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.layout import text
from app.layout.shapes import Silhouette
from app.model.diagram_layout import NodePlace
from app.model.elements import Field, Node
from app.model.geometry import Box, Point
from app.model.style import COMPASS

PAD, HIGH_PAD = 8.0, 5.0  # pt round a field's text
LEAST = 14.0  # pt, of a field that says nothing

NEAR = 0.5  # pt between two sides that are one
_SIDES = {"n": "t", "s": "b", "w": "l", "e": "r"}

Rule = tuple[Point, Point]


class FieldPlace(NamedTuple):
    """A field that is not split, and where it lies, in pt."""

    field: Field
    box: Box


def size_of(fields: Sequence[Field], font: float, across: bool = True) -> tuple[float, float]:
    """Width and height (pt) of fields with text of `font` pt, side by side or above each other."""
    sizes = [_size(field, font, across) for field in fields]
    along = sum(size[0 if across else 1] for size in sizes)
    over = max(size[1 if across else 0] for size in sizes)
    return (along, over) if across else (over, along)


def cells(fields: Sequence[Field], box: Box, font: float) -> list[FieldPlace]:
    """The fields as they fill a box."""
    return [found for found in _laid(fields, box, font, True) if isinstance(found, FieldPlace)]


def rules(fields: Sequence[Field], box: Box, font: float) -> list[Rule]:
    """The lines between them."""
    return [found for found in _laid(fields, box, font, True) if not isinstance(found, FieldPlace)]


def at_port(
    node: Node, place: NodePlace, seen: Silhouette, port: str, sides: str
) -> tuple[Silhouette, str]:
    """What an edge ends at that names a port (`name`, `name:compass` or `compass`), and at which of
    these sides (`l`, `r`, `t`, `b`): of a field those at which its record ends."""
    name, _, compass = port.partition(":")
    outer = place.icon
    found = cells(node.fields, outer, place.font_size) if node.shape and node.fields else []
    box = next((cell.box for cell in found if cell.field.port == name), None)
    if box is None:
        compass = compass or name
    else:
        ends = {
            "l": box.x - outer.x,
            "r": outer.right - box.right,
            "t": box.y - outer.y,
            "b": outer.bottom - box.bottom,
        }
        own = "".join(side for side in sides if ends[side] < NEAR)
        seen, sides = (Silhouette(box), own) if own else (seen, sides)
    wanted = "".join(_SIDES.get(letter, "") for letter in compass if compass in COMPASS)
    return seen, "".join(side for side in sides if side in wanted) or sides


def _size(field: Field, font: float, across: bool) -> tuple[float, float]:
    if field.parts:
        return size_of(field.parts, font, not across)
    lines = field.text.split("\n") if field.text else []
    width = max((text.text_width(line, font) for line in lines), default=0.0)
    return (
        max(width, LEAST) + 2 * PAD,
        max(len(lines), 1) * text.line_height(font) + 2 * HIGH_PAD,
    )


def _laid(
    fields: Sequence[Field], box: Box, font: float, across: bool
) -> Iterator[FieldPlace | Rule]:
    sizes = [_size(field, font, across)[0 if across else 1] for field in fields]
    whole = box.width if across else box.height
    more = (whole - sum(sizes)) / len(sizes)
    at = box.x if across else box.y
    for n, (field, size) in enumerate(zip(fields, sizes, strict=True)):
        part = size + more
        own = Box(at, box.y, part, box.height) if across else Box(box.x, at, box.width, part)
        if n and across:
            yield Point(at, box.y), Point(at, box.bottom)
        elif n:
            yield Point(box.x, at), Point(box.right, at)
        if field.parts:
            yield from _laid(field.parts, own, font, not across)
        else:
            yield FieldPlace(field, own)
        at += part
