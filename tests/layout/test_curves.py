"""Curves of edges that are not routed: from border to border, and never of no length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout.curves import fitted, own
from app.layout.geometry import SHORT, length, polyline
from app.layout.shapes import Silhouette
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Box, Point

numbers = st.integers(0, 12).map(lambda n: n * 5.0)
boxes = st.builds(Box, numbers, numbers, numbers, numbers)
LEFT, RIGHT = Box(0, 0, 60, 60), Box(200, 0, 60, 60)


@given(boxes, boxes, st.integers(0, 4))
def test_an_own_curve_joins_any_two_boxes(tail: Box, head: Box, nth: int) -> None:
    points = own(Silhouette(tail), Silhouette(head), nth)
    assert length(polyline(EdgePlace(points, curved=True))) >= SHORT
    assert tail.distance_to(*points[0]) < 1e-6
    assert head.distance_to(*points[-1]) < 1e-6


@pytest.mark.parametrize("head", [Box(60, 0, 60, 60), Box(0, 60, 60, 60), LEFT])
def test_what_touches_is_joined_round_the_outside(head: Box) -> None:
    whole = polyline(EdgePlace(own(Silhouette(LEFT), Silhouette(head)), curved=True))
    assert min(p.y for p in whole) < 0 or max(p.x for p in whole) > 60


def test_several_between_the_same_two_are_apart() -> None:
    assert len({own(Silhouette(LEFT), Silhouette(RIGHT), nth) for nth in range(5)}) == 5


def test_an_engines_curve_is_led_on_to_the_icons() -> None:
    curve = [Point(66, 30), Point(100, 30), Point(150, 40), Point(194, 40)]
    assert fitted(curve, Silhouette(LEFT), Silhouette(RIGHT)) == (
        Point(60, 30),
        *curve[1:3],
        Point(200, 40),
    )


def test_an_engines_curve_is_cut_where_it_leaves_a_cluster() -> None:
    curve = [Point(30, 30), Point(90, 30), Point(140, 30), Point(200, 30)]
    points = fitted(curve, Silhouette(LEFT), Silhouette(RIGHT))
    assert points is not None
    assert points[0] == pytest.approx(Point(60, 30), abs=0.01)
    assert points[-1] == Point(200, 30)


@pytest.mark.parametrize("curve", [[], [Point(0, 0)], [Point(10, 10)] * 4])
def test_a_curve_that_leads_nowhere_is_none(curve: list[Point]) -> None:
    assert fitted(curve, Silhouette(LEFT), Silhouette(Box(5, 5, 20, 20))) is None
    assert fitted(curve, Silhouette(LEFT), Silhouette(LEFT)) is None
