"""Layers: the sheets that lie over the base picture, and what of a diagram they show."""

from dataclasses import dataclass, replace
from functools import cache

from app.model.diagram import Cluster, Diagram, Edge, Node, clusters_around, ties

NAMES = {
    "iam": "IAM",
    "networking": "Networking",
    "cicd": "CI/CD",
    "data": "Data",
    "monitoring": "Monitoring",
    "scaling": "Scaling",
}


def layer_name(layer: str) -> str:
    """What a person reads: `cicd` → `CI/CD`."""
    return NAMES.get(layer, layer.replace("-", " ").replace("_", " ").capitalize())


@dataclass(frozen=True, slots=True)
class Visible:
    """The element ids that are visible."""

    nodes: frozenset[str]
    clusters: frozenset[str]
    edges: frozenset[str]


NOTHING = Visible(frozenset(), frozenset(), frozenset())


def visible(
    diagram: Diagram, layers: frozenset[str], hidden: frozenset[str] = frozenset()
) -> Visible:
    """What shows with these layers on and these elements hidden.

    A node shows when it is on the base sheet or one of its layers is on. An edge shows when
    its own layer and both its ends do. A cluster shows when its layer is on and, unless it
    is empty in the file, something in it shows. A hidden cluster hides what it holds.
    """

    @cache  # few combinations of layers, many elements
    def on(own: tuple[str, ...]) -> bool:
        return not own or any(layer in layers for layer in own)

    clusters_by_id = {c.id: c for c in diagram.clusters}
    gone = set(hidden)
    if hidden:
        for cluster in diagram.clusters:  # parents stand before their children
            if cluster.parent in gone:
                gone.add(cluster.id)
    nodes = frozenset(
        n.id for n in diagram.nodes if on(n.layers) and n.id not in gone and n.cluster not in gone
    )
    holds: set[str] = set()
    filled: set[str] = set()
    for node in diagram.nodes:
        shows = node.id in nodes
        known = filled if shows else holds  # and so are the clusters around
        parent = node.cluster
        while parent is not None and parent not in known:
            holds.add(parent)
            if shows:
                filled.add(parent)
            parent = clusters_by_id[parent].parent
    empty = {c.id for c in diagram.clusters if c.id not in holds}
    for cluster in diagram.clusters:
        if cluster.id in empty and on(cluster.layers) and cluster.id not in gone:
            parent = cluster.parent
            while parent is not None:
                filled.add(parent)
                parent = clusters_by_id[parent].parent
    clusters = frozenset(
        c.id
        for c in diagram.clusters
        if on(c.layers) and (c.id in empty or c.id in filled) and c.id not in gone
    )
    ends = nodes | clusters
    edges = frozenset(
        e.id
        for e in diagram.edges
        if not e.invisible
        and on(e.layers)
        and e.id not in gone
        and e.tail in ends
        and e.head in ends
    )
    return Visible(nodes, clusters, edges)


def part(diagram: Diagram, shown: Visible) -> Diagram:
    """The diagram with only what shows, for laying out. Ids stay. What shows in a cluster that does
    not is in the one round that; an edge of a cluster that was tied to something that does not
    show is tied to something else in it."""
    parents = diagram.parents

    def around(id: str) -> str | None:
        return next((c for c in clusters_around(id, parents) if c in shown.clusters), None)

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

    def tied(end: str, via: str) -> str:
        return via if via in there else known.get(end, end)

    edges = [
        replace(e, via=(tied(e.tail, e.via[0]), tied(e.head, e.via[1])))
        for e in diagram.edges
        if e.id in shown.edges or (e.invisible and there.issuperset(e.via))
    ]
    return replace(diagram, nodes=nodes, clusters=clusters, edges=tuple(edges))


def counts(diagram: Diagram) -> dict[str, int]:
    """Elements (nodes, clusters, visible-kind edges) that name each layer."""
    found = dict.fromkeys(diagram.layers, 0)
    edges = (e for e in diagram.edges if not e.invisible)
    elements: tuple[Node | Cluster | Edge, ...] = (*diagram.nodes, *diagram.clusters, *edges)
    for element in elements:
        for layer in element.layers:
            if layer in found:
                found[layer] += 1
    return found
