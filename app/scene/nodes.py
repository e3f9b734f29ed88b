"""Nodes in our own style: icons with labels under them, and shapes that hold theirs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from app.layout.fonts import face_of
from app.layout.records import PAD, cells, rules
from app.layout.rich import label_font, wrapped
from app.layout.shapes import outlines, rounded
from app.model.diagram import Node
from app.model.diagram_layout import NodePlace
from app.model.elements import link_of
from app.model.geometry import Box, union
from app.model.ids import ElementId
from app.scene import changed, groups, shapes, styled
from app.scene.detail import BLOCKS
from app.scene.folds import folded_passes
from app.scene.items import EllipseItem, ImageItem, Item, Later, PathData, PathItem, RectItem
from app.scene.lettered import label
from app.scene.paint import Colour, Faint, MeanOf, Paint, Pen, Said
from app.scene.rich import Tones, rich_items
from app.scene.scene import Element, Passes
from app.scene.styled import Ground

OUTLINE = 2.0  # pt, of what is selected or under the pointer
PLATE = 4.0  # pt beside a text that stands on a plate, which is as round
MARGIN = 4.0  # pt round an icon that still are the node


def node_element(node: Node, place: NodePlace, around: Ground) -> Element:
    """What is drawn of a node, which stands on `around`."""
    joint = node.joint
    box = place.icon
    below = Box(place.label_box.x, box.bottom, place.label_box.width, 0)
    areas = [box.inflated(MARGIN)]
    if place.lines:  # with the gap to the icon, but not the space beside it: edges end there
        areas.append(union((place.label_box, below)))
    return Element(
        node.id,
        "node",
        union((box, place.label_box)).inflated(8),
        Later(partial(_node_passes, node, place, around)),
        node.layers,
        areas=() if joint else tuple(areas),
        outline=box.inflated(4 + OUTLINE / 2),
        corner=8,
        link=link_of(node),
        tooltip=node.tooltip,
    )


def _node_passes(node: Node, place: NodePlace, around: Ground) -> Passes:
    body, text = _plain_passes(node, place, around)
    return body, (*text, *changed.node_marks(node, place.icon))


def _plain_passes(node: Node, place: NodePlace, around: Ground) -> Passes:
    if node.folds:
        return folded_passes(node, place, around)
    fill, on = styled.node_fill(node.style, place.icon) if node.shape else (None, ())
    line = styled.outline_pen(node.style, "muted", (around,))
    plate: tuple[Item, ...] = ()
    if place.lines and styled.clashing(on):
        plate, on = (_plate(node.id, place.label_box),), ("canvas",)
    colour = line.paint.colour if line is not None and isinstance(line.paint, Said) else "muted"
    ink = partial(_ink, node, on, around)
    tones = Tones(ink, on or ("panel", around), colour if line is not None else None)
    if node.fields and node.shape is not None:
        body = (*_body(node, place.icon, fill, around), *_rules(node, place, line))
        return body, _fields(node, place, tones)
    rich = None if node.joint else node.rich
    if rich is None:
        where = (place.lines, place.label_box, place.font_size)
        face = face_of(node.style.font)
        written = label(node.id, "label", *where, 600, tones.ink(None), face=face)
        return (*_body(node, place.icon, fill, around), *plate), written
    font = label_font(node.style.font, place.font_size, True, rich)
    if not node.boxed:
        rich = wrapped(rich, font, place.label_box.width)
    drawn = rich_items(node.id, rich, font, place.label_box, tones)
    return (*_body(node, place.icon, fill, around), *plate, *drawn.body), drawn.text


def _plate(id: ElementId, label: Box) -> RectItem:
    """On which a label is read that stands on colours of all kinds."""
    box = Box(label.x - PLATE, label.y, label.width + 2 * PLATE, label.height)
    fill = Faint("canvas", 0.85)
    return RectItem(part="body", element=id, box=box, corner=PLATE, fill=fill, least=BLOCKS)


def _ink(node: Node, filled: tuple[Ground, ...], around: Ground, said: str | None) -> Colour | Said:
    """What letters of that colour, or of none that is said, are written with."""
    return styled.lettering(styled.in_colour(node.style, said), filled, around)


def _fields(node: Node, place: NodePlace, tones: Tones) -> tuple[Item, ...]:
    """What is written in a record's fields."""
    size, ink, face = place.font_size, tones.ink(None), face_of(node.style.font)
    found: list[Item] = []
    for field, box in cells(node, place.icon, size):
        if field.rich is not None:
            font = label_font(node.style.font, size, True, field.rich)
            inside = Box(box.x + PAD, box.y, box.width - 2 * PAD, box.height)
            found += rich_items(node.id, field.rich, font, inside, tones).text
        elif field.text:
            lines = tuple(field.text.split("\n"))
            found += label(node.id, "label", lines, box, size, 600, ink, face=face)
    return tuple(found)


