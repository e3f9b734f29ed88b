"""From Graphviz's placement to the picture: snap to the grid, tighten the clusters, route the
edges, sit the labels on them."""

from __future__ import annotations

from math import ceil, floor

from app.layout import labels, text
from app.layout.grid import PITCH, Grid
from app.layout.placement import (
    GROUP_GAP,
    GROUP_ICON,
    LABEL_GAP,
    Placement,
    Spacing,
    Texts,
    icon_size,
)
from app.layout.router import Router, Wish
from app.layout.terminals import Terminal, around
from app.model.diagram import Diagram, Edge, clusters_around
from app.model.geometry import Box, Point, union
from app.model.laid_out import ClusterPlace, EdgePlace, LaidOutDiagram, NodePlace
from app.model.layer import layer_name

GROUP_ICONS = frozenset(
    {
        "aws-cloud",
        "account",
        "region",
        "availability-zone",
        "vpc",
        "public-subnet",
        "private-subnet",
        "security-group",
        "auto-scaling-group",
        "corporate-data-center",
        "ecs-cluster",
    }
)
TITLE_PAD = 6.0
NEAR = 0.4  # a step right beside an icon
HUG = 2.0  # a step right along a cluster's border


def place_nodes(diagram: Diagram, texts: Texts, placement: Placement) -> dict[str, NodePlace]:
    """Icons and slabs centred on grid vertices, labels under the icons and inside the slabs."""
    places: dict[str, NodePlace] = {}
    for node in diagram.nodes:
        at = placement.icons[node.id]
        cx, cy = round(at.x / PITCH) * PITCH, round(at.y / PITCH) * PITCH
        label = texts.nodes[node.id]
        width, height = icon_size(node, label)
        icon = Box(cx - width / 2, cy - height / 2, width, height)
        top = cy - label.height / 2 if node.boxed else icon.bottom + LABEL_GAP
        label_box = Box(cx - label.width / 2, top, label.width, label.height)
        box = union((icon, label_box)) if label.lines else icon
        places[node.id] = NodePlace(box, icon, label_box, label.lines)
    return places


def place_clusters(
    diagram: Diagram,
    texts: Texts,
    placement: Placement,
    nodes: dict[str, NodePlace],
    spacing: Spacing,
) -> dict[str, ClusterPlace]:
    """Clusters drawn tight round what they hold, with room for the title on top. Their borders
    lie halfway between grid lines, so that no route runs on one."""
    boxes: dict[str, list[Box]] = {c.id: [] for c in diagram.clusters}
    for node in diagram.nodes:
        if node.cluster is not None:
            boxes[node.cluster].append(nodes[node.id].box)
    places: dict[str, ClusterPlace] = {}
    for cluster in reversed(diagram.clusters):  # children stand after their parents
        title = texts.clusters[cluster.id]
        icon = GROUP_ICON if cluster.kind in GROUP_ICONS else 0.0
        lead = icon + GROUP_GAP if icon else GROUP_GAP + 2
        high = max(GROUP_ICON, title.height + 8)
        wide = lead + title.width + GROUP_GAP
        given = placement.clusters[cluster.id]
        margin = spacing.margin - 2
        inside = union(boxes[cluster.id]) if boxes[cluster.id] else _room(given, high, margin)
        left, right = inside.x - margin, inside.right + margin
        if right - left < wide:
            spare = wide - (right - left)
            left = max(min(left, given.right - wide), left - spare / 2)
            right = left + wide
        x = floor((left - 5) / PITCH) * PITCH + 5
        y = floor((inside.y - high - TITLE_PAD - 5) / PITCH) * PITCH + 5
        r = ceil((right - 5) / PITCH) * PITCH + 5
        b = ceil((inside.bottom + margin - 5) / PITCH) * PITCH + 5
        box = Box(x, y, r - x, b - y)
        places[cluster.id] = ClusterPlace(
            box,
            Box(x, y, icon, icon),
            Box(x + lead, y + (GROUP_ICON - title.height) / 2, title.width, title.height),
            title.lines,
        )
        if cluster.parent is not None:
            boxes[cluster.parent].append(box)
    return places


