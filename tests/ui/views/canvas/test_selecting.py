"""From where a selection is seen, also after the view has another size."""

from __future__ import annotations

import pytest

from app.model.diagram_layout import box_of
from app.model.geometry import Box
from app.model.ids import ElementId
from app.session import verbs
from app.ui.session.store import Store
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.canvas.selecting import uncovered
from tests.ui.views.canvas.shop import PICTURE


@pytest.mark.parametrize("start", [None, Camera(100, 200, 2.0), Camera(400, 250, 0.4)])
def test_a_selection_that_was_framed_is_framed_anew(
    canvas: Canvas, store: Store, start: Camera | None
) -> None:
    if start is not None:
        canvas.looking.look_at(start, glide=False)
    store.do(verbs.select, ElementId("far"))
    before, size, fitted = canvas.looking.camera, canvas.size(), canvas.looking.fitted
    for width, height in ((500, 700), (900, 260), (300, 300)):
        canvas.resize(width, height)
        box = box_of(PICTURE, ElementId("far"))
        assert box is not None
        assert canvas.looking.camera.view(canvas.looking.size).contains(*box.center)
    canvas.resize(size)
    assert canvas.looking.camera == before
    assert canvas.looking.fitted == fitted


def test_who_looked_elsewhere_since_is_left_there(canvas: Canvas, store: Store) -> None:
    canvas.looking.look_at(Camera(100, 200, 2.0), glide=False)
    store.do(verbs.select, ElementId("far"))
    canvas.looking.pan_by(30, 0)
    before = canvas.looking.camera
    canvas.resize(500, 500)
    assert canvas.looking.camera == before


def test_what_is_covered_comes_out_from_under_if_there_is_room() -> None:
    camera, size = Camera(0, 0, 1.0), (400.0, 400.0)
    under = Box(-20, -190, 40, 40)
    assert uncovered(under, camera, size, 0) == camera
    moved = uncovered(under, camera, size, 150).view(size)
    assert under.y - moved.y >= 150
    assert uncovered(under, camera, size, 380) == camera
