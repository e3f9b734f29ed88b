"""Which clusters of a file are drawn: Graphviz leaves out those that hold no node."""

from __future__ import annotations

from app.model.source_graph import SourceGraph

# What says that a cluster is meant, though it holds nothing.
_MEANT = ("class", "layer", "URL", "href", "tooltip")


def filled_clusters(graph: SourceGraph) -> set[str]:
    """The ids of clusters that hold a node, that an edge ends at, or of which the file says
    something that only makes sense where they are seen; and of those round them."""
    around = {cluster.id: cluster.parent for cluster in graph.clusters}
    found: set[str] = set()
    waiting = [node.cluster for node in graph.nodes]
    waiting += [c.id for c in graph.clusters if any(c.attributes.get(name) for name in _MEANT)]
    for edge in graph.edges:
        waiting += [end.id for end in (edge.tail, edge.head) if end.is_cluster]
        waiting += [edge.attributes.get(name) for name in ("ltail", "lhead")]
    for id in waiting:
        at = id
        while at in around and at not in found:
            found.add(at)
            at = around[at]
    return found
