"""What no longer gets anything when a component is gone, following the arrows."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from app.model.diagram import Diagram, Edge, clusters_around

Ways = dict[str, set[str]]


class Reach:
    """The ways through a diagram's base sheet, or through all of it where that has none."""

    def __init__(self, diagram: Diagram) -> None:
        self._nodes = [n.id for n in diagram.nodes]
        self._inside = _members(diagram)
        off = {n.id for n in diagram.nodes if n.layers} | {
            c.id for c in diagram.clusters if c.layers
        }
        seen = [e for e in diagram.edges if not e.invisible]
        base = [e for e in seen if not e.layers and e.tail not in off and e.head not in off]
        self._ways = self._made_ways(base or seen)
        entered = {head for heads in self._ways.values() for head in heads}
        self._starts = [n for n in self._ways if n not in entered]

    def cut_off(self, component: str) -> frozenset[str]:
        """The nodes that what comes in no longer reaches without this node or cluster."""
        gone = self._inside.get(component, frozenset({component}))
        # What comes in nowhere else comes in here: it is lost with this, and all behind it.
        before, after = self._reached(frozenset()), self._reached(gone)
        return frozenset(before - after - gone)

    def _reached(self, without: frozenset[str]) -> set[str]:
        found = {start for start in self._starts if start not in without}
        waiting = deque(found)
        while waiting:
            for head in self._ways.get(waiting.popleft(), ()):
                if head not in found and head not in without:
                    found.add(head)
                    waiting.append(head)
        return found

    def _made_ways(self, edges: Iterable[Edge]) -> Ways:
        ways: Ways = {}
        for edge in edges:
            tails, heads = self._ends(edge.tail), self._ends(edge.head)
            pairs = []
            if edge.arrows in ("forward", "both", "none"):
                pairs.append((tails, heads))
            if edge.arrows in ("back", "both", "none"):
                pairs.append((heads, tails))
            for starts, ends in pairs:
                for start in starts:
                    ways.setdefault(start, set()).update(ends - {start})
        return ways

    def _ends(self, id: str) -> frozenset[str]:
        return self._inside.get(id, frozenset({id}))


def _members(diagram: Diagram) -> dict[str, frozenset[str]]:
    """The nodes in each cluster, at any depth."""
    parents = diagram.parents
    found: dict[str, set[str]] = {c.id: set() for c in diagram.clusters}
    for node in diagram.nodes:
        for cluster in clusters_around(node.id, parents):
            found[cluster].add(node.id)
    return {id: frozenset(nodes) for id, nodes in found.items()}
