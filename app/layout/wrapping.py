"""Ranks that hold too many are folded: what the placer would put into one long row stands in several
shorter ones, so that a hub with fifty neighbours is no strip.

A rank becomes so many ranks, its nodes by turns in one of them; edges are made as long as that asks for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from math import ceil, sqrt

from app.layout.ports import Placement, Spacing
from app.model.diagram import Diagram, Edge
from app.model.ids import ElementId

SCREEN = 16 / 9  # width to height that is aimed at
NEAR = 30.0  # pt: of one rank are nodes no farther apart along the ranks


def folds(width: float, height: float, spacing: Spacing) -> int:
    """Into how many rows the longest rank of a placement of that size (pt) is best folded: 1 where it
    is to stay."""
    along, across = (width, height) if spacing.level else (height, width)
    aim = SCREEN if spacing.level else 1 / SCREEN
    return max(round(sqrt(across * aim / max(along, 1.0))), 1)


def folded(diagram: Diagram, placement: Placement, spacing: Spacing, rows: int) -> Diagram | None:
    """The diagram with edges that make the placer fold its ranks so that the longest has so many
    rows; None where its file says of its ranks, or nothing would change."""
    said = diagram.arrangement
    if said.ranks or any("minlen" in edge.hints for edge in diagram.edges):
        return None
    ranks = _ranks(placement, spacing)
    counts = Counter(ranks.values())
    most = ceil(max(counts.values(), default=0) / rows)
    starts, at = [], 0
    for rank in range(len(counts)):
        starts.append(at)
        at += ceil(counts[rank] / max(most, 1))
    if at == len(counts):
        return None
    turns: defaultdict[tuple[int, ElementId | None], int] = defaultdict(int)
    places: dict[ElementId, int] = {}
    across = 1 if spacing.level else 0
    for id in sorted(ranks, key=lambda node: placement.icons[node][across]):
        rank = ranks[id]
        home = (rank, diagram.index.parents[id])
        places[id] = starts[rank] + turns[home] % ceil(counts[rank] / most)
        turns[home] += 1
    return replace(diagram, edges=tuple(_as_long(edge, ranks, places) for edge in diagram.edges))


def _as_long(edge: Edge, ranks: dict[ElementId, int], places: dict[ElementId, int]) -> Edge:
    tail, head = edge.via
    if tail not in places or head not in places or ranks[tail] == ranks[head]:
        return edge
    return replace(edge, hints={**edge.hints, "minlen": str(abs(places[tail] - places[head]))})


def _ranks(placement: Placement, spacing: Spacing) -> dict[ElementId, int]:
    """The number of each node's rank, from 0."""
    axis = 0 if spacing.level else 1
    sign = -1 if spacing.direction in ("RL", "BT") else 1
    found: dict[ElementId, int] = {}
    rank, before = 0, None
    for id, point in sorted(placement.icons.items(), key=lambda item: sign * item[1][axis]):
        at = sign * point[axis]
        if before is not None and at - before > NEAR:
            rank += 1
        before = at
        found[ElementId(id)] = rank
    return found
