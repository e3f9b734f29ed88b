"""What a graph says of how it is to be laid out, as an `Arrangement`.

https://graphviz.org/docs/attrs/splines/, https://graphviz.org/docs/attrs/ranksep/.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.model.arrangement import USUAL, Arrangement, Lines, Rank
from app.model.elements import Node
from app.model.ids import ElementId
from app.model.source_graph import Attributes, SourceGraph
from app.sources.graphs.styles import inches, unsaid

ROUTES: Mapping[str, Lines] = {
    **dict.fromkeys(("line", "false", "no", "0"), Lines.STRAIGHT),
    "curved": Lines.CURVED,
    "polyline": Lines.POLYLINE,
}
ORDERINGS = frozenset({"out", "in"})
RANKS = frozenset({"same", "min", "source", "max", "sink"})


def arrangement(graph: SourceGraph, nodes: Mapping[str, Node], of_diagrams: bool) -> Arrangement:
    """`nodes` are the graph's by their names in the file. In one `of_diagrams` the gaps that this
    writes by itself are not said."""
    said = graph.attributes
    ranks = (
        Rank(rank.rank, tuple(nodes[name].id for name in rank.nodes if name in nodes))
        for rank in graph.ranks
        if rank.rank in RANKS
    )
    groups: dict[str, list[ElementId]] = {}
    for node in graph.nodes:
        if (group := node.attributes.get("group")) and node.id in nodes:
            groups.setdefault(group, []).append(nodes[node.id].id)
    ordering = said.get("ordering", "")
    found = Arrangement(
        nodesep=_gap(said, "nodesep", of_diagrams),
        ranksep=_gap(said, "ranksep", of_diagrams),
        lines=ROUTES.get(said.get("splines", "").lower()),
        ordering=ordering if ordering in ORDERINGS else "",
        ranks=tuple(rank for rank in ranks if rank.nodes),
        groups=tuple(tuple(group) for group in groups.values() if len(group) > 1),
        directed=bool(said.get("rankdir")),
    )
    return USUAL if found == USUAL else found


def _gap(said: Attributes, name: str, of_diagrams: bool) -> float | None:
    """In pt; `ranksep` may have a word behind it."""
    value = said.get(name, "")
    if not value or (of_diagrams and unsaid(name, value)):
        return None
    length = inches(value.split()[0]) if value.split() else None
    return None if length is None else length * 72