def _room(given: Box, high: float, margin: float) -> Box:
    """What an empty cluster holds, beneath a title of that height."""
    top = high + TITLE_PAD
    width, height = given.width - 2 * margin, given.height - top - margin
    return Box(given.x + margin, given.y + top, max(width, 0.0), max(height, 0.0))


def draw_up(
    diagram: Diagram, texts: Texts, placement: Placement, spacing: Spacing, routed: bool = True
) -> LaidOutDiagram:
    """The whole picture from one placement. Not `routed`: the engine's own curves are kept."""
    nodes = place_nodes(diagram, texts, placement)
    clusters = place_clusters(diagram, texts, placement, nodes, spacing)
    if routed:
        edges = _routes(diagram, texts, nodes, clusters)
    else:
        edges = _curves(diagram, texts, nodes, clusters, placement)
    return _at_origin(diagram, nodes, clusters, edges)


def _routes(
    diagram: Diagram,
    texts: Texts,
    nodes: dict[str, NodePlace],
    clusters: dict[str, ClusterPlace],
) -> dict[str, EdgePlace]:
    drawn = [e for e in diagram.edges if not e.invisible]
    if not drawn:
        return {}
    ground = _Ground(diagram, nodes, clusters)
    routes = Router(ground.grid).route(ground.wish(edge) for edge in drawn)
    return _labelled(drawn, texts, nodes, clusters, routes)


