"""What a reader minds in a picture, in numbers: of a layout, whoever made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, hypot
from random import Random
from statistics import median

from app.layout.embracing import leaving
from app.layout.frame import frame
from app.layout.geometry import length, polyline
from app.layout.quality import SCREEN, flaws
from app.layout.tangle import tangle
from app.model.diagram import Diagram, Edge
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.model.layer import visible

REACH = 25.0  # pt round what stands somewhere that are not empty
CELL = 5.0  # pt: emptiness is counted in squares of this side
SMALL = frozenset({"small-text"})


@dataclass(frozen=True, slots=True)
class Measures:
    """Of one picture. `length` and `shortest` are those of all its edges, in pt; `leaving` is how many
    edges leave the innermost cluster that holds both ends; `scale` is the px a pt on a screen of
    SCREEN; `aspect` is width to height. `flaws` are the linter's but for small text, which `scale`
    tells."""

    edges: int
    crossings: int
    bends: int
    length: float
    shortest: float
    leaving: int
    scale: float
    emptiness: float
    aspect: float
    flaws: int


def measures(layout: DiagramLayout, ignored: frozenset[str] = SMALL) -> Measures:
    """Of a layout with all its layers; of the linter's rules without the `ignored` ones."""
    layers = frozenset(layout.diagram.layers)
    sheet = frame(layout, layers)
    found = tangle(layout.edges.values())
    boxes = {id: place.box for id, place in layout.clusters.items()}
    return Measures(
        len(layout.edges),
        found.crossings,
        found.bends,
        sum(length(polyline(place)) for place in layout.edges.values()),
        sum(_shortest(layout)),
        sum(1 for _ in leaving(layout.diagram, boxes, layout.edges)),
        min(SCREEN[0] / sheet.width, SCREEN[1] / sheet.height),
        emptiness(layout),
        layout.width / max(layout.height, 1.0),
        sum(
            rule not in ignored
            for rule, _, _ in flaws(layout, visible(layout.diagram, layers), layers)
        ),
    )


def _shortest(layout: DiagramLayout) -> Iterator[float]:
    """How long each edge would be alone on the sheet, from one border to the other: a straight one
    as the crow flies, another right-angled."""
    boxes = {id: place.icon for id, place in layout.nodes.items()}
    boxes |= {id: place.box for id, place in layout.clusters.items()}
    for edge in layout.diagram.edges:
        place = layout.edges.get(edge.id)
        if place is None:
            continue
        one, two = boxes[edge.tail], boxes[edge.head]
        across = max(two.x - one.right, one.x - two.right, 0.0)
        down = max(two.y - one.bottom, one.y - two.bottom, 0.0)
        straight = place.curved or len(place.points) == 2
        yield hypot(across, down) if straight else across + down


def emptiness(layout: DiagramLayout) -> float:
    """The share of a picture, without its frame, on which nothing stands: more than REACH pt away, to
    the side and up or down, from every node, label, title and line of an edge. The inside of a
    cluster is empty where nothing stands in it."""
    wide, high = ceil(layout.width / CELL), ceil(layout.height / CELL)
    if not wide or not high:
        return 0.0
    rows = [0] * high
    for box in _standing(layout):
        left, right = _cells(box.x, box.right, wide)
        top, bottom = _cells(box.y, box.bottom, high)
        mask = (1 << max(right, left)) - (1 << left)
        for row in range(top, bottom):
            rows[row] |= mask
    return 1 - sum(row.bit_count() for row in rows) / (wide * high)


def _cells(low: float, high: float, most: int) -> tuple[int, int]:
    """From which square to which one REACH round a stretch goes."""
    return max(round((low - REACH) / CELL), 0), min(round((high + REACH) / CELL), most)


def _standing(layout: DiagramLayout) -> Iterator[Box]:
    yield from (place.box for place in layout.nodes.values())
    yield from (place.label_box for place in layout.clusters.values() if place.lines)
    for edge in layout.edges.values():
        yield from (label.box for label in edge.labels)
        for a, b in pairwise(polyline(edge)):
            yield from _along(a, b)


def _along(a: Point, b: Point) -> Iterator[Box]:
    """Boxes that a straight piece fills; many small ones where it is a slanting one."""
    parts = 1 if a.x == b.x or a.y == b.y else ceil(hypot(b.x - a.x, b.y - a.y) / CELL)
    for i in range(parts):
        x, y = a.x + (b.x - a.x) * i / parts, a.y + (b.y - a.y) * i / parts
        to_x, to_y = a.x + (b.x - a.x) * (i + 1) / parts, a.y + (b.y - a.y) * (i + 1) / parts
        yield Box(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))


def with_one_more(diagram: Diagram) -> Diagram | None:
    """The diagram with an edge more, between two nodes that none joins; the same each time. None
    where all are joined."""
    random = Random(f"{len(diagram.nodes)} {len(diagram.edges)}")  # noqa: S311
    joined = {frozenset(edge.via) for edge in diagram.edges}
    nodes = [node.id for node in diagram.nodes]
    for _ in range(100):
        if len(nodes) < 2:
            break
        one, two = random.sample(nodes, 2)
        if frozenset((one, two)) not in joined:
            more = Edge(ElementId("one more"), one, two, (one, two))
            return replace(diagram, edges=(*diagram.edges, more), written=None)
    return None


def moved(before: DiagramLayout, after: DiagramLayout) -> list[float]:
    """How far each node has moved, in pt; a picture that moves as a whole does not."""
    pairs = [(place.icon.center, after.nodes[id].icon.center) for id, place in before.nodes.items()]
    if not pairs:
        return []
    dx = median(b.x - a.x for a, b in pairs)
    dy = median(b.y - a.y for a, b in pairs)
    return [hypot(b.x - a.x - dx, b.y - a.y - dy) for a, b in pairs]


def share(numbers: Iterable[float], part: float) -> float:
    """The number below which that part of them lies; 0 of none."""
    found = sorted(numbers)
    return found[min(int(len(found) * part), len(found) - 1)] if found else 0.0
