"""The scene of a layout in our own style: clusters as tinted boxes, edges in their layers' styles,
icons with labels under them."""

from __future__ import annotations

from functools import partial

from app.layout import text
from app.model.diagram import Cluster, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, NodePlace
from app.model.geometry import Box, union
from app.model.ids import ElementId
from app.scene import groups
from app.scene.detail import BLOCKS
from app.scene.edges import edge_element
from app.scene.items import (
    EllipseItem,
    ImageItem,
    Item,
    Later,
    RectItem,
    TextItem,
)
from app.scene.lettered import label
from app.scene.paint import MeanOf, Pen
from app.scene.scene import Element, Passes, Scene, Tier

OUTLINE = 2.0  # pt, of what is selected or under the pointer
MARGIN = 4.0  # pt round an icon that still are the node
AIR = 4.0  # pt round a title that was moved


def made(layout: DiagramLayout) -> Scene:
    """The layout's scene: clusters, outermost first; edges; nodes."""
    clusters = list(_clusters(layout))
    homes = [(c.id, c.kind, layout.clusters[c.id].box) for c in clusters]
    edges = (
        edge_element(edge, layout.edges[edge.id], homes)
        for edge in layout.diagram.edges
        if edge.id in layout.edges
    )
    nodes = (
        _node(node, layout.nodes[node.id])
        for node in layout.diagram.nodes
        if node.id in layout.nodes
    )
    return Scene(
        layout.width,
        layout.height,
        (
            Tier(tuple(_cluster(c, layout.clusters[c.id]) for c in clusters), 2, rising=False),
            Tier(tuple(edges), 4, apart=False),
            Tier(tuple(nodes), 2),
        ),
    )


def _clusters(layout: DiagramLayout) -> list[Cluster]:
    """Those that have a place, outermost first."""
    parents = {c.id: c.parent for c in layout.diagram.clusters}

    def depth(id: ElementId | None) -> int:
        return 0 if id is None else 1 + depth(parents.get(id))

    found = (c for c in layout.diagram.clusters if c.id in layout.clusters)
    return sorted(found, key=lambda c: depth(c.id))


def _cluster(cluster: Cluster, place: ClusterPlace) -> Element:
    return Element(
        cluster.id,
        "cluster",
        place.box.inflated(2),
        Later(partial(_cluster_passes, cluster, place)),
        cluster.layers,
        areas=(place.box,),
        outline=place.box,
        corner=groups.CORNER,
        loosened=Later(partial(_loose, cluster, place)),
        link=cluster.url,
        tooltip=cluster.tooltip,
    )


def _cluster_passes(cluster: Cluster, place: ClusterPlace) -> Passes:
    body: list[Item] = [
        RectItem(
            part="body",
            element=cluster.id,
            box=place.box,
            corner=groups.CORNER,
            fill=f"tint:{cluster.kind}",
            replaces=True,
        ),
        *groups.border(cluster.id, cluster.kind, place.box),
    ]
    if place.icon.width > 0:
        body += groups.icon(cluster.id, cluster.kind, place.icon, place.box)
    return tuple(body), _title(cluster, place)


def _title(cluster: Cluster, place: ClusterPlace) -> tuple[TextItem, ...]:
    return label(cluster.id, "label", place.lines, place.label_box, text.GROUP, 600, align="left")


def title_box(place: ClusterPlace) -> Box:
    """A cluster's icon and title."""
    return union((place.icon, place.label_box)) if place.icon.width else place.label_box


def _loose(cluster: Cluster, place: ClusterPlace) -> tuple[Item, ...]:
    around = title_box(place).inflated(AIR)
    id, kind = cluster.id, cluster.kind
    back = RectItem(part="halo", element=id, box=around, corner=AIR, fill=f"tint:{kind}")
    icon = groups.icon(id, kind, place.icon) if place.icon.width else ()
    return (back, *icon, *_title(cluster, place))


def _node(node: Node, place: NodePlace) -> Element:
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
        Later(partial(_node_passes, node, place)),
        node.layers,
        areas=() if joint else tuple(areas),
        outline=box.inflated(4 + OUTLINE / 2),
        corner=8,
        link=node.url,
        tooltip=node.tooltip,
    )


def _node_passes(node: Node, place: NodePlace) -> Passes:
    written = label(node.id, "label", place.lines, place.label_box, text.LABEL, 600)
    return _body(node, place.icon), written


def _body(node: Node, box: Box) -> tuple[Item, ...]:
    """A point is a dot, a blank is nothing; what has no icon is a tile."""
    if node.form == "blank" and not node.icon:
        return ()
    colour = MeanOf(node.icon, "hairline") if node.icon else "hairline"
    found: list[Item] = []
    if node.form != "blank":
        found.append(RectItem(part="block", element=node.id, box=box, fill=colour, most=BLOCKS))
    bare = Later(partial(_bare, node, box))
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


def _bare(node: Node, box: Box) -> tuple[Item, ...]:
    """What stands where there is no icon."""
    if node.form == "blank":
        return ()
    if node.form == "point":
        return (EllipseItem(part="body", element=node.id, box=box, fill="edge", least=BLOCKS),)
    return tile(node.id, box, None if node.boxed else initials(node.label))


def tile(id: ElementId, box: Box, letters: str | None) -> tuple[Item, ...]:
    """A neutral tile in a box (pt), where its name does not stand in its middle with letters
    there."""
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
