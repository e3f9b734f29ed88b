"""The grid of one picture with everything on it that stands, and the edges routed over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from app.layout.geometry import SHORT, length
from app.layout.grid import PITCH, RoutingGrid
from app.layout.loops import outermost
from app.layout.records import at_port
from app.layout.router import Routing
from app.layout.shapes import Silhouette, silhouette
from app.layout.terminals import SIDES, TEXT_AIR, Bearing, Terminal, WayIn, bearing, priced, ways
from app.layout.text import Text
from app.layout.trunks import RouteRequest
from app.model.diagram import Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, EdgePlace, NodePlace
from app.model.geometry import Box, Point, union
from app.model.ids import ElementId

NEAR = 0.4  # a step right beside an icon
HUG = 2.0  # a step right along a cluster's border
CROWDED = 13.0  # a step where the edge's label would lie on another, or on another's line
WRITTEN = 200.0  # a step through a label
BOTH = (0, 1)  # ways in which a step leads: across and down
AISLE = 4.0  # pt between the labels of edges that join the same two
Lean = tuple[float, float]
Line = tuple[Point, ...]


class Ground:
    """What stands, on the grid of the router: what is in the way, and from where each component can
    be left. `steps` is how many states the router may look
    at, `shakes` how often it tries for better by chance."""

    def __init__(
        self,
        diagram: Diagram,
        nodes: dict[ElementId, NodePlace],
        clusters: dict[ElementId, ClusterPlace],
        loops: Iterable[EdgePlace],
        steps: int,
        shakes: int,
    ) -> None:
        self._nodes, self._clusters = nodes, clusters
        self._index = diagram.index
        self._zone = {c.id: i + 1 for i, c in enumerate(diagram.clusters)}
        self.grid = RoutingGrid(_extent(nodes, clusters))
        for cluster in diagram.clusters:  # parents stand before what they hold
            self._lay_cluster(clusters[cluster.id], self._zone[cluster.id])
        for place in nodes.values():
            self._lay_node(place)
        for box in outermost(loops):
            self.grid.block(box)
        self._routing, self._shakes = Routing(self.grid, steps, shakes), shakes
        self._back: Callable[[], None] = lambda: None
        self._requests: dict[ElementId, RouteRequest] = {}
        self._ways: dict[tuple[ElementId, bool, str], tuple[Silhouette, list[WayIn]]] = {}
        self._terminals_of: dict[tuple[ElementId, Bearing, bool, Lean, str], list[Terminal]] = {}

    def route(self, edges: Iterable[Edge], texts: dict[ElementId, Text]) -> dict[ElementId, Line]:
        """Polylines by edge id; those are missing for which there is no way."""
        edges = list(edges)
        leans = _leans(edges, texts)
        self._requests = {e.id: self._request(e, leans.get(e.id, (0.0, 0.0))) for e in edges}
        found = _seen_of(self._routing.route(self._requests.values()))
        if not self._shakes:
            self._back = self._routing.bookmark()
        return found

    def further(self, shakes: int) -> dict[ElementId, Line]:
        """The routes that `route` found, with so many shakes more; it was asked for none."""
        self._back()
        return _seen_of(self._routing.further(shakes))

    def again(
        self,
        edge: Edge,
        label: Text,
        labels: Sequence[Box],
        fits: Callable[[Line], bool],
    ) -> Line | None:
        """Another way for an edge, which leaves room for its label beside other labels and beside
        the edges between the same two; None, and all as it was, where there is none that `fits`."""
        lines = [
            (Box(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)), (int(a.x == b.x),))
            for other in self._beside(edge)
            for a, b in pairwise(other)
        ]
        wide, high = label.width + PITCH, label.height + PITCH
        dear = [
            (Box(b.x - wide / 2, b.y - high / 2, b.width + wide, b.height + high), ways, CROWDED)
            for b, ways in (*((box, BOTH) for box in labels), *lines)
        ]
        dear += [(box, BOTH, WRITTEN) for box in labels]
        charges = self.grid.charges(dear)
        self.grid.charge_all(charges, 1)
        found = self._routing.again(self._requests[edge.id], fits)
        self.grid.charge_all(charges, -1)
        return found

    def _beside(self, edge: Edge) -> Iterator[Line]:
        """The routes of the other edges between the same two."""
        two = {edge.tail, edge.head}
        for id, request in self._requests.items():
            line = self._routing.line(id) if id != edge.id and {*request.ends} == two else None
            if line is not None:
                yield line

    def _request(self, edge: Edge, lean: Lean) -> RouteRequest:
        a, b = self._box(edge.tail).center, self._box(edge.head).center
        tail, head = self._holders(edge.tail), self._holders(edge.head)
        common = [self._zone[id] for id in tail if id in head] + [0]
        outer = frozenset(common[1:])
        holders = frozenset(self._zone[id] for id in (*tail, *head)) | {0}
        return RouteRequest(
            edge.id,
            self._terminals(edge.tail, edge.head, lean, edge.tail_port),
            self._terminals(edge.head, edge.tail, lean, edge.head_port),
            holders - outer,
            abs(a.x - b.x) + abs(a.y - b.y),
            (edge.tail, edge.head),
            (edge.hints.get("sametail", ""), edge.hints.get("samehead", "")),
            outer,
        )

    def _lay_cluster(self, place: ClusterPlace, zone: int) -> None:
        grid, box = self.grid, place.box
        grid.enclose(box, zone)
        for x in (box.x, box.right):
            grid.charge(Box(x - 5, box.y, 10, box.height), 1, HUG)
        for y in (box.y, box.bottom):
            grid.charge(Box(box.x, y - 5, box.width, 10), 0, HUG)
        if place.lines:
            grid.block(union((place.icon, place.label_box)).inflated(TEXT_AIR))

    def _lay_node(self, place: NodePlace) -> None:
        near = place.icon.inflated(PITCH)
        self.grid.charge(near, 0, NEAR)
        self.grid.charge(near, 1, NEAR)
        self.grid.block(place.icon)
        if place.lines:
            self.grid.block(place.label_box.inflated(TEXT_AIR))

    def _box(self, id: ElementId) -> Box:
        return self._clusters[id].box if id in self._clusters else self._nodes[id].icon

    def _holders(self, id: ElementId) -> list[ElementId]:
        """The clusters that a component is or stands in, inner to outer."""
        own = [id] if id in self._clusters else []
        return [*own, *self._index.around(id)]

    def _terminals(self, id: ElementId, other: ElementId, lean: Lean, port: str) -> list[Terminal]:
        cluster = self._clusters.get(id)
        inside = cluster is not None and id in self._holders(other)
        to = bearing(self._box(id), self._box(other))
        asked = (id, to, inside, lean, port)
        if asked not in self._terminals_of:
            which = (id, inside, port)
            if which not in self._ways:
                seen, sides = self._seen(id, port)
                self._ways[which] = seen, list(ways(self.grid, seen, sides, inside=inside))
            seen, found = self._ways[which]
            self._terminals_of[asked] = priced(found, seen, to, lean)
        return self._terminals_of[asked]

    def _seen(self, id: ElementId, port: str) -> tuple[Silhouette, str]:
        """What edges end at, at that port, and at which of its sides."""
        if id in self._clusters:
            return Silhouette(self._clusters[id].box), SIDES
        place, component = self._nodes[id], self._index.elements[id]
        seen = silhouette(component, place.icon, place.foot)
        if port and isinstance(component, Node):
            return at_port(component, place, seen, port, SIDES)
        return seen, SIDES


def _seen_of(found: dict[ElementId, Line]) -> dict[ElementId, Line]:
    """Between two that touch there is a way, but nothing to be seen of it."""
    return {id: line for id, line in found.items() if length(line) >= SHORT}


def vertices(nodes: dict[ElementId, NodePlace], clusters: dict[ElementId, ClusterPlace]) -> int:
    """How large a grid over all of it is."""
    whole = _extent(nodes, clusters)
    return round(whole.width / PITCH * whole.height / PITCH)


def _extent(nodes: dict[ElementId, NodePlace], clusters: dict[ElementId, ClusterPlace]) -> Box:
    boxes = [*(p.box for p in nodes.values()), *(p.box for p in clusters.values())]
    return union(boxes).inflated(6 * PITCH)


def _leans(edges: Iterable[Edge], texts: dict[ElementId, Text]) -> dict[ElementId, Lean]:
    """Where edges between the same two best begin and end, as pt from the middle of a side (x, y),
    so that their labels lie beside each other."""
    pairs: defaultdict[frozenset[ElementId], list[Edge]] = defaultdict(list)
    for edge in edges:
        pairs[frozenset((edge.tail, edge.head))].append(edge)
    leans: dict[ElementId, Lean] = {}
    for pair in pairs.values():
        if len(pair) > 1 and any(texts[e.id].lines for e in pair):
            wide = _spread([max(texts[e.id].width, PITCH) for e in pair])
            high = _spread([max(texts[e.id].height, PITCH) for e in pair])
            leans.update(
                (e.id, lean) for e, lean in zip(pair, zip(wide, high, strict=True), strict=True)
            )
    return leans


def _spread(sizes: list[float]) -> Iterator[float]:
    """The middles of things that stand in a row round 0."""
    at = -(sum(sizes) + AISLE * (len(sizes) - 1)) / 2
    for size in sizes:
        yield at + size / 2
        at += size + AISLE
