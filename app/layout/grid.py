"""The grid that routes run on: which of its vertices are taken, and what a step costs.

Vertices lie `PITCH` pt apart; a vertex index is `row * columns + column`. A state is a vertex
and the orientation in which a route passes it: `vertex * 2` horizontally, `vertex * 2 + 1`
vertically. Because every route keeps to the grid and no two run along the same vertices,
parallel edges stay a pitch apart without any later nudging.
"""

from __future__ import annotations

from math import ceil, floor

from app.model.geometry import Box, Point

PITCH = 10.0
INF = float("inf")


class RoutingGrid:
    """`cost` is what stepping into each state costs, 1 where nothing stands."""

    def __init__(self, extent: Box) -> None:
        self.left = floor(extent.x / PITCH)
        self.top = floor(extent.y / PITCH)
        self.columns = ceil(extent.right / PITCH) - self.left + 1
        self.rows = ceil(extent.bottom / PITCH) - self.top + 1
        size = self.columns * self.rows
        self.cost = [1.0] * (2 * size)
        self.busy = [0] * size  # routes at a vertex; none may bend where another is
        self.zone = [0] * size  # index of the innermost cluster, 0 outside all
        self.zones = 0  # the greatest of them
        self._fence()

    def _fence(self) -> None:
        """No step may leave the grid: its outermost vertices are taken."""
        wide, cost = 2 * self.columns, self.cost
        cost[:wide] = cost[-wide:] = [INF] * wide
        for side in (0, 1, wide - 2, wide - 1):
            cost[side::wide] = [INF] * self.rows

    def vertex(self, x: float, y: float) -> int:
        """The vertex nearest to a point (pt), which lies in the grid."""
        column = round(x / PITCH) - self.left
        row = round(y / PITCH) - self.top
        return row * self.columns + column

    def point(self, vertex: int) -> Point:
        """Where a vertex is, in pt."""
        row, column = divmod(vertex, self.columns)
        return Point((column + self.left) * PITCH, (row + self.top) * PITCH)

    def within(self, box: Box) -> list[int]:
        """Vertices inside a box (pt) or on its border."""
        return [v for row in self._rows(box) for v in row]

    def block(self, box: Box) -> None:
        """No route through these vertices."""
        for row in self._rows(box):
            self.cost[2 * row.start : 2 * row.stop] = [INF] * (2 * len(row))

    def enclose(self, box: Box, zone: int) -> None:
        """Make a box a zone; one inside another comes after it."""
        self.zones = max(self.zones, zone)
        for row in self._rows(box):
            self.zone[row.start : row.stop] = [zone] * len(row)

    def charge(self, box: Box, orientation: int, price: float) -> None:
        """Make steps of one orientation inside a box dearer."""
        cost = self.cost
        for row in self._rows(box):
            for state in range(2 * row.start + orientation, 2 * row.stop, 2):
                cost[state] += price

    def _rows(self, box: Box) -> list[range]:
        """The vertices inside a box or on its border, row by row."""
        first = max(0, ceil(box.x / PITCH - 1e-9) - self.left)
        last = min(self.columns - 1, floor(box.right / PITCH + 1e-9) - self.left)
        top = max(0, ceil(box.y / PITCH - 1e-9) - self.top)
        bottom = min(self.rows - 1, floor(box.bottom / PITCH + 1e-9) - self.top)
        starts = range(top * self.columns, (bottom + 1) * self.columns, self.columns)
        return [range(at + first, at + last + 1) for at in starts] if first <= last else []
