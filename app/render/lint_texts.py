"""Rules of the picture linter for what is written: each text is measured as it is painted, in the font
that paints it, and compared with the room that its element has for it. Loads no Qt."""

from __future__ import annotations

from collections.abc import Iterator

from app.layout.quality import Flaw, name_of
from app.layout.text import line_height, text_width
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, union
from app.model.ids import ElementId
from app.model.layer import Visible
from app.scene.items import TextItem
from app.scene.producing import scene_of

NEAR = 1.0  # pt that a text may reach beyond its room
RISE = 0.3  # of a text's size, from its base line to the middle of the line
SQUEEZED = 0.95  # of its width, at the least


def text_flaws(layout: DiagramLayout, shown: Visible) -> Iterator[Flaw]:
    """What is wrong with the texts of what is visible. An element has one flaw of a rule at most."""
    seen = shown.nodes | shown.clusters | shown.edges
    for element in scene_of(layout).elements:
        if element.id not in seen:
            continue
        rooms = _rooms(layout, element.id)
        found = dict[str, str]()
        for item in element.items:
            if isinstance(item, TextItem) and item.part == "label":
                found |= _flaws(item, rooms)
        for rule, what in found.items():
            name = name_of(layout.diagram.index, element.id)
            yield rule, f"the label of {name} {what}", (element.id,)


def _flaws(item: TextItem, rooms: tuple[Box, ...]) -> Iterator[tuple[str, str]]:
    wide = _width(item)
    if item.keep is not None and item.keep < wide * SQUEEZED:
        yield "squeezed-text", f"is squeezed to {item.keep / wide:.0%} of its width"
    painted = painted_box(item)
    if not any(room.inflated(NEAR).holds(painted) for room in rooms):
        beyond = min((_beyond(painted, room) for room in rooms), default=0.0)
        yield "text-outside", f"reaches {beyond:.0f} pt beyond its room"


def painted_box(item: TextItem) -> Box:
    """What the lines of a text take (pt), which is not turned."""
    wide = _width(item)
    if item.keep is not None:
        wide = min(wide, item.keep)
    high = line_height(item.size) * len(item.lines)
    x = {
        "left": item.box.x,
        "center": item.box.center.x - wide / 2,
        "right": item.box.right - wide,
    }[item.align]
    middle = item.box.center.y if item.baseline is None else item.baseline - item.size * RISE
    return Box(x, middle - high / 2, wide, high)


def _width(item: TextItem) -> float:
    even = bool(item.family)
    return max((text_width(line, item.size, item.bold, even) for line in item.lines), default=0.0)


def _rooms(layout: DiagramLayout, id: ElementId) -> tuple[Box, ...]:
    """Where an element's texts may be: an edge's in one of the places of its labels."""
    if (cluster := layout.clusters.get(id)) is not None:
        return (cluster.box,)
    if (way := layout.edges.get(id)) is not None:
        return tuple(label.box for label in way.labels)
    node, place = layout.diagram.index.elements.get(id), layout.nodes.get(id)
    if place is None:
        return ()
    return (
        (place.icon,) if getattr(node, "boxed", False) else (union((place.icon, place.label_box)),)
    )


def _beyond(box: Box, room: Box) -> float:
    """How far a box reaches beyond another, in pt."""
    return max(
        room.x - box.x, box.right - room.right, room.y - box.y, box.bottom - room.bottom, 0.0
    )