def _curves(
    diagram: Diagram,
    texts: Texts,
    nodes: dict[str, NodePlace],
    clusters: dict[str, ClusterPlace],
    placement: Placement,
) -> dict[str, EdgePlace]:
    """The engine's own curves, their ends led on to what they join."""

    def nearest(id: str, to: Point) -> Point:
        box = clusters[id].box if id in clusters else nodes[id].icon
        return Point(min(max(to.x, box.x), box.right), min(max(to.y, box.y), box.bottom))

    edges: dict[str, EdgePlace] = {}
    for edge in diagram.edges:
        curve = placement.curves.get(edge.id, ())
        if edge.invisible or len(curve) < 4:
            continue
        points = (nearest(edge.tail, curve[0]), *curve[1:-1], nearest(edge.head, curve[-1]))
        label = texts.edges[edge.id]
        box = None
        if label.lines:
            middle = points[len(points) // 2]
            box = Box(
                middle.x - label.width / 2, middle.y - label.height / 2, label.width, label.height
            )
        edges[edge.id] = EdgePlace(points, True, box, label.lines)
    return edges


class _Ground:
    """The grid with everything on it that stands, and what each edge may do there."""

    def __init__(
        self, diagram: Diagram, nodes: dict[str, NodePlace], clusters: dict[str, ClusterPlace]
    ) -> None:
        self._nodes, self._clusters = nodes, clusters
        self._parents = diagram.parents
        self._zone = {c.id: i + 1 for i, c in enumerate(diagram.clusters)}
        everything = [p.box for p in nodes.values()] + [p.box for p in clusters.values()]
        self.grid = Grid(union(everything).inflated(6 * PITCH))
        for cluster in diagram.clusters:  # parents stand before what they hold
            self._lay_cluster(clusters[cluster.id], self._zone[cluster.id])
        for place in nodes.values():
            self._lay_node(place)

    def wish(self, edge: Edge) -> Wish:
        a, b = self._box(edge.tail).center, self._box(edge.head).center
        holders = {*self._holders(edge.tail), *self._holders(edge.head)}
        return Wish(
            edge.id,
            self._terminals(edge.tail, edge.head),
            self._terminals(edge.head, edge.tail),
            frozenset(self._zone[c] for c in holders) | {0},
            abs(a.x - b.x) + abs(a.y - b.y),
            (edge.tail, edge.head),
        )

    def _lay_cluster(self, place: ClusterPlace, zone: int) -> None:
        grid, box = self.grid, place.box
        grid.enclose(box, zone)
        for x in (box.x, box.right):
            grid.charge(Box(x - 5, box.y, 10, box.height), 1, HUG)
        for y in (box.y, box.bottom):
            grid.charge(Box(box.x, y - 5, box.width, 10), 0, HUG)
        if place.lines:
            grid.block(union((place.icon, place.label_box)).inflated(3))

    def _lay_node(self, place: NodePlace) -> None:
        near = place.icon.inflated(PITCH)
        self.grid.charge(near, 0, NEAR)
        self.grid.charge(near, 1, NEAR)
        self.grid.block(place.icon)
        if place.lines:
            self.grid.block(place.label_box.inflated(3))

    def _box(self, id: str) -> Box:
        return self._clusters[id].box if id in self._clusters else self._nodes[id].icon

    def _holders(self, id: str) -> list[str]:
        """The clusters that a component is or stands in, inner to outer."""
        own = [id] if id in self._clusters else []
        return [*own, *clusters_around(id, self._parents)]

    def _terminals(self, id: str, other: str) -> list[Terminal]:
        to = self._box(other)
        if id in self._clusters:
            inside = id in self._holders(other)
            return around(self.grid, self._clusters[id].box, to=to, inside=inside)
        place = self._nodes[id]
        below = place.label_box.y >= place.icon.bottom and bool(place.lines)
        return around(self.grid, place.icon, "lrt" if below else "lrtb", to)


def _labelled(
    drawn: list[Edge],
    texts: Texts,
    nodes: dict[str, NodePlace],
    clusters: dict[str, ClusterPlace],
    routes: dict[str, tuple[Point, ...]],
) -> dict[str, EdgePlace]:
    taken = [p.icon for p in nodes.values()]
    taken += [p.label_box for p in nodes.values() if p.lines]
    taken += [union((p.icon, p.label_box)) for p in clusters.values() if p.lines]
    borders = [p.box for p in clusters.values()]
    edges: dict[str, EdgePlace] = {}
    for edge in drawn:
        points = routes.get(edge.id)
        if points is None:
            continue
        label = texts.edges[edge.id]
        if not label.lines:
            edges[edge.id] = EdgePlace(points)
            continue
        others = [r for id, r in routes.items() if id != edge.id]
        box, _ = labels.place(points, label.width + 4, label.height, taken, others, borders)
        taken.append(box)
        edges[edge.id] = EdgePlace(points, False, box, label.lines)
    return edges


def _at_origin(
    diagram: Diagram,
    nodes: dict[str, NodePlace],
    clusters: dict[str, ClusterPlace],
    edges: dict[str, EdgePlace],
) -> LaidOutDiagram:
    """Everything moved so that the picture's top left corner is (0, 0)."""
    boxes = [p.box for p in nodes.values()] + [p.box for p in clusters.values()]
    boxes += [Box(p.x, p.y, 0, 0) for e in edges.values() for p in e.points]
    boxes += [e.label_box for e in edges.values() if e.label_box is not None]
    whole = union(boxes) if boxes else Box(0, 0, 0, 0)
    dx, dy = -whole.x, -whole.y
    return LaidOutDiagram(
        diagram,
        whole.width,
        whole.height,
        {
            id: NodePlace(
                p.box.moved(dx, dy), p.icon.moved(dx, dy), p.label_box.moved(dx, dy), p.lines
            )
            for id, p in nodes.items()
        },
        {
            id: ClusterPlace(
                p.box.moved(dx, dy), p.icon.moved(dx, dy), p.label_box.moved(dx, dy), p.lines
            )
            for id, p in clusters.items()
        },
        {
            id: EdgePlace(
                tuple(Point(p.x + dx, p.y + dy) for p in e.points),
                e.curved,
                e.label_box.moved(dx, dy) if e.label_box is not None else None,
                e.lines,
            )
            for id, e in edges.items()
        },
        text.text_width(diagram.title, text.TITLE),
        {x: text.text_width(layer_name(x), text.LEGEND, bold=False) for x in diagram.layers},
    )
