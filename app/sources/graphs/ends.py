"""Which components an edge of a source graph joins."""

from __future__ import annotations

from app.model.diagram import Cluster, Node, ties
from app.model.ids import ElementId
from app.model.source_graph import SourceEdge, SourceEnd

Pair = tuple[ElementId, ElementId]


class Ends:
    """Which components edges join: nodes, or clusters, by `ltail` and `lhead` or by themselves."""

    def __init__(
        self, clusters: dict[str, Cluster], nodes: dict[str, Node], stand_ins: dict[str, str]
    ) -> None:
        self._clusters, self._nodes, self._stand_ins = clusters, nodes, stand_ins
        self._ties = ties(nodes.values(), clusters.values())

    def of(self, raw: SourceEdge) -> tuple[Pair, Pair] | None:
        """The ids of both ends, and of what the layout ties for them; None where one is left out."""
        tail = self._end(raw.tail, raw.attributes.get("ltail", ""))
        head = self._end(raw.head, raw.attributes.get("lhead", ""))
        return ((tail[0], head[0]), (tail[1], head[1])) if tail and head else None

    def _end(self, end: SourceEnd, outer: str) -> Pair | None:
        if end.is_cluster and end.id in self._clusters:
            cluster = self._clusters[end.id].id
            return cluster, self._ties[cluster]
        node = self._nodes.get(self._stand_ins.get(end.id, "") if end.is_cluster else end.id)
        if node is None:
            return None
        around = self._clusters.get(outer)
        return (around.id if around else node.id), node.id
