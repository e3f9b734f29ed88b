"""Edges that end where they begin: ears at a node's top right corner, handles that hang from a
cluster's top border, each with its label beside it. One lies round the other, so that several
are apart, and each is as large as the labels inside it ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.layout.shapes import Silhouette
from app.layout.text import Text
from app.model.diagram import Diagram, Edge
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Box, Point, union
from app.model.ids import ElementId

REACH = 15.0  # pt from a node to its first ear
APART = 10.0  # pt from a loop, or its label, to the next
GAP = 4.0  # pt between a loop and its label
INSET = 5.0  # pt from a node's corner to its first ear: between two grid lines
SLOPED = (0.3, 0.45)  # of a shape's size, where ears leave it from the right, and come from above
WIDE, DEEP = 20.0, 16.0  # pt, a handle
PAD = 4.0  # pt that a label is wider than its text


def loops_of(diagram: Diagram) -> dict[ElementId, list[Edge]]:
    """The edges that are drawn and join a component with itself, by that."""
    found: dict[ElementId, list[Edge]] = {}
    for edge in diagram.edges:
        if edge.tail == edge.head and not edge.invisible:
            found.setdefault(edge.tail, []).append(edge)
    return found


def outermost(places: Iterable[EdgePlace]) -> Iterator[Box]:
    """What loops take, of each component's from the inside out: the boxes that lie in no later one's."""
    around: Box | None = None
    for place in reversed(tuple(places)):
        box = place.box
        if around is None or not around.holds(box):
            yield box
            around = box


def ears(box: Box, labels: Sequence[Text], seen: Silhouette | None = None) -> list[EdgePlace]:
    """Loops at a node's icon, shape or point, one for each label, which may be empty. `seen` is what
    they end at, where that is not the box."""
    inset = min(INSET, box.width / 4, box.height / 4)
    step = min(APART, (min(box.width, box.height) / 2 - inset) / max(len(labels) - 1, 1))
    out, up, reach = box.right, box.y, REACH
    places = []
    for k, label in enumerate(labels):
        leave, come = box.right - inset - step * k, box.y + inset + step * k
        out, up, reach = out + reach, up - reach, APART
        start, end = (leave, box.y), (box.right, come)
        if seen is not None and seen.corners:
            start = seen.met("t", box.right - SLOPED[0] * box.width - step * k)
            end = seen.met("r", box.y + SLOPED[1] * box.height + step * k)
        points = [start, (start[0], up), (out, up), (out, end[1]), end]
        written = None
        if label.lines:
            at = end[1] - 2 - label.height
            written = Box(out + GAP, at, label.width + PAD, label.height)
            out, up = written.right, min(up, written.y)
        way = tuple(Point(*p) for p in points)
        places.append(EdgePlace(way, False, written, label.lines, label.font_size))
    return places


def handles(box: Box, labels: Sequence[Text]) -> list[EdgePlace]:
    """Loops at a cluster, in the row of its title, from the right."""
    right = box.right - APART - GAP
    places = []
    for label in labels:
        left, low = right - WIDE, box.y + DEEP
        points = [(left, box.y), (left, low), (right, low), (right, box.y)]
        written = None
        if label.lines:
            wide = label.width + PAD
            written = Box(left - GAP - wide, box.y + GAP, wide, label.height)
            left = written.x
        right = left - APART
        way = tuple(Point(*p) for p in points)
        places.append(EdgePlace(way, False, written, label.lines, label.font_size))
    return places


def room_for_ears(width: float, height: float, labels: Sequence[Text]) -> tuple[float, float]:
    """How far ears reach out of an icon of that size, to the right and upwards."""
    box = Box(0.0, 0.0, width, height)
    whole = union([box, *(place.box for place in ears(box, labels))])
    return whole.right - width, -whole.y


def room_for_handles(labels: Sequence[Text]) -> tuple[float, float]:
    """Width and height that handles take of a cluster's title row."""
    if not labels:
        return 0.0, 0.0
    whole = union(place.box for place in handles(Box(0.0, 0.0, 0.0, 0.0), labels))
    return APART - whole.x, whole.bottom + GAP
