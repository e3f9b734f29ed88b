"""A tour on the canvas: the camera frames a step, dots show the way, an edge leads to its step."""

from __future__ import annotations

from dataclasses import replace
from time import thread_time

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from app.model.ids import DiagramId, ElementId, TourId
from app.model.tour import Step, Tour, TourStyle
from app.model.view_state import Viewport
from app.session import answers, verbs
from app.ui.kit import motion
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from tests.ui.views.canvas.shop import LEFT, PICTURE, layout, on, place, shop_store, shown

ALL = frozenset({"iam", "networking"})


def _step(
    *focus: ElementId, diagram: DiagramId = DiagramId("shop"), style: TourStyle = TourStyle.FLOW
) -> Step:
    return Step("Step", "", diagram, ALL if diagram == "shop" else frozenset(), focus, style)


TOUR = Tour(
    TourId("t"),
    "T",
    (
        _step(ElementId("user"), ElementId("web")),
        _step(ElementId("web-db")),
        _step(),
        _step(ElementId("alone"), diagram=DiagramId("other")),
        _step(ElementId("far"), style=TourStyle.BUILD),
    ),
)


@pytest.fixture
def store() -> Store:
    store = shop_store()
    assert store.workspace is not None
    store.do(answers.take_workspace, replace(store.workspace, tours=(TOUR,)))
    return store


def _holds(canvas: Canvas, component: ElementId) -> bool:
    box = PICTURE.nodes[component].box
    view = canvas.looking.aim.view(canvas.looking.size)
    return (view.x, view.y) <= (box.x, box.y) and (box.right, box.bottom) <= (
        view.right,
        view.bottom,
    )


def test_each_step_is_framed_large_enough_to_read(canvas: Canvas, store: Store) -> None:
    assert canvas.looking.scale < 0.6
    store.do(verbs.start_tour, TourId("t"))
    assert canvas.framing.framed
    assert canvas.looking.scale >= 0.7
    assert _holds(canvas, ElementId("user"))
    assert _holds(canvas, ElementId("web"))
    assert not _holds(canvas, ElementId("far"))
    store.do(verbs.go_step, 4)
    assert _holds(canvas, ElementId("far"))


def test_on_a_large_screen_text_can_be_read_from_afar(qtbot: QtBot, store: Store) -> None:
    canvas = shown(qtbot, Canvas(store))
    canvas.resize(1920, 1080)
    store.do(verbs.start_tour, TourId("t"))
    assert canvas.looking.scale * 13.5 >= 18
    canvas.resize(3840, 2160)
    assert canvas.looking.scale * 13.5 >= 36


def test_a_step_without_focus_fits(canvas: Canvas, store: Store) -> None:
    store.do(verbs.start_tour, TourId("t"), 2)
    assert canvas.looking.fitted
    assert not canvas.framing.framed


