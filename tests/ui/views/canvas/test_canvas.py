"""The canvas follows the view state."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model.diagram import Diagram, Node
from app.model.diagram_layout import DiagramLayout, NodePlace
from app.model.ids import DiagramId, ElementId
from app.model.problem import error
from app.model.view_state import Viewport, ViewState
from app.model.workspace import Workspace
from app.scene.theme import DARK
from app.session import answers, verbs
from app.ui.kit import motion
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from tests.ui.views.canvas.shop import (
    ALONE,
    DIAGRAM,
    LEFT,
    PICTURE,
    layout,
    node,
    on,
    place,
    shop_store,
    shown,
    wheel,
)


def test_it_opens_with_the_whole_sheet_in_view_and_keeps_it_so(canvas: Canvas) -> None:
    for size in ((1000, 600), (700, 500)):
        canvas.resize(*size)
        region, sheet = canvas.looking.visible_region(), canvas.looking.sheet()
        assert (region.width, region.height) == pytest.approx((sheet.width, sheet.height))
        assert canvas.looking.fitted


def test_the_zoom_has_limits_and_the_picture_cannot_be_lost(canvas: Canvas) -> None:
    for _ in range(40):
        canvas.looking.zoom_in()
    assert canvas.looking.scale == 8
    for _ in range(60):
        canvas.looking.zoom_out()
    assert canvas.looking.scale == 0.05
    canvas.looking.pan_by(90000, 90000)
    assert canvas.looking.visible_region().width > 0


def test_the_store_is_told_of_the_viewport_at_rest(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    canvas.looking.zoom_in()
    assert not store.state.viewport
    qtbot.waitUntil(lambda: store.state.viewport is not None)
    camera = canvas.looking.camera
    assert store.state.viewport == Viewport(camera.x, camera.y, camera.scale)
    canvas.looking.fit()
    qtbot.waitUntil(lambda: store.state.viewport is None)


def test_a_viewport_that_comes_from_elsewhere_is_shown(canvas: Canvas, store: Store) -> None:
    store.do(verbs.restore, ViewState(DiagramId("shop"), viewport=Viewport(300, 200, 2)))
    assert (canvas.looking.camera.x, canvas.looking.camera.y, canvas.looking.scale) == (300, 200, 2)
    store.do(verbs.restore, ViewState(DiagramId("shop")))
    assert canvas.looking.fitted


def test_each_diagram_comes_back_as_it_was_left(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    canvas.looking.look_at(canvas.looking.camera.zoomed_to(2), glide=False)
    qtbot.waitUntil(lambda: store.state.viewport is not None)
    left = canvas.looking.camera
    store.do(verbs.show, DiagramId("other"))
    assert canvas.shown_layout is ALONE
    assert canvas.looking.fitted
    assert canvas.looking.scale == 2  # a small picture is not blown up further
    store.do(verbs.show, DiagramId("shop"))
    assert canvas.looking.camera == left


def test_a_click_selects_and_dims_the_rest(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    QTest.mouseClick(canvas, LEFT, pos=on(canvas, ElementId("web")))
    assert store.state.selection == "web"
    assert canvas.viewport.appearance.opacity[ElementId("db")] == 1
    assert canvas.viewport.appearance.opacity[ElementId("far")] < 0.2


def test_selecting_frames_the_neighbours_and_escape_comes_back(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    canvas.resize(700, 400)  # too small to read
    before = canvas.looking.camera
    QTest.mouseClick(canvas, LEFT, pos=on(canvas, ElementId("web")))
    assert canvas.looking.scale > before.scale
    for id in ("web", "user", "db", "role"):
        assert canvas.rect().contains(on(canvas, ElementId(id)))
    QTest.mouseClick(canvas, LEFT, pos=on(canvas, ElementId("db")))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert store.state.selection is None
    assert canvas.looking.camera == before
    assert canvas.looking.fitted


def test_what_is_well_in_view_does_not_move(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.looking.look_at(canvas.looking.camera.zoomed_to(1), glide=False)
    canvas.looking.look_at(type(canvas.looking.camera)(300, 300, 1.0), glide=False)
    before = canvas.looking.camera
    QTest.mouseClick(canvas, LEFT, pos=on(canvas, ElementId("web")))
    assert canvas.looking.camera == before


def test_a_click_on_the_background_clears_the_selection(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    store.do(verbs.select, ElementId("web"))
    QTest.mouseClick(canvas, LEFT, pos=place(canvas, 150, 560))
    assert store.state.selection is None
    assert set(canvas.viewport.appearance.opacity.values()) == {1.0}


def test_going_back_brings_selection_and_view_back(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    canvas.looking.look_at(canvas.looking.camera.zoomed_to(1), glide=False)
    here = canvas.looking.camera
    QTest.mouseClick(canvas, LEFT, pos=on(canvas, ElementId("web")))
    canvas.looking.zoom_by(3)
    store.do(verbs.go_back)
    assert store.state.selection is None
    assert canvas.looking.camera == here


def test_a_toggle_fades_and_moves_nothing(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    before = canvas.looking.camera
    full = canvas.grab().toImage()
    store.do(verbs.toggle_layer, "iam")
    gone = canvas.grab().toImage()
    assert gone != full
    motion.set_reduced(False)
    store.do(verbs.toggle_layer, "iam")
    qtbot.waitUntil(lambda: canvas.grab().toImage() not in (full, gone))
    store.do(verbs.toggle_layer, "iam")  # in the midst of it
    assert canvas.grab().toImage() != full
    qtbot.waitUntil(lambda: canvas.grab().toImage() == gone)
    store.do(verbs.toggle_layer, "iam")
    qtbot.waitUntil(lambda: canvas.grab().toImage() == full)
    assert canvas.looking.camera == before


def test_under_reduced_motion_a_toggle_is_immediate(canvas: Canvas, store: Store) -> None:
    store.do(verbs.toggle_layer, "iam")
    assert "role" not in canvas.viewport.appearance.opacity
    assert "role-web" not in canvas.viewport.appearance.opacity


def test_the_theme_is_followed(canvas: Canvas, store: Store) -> None:
    store.set_theme(DARK)
    assert canvas.grab().toImage().pixelColor(1, 1) == QColor(DARK.canvas)


def test_tidy_glides_and_ends_fitted(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    motion.set_reduced(False)
    store.do(verbs.set_tidy, True)
    tidied = layout(shift=400)
    store.do(answers.take_tidied, store.state, tidied)
    assert canvas.viewport.moving
    qtbot.waitUntil(lambda: not canvas.viewport.moving)
    assert canvas.shown_layout is tidied
    assert canvas.looking.fitted
    canvas.repaint()


def test_tidy_keeps_the_selection_where_it_is_in_the_view(canvas: Canvas, store: Store) -> None:
    canvas.looking.look_at(canvas.looking.camera.zoomed_to(1), glide=False)
    store.do(verbs.select, ElementId("db"))
    before = on(canvas, ElementId("db"))
    store.do(verbs.set_tidy, True)
    store.do(answers.take_tidied, store.state, layout(shift=200))
    x, y = PICTURE.nodes[ElementId("db")].icon.moved(200, 0).center
    assert (place(canvas, x, y) - before).manhattanLength() <= 1


def test_it_says_what_it_waits_for_or_what_went_wrong(qtbot: QtBot, qapp: QApplication) -> None:
    store = Store()
    canvas = shown(qtbot, Canvas(store))
    assert canvas.following.words() == "Opening…"
    store.do(answers.take_workspace, Workspace("/w", "w", False, (DIAGRAM,)))
    assert canvas.following.words() == "Laying out…"
    store.do(
        answers.layout_failed, DiagramId("shop"), error("The layout took too long.", "shop.py")
    )
    assert "took too long" in canvas.following.words()
    canvas.repaint()
    for key in (Qt.Key.Key_F, Qt.Key.Key_Plus, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
        QTest.keyClick(canvas, key)
    QTest.mouseClick(canvas, LEFT, pos=QPoint(50, 50))
    wheel(canvas, QPoint(50, 50), 1)
    assert canvas.looking.visible_region().width >= 0
    store.do(answers.take_layout, DiagramId("shop"), PICTURE)
    assert canvas.looking.fitted


def test_hidden_it_rests(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    motion.set_reduced(False)
    canvas.looking.zoom_in()
    store.do(verbs.toggle_layer, "iam")
    canvas.hide()
    assert not canvas.viewport.moving
    assert canvas.looking.camera == canvas.looking.aim
    assert "role" not in canvas.viewport.appearance.opacity
    assert store.state.viewport == Viewport(
        canvas.looking.camera.x, canvas.looking.camera.y, canvas.looking.scale
    )


def crowd(columns: int = 16) -> DiagramLayout:
    """Too many components to paint anew in each frame."""
    ids = [f"n{i}" for i in range(columns * 12)]
    nodes = tuple(
        Node(ElementId(id), id, layers=("iam",) if i % 2 else ()) for i, id in enumerate(ids)
    )
    diagram = Diagram(DiagramId("shop"), "Shop", "shop", "shop.py", layers=("iam",), nodes=nodes)
    places: dict[ElementId, NodePlace] = {
        ElementId(id): node(20 + i % columns * 100.0, i // columns * 100.0, id)
        for i, id in enumerate(ids)
    }
    return DiagramLayout(diagram, columns * 100, 1200, places, {}, {})


def test_a_crowd_moves_as_a_picture_and_is_sharp_at_rest(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    store.do(answers.take_workspace, Workspace("/w", "w", False, (crowd().diagram,)))
    store.do(answers.take_layout, DiagramId("shop"), crowd())
    motion.set_reduced(False)
    full = canvas.grab().toImage()
    store.do(verbs.toggle_layer, "iam")
    assert canvas.grab().toImage() == full  # the fade begins
    qtbot.waitUntil(lambda: canvas.grab().toImage() != full)
    store.do(verbs.toggle_layer, "iam")
    qtbot.waitUntil(lambda: canvas.grab().toImage() == full)
    canvas.looking.zoom_by(1.5, glide=False)
    rough = canvas.grab().toImage()
    qtbot.waitUntil(lambda: canvas.grab().toImage() != rough)
    canvas.looking.fit()
    qtbot.waitUntil(lambda: not canvas.viewport.moving)
    assert canvas.grab().toImage() == full
    store.do(answers.take_layout, DiagramId("shop"), crowd(columns=14))
    assert not canvas.viewport.moving
    qtbot.waitUntil(lambda: canvas.grab().toImage() != full)


def test_a_large_view_is_sharp_where_a_movement_ends(qtbot: QtBot, canvas: Canvas) -> None:
    motion.set_reduced(False)
    canvas.resize(2600, 1500)
    canvas.looking.fit(glide=False)
    QApplication.processEvents()
    canvas.looking.zoom_by(2.5)
    assert canvas.viewport.moving
    qtbot.wait(60)
    on_the_way = canvas.screen().grabWindow(canvas.winId()).toImage()
    qtbot.waitUntil(lambda: not canvas.viewport.moving)
    QApplication.processEvents()
    seen = canvas.screen().grabWindow(canvas.winId()).toImage()
    assert seen.size() == canvas.size()
    assert seen != on_the_way
    assert seen == canvas.grab().toImage()
    assert seen == _at_once(qtbot, canvas)


def _at_once(qtbot: QtBot, canvas: Canvas) -> QImage:
    """The same view, without a movement."""
    other = Canvas(shop_store())
    qtbot.addWidget(other)
    other.resize(canvas.size())
    other.looking.look_at(canvas.looking.camera, glide=False)
    return other.grab().toImage()
