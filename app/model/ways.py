"""Which way the edges of a diagram lead: made once, for who goes along them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.model.elements import Edge, Node
from app.model.ids import ElementId

Hop = tuple[ElementId, ElementId]  # an edge, and the end that it leads to
Hops = Mapping[ElementId, tuple[Hop, ...]]


@dataclass(frozen=True, slots=True)
class Ways:
    """`onward` is by the id of a node or cluster the edges that lead on from it, as their arrows point,
    each with the end that it leads to; `backward` the edges that lead to it, with the end that they come
    from. One with two heads, or none, leads both ways. `joints` are nodes that only join lines."""

    onward: Hops
    backward: Hops
    joints: frozenset[ElementId]


def ways(nodes: Iterable[Node], edges: Iterable[Edge]) -> Ways:
    """Of those. A line without heads that ends at a joint at which an arrow goes on goes where that goes,
    as the file has it."""
    edges = tuple(edges)
    joints = frozenset(n.id for n in nodes if not n.label and n.joint)
    arrowed = {end for e in edges if e.arrows != "none" for end in (e.tail, e.head)} & joints
    on: dict[ElementId, list[Hop]] = {}
    back: dict[ElementId, list[Hop]] = {}
    for edge in edges:
        id, arrows = edge.id, edge.arrows
        tail, head = edge.way
        on.setdefault(tail, []).append((id, head))
        back.setdefault(head, []).append((id, tail))
        if arrows == "both" or (arrows == "none" and arrowed.isdisjoint((tail, head))):
            on.setdefault(head, []).append((id, tail))
            back.setdefault(tail, []).append((id, head))
    return Ways(_frozen(on), _frozen(back), joints)


def _frozen(hops: dict[ElementId, list[Hop]]) -> Hops:
    return {id: tuple(some) for id, some in hops.items()}
