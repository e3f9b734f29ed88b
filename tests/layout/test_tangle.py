"""Crossings and bends are counted as a viewer sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout.tangle import Tangle, tangle
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Point

FLAT = EdgePlace((Point(0, 50), Point(100, 50)))
numbers = st.integers(-40, 40)
points = st.builds(Point, numbers, numbers)


def _line(*points: tuple[float, float]) -> EdgePlace:
    return EdgePlace(tuple(Point(*p) for p in points))


@pytest.mark.parametrize(
    ("other", "crossings", "bends"),
    [
        (_line((50, 0), (50, 100)), 1, 0),
        (_line((50, 0), (50, 50)), 0, 0),  # meets it
        (_line((0, 50), (60, 50), (60, 0)), 0, 1),  # runs along it, then parts
        (_line((30, 0), (30, 90), (60, 90), (60, 0)), 2, 2),
        (_line((0, 0), (100, 100)), 1, 0),
        (_line((0, 60), (100, 60)), 0, 0),
    ],
)
def test_two_edges(other: EdgePlace, crossings: int, bends: int) -> None:
    assert tangle([FLAT, other]) == Tangle(crossings, bends)


def test_a_curve_has_no_bends_and_crosses_what_it_runs_over() -> None:
    curve = EdgePlace((Point(10, 0), Point(10, 80), Point(90, 80), Point(90, 0)), curved=True)
    assert tangle([FLAT, curve]) == Tangle(2, 0)


def test_an_edge_does_not_cross_itself() -> None:
    assert tangle([_line((0, 0), (50, 0), (50, 50), (20, 50), (20, -50))]) == Tangle(0, 3)


@given(st.lists(st.tuples(points, points), max_size=12))
def test_the_order_of_edges_does_not_matter(ends: list[tuple[Point, Point]]) -> None:
    edges = [EdgePlace(pair) for pair in ends]
    assert tangle(edges) == tangle(edges[::-1])
