from __future__ import annotations

from random import Random

from app.layout.cells import Cells
from app.layout.geometry import runs_through
from app.model.geometry import Box, Point


def test_nothing_near_is_left_out_and_little_else_is_named() -> None:
    chance = Random(3)  # noqa: S311 - the same boxes each time
    boxes = [
        Box(chance.uniform(-900, 900), chance.uniform(-900, 900), 1 + chance.random() * 90, 40)
        for _ in range(300)
    ]
    cells = Cells(boxes)
    for box in boxes[:60]:
        near = cells.near(box)
        assert near == sorted(near)
        assert {n for n, other in enumerate(boxes) if box.touches(other)} <= set(near)
        assert len(near) < 60
        a, b = Point(box.x, box.y), Point(box.x + 300, box.y)
        through = {n for n, other in enumerate(boxes) if runs_through((a, b), other)}
        assert through <= set(cells.along((a, b)))
