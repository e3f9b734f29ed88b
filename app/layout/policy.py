"""How much is done for one diagram: how many placements are tried, and how far edges are routed.

Counted in work, not in time, so that a picture is the same on a busy machine; and by degrees, so
that a node more never makes another picture of it. What a diagram asks for grows with its nodes and
its edges alike. As it does, fewer placements are tried, then only near edges are routed, which cost
little and tell most, and those that lead far are the engine's curves.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from app.layout.ports import Spacing
from app.layout.router import MOST
from app.model.arrangement import Lines
from app.model.diagram import Diagram

EASY = 13_000  # nodes × edges up to which all is done that can be
STEEP = 6  # how fast what is done shrinks beyond
ROOMY = ((26.0, 44.0, 16.0), (20.0, 40.0, 14.0), (14.0, 40.0, 14.0), (12.0, 36.0, 12.0))
TRIES = 3  # candidates that are routed at most


@dataclass(frozen=True, slots=True)
class Policy:
    """`spacings` are placed, roomiest first, and at most `tries` of them drawn, with `steps` states
    for the router to look at each time. `curves`: edges will be left to the placer, so its
    curves are asked for at once."""

    spacings: tuple[Spacing, ...]
    tries: int
    steps: int
    curves: bool


def policy(diagram: Diagram) -> Policy:
    """What is to be done for a diagram."""
    edges = sum(1 for edge in diagram.edges if not edge.invisible)
    part = min(1.0, (EASY / max(1, len(diagram.nodes) * edges)) ** STEEP)
    rooms = ROOMY[-ceil(len(ROOMY) * part) :]
    said = diagram.arrangement
    nodesep, ranksep = said.nodesep or 0.0, said.ranksep or 0.0
    spacings = (
        Spacing(diagram.direction, max(apart, nodesep), max(ranks, ranksep), margin)
        for apart, ranks, margin in rooms
    )
    curves = part < 1.0 or said.lines in (Lines.CURVED, Lines.POLYLINE)
    return Policy(tuple(spacings), ceil(TRIES * part), round(MOST * part), curves)