def _rules(node: Node, place: NodePlace, line: Pen | None) -> Iterator[PathItem]:
    """The lines between a record's fields."""
    found = rules(node, place.icon, place.font_size)
    if line is not None and found:
        data = PathData("ML" * len(found), tuple(point for rule in found for point in rule))
        pen = Pen(line.paint, line.width, line.dashes)
        yield PathItem(part="body", element=node.id, data=data, stroke=pen, least=BLOCKS)


def _body(node: Node, box: Box, fill: Paint | None, around: Ground) -> tuple[Item, ...]:
    """A point is a dot, a blank is nothing; what has no icon is a tile."""
    if node.form == "blank" and not node.icon:
        return ()
    colour: Paint = MeanOf(node.icon, "hairline") if node.icon else fill or "hairline"
    found: list[Item] = []
    if node.form != "blank":
        found.append(RectItem(part="block", element=node.id, box=box, fill=colour, most=BLOCKS))
    bare = Later(partial(_bare, node, box, fill, around))
    if node.icon:
        found.append(
            ImageItem(
                part="icon",
                element=node.id,
                path=node.icon,
                box=box,
                missing=bare,
                least=BLOCKS,
            )
        )
    else:
        found += bare()
    return tuple(found)


def _bare(node: Node, box: Box, fill: Paint | None, around: Ground) -> tuple[Item, ...]:
    """What stands where there is no icon."""
    if node.form == "blank":
        return ()
    if node.form == "point":
        return (EllipseItem(part="body", element=node.id, box=box, fill="edge", least=BLOCKS),)
    if node.shape is not None:
        if fill is None and outlines(node.shape):
            fill = "panel"
        table = node.rich.table if node.rich is not None else None
        if fill is None and table is not None and table.framed:
            return (RectItem(part="body", element=node.id, box=box, fill="panel", least=BLOCKS),)
        line = styled.outline_pen(node.style, "muted", (around,))
        slices = styled.slices(node.style) if rounded(node.shape) else ()
        if slices:
            pie = shapes.wedges(node.id, box, slices)
            return (*pie, *shapes.drawn(node.id, node.shape, box, None, line))
        return tuple(shapes.drawn(node.id, node.shape, box, fill, line))
    return tile(node.id, box, initials(node.label))


def tile(id: ElementId, box: Box, letters: str | None) -> tuple[Item, ...]:
    """A neutral tile in a box (pt), with letters in its middle where there are any."""
    stroke = Pen("muted", groups.BORDER, cap="square", join="bevel")
    room = box.inflated(-groups.BORDER / 2)
    body = RectItem(
        part="body",
        element=id,
        box=room,
        corner=8,
        fill="panel",
        stroke=stroke,
        least=BLOCKS,
    )
    size = box.height * 0.36
    lines = () if letters is None else (letters,)
    return (body, *label(id, "initials", lines, box, size, 600, "muted"))


def initials(label: str) -> str:
    """Two letters that stand for a missing icon."""
    words = [w for w in label.split() if w[:1].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[1][0]).upper()
    return words[0][:2].capitalize() if words else ""
