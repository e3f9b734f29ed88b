"""How much is done for one diagram: how many placements are tried, and how far edges are routed.

Counted in work, not in time, so that a picture is the same on a busy machine; and by degrees, so
that a node more never makes another picture of it. As a diagram grows, fewer placements are tried. Where
even one would take too long, near edges are routed, which cost little and tell most, and those that lead
far are the engine's curves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from app.layout.ports import Spacing
from app.layout.router import MOST
from app.model.arrangement import Lines
from app.model.diagram import Diagram

EASY = 230  # nodes and edges of which one placement is drawn; of half as many two
FOLDED = 800  # nodes and edges up to which strips are folded, or turned where the file lets them
HOPE = 0.6  # blocks that promise to be dearer by that part at most are drawn, too; of large diagrams less
HUGE = 8_000  # nodes and edges of which the engine is asked for curves at once
ROOMY = ((26.0, 44.0, 16.0), (20.0, 40.0, 14.0), (14.0, 40.0, 14.0), (12.0, 36.0, 12.0))
SMALL = 150  # nodes and edges up to which other orders than the file's are tried
SHUFFLES = 4  # candidates in other orders than the file's
TRIES = 3  # candidates that are routed at most


@dataclass(frozen=True, slots=True)
class Policy:
    """`spacings` are placed, roomiest first, and at most `tries` of them drawn, with `steps` states
    for the router to look at each time; and blocks that promise no more than that part worse than all others, `hope`. `folds`: a strip is tried with its ranks folded, too. `curves`:
    edges will be left to the placer, so its curves are asked for at once."""

    spacings: tuple[Spacing, ...]
    tries: int
    steps: int
    folds: bool
    curves: bool
    hope: float

    @property
    def directions(self) -> frozenset[str]:
        """Those that are tried."""
        return frozenset(one.direction for one in self.spacings)

    def towards(self, direction: str) -> Policy:
        """Only that direction."""
        only = tuple(one for one in self.spacings if one.direction == direction)
        return replace(self, spacings=only or self.spacings)


def policy(diagram: Diagram) -> Policy:
    """What is to be done for a diagram."""
    edges = sum(1 for edge in diagram.edges if not edge.invisible)
    size = max(1, len(diagram.nodes) + edges)
    rooms = ROOMY[-max(1, min(len(ROOMY), ceil(2 * EASY / size) - 1)) :]
    said = diagram.arrangement
    nodesep, ranksep = said.nodesep or 0.0, said.ranksep or 0.0
    spacings = [
        Spacing(diagram.direction, max(apart, nodesep), max(ranks, ranksep), margin)
        for apart, ranks, margin in rooms
    ]
    if diagram.direction == "TB" and not said.directed and size <= FOLDED:
        spacings += [replace(spacing, direction="LR") for spacing in spacings[-2:]]
    if not said.ordering:
        shuffles = max(0, min(SHUFFLES, (SMALL - size) // SHUFFLES))
        spacings += [replace(spacings[i % 2], shuffle=i + 1) for i in range(shuffles)]
    curves = size > HUGE or said.lines in (Lines.CURVED, Lines.POLYLINE)
    hope = HOPE * min(1.0, EASY / size) ** 1.5
    return Policy(
        tuple(spacings), min(TRIES, ceil(EASY / size)), MOST, size <= FOLDED, curves, hope
    )
