"""A picture made ready for the page: its elements in drawing order."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from app.layout import text
from app.model.diagram_layout import ClusterPlace, DiagramLayout, NodePlace
from app.model.geometry import Box, union
from app.model.style import Dash
from app.scene.routes import Route, route

_KEPT = 12


@dataclass(frozen=True, slots=True)
class Lettering:
    """What is written where. Lines stand centred in the box, or from its left edge."""

    lines: tuple[str, ...]
    box: Box
    size: float
    bold: bool
    centred: bool = True


@dataclass(frozen=True, slots=True)
class NodeItem:
    """`bounds` hold all that is painted, with room for an outline. `initials` stand for a
    missing icon; a slab has none, and none are made up where there is no label. `form` is the
    node's, or `slab`."""

    id: str
    bounds: Box
    place: NodePlace
    icon: str | None
    initials: str
    label: Lettering | None
    form: str = ""

    @property
    def joint(self) -> bool:
        """It only joins lines."""
        return self.form in ("point", "blank") and self.label is None


@dataclass(frozen=True, slots=True)
class ClusterItem:
    id: str
    bounds: Box
    place: ClusterPlace
    kind: str
    title: Lettering | None


@dataclass(frozen=True, slots=True)
class EdgeItem:
    """`homes` are the clusters behind the label, outermost first."""

    id: str
    bounds: Box
    layers: tuple[str, ...]
    dash: Dash | None
    bold: bool
    route: Route
    label: Lettering | None
    homes: tuple[ClusterItem, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Clusters stand outermost first."""

    nodes: tuple[NodeItem, ...]
    clusters: tuple[ClusterItem, ...]
    edges: tuple[EdgeItem, ...]


# By the picture's identity: it cannot be hashed. Holding it keeps the identity its own.
_kept: OrderedDict[int, tuple[DiagramLayout, Drawing]] = OrderedDict()


def drawing(picture: DiagramLayout) -> Drawing:
    """The picture's drawing, made at its first frame."""
    found = _kept.get(id(picture))
    if found is None:
        found = _kept[id(picture)] = (picture, _prepared(picture))
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return found[1]


def _prepared(picture: DiagramLayout) -> Drawing:
    clusters = _clusters(picture)
    nodes = []
    for node in picture.diagram.nodes:
        place = picture.nodes.get(node.id)
        if place is not None:
            label = (
                Lettering(place.lines, place.label_box, text.LABEL, True) if place.lines else None
            )
            bounds = union((place.icon, place.label_box)).inflated(8)
            initials = "" if node.boxed else _initials(node.label)
            form = node.form or ("slab" if node.size else "")
            nodes.append(NodeItem(node.id, bounds, place, node.icon, initials, label, form))
    edges = []
    for edge in picture.diagram.edges:
        way = picture.edges.get(edge.id)
        if way is None:
            continue
        line = route(way, edge.arrows)
        bounds, written, homes = line.bounds, None, tuple[ClusterItem, ...]()
        if way.label_box is not None and way.lines:
            bounds = union((bounds, way.label_box))
            written = Lettering(way.lines, way.label_box, text.EDGE, False)
            x, y = way.label_box.center
            homes = tuple(c for c in clusters if c.place.box.contains(x, y))
        bounds = bounds.inflated(6)
        dash, bold = edge.style.dash, edge.style.bold
        edges.append(EdgeItem(edge.id, bounds, edge.layers, dash, bold, line, written, homes))
    return Drawing(tuple(nodes), clusters, tuple(edges))


def _clusters(picture: DiagramLayout) -> tuple[ClusterItem, ...]:
    parents = {c.id: c.parent for c in picture.diagram.clusters}

    def depth(id: str | None) -> int:
        return 0 if id is None else 1 + depth(parents.get(id))

    items = []
    for cluster in sorted(picture.diagram.clusters, key=lambda c: depth(c.id)):
        place = picture.clusters.get(cluster.id)
        if place is not None:
            title = None
            if place.lines:
                title = Lettering(place.lines, place.label_box, text.GROUP, True, centred=False)
            items.append(ClusterItem(cluster.id, place.box.inflated(2), place, cluster.kind, title))
    return tuple(items)


def _initials(label: str) -> str:
    """Two letters that stand for a missing icon."""
    words = [w for w in label.split() if w[:1].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[1][0]).upper()
    return words[0][:2].capitalize() if words else ""
