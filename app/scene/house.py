"""The scene of a layout in our own style: clusters as tinted boxes, edges in their layers' styles,
icons with labels under them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache, partial
from math import inf
from threading import Lock
from typing import NamedTuple

from app.layout import text
from app.model.diagram import Cluster, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.elements import urls_of
from app.model.geometry import Box, union
from app.model.ids import ElementId
from app.model.style import Dash
from app.model.web_address import web_address
from app.scene import groups
from app.scene.detail import BLOCKS, LINES, THIN, legible
from app.scene.items import (
    Align,
    EllipseItem,
    ImageItem,
    Item,
    Later,
    Part,
    PathData,
    PathItem,
    RectItem,
    TextItem,
)
from app.scene.paint import Behind, MeanOf, Pen
from app.scene.routes import Route, dashes, route
from app.scene.scene import Element, Passes, Scene, Tier
from app.scene.theme import line_style

OUTLINE = 2.0  # pt, of what is selected or under the pointer
MARGIN = 4.0  # pt round an icon that still are the node
AIR = 4.0  # pt round a title that was moved
_KEPT = 12
_MOST = 8192  # edges kept

# By the layout's identity: it cannot be hashed. Holding it keeps the identity its own.
_kept: OrderedDict[int, tuple[DiagramLayout, Scene]] = OrderedDict()
_lock = Lock()
_edges: dict[tuple[int, int], tuple[Edge, EdgePlace, Behind, Element]] = {}


def scene_of(layout: DiagramLayout) -> Scene:
    """The layout's scene; those asked for last are kept. Any thread may ask."""
    with _lock:
        found = _kept.get(id(layout))
    if found is None:
        found = (layout, made(layout))
        with _lock:
            _kept[id(layout)] = found
            while len(_kept) > _KEPT:
                _kept.popitem(last=False)
    return found[1]


