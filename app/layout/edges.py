"""Every edge that is drawn gets its way: loops beside what they join, the others by the first router
in the row that has one; and each label a place on its own edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.layout import curves, labels
from app.layout.ends import with_ends
from app.layout.geometry import polyline
from app.layout.grid import PITCH
from app.layout.ground import Ground, vertices
from app.layout.loops import ears, handles, loops_of, outermost
from app.layout.ports import (
    MeasuredTexts,
    PlacedDiagram,
    Placement,
    Placer,
    Router,
    Spacing,
    with_curves,
)
from app.layout.router import MOST, SHAKES
from app.layout.settling import Settling
from app.layout.shapes import Silhouette, silhouette
from app.model.diagram import Diagram, Edge
from app.model.diagram_layout import ClusterPlace, EdgePlace, NodePlace
from app.model.geometry import Box, Point, union
from app.model.ids import ElementId

ROOM = 8_000_000  # vertices of a grid at most: half a gigabyte
Nodes = dict[ElementId, NodePlace]
Clusters = dict[ElementId, ClusterPlace]


def draw_edges(
    diagram: Diagram,
    texts: MeasuredTexts,
    spacing: Spacing,
    placement: Placement,
    nodes: Nodes,
    clusters: Clusters,
    routers: Sequence[Router],
) -> tuple[dict[ElementId, EdgePlace], dict[str, int]]:
    """The places of all edges that are not invisible, and how many each router has drawn. What
    none of them has a way for is drawn straight. Raises LayoutError."""
    loops = _loops(diagram, texts, nodes, clusters)
    taken = labels.Taken(_written(nodes, clusters, loops))
    standing = PlacedDiagram(diagram, texts, spacing, placement, nodes, clusters, loops, taken)
    edges, shares = dict(loops), dict[str, int]()
    rest = [e for e in diagram.edges if not e.invisible and e.id not in edges]
    for router in (*routers, StraightRouter()):
        found = router.route(rest, standing) if rest else {}
        if found:
            edges |= found
            shares[router.name] = len(found)
            rest = [e for e in rest if e.id not in found]
    return with_ends(diagram, edges, texts, taken), shares


@dataclass(slots=True)
class GridRouter:
    """Right-angled ways over a grid, near ones first, until `steps` states were looked at; made better
    by chance in so many `shakes`. What is routed stays on its `ground`."""

    steps: int = MOST
    shakes: int = SHAKES
    ground: Ground | None = None
    name: str = "grid"

    def further(self, shakes: int) -> GridRouter:
        """One that goes on where this one ended, which has shaken none: with the same edges of the
        same placement."""
        return GridRouter(self.steps, shakes, self.ground)

    def route(self, edges: Sequence[Edge], standing: PlacedDiagram) -> dict[ElementId, EdgePlace]:
        nodes, clusters = standing.nodes, standing.clusters
        near = self._near(edges, _boxes(standing))
        if not near or vertices(nodes, clusters) > ROOM:
            return {}
        if self.ground is not None:
            routes = self.ground.further(self.shakes)
        else:
            loops = standing.loops.values()
            self.ground = Ground(standing.diagram, nodes, clusters, loops, self.steps, self.shakes)
            routes = self.ground.route(near, standing.texts.edges)
        borders = [p.box for p in clusters.values()]
        return Settling(near, routes, standing.texts, self.ground, standing.taken, borders).places()

    def _near(self, edges: Sequence[Edge], boxes: dict[ElementId, Box]) -> list[Edge]:
        """The edges that so many steps can be enough for, at one a pitch."""

        def length(edge: Edge) -> float:
            tail, head = boxes[edge.tail], boxes[edge.head]
            across = max(tail.x - head.right, head.x - tail.right, 0.0)
            return across + max(tail.y - head.bottom, head.y - tail.bottom, 0.0)

        wanted, left = set[str](), self.steps * PITCH
        for edge in sorted(edges, key=length):
            left -= length(edge)
            if left <= 0:
                break
            wanted.add(edge.id)
        return [edge for edge in edges if edge.id in wanted]


@dataclass(frozen=True, slots=True)
class CurveRouter:
    """The placer's own curves, their ends led on to what they join. Where a placement has none,
    the placer is asked for the same one with curves, once: it may take long. For one diagram."""

    placer: Placer
    name: str = "curves"
    asked: dict[Spacing, Placement | None] = field(default_factory=dict, compare=False)

    def route(self, edges: Sequence[Edge], standing: PlacedDiagram) -> dict[ElementId, EdgePlace]:
        drawn = standing.placement if standing.placement.curves else self._with_curves(standing)
        if drawn is None:
            return {}
        seen = _silhouettes(standing)
        places = {}
        for edge in edges:
            tail, head = seen[edge.tail], seen[edge.head]
            points = curves.fitted(drawn.curves.get(edge.id, ()), tail, head)
            if points is not None:
                places[edge.id] = _curve(edge, points, standing, drawn.labels.get(edge.id))
        return places

    def _with_curves(self, standing: PlacedDiagram) -> Placement | None:
        spacing = standing.spacing
        if spacing not in self.asked:
            drawn = with_curves(self.placer, standing.diagram, standing.texts, spacing)
            self.asked[spacing] = drawn
        return self.asked[spacing]


@dataclass(frozen=True, slots=True)
class StraightRouter:
    """A straight line for every edge, bowed out where there are several."""

    name: str = "straight"

    def route(self, edges: Sequence[Edge], standing: PlacedDiagram) -> dict[ElementId, EdgePlace]:
        """A way for each of them."""
        seen, places = _silhouettes(standing), {}
        pairs: Counter[frozenset[ElementId]] = Counter()
        for edge in edges:
            pair = frozenset((edge.tail, edge.head))
            points = curves.own(seen[edge.tail], seen[edge.head], pairs[pair])
            pairs[pair] += 1
            places[edge.id] = _curve(edge, points, standing, standing.placement.labels.get(edge.id))
        return places


def _silhouettes(standing: PlacedDiagram) -> dict[ElementId, Silhouette]:
    """What edges end at."""
    elements = standing.diagram.index.elements
    feet = {id: p.foot for id, p in standing.nodes.items()}
    return {id: silhouette(elements[id], box, feet.get(id)) for id, box in _boxes(standing).items()}


def _boxes(standing: PlacedDiagram) -> dict[ElementId, Box]:
    """Round what edges end at."""
    boxes = {id: p.icon for id, p in standing.nodes.items()}
    return boxes | {id: p.box for id, p in standing.clusters.items()}


def _curve(
    edge: Edge, points: tuple[Point, ...], standing: PlacedDiagram, room: Point | None
) -> EdgePlace:
    """A curve with its label, in the room that was kept for it if that is free."""
    place, label = EdgePlace(points, curved=True), standing.texts.edges[edge.id]
    if not label.lines:
        return place
    size = (label.width + labels.PAD, label.height)
    box = labels.place_on_curve(polyline(place), *size, standing.taken, room)
    standing.taken.add(box)
    return EdgePlace(points, True, box, label.lines, label.font_size)


def _loops(
    diagram: Diagram, texts: MeasuredTexts, nodes: Nodes, clusters: Clusters
) -> dict[ElementId, EdgePlace]:
    edges: dict[ElementId, EdgePlace] = {}
    for id, loops in loops_of(diagram).items():
        written = texts.loops[id]
        if id in clusters:
            found = handles(clusters[id].box, written)
        else:
            seen = silhouette(diagram.index.elements[id], nodes[id].icon)
            found = ears(nodes[id].icon, written, seen)
        edges.update((edge.id, place) for edge, place in zip(loops, found, strict=True))
    return edges


def _written(nodes: Nodes, clusters: Clusters, loops: dict[ElementId, EdgePlace]) -> Iterator[Box]:
    """What no label of an edge may lie on."""
    for node in nodes.values():
        yield node.icon
        if node.lines:
            yield node.label_box
    for cluster in clusters.values():
        if cluster.lines:
            yield union((cluster.icon, cluster.label_box))
    yield from outermost(loops.values())
