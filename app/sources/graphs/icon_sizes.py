"""How large the icons of a `diagrams` script are, of which each node is as wide as its icon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from app.model.source_graph import SourceGraph, SourceNode
from app.sources.graphs.styles import inches

_SIDE = 1.4  # inches, where the script says nothing
_LEAST, _MOST = 0.5, 3.0


def magnified(graph: SourceGraph) -> Mapping[str, float]:
    """By the names of nodes whose icons are not as large as most, how many times as large they
    are."""
    sides = {node.id: _side(node) for node in graph.nodes if node.attributes.get("image")}
    if not sides:
        return {}
    usual = Counter(sides.values()).most_common(1)[0][0]
    return {
        id: min(max(side / usual, _LEAST), _MOST) for id, side in sides.items() if side != usual
    }


def _side(node: SourceNode) -> float:
    """Images are fitted into their nodes."""
    said = (inches(node.attributes.get(name, "")) for name in ("width", "height"))
    return min(side or _SIDE for side in said)
