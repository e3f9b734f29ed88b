"""The cheapest way for one edge over the grid, by A* over (vertex, orientation).

A step costs its length, a bend and a crossing cost extra, running along another edge is not
possible at all. The idea is Lee's maze routing (An Algorithm for Path Connections and Its
Applications, 1961).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.layout.grid import INF, RoutingGrid
from app.layout.terminals import Terminal

LONGEST = 3_000_000  # states for one edge, which are some 100 MB then


@dataclass(frozen=True, slots=True)
class GridPath:
    """Vertices from the tail's terminal to the head's, and what they cost in all."""

    vertices: tuple[int, ...]
    tail: Terminal
    head: Terminal
    cost: float


class Search:
    """`left` is how many states may still be looked at, in all searches together; in the middle of
    one, too: it then has found what it has. A count, not a clock: a picture is the same on a busy machine."""

    def __init__(self, grid: RoutingGrid, most: int) -> None:
        self._grid = grid
        self.left = most

    def way(
        self,
        tails: Iterable[Terminal],
        heads: Iterable[Terminal],
        zones: frozenset[int],
        outer: frozenset[int] = frozenset(),
        most: float = INF,
    ) -> GridPath | None:
        """The cheapest way from any of the tails to any of the heads that costs less than
        `most`. Steps in clusters other than `zones` cost more, in those of `outer` much more."""
        goals, starts = _cheapest(heads), _cheapest(tails)
        if not goals or not starts or self.left <= 0:
            return None
        looked, total, path = self._grid.way(
            {key: t.cost for key, t in starts.items()},
            {key: t.cost for key, t in goals.items()},
            zones,
            outer,
            most,
            min(self.left, LONGEST),
        )
        self.left -= looked
        if not path:
            return None
        vertices = [key >> 1 for key in path]
        kept = tuple(v for i, v in enumerate(vertices) if not i or v != vertices[i - 1])
        return GridPath(kept, starts[path[0]], goals[path[-1]], total)


def _cheapest(terminals: Iterable[Terminal]) -> dict[int, Terminal]:
    """Terminals by state, the cheapest where several share one."""
    found: dict[int, Terminal] = {}
    for terminal in terminals:
        key = terminal.state
        if key not in found or terminal.cost < found[key].cost:
            found[key] = terminal
    return found
