"""How a file says that its picture is to be laid out, as far as a layout is free in that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.model.ids import ElementId


class Lines(StrEnum):
    """How edges run, by Graphviz's `splines`, where that is not as the house has it."""

    CURVED = "curved"
    POLYLINE = "polyline"
    STRAIGHT = "line"


@dataclass(frozen=True, slots=True)
class Rank:
    """Nodes that stand on one rank: `same`, or the first (`min`, `source`) or last (`max`, `sink`)."""

    kind: str
    nodes: tuple[ElementId, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`nodesep` and `ranksep` (pt) are the least between nodes of a rank and between ranks; what is
    None or empty is not said. `ordering` (`out`, `in`) keeps a node's edges in the file's order; between
    nodes of one of the `groups` edges are straight, where that can be. `directed`: the file says in which
    direction edges lead."""

    nodesep: float | None = None
    ranksep: float | None = None
    lines: Lines | None = None
    ordering: str = ""
    ranks: tuple[Rank, ...] = ()
    groups: tuple[tuple[ElementId, ...], ...] = ()
    directed: bool = False


USUAL = Arrangement()