def made(layout: DiagramLayout) -> Scene:
    """The layout's scene: clusters, outermost first; edges; nodes."""
    clusters = list(_clusters(layout))
    homes = [(c.id, c.kind, layout.clusters[c.id].box) for c in clusters]
    edges = (
        _edge(edge, layout.edges[edge.id], homes)
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
    return _text(cluster.id, "label", place.lines, place.label_box, text.GROUP, 600, align="left")


def title_box(place: ClusterPlace) -> Box:
    """A cluster's icon and title."""
    return union((place.icon, place.label_box)) if place.icon.width else place.label_box


def _loose(cluster: Cluster, place: ClusterPlace) -> tuple[Item, ...]:
    around = title_box(place).inflated(AIR)
    id, kind = cluster.id, cluster.kind
    back = RectItem(part="halo", element=id, box=around, corner=AIR, fill=f"tint:{kind}")
    icon = groups.icon(id, kind, place.icon) if place.icon.width else ()
    return (back, *icon, *_title(cluster, place))


def _edge(edge: Edge, place: EdgePlace, homes: Iterable[tuple[ElementId, str, Box]]) -> Element:
    """While a new layout glides in, edges that stay are not made anew at each frame."""
    behind = Behind()
    if place.label_box is not None and place.lines:
        x, y = place.label_box.center
        around = (  # `Box.contains`, written out: each label asks all clusters
            (id, kind)
            for id, kind, (left, top, width, height) in homes
            if left <= x <= left + width and top <= y <= top + height
        )
        behind = Behind(tuple(around))
    key = (id(edge), id(place))
    found = _edges.get(key)
    if found is None or found[2] != behind:
        if len(_edges) >= _MOST:
            _edges.clear()
        found = _edges[key] = (edge, place, behind, _made_edge(edge, place, behind))
    return found[3]


def _made_edge(edge: Edge, place: EdgePlace, behind: Behind) -> Element:
    return Element(
        edge.id,
        "edge",
        place.box.inflated(6),
        Later(partial(_edge_passes, edge, place, behind)),
        edge.layers,
        areas=() if place.label_box is None else (place.label_box,),
        way=place.points,
        curved=place.curved,
        link=next(filter(web_address, urls_of(edge)), edge.url),
        tooltip=edge.tooltip,
    )


def _edge_passes(edge: Edge, place: EdgePlace, behind: Behind) -> Passes:
    drawn, box = route(place, edge.arrows), place.label_box
    halo = tuple[Item, ...]()
    lines: list[Item] = []
    heads: list[Item] = []
    labels: list[Item] = []
    # On several layers it has the style of the first that is on.
    for layer in edge.layers or (None,):
        only = layer if len(edge.layers) > 1 else None
        colour = _ink(layer)
        lines += _lines(edge, drawn, layer, only)
        heads += [_head(edge.id, data, colour, only) for data in drawn.heads]
        if box is not None:
            labels += _text(edge.id, "label", place.lines, box, text.EDGE, 400, colour, layer=only)
    if labels and box is not None:
        halo = (_halo(edge.id, box, behind),)
    return tuple(lines), tuple(heads), halo, tuple(labels)


def _head(id: ElementId, data: PathData, colour: str, only: str | None) -> PathItem:
    return PathItem(part="head", element=id, data=data, fill=colour, least=LINES, layer=only)


def _halo(id: ElementId, box: Box, behind: Behind) -> RectItem:
    return RectItem(
        part="halo",
        element=id,
        box=Box(box.x, box.y + 0.5, box.width, box.height - 1),
        corner=3,
        fill=behind,
        replaces=True,
        least=legible(text.EDGE),
    )


class _LinePens(NamedTuple):
    """`width` in pt, `pattern` in units of it. `solid` is of a line without a pattern. The others
    are one for all lines of a style: where it is thin nobody sees how a dash ends."""

    width: float
    pattern: tuple[float, ...]
    solid: Pen
    thin: Pen
    hairline: Pen


@lru_cache(maxsize=256)
def _line_pens(layer: str | None, dash: Dash | None, bold: bool) -> _LinePens:
    width, pattern = line_style(layer, dash, bold)
    ink = _ink(layer)
    thin = Pen(ink, width, tuple(d * width for d in pattern))
    return _LinePens(width, pattern, Pen(ink, width), thin, Pen(ink, 0.0))


def _ink(layer: str | None) -> str:
    return "edge" if layer is None else f"layer:{layer}"


def _lines(
    edge: Edge, drawn: Route, layer: str | None, only: str | None
) -> tuple[PathItem, PathItem, PathItem]:
    """The line itself, the line with sharp corners of one that is thin, and as a hairline."""
    width, pattern, pen, thin, hairline = _line_pens(layer, edge.style.dash, edge.style.bold)
    if pattern:
        even = dashes(pattern, width, drawn.length)
        pen = Pen(pen.paint, width, tuple([d * width for d in even]))

    def line(data: PathData, stroke: Pen, least: float, most: float) -> PathItem:
        id = edge.id
        return PathItem(
            part="line", element=id, data=data, stroke=stroke, least=least, most=most, layer=only
        )

    return (
        line(drawn.line, pen, THIN, inf),
        line(drawn.straight, thin, LINES, THIN),
        line(drawn.straight, hairline, 0.0, LINES),
    )


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
    label = _text(node.id, "label", place.lines, place.label_box, text.LABEL, 600)
    return _body(node, place.icon), label


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
    return (body, *_text(id, "initials", lines, box, size, 600, "muted"))


def _text(
    id: ElementId,
    part: Part,
    lines: tuple[str, ...],
    box: Box,
    size: float,
    weight: int,
    paint: str = "text",
    align: Align = "center",
    layer: str | None = None,
) -> tuple[TextItem, ...]:
    """Nothing where there are no lines."""
    if not lines or size <= 0:
        return ()
    return (
        TextItem(
            part=part,
            element=id,
            lines=lines,
            box=box,
            size=size,
            weight=weight,
            paint=paint,
            align=align,
            layer=layer,
            least=max(legible(size), BLOCKS),
        ),
    )


def initials(label: str) -> str:
    """Two letters that stand for a missing icon."""
    words = [w for w in label.split() if w[:1].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[1][0]).upper()
    return words[0][:2].capitalize() if words else ""
