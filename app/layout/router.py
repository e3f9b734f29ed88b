"""Orthogonal routes between components that keep clear of icons, labels and each other.

Each edge is routed by A* over (vertex, orientation) on the grid: a step costs its length, a
bend and a crossing cost extra, running along another edge is not possible at all. Edges are
routed one after the other, near ones first; then the dear ones are taken out and routed again.
The idea is Lee's maze routing (An Algorithm for Path Connections and Its Applications, 1961).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from app.layout.grid import INF, PITCH, Grid
from app.model.geometry import Box, Point

TAKEN = 1000.0  # what a vertex costs along which another route runs
BEND = 7.0
CROSSING = 5.0
FOREIGN = 0.7  # a step inside a cluster that holds neither end
OFF_CENTRE = 1.1  # a pitch away from the middle of a side
HUG = 2.0  # a step right along a cluster's border


@dataclass(frozen=True, slots=True)
class Terminal:
    """One way to leave or enter a component: the grid vertex just off its border, the point
    on the border, the orientation (0 horizontal, 1 vertical) and what it costs."""

    vertex: int
    border: Point
    orientation: int
    cost: float


@dataclass(frozen=True, slots=True)
class Wish:
    """An edge to be routed. `zones` are the clusters it may run through at no extra cost."""

    id: str
    tail: Sequence[Terminal]
    head: Sequence[Terminal]
    zones: frozenset[int]
    length: float


@dataclass(slots=True)
class _Route:
    vertices: list[int]
    tail: Terminal
    head: Terminal
    cost: float


class Router:
    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._routes: dict[str, _Route] = {}

    def route(self, wishes: Iterable[Wish], rounds: int = 1) -> dict[str, tuple[Point, ...]]:
        """Polylines from border to border by edge id; an edge for which there is no way is
        left out."""
        order = sorted(wishes, key=lambda w: w.length)
        for wish in order:
            self._add(wish)
        for _ in range(rounds):
            worth = [
                w for w in order if w.id not in self._routes or self._excess(w) > BEND + CROSSING
            ]
            for wish in sorted(worth, key=self._excess, reverse=True):
                self._remove(wish.id)
                self._add(wish)
        return {id: self._polyline(route) for id, route in self._routes.items()}

    def _excess(self, wish: Wish) -> float:
        route = self._routes.get(wish.id)
        return INF if route is None else route.cost - wish.length / PITCH

    def _add(self, wish: Wish) -> None:
        found = self._search(wish)
        if found is not None:
            self._routes[wish.id] = found
            self._occupy(found, 1)

    def _remove(self, id: str) -> None:
        route = self._routes.pop(id, None)
        if route is not None:
            self._occupy(route, -1)

    def _occupy(self, route: _Route, sign: int) -> None:
        """Take or free the vertices of a route: others may cross it at right angles, but not
        run along it, and not bend on it."""
        grid = self._grid
        horizontal, vertical = grid.cost
        vertices = route.vertices
        for i, v in enumerate(vertices):
            before = vertices[i - 1] if i else None
            after = vertices[i + 1] if i + 1 < len(vertices) else None
            steps = [abs(v - w) for w in (before, after) if w is not None]
            flat = any(s == 1 for s in steps)
            steep = any(s != 1 for s in steps)
            if before is None:
                flat, steep = _with(flat, steep, route.tail.orientation)
            if after is None:
                flat, steep = _with(flat, steep, route.head.orientation)
            if flat:
                horizontal[v] += sign * TAKEN
                vertical[v] += sign * (TAKEN if steep else CROSSING)
            elif steep:
                vertical[v] += sign * TAKEN
                horizontal[v] += sign * CROSSING
            grid.busy[v] += sign

    def _search(self, wish: Wish) -> _Route | None:
        """The cheapest way from any tail terminal to any head terminal. A state is
        `vertex * 2 + orientation`."""
        goals = _cheapest(wish.head)
        if not goals:
            return None
        rest = self._remaining(goals)
        best: dict[int, float] = {}
        came: dict[int, int] = {}
        starts: dict[int, Terminal] = {}
        heap: list[tuple[float, float, int]] = []
        for key, terminal in _cheapest(wish.tail).items():
            entry = self._grid.cost[terminal.orientation][terminal.vertex]
            if entry < TAKEN:
                best[key] = terminal.cost + entry
                starts[key] = terminal
                heappush(heap, (best[key] + rest(key), best[key], key))
        goal, total = -1, INF
        closed: set[int] = set()
        while heap and heap[0][0] < total:
            _, g, key = heappop(heap)
            if key in closed:
                continue
            closed.add(key)
            if key in goals and g + goals[key].cost < total:
                goal, total = key, g + goals[key].cost
            for to, price in self._steps(key, wish.zones):
                if to not in closed and g + price < best.get(to, INF):
                    best[to] = g + price
                    came[to] = key
                    heappush(heap, (best[to] + rest(to), best[to], to))
        if goal < 0:
            return None
        path = [goal]
        while path[-1] in came:
            path.append(came[path[-1]])
        path.reverse()
        vertices = [key >> 1 for key in path]
        kept = [v for i, v in enumerate(vertices) if not i or v != vertices[i - 1]]
        return _Route(kept, starts[path[0]], goals[goal], total)

    def _steps(self, key: int, zones: frozenset[int]) -> list[tuple[int, float]]:
        """The states next to one, with the price of going there."""
        grid = self._grid
        v, orientation = key >> 1, key & 1
        step = grid.columns if orientation else 1
        cost, zone = grid.cost[orientation], grid.zone
        steps = []
        for w in (v - step, v + step):
            price = cost[w]
            if price < TAKEN:
                steps.append((w * 2 + orientation, price if zone[w] in zones else price + FOREIGN))
        if not grid.busy[v] and grid.cost[1 - orientation][v] < TAKEN:
            steps.append((key ^ 1, BEND))
        return steps

    def _remaining(self, goals: dict[int, Terminal]) -> Callable[[int], float]:
        """A lower bound of what is still to come from a state, for A*."""
        columns = self._grid.columns
        places = [divmod(key >> 1, columns) for key in goals]
        top, bottom = min(p[0] for p in places), max(p[0] for p in places)
        left, right = min(p[1] for p in places), max(p[1] for p in places)

        def rest(key: int) -> float:
            row, column = divmod(key >> 1, columns)
            dy = top - row if row < top else row - bottom if row > bottom else 0
            dx = left - column if column < left else column - right if column > right else 0
            return dx + dy + (BEND if (dx if key & 1 else dy) else 0.0)

        return rest

    def _polyline(self, route: _Route) -> tuple[Point, ...]:
        points = [route.tail.border, *map(self._grid.point, route.vertices), route.head.border]
        return simplified(points)


def _cheapest(terminals: Iterable[Terminal]) -> dict[int, Terminal]:
    """Terminals by state, the cheapest where several share one."""
    found: dict[int, Terminal] = {}
    for terminal in terminals:
        key = terminal.vertex * 2 + terminal.orientation
        if key not in found or terminal.cost < found[key].cost:
            found[key] = terminal
    return found


def _with(flat: bool, steep: bool, orientation: int) -> tuple[bool, bool]:
    return (flat, True) if orientation else (True, steep)


def simplified(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without the points that lie on a straight line between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and (
            (kept[-2].x == kept[-1].x == point.x) or (kept[-2].y == kept[-1].y == point.y)
        ):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def around(grid: Grid, box: Box, sides: str, inset: float = 0.0) -> list[Terminal]:
    """Ways into a box on some of its sides (`l`, `r`, `t`, `b`), one at each grid line, the
    middle of a side cheapest. For a box whose borders lie between grid lines the terminal's
    vertex is the next one outside, or inside where `inset` is negative."""
    found: list[Terminal] = []
    out = PITCH - inset
    cx, cy = box.center
    for side in sides:
        if side in "lr":
            x = box.x if side == "l" else box.right
            away = x - out if side == "l" else x + out
            for k in range(int(box.height // PITCH) + 1):
                y = (int(box.y // PITCH) + k + 1) * PITCH
                if box.y + PITCH * 0.9 <= y <= box.bottom - PITCH * 0.9:
                    found.append(
                        Terminal(
                            grid.vertex(away, y), Point(x, y), 0, abs(y - cy) / PITCH * OFF_CENTRE
                        )
                    )
        else:
            y = box.y if side == "t" else box.bottom
            away = y - out if side == "t" else y + out
            for k in range(int(box.width // PITCH) + 1):
                x = (int(box.x // PITCH) + k + 1) * PITCH
                if box.x + PITCH * 0.9 <= x <= box.right - PITCH * 0.9:
                    found.append(
                        Terminal(
                            grid.vertex(x, away), Point(x, y), 1, abs(x - cx) / PITCH * OFF_CENTRE
                        )
                    )
    return found


def meeting(grid: Grid, box: Box) -> list[Terminal]:
    """Ways into a point or a blank, which is smaller than the grid: one on each side."""
    (x, y), across, down = box.center, box.width / 2, box.height / 2
    return [
        Terminal(
            grid.vertex(x + dx * PITCH, y + dy * PITCH),
            Point(x + dx * across, y + dy * down),
            0 if dx else 1,
            0.0,
        )
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1))
    ]
