"""Boxes sorted into squares, so that what lies near another is found without asking all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product

from app.model.geometry import Box, Point

SIDE = 128.0  # pt of a square


class Cells:
    """Boxes and points in pt."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._cells: dict[tuple[int, int], list[int]] = {}
        for number, box in enumerate(boxes):
            for cell in squares(box.x, box.y, box.right, box.bottom):
                self._cells.setdefault(cell, []).append(number)

    def near(self, box: Box) -> list[int]:
        """The places, among the boxes that were given, of all that may touch this one (pt),
        ascending."""
        return self._in(squares(box.x, box.y, box.right, box.bottom))

    def along(self, points: Sequence[Point]) -> list[int]:
        """Of all that a polyline may run through."""
        return self._in(
            cell
            for a, b in pairwise(points)
            for cell in squares(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))
        )

    def _in(self, cells: Iterable[tuple[int, int]]) -> list[int]:
        return sorted({number for cell in set(cells) for number in self._cells.get(cell, ())})


def squares(left: float, top: float, right: float, bottom: float) -> Iterator[tuple[int, int]]:
    """Those that a box (pt) lies in, by column and row."""
    return product(
        range(int(left // SIDE), int(right // SIDE) + 1),
        range(int(top // SIDE), int(bottom // SIDE) + 1),
    )
