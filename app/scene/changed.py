"""How one sees what becomes of an element from one state to the next: its line in the colour and dashes of its change, and
a sign (+ ~ ± −), so that no colour alone tells it. What has not changed steps back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.layout.geometry import along, polyline
from app.model.details import ChangeKind
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.scene.detail import BLOCKS
from app.scene.items import EllipseItem, Item, PathData, PathItem, RectItem, TextItem
from app.scene.paint import Colour, Pen
from app.scene.theme import layer_dashes

SIGN = 15.0  # pt across, of a component's sign
SMALL = 12.0  # pt, of an edge's
LETTERS, LETTER = 9.0, 5.2  # pt, of what is said on a component; about how wide one is
LINE = 1.75  # pt, round what has changed
INSET = 10.0  # pt from a cluster's right corner to the plate on its lower line
APART = 3.0  # pt between an icon and the line round it
SAME = 0.6  # how strongly what has not changed shows
GONE = 0.75  # how strongly what is gone does
_SEEN = 0.3  # device pixels per pt from which on a sign can be told
_BAR = ((0.27, 0.5), (0.73, 0.5))
_UP = ((0.5, 0.27), (0.5, 0.73))
_WAVE = ((0.25, 0.56), (0.4, 0.22), (0.58, 0.8), (0.75, 0.44))
# What is drawn in a sign, in parts of its box.
_STROKES: Mapping[ChangeKind, tuple[str, tuple[tuple[float, float], ...]]] = {
    ChangeKind.ADDED: ("MLML", (*_BAR, *_UP)),
    ChangeKind.CHANGED: ("MC", _WAVE),
    ChangeKind.REPLACED: (
        "MLMLML",
        ((0.29, 0.42), (0.71, 0.42), (0.5, 0.21), (0.5, 0.63), (0.29, 0.77), (0.71, 0.77)),
    ),
    ChangeKind.GONE: ("ML", _BAR),
}


def colour(change: ChangeKind) -> Colour:
    """Of all that tells it: that of the layer of its name."""
    return f"layer:{change.value}"


def pen(change: ChangeKind, width: float = LINE) -> Pen:
    """Round a component."""
    return Pen(colour(change), width, tuple(width * dash for dash in layer_dashes(change.value)))


def node_marks(node: Node, icon: Box) -> Iterator[Item]:
    """A line round a node's icon or box (pt), and the sign at its upper left corner; at the lower right how much
    changes inside."""
    id, change = node.id, node.change
    if node.inside:
        yield from _inside(id, node.inside, icon.right + APART, icon.bottom - 4)
    if change is not None:
        box = icon.inflated(APART)
        yield RectItem(
            part="change", element=id, box=box, corner=7.0, stroke=pen(change), least=BLOCKS
        )
        yield from sign(id, change, Point(box.x, box.y), SIGN)


def cluster_marks(cluster: Cluster, box: Box) -> Iterator[Item]:
    """The sign at the upper left corner of a cluster's box (pt), and on its lower line how much changes inside."""
    if cluster.inside:
        yield from _inside(cluster.id, cluster.inside, box.right - INSET, box.bottom)
    if cluster.change is not None:
        yield from sign(cluster.id, cluster.change, Point(box.x, box.y), SIGN)


def _inside(id: ElementId, number: int, right: float, y: float) -> Iterator[Item]:
    """How much changes in the diagram that it opens: `3 inside`, on a plate that ends at the right (pt), in the middle at y."""
    text = f"{number} inside"
    wide, high = len(text) * LETTER + 12.0, LETTERS * 1.6
    box = Box(right - wide, y - high / 2, wide, high)
    rim = Pen("canvas", 1.0)
    fill = colour(ChangeKind.CHANGED)
    yield RectItem(
        part="change", element=id, box=box, corner=high / 2, fill=fill, stroke=rim, least=_SEEN
    )
    yield TextItem(
        part="change",
        element=id,
        lines=(text,),
        box=box,
        size=LETTERS,
        weight=600,
        paint="canvas",
        least=_SEEN,
    )


def edge_sign(edge: Edge, place: EdgePlace) -> Iterator[Item]:
    """Before its label, or in the middle of its line."""
    if edge.change is None or not place.points:
        return
    box = place.label_box
    at = Point(box.x - SMALL / 2, box.center.y) if box is not None else along(polyline(place), 0.5)
    yield from sign(edge.id, edge.change, at, SMALL)


def sign(id: ElementId, change: ChangeKind, middle: Point, size: float) -> Iterator[Item]:
    """A disc in the change's colour with its sign."""
    box = Box(middle.x - size / 2, middle.y - size / 2, size, size)
    rim = Pen("canvas", 1.0, cap="square", join="bevel")
    yield EllipseItem(
        part="change", element=id, box=box, fill=colour(change), stroke=rim, least=_SEEN
    )
    verbs, points = _STROKES[change]
    data = PathData(verbs, points).placed(box.x, box.y, size, size)
    ink = Pen("canvas", size * 0.12, cap="round")
    yield PathItem(part="change", element=id, data=data, stroke=ink, least=_SEEN)


def as_changed(edge: Edge) -> Edge:
    """The edge without its author's colours and dashes where its change has its own."""
    if edge.change is None or edge.style.stroke is None:
        return edge
    bare = replace(edge.style.stroke, colours=(), dash=None)
    return replace(edge, style=replace(edge.style, stroke=bare))


def strengths(diagram: Diagram) -> Mapping[ElementId, float]:
    """How strongly those of its elements show that do not show whole: where something has changed, all that has
    not and has nothing inside that has, and what is gone. Nothing else is in it."""
    return diagram.index.kept.of("strengths", lambda: _strengths(diagram))


def _strengths(diagram: Diagram) -> Mapping[ElementId, float]:
    index, changes = diagram.index, diagram.index.changes
    inside = {id for id, c in index.named.items() if c.inside}
    if not (changes or inside):
        return {}
    found = {id: SAME for id in index.elements if id not in changes and id not in inside}
    return found | {id: GONE for id, change in changes.items() if change is ChangeKind.GONE}
