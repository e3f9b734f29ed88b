"""Every edge that is drawn gets its way: loops beside what they join, the others routed, and a
curve where there is no route; and each label a place on its own edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from app.layout import curves, labels
from app.layout.geometry import polyline
from app.layout.ground import Ground, too_large
from app.layout.loops import ears, handles, loops_of
from app.layout.placement import Placement, Texts
from app.model.diagram import Diagram, Edge
from app.model.diagram_layout import ClusterPlace, EdgePlace, NodePlace
from app.model.geometry import Box, Point, union

Nodes = dict[str, NodePlace]
Clusters = dict[str, ClusterPlace]


def draw_edges(
    diagram: Diagram,
    texts: Texts,
    nodes: Nodes,
    clusters: Clusters,
    placement: Placement,
    engine: Callable[[], Placement] | None,
) -> dict[str, EdgePlace]:
    """The places of all edges that are not invisible. Those for which the router finds no way get
    a curve of the engine's; without `engine` all keep the placement's own."""
    edges = _loops(diagram, texts, nodes, clusters)
    rest = [e for e in diagram.edges if not e.invisible and e.id not in edges]
    taken = labels.Taken(_written(nodes, clusters, edges))
    if engine is not None and rest and not too_large(nodes, clusters):
        ground = Ground(diagram, nodes, clusters, edges.values())
        edges |= _routed(rest, texts, ground, taken, [p.box for p in clusters.values()])
    missing = [e for e in rest if e.id not in edges]
    if missing:
        drawn = placement if engine is None else engine()
        boxes = {id: p.icon for id, p in nodes.items()} | {id: p.box for id, p in clusters.items()}
        edges |= _curved(missing, texts, boxes, drawn, taken)
    return edges


def _loops(
    diagram: Diagram, texts: Texts, nodes: Nodes, clusters: Clusters
) -> dict[str, EdgePlace]:
    edges: dict[str, EdgePlace] = {}
    for id, loops in loops_of(diagram).items():
        written = texts.loops[id]
        found = (
            handles(clusters[id].box, written) if id in clusters else ears(nodes[id].icon, written)
        )
        edges.update((edge.id, place) for edge, place in zip(loops, found, strict=True))
    return edges


def _written(nodes: Nodes, clusters: Clusters, loops: dict[str, EdgePlace]) -> Iterator[Box]:
    """What no label of an edge may lie on."""
    for node in nodes.values():
        yield node.icon
        if node.lines:
            yield node.label_box
    for cluster in clusters.values():
        if cluster.lines:
            yield union((cluster.icon, cluster.label_box))
    for loop in loops.values():
        yield loop.box


def _routed(
    edges: list[Edge], texts: Texts, ground: Ground, taken: labels.Taken, borders: list[Box]
) -> dict[str, EdgePlace]:
    """Those edges for which there is a way, with their labels on them."""
    routes = ground.route(edges, texts.edges)
    places: dict[str, EdgePlace] = {}

    def settled(edge: Edge, again: bool) -> bool:
        """Whether the edge's label has its place."""
        label = texts.edges[edge.id]
        size = (label.width + labels.PAD, label.height)
        others = [r for id, r in routes.items() if id != edge.id]
        box, clear = labels.place(routes[edge.id], *size, taken, others, borders)
        if not clear and not again:
            return False
        if not clear:
            found = [p.label_box for p in places.values() if p.label_box]

            def fits(points: tuple[Point, ...]) -> bool:
                return labels.place(points, *size, taken, others, borders)[1] and not any(
                    labels.crosses(b, points) for b in found
                )

            better = ground.again(edge, label, found, fits)
            if better is not None:
                routes[edge.id] = better
                box, _ = labels.place(better, *size, taken, others, borders)
        taken.add(box)
        places[edge.id] = EdgePlace(routes[edge.id], False, box, label.lines)
        return True

    labelled = [e for e in edges if e.id in routes and texts.edges[e.id].lines]
    for edge in [e for e in labelled if not settled(e, again=False)]:
        settled(edge, again=True)
    return {id: places.get(id) or EdgePlace(route) for id, route in routes.items()}


def _curved(
    edges: list[Edge], texts: Texts, boxes: dict[str, Box], drawn: Placement, taken: labels.Taken
) -> dict[str, EdgePlace]:
    """The engine's own curves, their ends led on to what they join."""
    places: dict[str, EdgePlace] = {}
    pairs: Counter[frozenset[str]] = Counter()
    for edge in edges:
        tail, head = boxes[edge.tail], boxes[edge.head]
        points = curves.fitted(drawn.curves.get(edge.id, ()), tail, head)
        if points is None:
            pair = frozenset((edge.tail, edge.head))
            points = curves.own(tail, head, pairs[pair])
            pairs[pair] += 1
        place = EdgePlace(points, curved=True)
        label = texts.edges[edge.id]
        if label.lines:
            box = labels.place_on_curve(
                polyline(place),
                label.width + labels.PAD,
                label.height,
                taken,
                drawn.labels.get(edge.id),
            )
            taken.add(box)
            place = EdgePlace(points, True, box, label.lines)
        places[edge.id] = place
    return places
