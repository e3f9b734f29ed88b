"""Components that have a diagram of their own: the mark, and the ways in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.model.diagram_layout import box_of
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId
from app.model.notes import Link
from app.scene.marks import mark_box
from app.session import answers, verbs
from app.ui.session.store import Store
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.canvas.menu import picture_menu
from app.ui.views.canvas.selecting import LEGIBLE
from tests.ui.views.canvas.shop import LEFT, PICTURE, on, shown

NEAR = Camera(400, 250, 1.0)


@pytest.fixture
def store(store: Store) -> Store:
    """The database and the VPC have a diagram."""
    workspace = store.workspace
    assert workspace is not None
    links = {
        id: Link(id, None, "no match", diagram=DiagramId("other"))
        for id in map(ElementId, ("db", "vpc"))
    }
    store.do(answers.take_workspace, replace(workspace, links={DiagramId("shop"): links}))
    return store


def mark(canvas: Canvas, component: ElementId) -> QPoint:
    box = mark_box(PICTURE, component, canvas.looking.scale)
    assert box is not None
    at = canvas.looking.camera.to_view(Point(*box.center), canvas.looking.size)
    return QPoint(round(at.x), round(at.y))


def test_a_double_click_goes_in(canvas: Canvas, store: Store) -> None:
    opened: list[str] = []
    canvas.surface.opened.connect(opened.append)
    at = on(canvas, ElementId("db"))
    QTest.mouseClick(canvas, LEFT, pos=at)
    assert store.state.selection == "db"
    QTest.mouseDClick(canvas, LEFT, pos=at)
    assert (store.state.diagram, store.state.trail, opened) == ("other", ("shop",), [])


@pytest.mark.parametrize("component", ["db", "vpc"])
def test_a_click_on_the_mark_goes_in_and_no_further(
    canvas: Canvas, store: Store, component: ElementId
) -> None:
    canvas.looking.look_at(NEAR, glide=False)
    at = mark(canvas, component)
    QTest.mouseClick(canvas, LEFT, pos=at)
    assert store.state.diagram == "other"
    QTest.mouseDClick(canvas, LEFT, pos=at)
    assert store.state.selection is None


def test_the_mark_hides_no_title() -> None:
    place = PICTURE.clusters[ElementId("vpc")]
    beside = mark_box(PICTURE, ElementId("vpc"), 1.0)
    assert beside is not None
    assert place.box.right > beside.right
    low = place.box
    tight = replace(place, box=Box(low.x, low.y, place.label_box.right + 8 - low.x, low.height))
    over = mark_box(replace(PICTURE, clusters={ElementId("vpc"): tight}), ElementId("vpc"), 1.0)
    assert over is not None
    assert over.y < tight.box.y
    assert over.x >= tight.label_box.right


def test_enter_twice_goes_in(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    canvas.setFocus(Qt.FocusReason.OtherFocusReason)
    while canvas.keyboard.focused != "db":
        qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert (store.state.diagram, store.state.selection) == ("shop", "db")
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert store.state.diagram == "other"


def test_back_outside_the_view_is_as_it_was(canvas: Canvas, store: Store) -> None:
    canvas.looking.actual_size()
    canvas.looking.pan_by(-40, 25)
    before = canvas.looking.camera
    assert canvas.surface.go_in(ElementId("db"))
    store.do(verbs.go_up)
    assert canvas.looking.camera == before


def test_back_outside_esc_leads_where_one_looked_before_the_selection(
    canvas: Canvas, store: Store
) -> None:
    canvas.looking.look_at(Camera(400, 250, 1.5), glide=False)
    before = canvas.looking.camera
    canvas.surface.select(ElementId("db"))
    assert canvas.surface.go_in(ElementId("db"))
    assert store.state.diagram == "other"
    store.do(verbs.go_up)
    canvas.surface.select(None)
    assert canvas.looking.camera == before


def test_a_component_of_a_diagram_left_close_up_comes_into_view(
    canvas: Canvas, store: Store
) -> None:
    canvas.looking.look_at(Camera(100, 200, 2.0), glide=False)
    canvas.framing.tell()
    store.do(verbs.show, DiagramId("other"))
    store.do(verbs.show, DiagramId("shop"), ElementId("far"))
    box = box_of(PICTURE, ElementId("far"))
    assert box is not None
    assert canvas.looking.camera.view(canvas.looking.size).contains(*box.center)
    assert canvas.looking.scale > LEGIBLE


def test_the_mark_is_painted_where_it_is_and_only_there(qtbot: QtBot, store: Store) -> None:
    canvas = shown(qtbot, Canvas(store))
    canvas.looking.look_at(NEAR, glide=False)
    with_mark = canvas.grab().toImage()
    assert store.workspace is not None
    store.do(answers.take_workspace, replace(store.workspace, links={}))
    without = canvas.grab().toImage()
    corner, elsewhere = mark(canvas, ElementId("db")), on(canvas, ElementId("web"))
    assert with_mark.pixel(corner) != without.pixel(corner)
    assert with_mark.pixel(elsewhere) == without.pixel(elsewhere)


def test_the_menu_and_the_status_line_tell(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    told: list[str] = []
    canvas.hovered.connect(told.append)
    QTest.mouseMove(canvas, on(canvas, ElementId("db")))
    assert "Double-click to go into “Other”" in told[-1]
    assert store.diagram is not None
    menu = picture_menu(canvas.surface, store.diagram, ElementId("db"))
    into = next(a for a in menu.actions() if a.text() == "Go into “Other”")
    into.trigger()
    assert store.state.diagram == "other"
    menu.deleteLater()
