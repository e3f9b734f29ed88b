"""What a component is joined to, and by which edges; what an edge joins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.model.diagram import Diagram, Edge, Node
from app.model.ids import ElementId
from app.model.layer import Visible
from app.model.tracing import Way


@dataclass(frozen=True, slots=True)
class Relation:
    """To the component `other`, by these edges; of which `around` is the cluster, where they are not of
    the component itself but of one around it."""

    other: ElementId
    edges: tuple[ElementId, ...]
    around: ElementId | None = None


@dataclass(frozen=True, slots=True)
class Relations:
    """By way: what leads to it, what it leads to, and what has two heads or none (`any`); each in the
    diagram's order. `unseen` edges of it do not show now."""

    by_way: Mapping[Way, tuple[Relation, ...]]
    unseen: int = 0

    @property
    def count(self) -> int:
        """Of all of them."""
        return sum(map(len, self.by_way.values()))


def relations(diagram: Diagram, element: ElementId, shown: Visible) -> Relations:
    """Of a component by edges that show, of a cluster with all that it holds; of an edge its ends."""
    index = diagram.index
    if edge := index.edges.get(element):
        start, end = edge.way
        tail, head = Relation(start, (edge.id,)), Relation(end, (edge.id,))
        if edge.arrows in ("both", "none"):
            return Relations({Way.ANY: (tail, head)})
        return Relations({Way.TO: (tail,), Way.FROM: (head,)})
    found: dict[tuple[Way, ElementId, ElementId | None], list[ElementId]] = {}
    unseen: set[ElementId] = set()
    for edge, way, other, around in _edges(diagram, element):
        if edge.id not in shown.edges:
            unseen.add(edge.id)
            continue
        for end in _named(diagram, other, way, shown):
            if end != element:
                found.setdefault((way, end, around), []).append(edge.id)
    by_way = {
        way: tuple(
            Relation(other, tuple(dict.fromkeys(edges)), around)
            for (own, other, around), edges in found.items()
            if own is way
        )
        for way in (Way.TO, Way.FROM, Way.ANY)
    }
    return Relations({way: some for way, some in by_way.items() if some}, len(unseen))


def _edges(
    diagram: Diagram, component: ElementId
) -> Iterator[tuple[Edge, Way, ElementId, ElementId | None]]:
    """Its edges, those of what it holds and of the clusters around it: each with its way, its other end
    and the cluster around that it is of. What stands inside is no other end."""
    index = diagram.index
    inside = tuple(index.inside((component,)))
    within = frozenset(inside)
    for own in inside:
        yield from _at(diagram, own, within, None)
    for cluster in index.around(component):
        yield from _at(diagram, cluster, frozenset(index.inside((cluster,))), cluster)


def _at(
    diagram: Diagram, end: ElementId, within: frozenset[ElementId], around: ElementId | None
) -> Iterator[tuple[Edge, Way, ElementId, ElementId | None]]:
    for edge in diagram.index.incident(end):
        other = edge.head if edge.tail == end else edge.tail
        if edge.invisible or other in within:
            continue
        way = Way.FROM if edge.way[0] == end else Way.TO
        yield edge, Way.ANY if edge.arrows in ("both", "none") else way, other, around


def _named(diagram: Diagram, end: ElementId, way: Way, shown: Visible) -> Iterator[ElementId]:
    """That end, or where the lines go on from it that only joins them."""
    index, ways = diagram.index, diagram.index.ways
    tables = {Way.TO: (ways.backward,), Way.FROM: (ways.onward,)}
    left, seen = [end], {end}
    while left:
        at = left.pop()
        node = index.elements.get(at)
        if not (isinstance(node, Node) and node.joint):
            yield at
            continue
        for table in tables.get(way, (ways.onward, ways.backward)):
            for edge, there in table.get(at, ()):
                if edge in shown.edges and there not in seen:
                    seen.add(there)
                    left.append(there)
