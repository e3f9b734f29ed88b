"""Layers: the sheets that lie over the base picture, and what of a diagram they show."""

from dataclasses import dataclass, replace

from app.model.diagram import Diagram, ties
from app.model.ids import ElementId

NAMES = {
    "iam": "IAM",
    "networking": "Networking",
    "cicd": "CI/CD",
    "data": "Data",
    "monitoring": "Monitoring",
    "scaling": "Scaling",
}


def layer_name(layer: str) -> str:
    """What a person reads: `cicd` → `CI/CD`, `blue-green` → `Blue green`. What has a capital is
    read as it is written."""
    if layer in NAMES or layer != layer.lower():
        return NAMES.get(layer, layer)
    return layer.replace("-", " ").replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Visible:
    """The element ids that are visible."""

    nodes: frozenset[ElementId]
    clusters: frozenset[ElementId]
    edges: frozenset[ElementId]


NOTHING = Visible(frozenset(), frozenset(), frozenset())


def visible(
    diagram: Diagram, layers: frozenset[str], hidden: frozenset[ElementId] = frozenset()
) -> Visible:
    """What shows with these layers on and these elements hidden.

    A node shows when it is on the base sheet or one of its layers is on. An edge shows when
    its own layer and both its ends do. A cluster shows when its layer is on and, unless it
    is empty in the file, something in it shows. A hidden cluster hides what it holds. What stands for
    something else, as a folded cluster does, shows where any of that would.
    """

    asked = "visible", layers, hidden
    return diagram.index.kept.of(asked, lambda: _visible(diagram, layers, hidden))


def _visible(diagram: Diagram, layers: frozenset[str], hidden: frozenset[ElementId]) -> Visible:
    if diagram.folding is not None:
        return folded_view(diagram, visible(diagram.folding.whole, layers, hidden))
    index = diagram.index
    # Few combinations of layers, many elements.
    on = {own: not own or not layers.isdisjoint(own) for own in index.layer_sets}
    gone = frozenset(index.inside(hidden))
    nodes = frozenset(n.id for n in diagram.nodes if on[n.layers] and n.id not in gone)
    filled: set[ElementId | None] = {n.cluster for n in diagram.nodes if n.id in nodes}
    for cluster in reversed(diagram.clusters):  # parents stand before their children
        empty = cluster.id not in index.filled
        if cluster.id in filled or (empty and on[cluster.layers] and cluster.id not in gone):
            filled.add(cluster.parent)
    clusters = frozenset(
        c.id
        for c in diagram.clusters
        if on[c.layers] and (c.id in filled or c.id not in index.filled) and c.id not in gone
    )
    ends = nodes | clusters
    edges = frozenset(
        e.id
        for e in diagram.edges
        if e.tail in ends and e.head in ends and on[e.layers] and not e.invisible
    )
    return Visible(nodes, clusters, edges - hidden)


def folded_view(diagram: Diagram, seen: Visible) -> Visible:
    """Of a diagram that was folded what shows where that shows of the whole one."""
    if diagram.folding is None:
        return seen
    there = diagram.folding.stand_ins((*seen.nodes, *seen.clusters))
    return Visible(
        frozenset(n.id for n in diagram.nodes if n.id in there),
        frozenset(c.id for c in diagram.clusters if c.id in there),
        diagram.folding.stand_ins(seen.edges).intersection(diagram.index.edges),
    )


def part(diagram: Diagram, shown: Visible) -> Diagram:
    """The diagram with only what shows, for laying out. Ids stay. What shows in a cluster that does
    not is in the one round that; an edge of a cluster that was tied to something that does not
    show is tied to something else in it."""

    def around(id: ElementId) -> ElementId | None:
        return next((c for c in diagram.index.around(id) if c in shown.clusters), None)

    nodes = tuple(
        n if n.cluster is None or n.cluster in shown.clusters else replace(n, cluster=around(n.id))
        for n in diagram.nodes
        if n.id in shown.nodes
    )
    clusters = tuple(
        c if c.parent is None or c.parent in shown.clusters else replace(c, parent=around(c.id))
        for c in diagram.clusters
        if c.id in shown.clusters
    )
    there, known = shown.nodes | shown.clusters, ties(nodes, clusters)

    def tied(end: ElementId, via: ElementId) -> ElementId:
        return via if via in there else known.get(end, end)

    edges = [
        replace(e, via=(tied(e.tail, e.via[0]), tied(e.head, e.via[1])))
        for e in diagram.edges
        if e.id in shown.edges or (e.invisible and there.issuperset(e.via))
    ]
    return replace(diagram, nodes=nodes, clusters=clusters, edges=tuple(edges))


def counts(diagram: Diagram) -> dict[str, int]:
    """Elements (nodes, clusters, visible-kind edges) that name each layer."""
    return {layer: diagram.index.on_layers.get(layer, 0) for layer in diagram.layers}