def test_the_camera_glides_once(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    motion.set_reduced(False)
    start = canvas.looking.camera
    store.do(verbs.start_tour, TourId("t"))
    assert canvas.viewport.moving
    end = canvas.looking.aim
    assert canvas.looking.camera == start
    qtbot.waitUntil(lambda: not canvas.viewport.moving)
    assert canvas.looking.camera == canvas.looking.aim == end
    qtbot.wait(250)  # the store is told where it looks, which moves nothing
    assert canvas.looking.camera == end
    assert store.state.viewport is None


def test_another_diagram_is_framed_at_once(canvas: Canvas, store: Store) -> None:
    motion.set_reduced(False)
    store.do(verbs.start_tour, TourId("t"), 3)
    assert not canvas.viewport.moving
    assert canvas.framing.framed
    assert canvas.shown_layout is not None
    assert canvas.shown_layout.diagram.id == "other"


def test_the_frame_holds_while_the_canvas_changes_size(canvas: Canvas, store: Store) -> None:
    store.do(verbs.start_tour, TourId("t"))
    canvas.resize(700, 500)
    assert canvas.framing.framed
    assert _holds(canvas, ElementId("user"))
    canvas.framing.cover(200)
    assert on(canvas, ElementId("user")).y() < 250, "above what is covered"


def test_where_one_has_moved_to_is_left_alone_until_the_next_step(
    canvas: Canvas, store: Store
) -> None:
    store.do(verbs.start_tour, TourId("t"))
    canvas.looking.pan_by(100, 0)
    assert not canvas.framing.framed
    moved = canvas.looking.camera
    canvas.resize(900, 600)
    assert canvas.looking.camera == moved
    canvas.framing.place()
    store.do(verbs.go_step, 1)
    assert canvas.framing.framed
    store.do(verbs.go_step, 1)
    canvas.looking.pan_by(50, 0)
    canvas.framing.place()
    store.do(verbs.go_step, 1)
    assert canvas.framing.framed, "the same step again leads back to it"


@pytest.mark.parametrize("viewport", [None, Viewport(300, 200, 1.25)])
def test_the_end_leads_back_to_where_one_looked(
    canvas: Canvas, store: Store, viewport: Viewport | None
) -> None:
    store.do(verbs.set_viewport, viewport)
    before, camera = store.state, canvas.looking.camera
    canvas.framing.place()
    for last in (1, 3):
        store.do(verbs.start_tour, TourId("t"))
        store.do(verbs.go_step, last)
        store.do(verbs.stop_tour)
        assert store.state == before
        assert canvas.looking.camera == camera
        assert canvas.looking.fitted is (viewport is None)


def test_a_new_layout_keeps_the_step_framed(canvas: Canvas, store: Store) -> None:
    store.do(verbs.start_tour, TourId("t"))
    store.do(answers.take_layout, DiagramId("shop"), layout(200))
    assert canvas.framing.framed


def test_a_click_on_an_edge_goes_to_its_step(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    store.do(verbs.start_tour, TourId("t"))
    qtbot.mouseClick(canvas, LEFT, pos=place(canvas, 390, 190))
    assert store.state.step == 1
    qtbot.mouseClick(canvas, LEFT, pos=on(canvas, ElementId("db")))
    assert store.state.step == 1
    assert store.state.selection == "db"
    store.do(verbs.stop_tour)
    qtbot.mouseClick(canvas, LEFT, pos=place(canvas, 390, 190))
    assert store.state.tour == ""


def test_what_has_not_come_cannot_be_clicked(canvas: Canvas, store: Store) -> None:
    store.do(verbs.start_tour, TourId("t"), 4)
    canvas.looking.fit(glide=False)
    assert canvas.surface.targets.component_at(QPointF(on(canvas, ElementId("db")))) is None
    assert canvas.surface.targets.component_at(QPointF(on(canvas, ElementId("far")))) == "far"


# Dots


def test_dots_run_only_in_a_flow_and_while_somebody_sees_them(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    motion.set_reduced(False)
    flowing = canvas.viewport.flowing
    assert not flowing.running
    store.do(verbs.start_tour, TourId("t"), 1)
    assert flowing.running
    canvas.hide()
    assert not flowing.running
    canvas.show()
    assert flowing.running
    store.do(verbs.go_step, 4)
    assert not flowing.running
    store.do(verbs.go_step, 0)
    assert flowing.running
    store.do(verbs.stop_tour)
    assert not flowing.running


def test_dots_move_what_is_on_screen_quickly(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    motion.set_reduced(False)
    store.do(verbs.start_tour, TourId("t"), 1)
    qtbot.waitUntil(lambda: not canvas.viewport.moving and not canvas.viewport.fade.running)
    first = canvas.grab().toImage()
    qtbot.wait(120)
    assert canvas.grab().toImage() != first
    times = []
    for _ in range(10):
        start = thread_time()
        canvas.repaint()
        times.append(thread_time() - start)
    assert sorted(times)[5] < 0.016


def test_nothing_runs_where_nothing_may_move(canvas: Canvas, store: Store) -> None:
    store.do(verbs.start_tour, TourId("t"), 1)
    assert not canvas.viewport.flowing.running
    assert canvas.looking.camera == canvas.looking.aim


def test_choosing_reduced_motion_stops_the_dots(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    motion.set_reduced(False)
    store.do(verbs.start_tour, TourId("t"), 1)
    motion.set_reduced(True)
    qtbot.waitUntil(lambda: not canvas.viewport.flowing.running)


def test_keys_of_the_canvas_are_its_own(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    store.do(verbs.start_tour, TourId("t"))
    qtbot.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.looking.fitted
    assert store.state.step == 0


def test_what_the_frame_leaves_out_shows_once_one_looks_elsewhere(
    canvas: Canvas, store: Store
) -> None:
    canvas.resize(500, 400)
    store.do(verbs.start_tour, TourId("t"))
    shot = canvas.viewport.appearance.shot
    assert shot is not None
    gone = shot.left_out
    assert gone
    assert not gone & canvas.viewport.appearance.opacity.keys()
    canvas.looking.pan_by(3, 0)
    assert canvas.viewport.appearance.shot is None
    assert gone <= canvas.viewport.appearance.opacity.keys()


def test_a_layer_that_a_person_switches_moves_nothing(canvas: Canvas, store: Store) -> None:
    store.do(verbs.start_tour, TourId("t"), 1)
    end, before = canvas.looking.camera, canvas.viewport.appearance.shown
    store.do(verbs.toggle_layer, "iam")
    assert canvas.looking.camera == end
    assert canvas.viewport.appearance.shown != before
