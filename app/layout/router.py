"""Orthogonal routes between components that keep clear of icons, labels and each other.

Each edge is routed by A* over (vertex, orientation) on the grid: a step costs its length, a
bend and a crossing cost extra, running along another edge is not possible at all. Edges are
routed one after the other, near ones first; then the dear ones are taken out and routed again.
The idea is Lee's maze routing (An Algorithm for Path Connections and Its Applications, 1961).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from app.layout.grid import INF, PITCH, Grid
from app.model.geometry import Box, Point

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
    def __init__(self, grid: Grid, zones: int) -> None:
        self._grid = grid
        self._zones = zones
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

    def reroute(self, wish: Wish) -> tuple[Point, ...] | None:
        """Route one edge again, after the grid has changed."""
        self._remove(wish.id)
        self._add(wish)
        route = self._routes.get(wish.id)
        return self._polyline(route) if route else None

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
                horizontal[v] += sign * 1000.0
                vertical[v] += sign * (1000.0 if steep else CROSSING)
            elif steep:
                vertical[v] += sign * 1000.0
                horizontal[v] += sign * CROSSING
            grid.busy[v] += sign

    def _search(self, wish: Wish) -> _Route | None:
        grid = self._grid
        columns = grid.columns
        horizontal, vertical = grid.cost
        busy, zone = grid.busy, grid.zone
        toll = [0.0 if z in wish.zones else FOREIGN for z in range(self._zones)]
        goals: dict[int, Terminal] = {}
        for terminal in wish.head:
            key = terminal.vertex * 2 + terminal.orientation
            if key not in goals or terminal.cost < goals[key].cost:
                goals[key] = terminal
        if not goals:
            return None
        rows_, cols_ = zip(*(divmod(t.vertex, columns) for t in goals.values()), strict=True)
        top, bottom, left, right = min(rows_), max(rows_), min(cols_), max(cols_)

        def rest(v: int, orientation: int) -> float:
            """A lower bound of what is still to come."""
            row, column = divmod(v, columns)
            dy = top - row if row < top else row - bottom if row > bottom else 0
            dx = left - column if column < left else column - right if column > right else 0
            return dx + dy + (BEND if (dx if orientation else dy) else 0.0)

        best: dict[int, float] = {}
        came: dict[int, int] = {}
        starts: dict[int, Terminal] = {}
        heap: list[tuple[float, float, int]] = []
        for terminal in wish.tail:
            cost = (horizontal, vertical)[terminal.orientation][terminal.vertex]
            if cost >= 1000.0:
                continue
            key = terminal.vertex * 2 + terminal.orientation
            g = terminal.cost + cost
            if g < best.get(key, INF):
                best[key] = g
                starts[key] = terminal
                heappush(heap, (g + rest(terminal.vertex, terminal.orientation), g, key))
        closed: set[int] = set()
        goal = -1
        while heap:
            _, g, key = heappop(heap)
            if key == -2 or key in closed:
                if key == -2:
                    break
                continue
            closed.add(key)
            v, orientation = key >> 1, key & 1
            terminal_at = goals.get(key)
            if terminal_at is not None:
                total = g + terminal_at.cost
                if total < best.get(-2, INF):
                    best[-2] = total
                    goal = key
                    heappush(heap, (total, total, -2))
            cost_here = vertical if orientation else horizontal
            step = columns if orientation else 1
            for w in (v - step, v + step):
                c = cost_here[w]
                if c >= 1000.0:
                    continue
                to = w * 2 + orientation
                if to in closed:
                    continue
                new = g + c + toll[zone[w]]
                if new < best.get(to, INF):
                    best[to] = new
                    came[to] = key
                    heappush(heap, (new + rest(w, orientation), new, to))
            if not busy[v] and (horizontal if orientation else vertical)[v] < 1000.0:
                to = key ^ 1
                if to not in closed:
                    new = g + BEND
                    if new < best.get(to, INF):
                        best[to] = new
                        came[to] = key
                        heappush(heap, (new + rest(v, to & 1), new, to))
        if goal < 0:
            return None
        path = [goal]
        while path[-1] in came:
            path.append(came[path[-1]])
        path.reverse()
        vertices: list[int] = []
        for key in path:
            if not vertices or vertices[-1] != key >> 1:
                vertices.append(key >> 1)
        return _Route(vertices, starts[path[0]], goals[goal], best[-2])

    def _polyline(self, route: _Route) -> tuple[Point, ...]:
        points = [route.tail.border, *map(self._grid.point, route.vertices), route.head.border]
        return simplified(points)


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
                        Terminal(grid.vertex(away, y), Point(x, y), 0, abs(y - cy) / PITCH * OFF_CENTRE)
                    )
        else:
            y = box.y if side == "t" else box.bottom
            away = y - out if side == "t" else y + out
            for k in range(int(box.width // PITCH) + 1):
                x = (int(box.x // PITCH) + k + 1) * PITCH
                if box.x + PITCH * 0.9 <= x <= box.right - PITCH * 0.9:
                    found.append(
                        Terminal(grid.vertex(x, away), Point(x, y), 1, abs(x - cx) / PITCH * OFF_CENTRE)
                    )
    return found
