"""What the host of a script has marked in the DOT that it hands over, read as what anybody may have
written: places, classes, clusters that an edge ends at."""

from __future__ import annotations

import re
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
# What `diagrams` writes by itself of a node's size.
_SIZE = frozenset({("width", "1.4"), ("height", "1.4"), ("fixedsize", "true")})
_DIGITS = 10  # of a line's or column's number

# `diagrams` names a node by a random number: 32 digits at the beginning of a line.
_RANDOM = re.compile(r"^[ \t]*\"?([0-9a-f]{32})\"? \[", re.MULTILINE)
_NAME = re.compile(r'"([0-9a-f]{32})"|[0-9a-f]{32}')

_Element = TypeVar("_Element", SourceNode, SourceCluster, SourceEdge)


def with_lasting_names(dot: str) -> str:
    """The text with numbers in the order of the nodes where it has random ones, so that it is the
    same each time. They begin with a letter: not all of them stood in quotes, now none does."""
    names = {name: f"n{number:031x}" for number, name in enumerate(_RANDOM.findall(dot))}
    return _NAME.sub(lambda found: names.get(found[1] or found[0], found[0]), dot)


def finished(graph: SourceGraph) -> SourceGraph:
    """The graph without marks, each element with its place and class; nodes and edges in the order
    of the script's lines. A size that `diagrams` gave a node nobody has said."""
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
        attrs = bare.attributes
        kept = {name: value for name, value in attrs.items() if (name, value) not in _SIZE}
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
