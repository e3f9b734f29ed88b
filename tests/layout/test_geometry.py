"""Lines and boxes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.layout.geometry import length, polyline, runs_through
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Box, Point

whole = st.integers(-40, 40).map(float)
points = st.builds(Point, whole, whole)
boxes = st.builds(Box, whole, whole, st.integers(1, 40).map(float), st.integers(1, 40).map(float))


@given(points, points, boxes, st.integers(0, 16))
def test_a_point_inside_means_that_it_runs_through(a: Point, b: Point, box: Box, k: int) -> None:
    x, y = a.x + (b.x - a.x) * k / 16, a.y + (b.y - a.y) * k / 16
    inside = box.x < x < box.right and box.y < y < box.bottom
    assert a == b or not inside or runs_through((a, b), box)


@given(points, points, boxes)
def test_beside_the_box_it_does_not(a: Point, b: Point, box: Box) -> None:
    beside = max(a.x, b.x) <= box.x or min(a.x, b.x) >= box.right
    if beside or max(a.y, b.y) <= box.y or min(a.y, b.y) >= box.bottom:
        assert not runs_through((a, b), box)


@given(st.lists(points, min_size=2, max_size=6), boxes)
def test_the_way_back_runs_through_the_same(line: list[Point], box: Box) -> None:
    assert runs_through(line, box) == runs_through(line[::-1], box)


@given(points, points, points, points)
def test_a_curve_keeps_its_ends_and_is_no_longer_than_its_frame(
    a: Point, b: Point, c: Point, d: Point
) -> None:
    line = polyline(EdgePlace((a, b, c, d), curved=True))
    assert line[0] == a
    assert abs(line[-1].x - d.x) + abs(line[-1].y - d.y) < 1e-9
    assert length(line) <= length((a, b, c, d)) + 1e-6
