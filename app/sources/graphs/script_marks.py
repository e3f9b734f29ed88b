"""What the host of a script has marked in the DOT that it hands over, read as what anybody may have
written: places, classes, clusters that an edge ends at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from app.model.source_graph import (
    Attributes,
    SourceCluster,
    SourceEdge,
    SourceEnd,
    SourceGraph,
    SourceNode,
    SourcePlace,
)

PLACE, KIND, SIZED, CLUSTER = MARKS = (
    *("acetate_place", "acetate_kind"),
    *("acetate_sized", "acetate_cluster"),
)
_DIGITS = 10  # of a line's or column's number

_Element = TypeVar("_Element", SourceNode, SourceCluster, SourceEdge)


def finished(graph: SourceGraph) -> SourceGraph:
    """The graph without marks, each element with its place and class; nodes and edges in the order
    of the script's lines. A width that `diagrams` gave a node nobody has said."""
    clusters = {cluster.id for cluster in graph.clusters}
    ends = {
        node.id: SourceEnd(name, is_cluster=True)
        for node in graph.nodes
        if (name := node.attributes.get(CLUSTER))
    }
    lost = {id for id, end in ends.items() if end.id not in clusters}
    return replace(
        graph,
        nodes=_in_order(_node(n, graph.place) for n in graph.nodes if n.id not in ends),
        clusters=tuple(_bare(cluster, graph.place) for cluster in graph.clusters),
        edges=_in_order(
            replace(
                _bare(edge, graph.place),
                tail=ends.get(edge.tail.id, edge.tail),
                head=ends.get(edge.head.id, edge.head),
            )
            for edge in graph.edges
            if edge.tail.id not in lost and edge.head.id not in lost
        ),
    )


def _node(node: SourceNode, around: SourcePlace) -> SourceNode:
    said = node.attributes
    bare = _bare(replace(node, kind=said.get(KIND, "")), around)
    if KIND in said and SIZED not in said:
        kept = {name: value for name, value in bare.attributes.items() if name != "width"}
        return replace(bare, attributes=kept)
    return bare


def _bare(element: _Element, around: SourcePlace) -> _Element:
    said = element.attributes
    kept = {name: value for name, value in said.items() if name not in MARKS}
    return replace(element, attributes=kept, place=_place(said, around))


def _place(said: Attributes, around: SourcePlace) -> SourcePlace:
    line, _, column = said.get(PLACE, "").partition(":")
    return SourcePlace(around.file, _number(line), _number(column))


def _number(text: str) -> int | None:
    good = text.isascii() and text.isdigit() and len(text) < _DIGITS
    return int(text) if good else None


def _in_order(elements: Iterable[_Element]) -> tuple[_Element, ...]:
    return tuple(sorted(elements, key=lambda e: e.place.line or 0))
