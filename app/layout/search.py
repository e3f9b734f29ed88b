"""The cheapest way for one edge over the grid, by A* over (vertex, orientation).

A step costs its length, a bend and a crossing cost extra, running along another edge is not
possible at all. The idea is Lee's maze routing (An Algorithm for Path Connections and Its
Applications, 1961).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.layout.grid import INF, RoutingGrid
from app.layout.terminals import Terminal

LONGEST = 3_000_000  # states for one edge, which are some 100 MB then
KNOWN = 4096  # ends that are kept as the grid takes them


@dataclass(frozen=True, slots=True)
class GridPath:
    """Vertices from the tail's terminal to the head's, and what they cost in all."""

    vertices: tuple[int, ...]
    tail: Terminal
    head: Terminal
    cost: float


@dataclass(frozen=True, slots=True)
class _SearchEnd:
    """Terminals by state, the cheapest where several share one, and as the grid takes them."""

    terminals: dict[int, Terminal]
    arrays: tuple[Any, Any]


class Search:
    """`left` is how many states may still be looked at, in all searches together; in the middle of
    one, too: it then has found what it has. A count, not a clock: a picture is the same on a busy machine."""

    def __init__(self, grid: RoutingGrid, most: int) -> None:
        self._grid = grid
        self.left = most
        # An edge is searched for again and again from the same terminals in the same zones.
        self._ends: dict[int, tuple[Sequence[Terminal], _SearchEnd]] = {}
        self._zones: dict[frozenset[int], Any] = {}

    def way(
        self,
        tails: Sequence[Terminal],
        heads: Sequence[Terminal],
        zones: frozenset[int],
        outer: frozenset[int] = frozenset(),
        most: float = INF,
    ) -> GridPath | None:
        """The cheapest way from any of the tails to any of the heads that costs less than
        `most`. Steps in clusters other than `zones` cost more, in those of `outer` much more."""
        if not heads or not tails or self.left <= 0:
            return None
        goals, starts = self._end(heads), self._end(tails)
        looked, total, path = self._grid.way(
            starts.arrays,
            goals.arrays,
            self._array(zones),
            self._array(outer),
            most,
            min(self.left, LONGEST),
        )
        self.left -= looked
        if not path:
            return None
        vertices = [key >> 1 for key in path]
        kept = tuple(v for i, v in enumerate(vertices) if not i or v != vertices[i - 1])
        return GridPath(kept, starts.terminals[path[0]], goals.terminals[path[-1]], total)

    def _end(self, terminals: Sequence[Terminal]) -> _SearchEnd:
        known = self._ends.get(id(terminals))
        if known is not None:
            return known[1]
        if len(self._ends) >= KNOWN:
            self._ends.clear()
        by_state: dict[int, Terminal] = {}
        for terminal in terminals:
            there = by_state.get(terminal.state)
            if there is None or terminal.cost < there.cost:
                by_state[terminal.state] = terminal
        array = self._grid.array
        costs = [terminal.cost for terminal in by_state.values()]
        end = _SearchEnd(by_state, (array(list(by_state)), array(costs)))
        self._ends[id(terminals)] = terminals, end
        return end

    def _array(self, zones: frozenset[int]) -> Any:
        if zones not in self._zones:
            self._zones[zones] = self._grid.array(list(zones))
        return self._zones[zones]
