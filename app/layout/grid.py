"""The grid that routes run on: which of its vertices are taken, and what a step costs.

Vertices lie `PITCH` pt apart; a vertex index is `row * columns + column`. A state is a vertex
and the orientation in which a route passes it: `vertex * 2` horizontally, `vertex * 2 + 1`
vertically. Because every route keeps to the grid and no two run along the same vertices,
parallel edges stay a pitch apart without any later nudging.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil, floor
from typing import Any

from app.layout.maze import Maze, maze
from app.model.geometry import Box, Point

PITCH = 10.0
INF = float("inf")
TAKEN = 1e6  # what a state costs along which another route runs
BEND = 36.0
CROSSING = 100.0
FOREIGN = 0.7  # a step inside a cluster that holds neither end
OUTSIDE = 2.0  # a step outside the innermost cluster that holds both


class RoutingGrid:
    """What stepping into each state costs, 1 where nothing stands, and TAKEN or more where no route
    may run."""

    def __init__(self, extent: Box, by: Maze | None = None) -> None:
        self.left = floor(extent.x / PITCH)
        self.top = floor(extent.y / PITCH)
        self.columns = ceil(extent.right / PITCH) - self.left + 1
        self.rows = ceil(extent.bottom / PITCH) - self.top + 1
        by = by or maze()
        self._array = by.array
        self._maze = by.functions.grid(self.columns, self.rows, TAKEN, BEND)
        self._fence()

    def bookmark(self) -> Callable[[], None]:
        """What makes all prices again as they are now."""
        now = self._maze.noted(self._maze)
        return lambda: self._maze.restore(self._maze, now)

    def _fence(self) -> None:
        """No step may leave the grid: its outermost vertices are taken."""
        right, bottom = self.columns - 1, self.rows - 1
        for first, last, top, low in (
            (0, right, 0, 0),
            (0, right, bottom, bottom),
            (0, 0, 0, bottom),
            (right, right, 0, bottom),
        ):
            self._maze.set(self._maze, first, last, top, low, INF)

    def vertex(self, x: float, y: float) -> int:
        """The vertex nearest to a point (pt), which lies in the grid."""
        column = round(x / PITCH) - self.left
        row = round(y / PITCH) - self.top
        return row * self.columns + column

    def point(self, vertex: int) -> Point:
        """Where a vertex is, in pt."""
        row, column = divmod(vertex, self.columns)
        return Point((column + self.left) * PITCH, (row + self.top) * PITCH)

    def free(self, state: int) -> bool:
        """Whether a route may still run there."""
        return bool(self._maze.price(self._maze, state) < TAKEN)

    def block(self, box: Box) -> None:
        """No route through the vertices inside a box (pt) or on its border."""
        self._maze.set(self._maze, *self._span(box), INF)

    def enclose(self, box: Box, zone: int) -> None:
        """Make a box a zone; one inside another comes after it."""
        self._maze.enclose(self._maze, *self._span(box), zone)

    def charge(self, box: Box, orientation: int, price: float) -> None:
        """Make steps of one orientation inside a box dearer."""
        self._maze.charge(self._maze, *self._span(box), orientation, price)

    def charges(self, dear: Iterable[tuple[Box, tuple[int, ...], float]]) -> Any:
        """What `charge_all` takes: boxes (pt), the orientations of steps in them that are dearer, and by how much."""
        numbers: list[float] = []
        for box, orientations, price in dear:
            span = self._span(box)
            for orientation in orientations:
                numbers += (*span, orientation, price)
        return self._array(numbers)

    def charge_all(self, charges: Any, times: int) -> None:
        """Make all these steps dearer by so many times their price."""
        self._maze.charge_all(self._maze, charges, times)

    def claim(self, vertices: Any, claims: Any, price: float, across: float, routes: int) -> None:
        """Make steps along a route dearer by `price`, and those across it by `across`; and that many
        routes more are on it."""
        self._maze.claim(self._maze, vertices, claims, price, across, routes)

    def array(self, numbers: Iterable[float]) -> Any:
        """What `claim` and `way` take."""
        return self._array(numbers)

    def way(
        self,
        starts: tuple[Any, Any],
        goals: tuple[Any, Any],
        zones: Any,
        outer: Any,
        most: float,
        enough: int,
    ) -> tuple[int, float, list[int]]:
        """How many states were looked at for the cheapest way from one of the starts to one of the
        goals (states, with what each costs), all of them arrays, what it costs, and its states; of these none where
        there is none cheaper than `most`, or within `enough` states. Steps in the zones `outer`
        cost OUTSIDE more, in others than `zones` FOREIGN."""
        looked, total, path = self._maze.way(
            self._maze,
            *starts,
            *goals,
            zones,
            FOREIGN,
            outer,
            OUTSIDE,
            most,
            enough,
        )
        return looked, (total if path else INF), list(path.values())[::-1] if path else []

    def _span(self, box: Box) -> tuple[int, int, int, int]:
        """The columns and rows of the vertices inside a box (pt) or on its border: first and last,
        top and bottom."""
        first = max(0, ceil(box.x / PITCH - 1e-9) - self.left)
        last = min(self.columns - 1, floor(box.right / PITCH + 1e-9) - self.left)
        top = max(0, ceil(box.y / PITCH - 1e-9) - self.top)
        bottom = min(self.rows - 1, floor(box.bottom / PITCH + 1e-9) - self.top)
        return first, last, top, bottom
