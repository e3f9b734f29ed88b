"""From Graphviz's placement to the layout: snap to the grid, tighten the clusters, route the
edges, sit the labels on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil, floor

from app.catalogue import catalogue
from app.layout import shapes, text
from app.layout.apart import apart
from app.layout.borders import Rim, drawn_to, gateways, inner, with_labels_inside
from app.layout.edges import draw_edges
from app.layout.embracing import embraced
from app.layout.frame import title_width
from app.layout.grid import PITCH
from app.layout.loops import ears, room_for_handles
from app.layout.placement import (
    GROUP_GAP,
    GROUP_ICON,
    LABEL_GAP,
    icon_size,
    titled_beneath,
)
from app.layout.ports import MeasuredTexts, Placement, Router, Spacing
from app.layout.routed import RoutedDiagram, moved
from app.layout.text import Text
from app.layout.tightening import tightened
from app.model.diagram import Diagram, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point, union
from app.model.ids import ElementId
from app.model.layer import layer_name
from app.model.style import BOXES

TITLE_PAD = 6.0
_ASIDE = {"left": 0.0, "center": 0.5, "right": 1.0}  # of the room beside a title


def place_nodes(
    diagram: Diagram, texts: MeasuredTexts, placement: Placement
) -> dict[ElementId, NodePlace]:
    """Icons and shapes centred on grid vertices, labels under the icons and inside the shapes."""
    places: dict[ElementId, NodePlace] = {}
    for node in diagram.nodes:
        at = placement.icons[node.id]
        cx, cy = round(at.x / PITCH) * PITCH, round(at.y / PITCH) * PITCH
        label = texts.nodes[node.id]
        width, height = icon_size(node, label)
        icon = Box(cx - width / 2, cy - height / 2, width, height)
        inside = shapes.room(node.shape, icon) if node.shape is not None else icon
        x = inside.center.x
        top = _top(node, inside, label) if node.boxed else icon.bottom + LABEL_GAP
        label_box = Box(x - label.width / 2, top, label.width, label.height)
        if node.table:
            label_box = icon
        elif node.rich is not None and node.shape is not None and node.shape.name in BOXES:
            # Its lines stand at the sides of the shape.
            spare = max(inside.width - 2 * shapes.PAD - label.width, 0.0)
            label_box = Box(label_box.x - spare / 2, top, label.width + spare, label.height)
        box = union((icon, label_box)) if label.lines else icon
        places[node.id] = NodePlace(box, icon, label_box, label.lines, label.font_size)
    return places


def _top(node: Node, inside: Box, label: Text) -> float:
    """Where a text begins in the room inside a shape."""
    spare, at = inside.height - label.height, node.shape.text_at if node.shape else None
    if at is None or spare < 2 * shapes.HIGH_PAD:
        return inside.y + spare / 2
    return inside.y + (shapes.HIGH_PAD if at == "top" else spare - shapes.HIGH_PAD)


def place_clusters(
    diagram: Diagram,
    texts: MeasuredTexts,
    placement: Placement,
    nodes: dict[ElementId, NodePlace],
    on_border: dict[ElementId, ElementId],
    spacing: Spacing,
) -> dict[ElementId, ClusterPlace]:
    """Clusters drawn tight round what they hold, with room for the title on top. Their borders
    lie halfway between grid lines, so that no route runs on one. `on_border` are the gateways on
    the border of each VPC (see `borders`), which move there among the `nodes`."""
    boxes: dict[ElementId, list[Box]] = {c.id: [] for c in diagram.clusters}
    for node in diagram.nodes:
        if node.cluster is not None and node.id not in on_border:
            place = nodes[node.id]
            boxes[node.cluster] += [place.box, *_ears(place, texts.loops.get(node.id, ()))]
    places: dict[ElementId, ClusterPlace] = {}
    for cluster in reversed(diagram.clusters):  # children stand after their parents
        title = texts.clusters[cluster.id]
        icon = GROUP_ICON if catalogue().group(cluster.kind).icon else 0.0
        lead = icon + GROUP_GAP if icon else GROUP_GAP + 2
        more, deep = room_for_handles(texts.loops.get(cluster.id, ()))
        high = max(GROUP_ICON, title.height + 8, deep)
        beside = GROUP_ICON - title.height  # the icon, or above the title where that is higher
        wide = lead + title.width + GROUP_GAP + more
        given = placement.clusters[cluster.id]
        margin = spacing.margin - 2
        beneath = titled_beneath(cluster)
        above, below = (margin, high + TITLE_PAD) if beneath else (high + TITLE_PAD, margin)
        held = boxes[cluster.id]
        on_it = [id for id, vpc in on_border.items() if vpc == cluster.id]
        around = _outside(diagram, placement, nodes, cluster.id) if on_it else ()
        for gateway in on_it:
            rim = Rim(tuple(held), around, margin, above, wide)
            nodes[gateway] = drawn_to(nodes[gateway], rim)
            held.append(inner(nodes[gateway], rim))
        inside = union(boxes[cluster.id]) if boxes[cluster.id] else _room(given, high, margin)
        left, right = inside.x - margin, inside.right + margin
        if right - left < wide:
            spare = wide - (right - left)
            # Within the room that the engine has given it, where its title fits in there.
            within = given.right - wide
            left = min(left, within) if within >= given.x else max(within, left - spare / 2)
            right = left + wide
        x = floor((left - 5) / PITCH) * PITCH + 5
        y = floor((inside.y - above - 5) / PITCH) * PITCH + 5
        r = ceil((right - 5) / PITCH) * PITCH + 5
        b = ceil((inside.bottom + below - 5) / PITCH) * PITCH + 5
        box = Box(x, y, r - x, b - y)
        aside = (box.width - wide) * _ASIDE[cluster.side or "left"]
        row = b - high if beneath else y
        places[cluster.id] = ClusterPlace(
            box,
            Box(x, y, icon, icon),
            Box(
                x + lead + aside,
                row + (beside / 2 if beside > 0 else 4.0),
                title.width,
                title.height,
            ),
            title.lines,
            title.font_size,
        )
        if cluster.parent is not None:
            outside = (nodes[id].icon for id, vpc in on_border.items() if vpc == cluster.id)
            boxes[cluster.parent] += [box, *outside]
    return apart(diagram, places, boxes)


def _outside(
    diagram: Diagram, placement: Placement, nodes: Mapping[ElementId, NodePlace], vpc: ElementId
) -> tuple[Box, ...]:
    """The boxes of the nodes and clusters that neither stand in a VPC nor round it."""
    kin = {vpc, *diagram.index.around(vpc), *diagram.index.inside([vpc])}
    found = [place.box for id, place in nodes.items() if id not in kin]
    return (*found, *(box for id, box in placement.clusters.items() if id not in kin))


def _ears(place: NodePlace, loops: Sequence[Text]) -> list[Box]:
    return [ear.box for ear in ears(place.icon, loops)] if loops else []


def _room(given: Box, high: float, margin: float) -> Box:
    """What an empty cluster holds, beneath a title of that height."""
    top = high + TITLE_PAD
    width, height = given.width - 2 * margin, given.height - top - margin
    return Box(given.x + margin, given.y + top, max(width, 0.0), max(height, 0.0))


def draw_up(
    diagram: Diagram,
    texts: MeasuredTexts,
    placement: Placement,
    spacing: Spacing,
    routers: Sequence[Router],
) -> DiagramLayout:
    """The whole layout from one placement: every edge that is not invisible has its way, by the
    first of the routers that has one for it. Raises LayoutError."""
    return finished(diagram, routed(diagram, texts, placement, spacing, routers), spacing)


def routed(
    diagram: Diagram,
    texts: MeasuredTexts,
    placement: Placement,
    spacing: Spacing,
    routers: Sequence[Router],
) -> RoutedDiagram:
    """The first half of `draw_up`: all of the picture, not yet drawn together. Raises LayoutError."""
    nodes, clusters = _stood(diagram, texts, placement, spacing)
    edges, shares = draw_edges(diagram, texts, spacing, placement, nodes, clusters, routers)
    return RoutedDiagram(nodes, clusters, edges, shares)


def finished(diagram: Diagram, drawn: RoutedDiagram, spacing: Spacing) -> DiagramLayout:
    """The second half. Lines cross as often and have as many bends as before."""
    tight = tightened(diagram, embraced(diagram, drawn), spacing.level)
    whole = at_origin(diagram, tight.nodes, tight.clusters, tight.edges)
    return replace(whole, routers=tight.routers)


def bare(
    diagram: Diagram, texts: MeasuredTexts, placement: Placement, spacing: Spacing
) -> DiagramLayout:
    """Only nodes and clusters: how large the layout will be."""
    nodes, clusters = _stood(diagram, texts, placement, spacing)
    return at_origin(diagram, nodes, clusters, {})


def _stood(
    diagram: Diagram, texts: MeasuredTexts, placement: Placement, spacing: Spacing
) -> tuple[dict[ElementId, NodePlace], dict[ElementId, ClusterPlace]]:
    nodes = place_nodes(diagram, texts, placement)
    on_border = gateways(diagram)
    clusters = place_clusters(diagram, texts, placement, nodes, on_border, spacing)
    return with_labels_inside(nodes, clusters, on_border), clusters


def at_origin(
    diagram: Diagram,
    nodes: dict[ElementId, NodePlace],
    clusters: dict[ElementId, ClusterPlace],
    edges: dict[ElementId, EdgePlace],
) -> DiagramLayout:
    """Everything moved so that the layout's top left corner is (0, 0)."""
    boxes = [p.box for p in nodes.values()] + [p.box for p in clusters.values()]
    boxes += [Box(p.x, p.y, 0, 0) for e in edges.values() for p in e.points]
    boxes += [label.box for e in edges.values() for label in e.labels]
    whole = union(boxes) if boxes else Box(0, 0, 0, 0)
    dx, dy = -whole.x, -whole.y
    return DiagramLayout(
        diagram,
        whole.width,
        whole.height,
        {id: moved(place, dx, dy) for id, place in nodes.items()},
        {id: moved(place, dx, dy) for id, place in clusters.items()},
        {
            id: replace(
                e,
                points=tuple(Point(p.x + dx, p.y + dy) for p in e.points),
                label_box=e.label_box and e.label_box.moved(dx, dy),
                more=tuple(replace(label, box=label.box.moved(dx, dy)) for label in e.more),
            )
            for id, e in edges.items()
        },
        title_width(diagram),
        {x: text.text_width(layer_name(x), text.LEGEND, bold=False) for x in diagram.layers},
    )
