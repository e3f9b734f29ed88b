"""The grid that routes run on: which of its vertices are taken, and what a step costs.

Vertices lie `PITCH` pt apart; a vertex index is `row * columns + column`. Because every route
keeps to the grid and no two run along the same vertices, parallel edges stay a pitch apart
without any later nudging.
"""

from __future__ import annotations

from math import ceil, floor

from app.model.geometry import Box, Point

PITCH = 10.0
FREE, TITLE, SOLID = 0, 1, 2
INF = float("inf")


class Grid:
    """Costs of stepping onto each vertex, horizontally (`cost[0]`) and vertically (`cost[1]`)."""

    def __init__(self, extent: Box) -> None:
        self.left = floor(extent.x / PITCH)
        self.top = floor(extent.y / PITCH)
        self.columns = ceil(extent.right / PITCH) - self.left + 1
        self.rows = ceil(extent.bottom / PITCH) - self.top + 1
        size = self.columns * self.rows
        self.cost: tuple[list[float], list[float]] = ([1.0] * size, [1.0] * size)
        self.busy = bytearray(size)  # routes at a vertex; none may bend where another is
        self.zone = [0] * size  # index of the innermost cluster, 0 outside all
        self._fence()

    def _fence(self) -> None:
        """No step may leave the grid: its outermost vertices are taken."""
        columns, rows = self.columns, self.rows
        for v in (*range(columns), *range((rows - 1) * columns, rows * columns)):
            self.cost[0][v] = self.cost[1][v] = INF
        for row in range(rows):
            for v in (row * columns, row * columns + columns - 1):
                self.cost[0][v] = self.cost[1][v] = INF

    def vertex(self, x: float, y: float) -> int:
        """The vertex nearest to a point."""
        column = round(x / PITCH) - self.left
        row = round(y / PITCH) - self.top
        return row * self.columns + column

    def point(self, vertex: int) -> Point:
        row, column = divmod(vertex, self.columns)
        return Point((column + self.left) * PITCH, (row + self.top) * PITCH)

    def within(self, box: Box) -> list[int]:
        """Vertices inside a box or on its border."""
        first = max(0, ceil(box.x / PITCH - 1e-9) - self.left)
        last = min(self.columns - 1, floor(box.right / PITCH + 1e-9) - self.left)
        top = max(0, ceil(box.y / PITCH - 1e-9) - self.top)
        bottom = min(self.rows - 1, floor(box.bottom / PITCH + 1e-9) - self.top)
        return [
            row * self.columns + column
            for row in range(top, bottom + 1)
            for column in range(first, last + 1)
        ]

    def block(self, box: Box) -> None:
        """No route through these vertices."""
        horizontal, vertical = self.cost
        for v in self.within(box):
            horizontal[v] = vertical[v] = INF

    def charge(self, box: Box, orientation: int, price: float) -> None:
        """Make steps of one orientation inside a box dearer."""
        cost = self.cost[orientation]
        for v in self.within(box):
            cost[v] += price
