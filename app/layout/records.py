"""Records: how large their fields are, and where each lies. Fields lie side by side, those that one is
split into above each other, and so on by turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.layout import rich, text
from app.layout.fonts import face_of
from app.layout.shapes import Silhouette
from app.model.diagram_layout import NodePlace
from app.model.elements import Field, Node
from app.model.geometry import Box, Point
from app.model.style import BARE, BOXES, COMPASS, Font

PAD, HIGH_PAD = 8.0, 5.0  # pt round a field's text
LEAST = 14.0  # pt, of a field that says nothing

NEAR = 0.5  # pt between two sides that are one
INSIDE = 12.0  # pt from a table's last cell to its side
_SIDES = {"n": "t", "s": "b", "w": "l", "e": "r"}

Rule = tuple[Point, Point]


class _FieldFont(NamedTuple):
    """What a file says of them, and how large they are here, in pt."""

    said: Font | None
    size: float


class FieldPlace(NamedTuple):
    """A field that is not split, and where it lies, in pt."""

    field: Field
    box: Box


def size_of(node: Node, font: float) -> tuple[float, float]:
    """Width and height (pt) of a record with text of `font` pt."""
    return _size_of(node.fields, _FieldFont(node.style.font, font), True)


def _size_of(fields: Sequence[Field], font: _FieldFont, across: bool) -> tuple[float, float]:
    """Of fields side by side or above each other."""
    sizes = [_size(field, font, across) for field in fields]
    along = sum(size[0 if across else 1] for size in sizes)
    over = max(size[1 if across else 0] for size in sizes)
    return (along, over) if across else (over, along)


def cells(node: Node, box: Box, font: float) -> list[FieldPlace]:
    """A record's fields as they fill a box, with text of `font` pt."""
    return [found for found in _whole(node, box, font) if isinstance(found, FieldPlace)]


def rules(node: Node, box: Box, font: float) -> list[Rule]:
    """The lines between them."""
    return [found for found in _whole(node, box, font) if not isinstance(found, FieldPlace)]


def _whole(node: Node, box: Box, font: float) -> Iterator[FieldPlace | Rule]:
    return _laid(node.fields, box, _FieldFont(node.style.font, font), True)


def at_port(
    node: Node, place: NodePlace, seen: Silhouette, port: str, sides: str
) -> tuple[Silhouette, str]:
    """What an edge ends at that names a port (`name`, `name:compass` or `compass`), and at which of
    these sides (`l`, `r`, `t`, `b`): of a field or a cell those at which its record or its table
    ends, else beside it."""
    name, _, compass = port.partition(":")
    outer = place.icon
    fields = dict(_ports(node, place))
    box = fields.get(name)
    if box is None:
        compass = compass or name
    elif node.fields:
        ends = _spare(box, outer)
        own = "".join(side for side in sides if ends[side] < NEAR)
        seen, sides = (Silhouette(box), own) if own else (seen, sides)
    elif node.shape is not None and node.shape.name in (*BARE, *BOXES):
        sides = _free(box, outer, fields.values(), compass)
        seen = Silhouette(_widened(box, outer, sides))
    wanted = "".join(_SIDES.get(letter, "") for letter in compass if compass in COMPASS)
    return seen, "".join(side for side in sides if side in wanted) or sides


def _ports(node: Node, place: NodePlace) -> Iterator[tuple[str, Box]]:
    """The fields of a record, or the cells of a table, that have a name, and where they lie."""
    if node.shape is not None and node.fields:
        found = cells(node, place.icon, place.font_size)
        yield from ((cell.field.port, cell.box) for cell in found if cell.field.port)
    elif node.rich is not None and node.rich.table is not None:
        font = rich.label_font(node.style.font, place.font_size, True, node.rich)
        yield from rich.ports(node.rich, font, place.label_box)


def _spare(box: Box, outer: Box) -> dict[str, float]:
    """From each side of a box to that of the one round it."""
    return {
        "l": box.x - outer.x,
        "r": outer.right - box.right,
        "t": box.y - outer.y,
        "b": outer.bottom - box.bottom,
    }


def _free(box: Box, outer: Box, others: Iterable[Box], compass: str) -> str:
    """The sides of a cell at which edges end that name it: those, of two that look away from each
    other, where no other cell with a name lies between it and the side of its table. Without a
    compass they are left and right where it is one of several rows, and of one alone those where its
    table ends."""
    others = [other for other in others if other != box]
    beside = [b for b in others if b.y < box.bottom - NEAR and b.bottom > box.y + NEAR]
    above = [b for b in others if b.x < box.right - NEAR and b.right > box.x + NEAR]
    left, right = (any(b.x < box.x for b in beside), any(b.right > box.right for b in beside))
    top, low = (any(b.y < box.y for b in above), any(b.bottom > box.bottom for b in above))
    flat = "" if left and right else "l" if right else "r" if left else "lr"
    steep = "" if top and low else "t" if low else "b" if top else "tb"
    if set(compass) & set("ew"):
        return flat or "lr"
    if set(compass) & set("ns"):
        return steep or "tb"
    if not others:
        spare = _spare(box, outer)
        return "".join(side for side in "lrtb" if spare[side] < INSIDE) or "lr"
    if len(beside) < len(others):
        return flat or steep or "lr"
    return steep or flat or "tb"


def _widened(box: Box, outer: Box, sides: str) -> Box:
    """As far as the outer box at these sides."""
    left, right = outer.x if "l" in sides else box.x, outer.right if "r" in sides else box.right
    top, low = outer.y if "t" in sides else box.y, outer.bottom if "b" in sides else box.bottom
    return Box(left, top, right - left, low - top)


def _size(field: Field, font: _FieldFont, across: bool) -> tuple[float, float]:
    if field.parts:
        return _size_of(field.parts, font, not across)
    size = font.size
    if field.rich is not None:
        looks = rich.label_font(font.said, size, True, field.rich)
        width, height = rich.size_of(field.rich, looks)
    else:
        lines = field.text.split("\n") if field.text else []
        even = face_of(font.said).even
        width = max((text.text_width(line, size, even=even) for line in lines), default=0.0)
        height = max(len(lines), 1) * text.line_height(size)
    return max(width, LEAST) + 2 * PAD, height + 2 * HIGH_PAD


def _laid(
    fields: Sequence[Field], box: Box, font: _FieldFont, across: bool
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
