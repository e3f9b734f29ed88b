"""Where right-angled lines run, so that what is near a box is found without asking all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from app.layout.cells import squares
from app.model.geometry import Box, Point
from app.model.ids import ElementId

Piece = tuple[float, float, float, float]  # left, top, right, bottom


def pieces(points: Sequence[Point]) -> list[Piece]:
    """The straight pieces of a line with right angles, in pt."""
    return [(a.x, a.y, b.x, b.y) if a <= b else (b.x, b.y, a.x, a.y) for a, b in pairwise(points)]


def run_through(box: Box, line: Sequence[Piece]) -> bool:
    """Whether one of the pieces runs through the inside of a box."""
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    return any(x < right and to_x > left and y < bottom and to_y > top for x, y, to_x, to_y in line)


class RoutedLines:
    """RoutedLines by the edge that they are."""

    def __init__(self, lines: Mapping[ElementId, Sequence[Point]]) -> None:
        self._pieces: dict[ElementId, list[Piece]] = {}
        self._cells: defaultdict[tuple[int, int], set[ElementId]] = defaultdict(set)
        for id, points in lines.items():
            self.put(id, points)

    def put(self, id: ElementId, points: Sequence[Point]) -> None:
        """This edge runs so from now on."""
        for piece in self._pieces.pop(id, ()):
            for cell in squares(*piece):
                self._cells[cell].discard(id)
        self._pieces[id] = pieces(points)
        for piece in self._pieces[id]:
            for cell in squares(*piece):
                self._cells[cell].add(id)

    def near(self, box: Box, but: ElementId) -> list[list[Piece]]:
        """Of each other edge the pieces that run through a box (pt), where there are any."""
        found = (
            [p for p in self._pieces[id] if run_through(box, (p,))]
            for id in self._around(box)
            if id != but
        )
        return [line for line in found if line]

    def through(self, box: Box) -> set[ElementId]:
        """The edges that run through the inside of a box (pt)."""
        return {id for id in self._around(box) if run_through(box, self._pieces[id])}

    def _around(self, box: Box) -> set[ElementId]:
        under = squares(box.x, box.y, box.right, box.bottom)
        return {id for cell in under for id in self._cells.get(cell, ())}
