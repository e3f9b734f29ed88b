"""The camera's maths, as properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.geometry import Box, Point
from app.ui.views.canvas.camera import LEAST, MOST, Camera, reach

coordinate = st.floats(-5000, 5000)
length = st.floats(1, 5000)
scale = st.floats(LEAST, MOST)
cameras = st.builds(Camera, coordinate, coordinate, scale)
boxes = st.builds(Box, coordinate, coordinate, length, length)
sizes = st.tuples(st.floats(50, 4000), st.floats(50, 4000))
points = st.builds(Point, coordinate, coordinate)


def near(a: Point, b: Point, by: float = 1e-3) -> bool:
    return abs(a.x - b.x) < by and abs(a.y - b.y) < by


@given(cameras, points, sizes)
def test_view_and_diagram_are_inverse(
    camera: Camera, point: Point, size: tuple[float, float]
) -> None:
    assert near(camera.to_view(camera.to_diagram(point, size), size), point)


@given(boxes, sizes, st.floats(0.3, 1))
def test_fit_shows_the_whole_box_in_the_middle(
    box: Box, size: tuple[float, float], fill: float
) -> None:
    camera = Camera.fit(box, size, fill)
    assert (camera.x, camera.y) == pytest.approx(box.center)
    if LEAST < camera.scale < MOST:
        taken = max(box.width * camera.scale / size[0], box.height * camera.scale / size[1])
        assert taken == pytest.approx(fill)


@given(cameras, points, st.floats(0.1, 10), sizes)
def test_zoom_holds_the_point_under_the_pointer(
    camera: Camera, point: Point, factor: float, size: tuple[float, float]
) -> None:
    zoomed = camera.zoom_about(point, factor, size)
    assert LEAST <= zoomed.scale <= MOST
    assert near(zoomed.to_diagram(point, size), camera.to_diagram(point, size))


@given(cameras, st.floats(-900, 900), st.floats(-900, 900), points, sizes)
def test_pan_moves_the_picture_by_pixels(
    camera: Camera, dx: float, dy: float, point: Point, size: tuple[float, float]
) -> None:
    before = camera.to_view(point, size)
    after = camera.pan(dx, dy).to_view(point, size)
    assert near(after, Point(before.x + dx, before.y + dy))


@given(cameras, boxes, sizes)
def test_clamp_keeps_the_sheet_reachable_and_is_idempotent(
    camera: Camera, box: Box, size: tuple[float, float]
) -> None:
    held = camera.clamp(box, size)
    assert held.scale == camera.scale
    assert held.view(size).intersects(box)
    again = held.clamp(box, size)
    assert (again.x, again.y) == pytest.approx((held.x, held.y))


@given(cameras, points, st.floats(0.1, 10), st.floats(0, 1), sizes)
def test_on_the_way_of_a_zoom_the_point_stays(
    camera: Camera, point: Point, factor: float, t: float, size: tuple[float, float]
) -> None:
    between = camera.toward(camera.zoom_about(point, factor, size), t)
    assert near(between.to_diagram(point, size), camera.to_diagram(point, size))


@given(cameras, cameras)
def test_toward_starts_and_ends_exactly(a: Camera, b: Camera) -> None:
    assert a.toward(b, 1) == b
    assert a.toward(b, 0).scale == pytest.approx(a.scale)


def test_fit_does_not_blow_up_small_pictures_past_the_limit() -> None:
    assert Camera.fit(Box(0, 0, 10, 10), (1000, 1000), 1, most=2).scale == 2


def test_reach_moves_the_view_no_more_than_needed() -> None:
    view = Box(0, 0, 100, 100)
    assert reach(Box(10, 10, 20, 20), view) == (0, 0)
    assert reach(Box(110, -30, 20, 20), view) == (30, -30)
    assert reach(Box(0, 0, 300, 20), view) == (100, 0)
