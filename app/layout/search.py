"""The cheapest way for one edge over the grid, by A* over (vertex, orientation).

A step costs its length, a bend and a crossing cost extra, running along another edge is not
possible at all. The idea is Lee's maze routing (An Algorithm for Path Connections and Its
Applications, 1961).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

from app.layout.grid import INF, RoutingGrid
from app.layout.terminals import Terminal

TAKEN = 1e6  # what a state costs along which another route runs
BEND = 14.0
CROSSING = 30.0
FOREIGN = 0.7  # a step inside a cluster that holds neither end


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
        self._steps = [float(at) for at in range(max(grid.columns, grid.rows))]
        self._bent = [at + BEND for at in self._steps]

    def way(
        self,
        tails: Iterable[Terminal],
        heads: Iterable[Terminal],
        zones: frozenset[int],
        most: float = INF,
    ) -> GridPath | None:
        """The cheapest way from any of the tails to any of the heads that costs less than
        `most`. Steps in clusters other than `zones` cost more."""
        goals, starts = _cheapest(heads), _cheapest(tails)
        came: dict[int, int] = {}
        goal, total = self._explore(starts, goals, zones, most, came)
        if goal < 0:
            return None
        path = [goal]
        while path[-1] in came:
            path.append(came[path[-1]])
        path.reverse()
        vertices = [key >> 1 for key in path]
        kept = tuple(v for i, v in enumerate(vertices) if not i or v != vertices[i - 1])
        return GridPath(kept, starts[path[0]], goals[goal], total)

    def _explore(
        self,
        starts: dict[int, Terminal],
        goals: dict[int, Terminal],
        zones: frozenset[int],
        most: float,
        came: dict[int, int],
    ) -> tuple[int, float]:
        """The cheapest goal, -1 where none is cheaper than `most`, and what it costs. `came` is
        filled with the state before each one."""
        grid = self._grid
        cost, busy, zone, columns = grid.cost, grid.busy, grid.zone, grid.columns
        foreign = [0.0 if z in zones else FOREIGN for z in range(grid.zones + 1)]
        up = 2 * columns
        best: dict[int, float] = {}
        heap: list[tuple[float, float, int]] = []
        for key, terminal in starts.items():
            if cost[key] < TAKEN:
                best[key] = terminal.cost + cost[key]
                heappush(heap, (best[key], best[key], key))
        goal, total = -1, most
        if not goals or self.left <= 0:
            return goal, total
        aside, aside_bent, down, down_bent = self._distances(goals, columns, grid.rows)
        known = best.get
        looked, enough = 0, self.left
        while heap and heap[0][0] < total:
            _, g, key = heappop(heap)
            if g > best[key]:
                continue
            looked += 1
            if looked > enough:
                break
            if key in goals and g + goals[key].cost < total:
                goal, total = key, g + goals[key].cost
            row, column = divmod(key >> 1, columns)
            turned = key ^ 1
            turn = TAKEN if busy[key >> 1] or cost[turned] >= TAKEN else BEND
            if key & 1:
                one, two, rest = key - up, key + up, aside_bent[column]
                steps = (
                    (one, cost[one] + foreign[zone[one >> 1]], rest + down[row - 1]),
                    (two, cost[two] + foreign[zone[two >> 1]], rest + down[row + 1]),
                    (turned, turn, aside[column] + down_bent[row]),
                )
            else:
                one, two, rest = key - 2, key + 2, down_bent[row]
                steps = (
                    (one, cost[one] + foreign[zone[one >> 1]], rest + aside[column - 1]),
                    (two, cost[two] + foreign[zone[two >> 1]], rest + aside[column + 1]),
                    (turned, turn, aside_bent[column] + down[row]),
                )
            for to, price, rest in steps:
                reached = g + price
                if reached < known(to, TAKEN):
                    best[to] = reached
                    came[to] = key
                    heappush(heap, (reached + rest, reached, to))
        self.left -= looked
        return goal, total

    def _distances(
        self, goals: Iterable[int], columns: int, rows: int
    ) -> tuple[list[float], list[float], list[float], list[float]]:
        """Steps from each column to the goals' columns, the same with the bend that they ask for,
        and both from each row to the goals' rows."""
        places = [divmod(key >> 1, columns) for key in goals]
        found = []
        for among, count in (([x for _, x in places], columns), ([y for y, _ in places], rows)):
            low, high = min(among), max(among)
            inside = [0.0] * (high - low + 1)
            found += [
                steps[low:0:-1] + inside + steps[1 : count - high]
                for steps in (self._steps, self._bent)
            ]
        return found[0], found[1], found[2], found[3]


def _cheapest(terminals: Iterable[Terminal]) -> dict[int, Terminal]:
    """Terminals by state, the cheapest where several share one."""
    found: dict[int, Terminal] = {}
    for terminal in terminals:
        key = terminal.state
        if key not in found or terminal.cost < found[key].cost:
            found[key] = terminal
    return found
