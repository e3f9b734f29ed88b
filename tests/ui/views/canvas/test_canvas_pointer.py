"""The canvas under mouse, wheel and trackpad."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QInputDevice,
    QNativeGestureEvent,
    QPointingDevice,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from app.model.geometry import Point
from app.model.ids import ElementId
from app.session import verbs
from app.ui.kit import motion
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from tests.ui.views.canvas.shop import CONTROL, LEFT, MIDDLE, SHIFT, drag, on, place, wheel


def test_the_wheel_zooms_about_the_pointer(canvas: Canvas) -> None:
    at = on(canvas, ElementId("db"))
    before = canvas.looking.camera.to_diagram(Point(at.x(), at.y()), canvas.looking.size)
    scale = canvas.looking.scale
    wheel(canvas, at, 2)
    after = canvas.looking.camera.to_diagram(Point(at.x(), at.y()), canvas.looking.size)
    assert canvas.looking.scale == pytest.approx(scale * 1.44)
    assert after == pytest.approx(before)
    assert not canvas.looking.fitted


def test_a_trackpad_pans_and_with_ctrl_zooms(canvas: Canvas) -> None:
    before = canvas.looking.camera
    wheel(canvas, QPoint(500, 300), pixels=QPoint(0, -30))
    assert canvas.looking.scale == before.scale
    assert canvas.looking.camera.y == pytest.approx(before.y + 30 / before.scale)
    wheel(canvas, QPoint(500, 300), keys=CONTROL, pixels=QPoint(0, 15))
    assert canvas.looking.scale > before.scale


def test_shift_and_wheel_pan_sideways(canvas: Canvas) -> None:
    before = canvas.looking.camera
    wheel(canvas, QPoint(500, 300), 1, SHIFT)
    assert canvas.looking.camera.x < before.x
    assert (canvas.looking.camera.y, canvas.looking.scale) == (before.y, before.scale)


def test_a_pinch_zooms(canvas: Canvas) -> None:
    scale = canvas.looking.scale
    at = QPointF(300, 200)
    device = QPointingDevice.primaryPointingDevice()
    assert isinstance(device, QInputDevice)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, device, 2, at, at, at, 0.25, QPointF(), 1
    )
    QApplication.sendEvent(canvas, event)
    assert canvas.looking.scale == pytest.approx(scale * 1.25)


@pytest.mark.parametrize("button", [LEFT, MIDDLE])
def test_a_drag_pans_and_selects_nothing(
    qtbot: QtBot, canvas: Canvas, store: Store, button: Qt.MouseButton
) -> None:
    before = canvas.looking.camera
    drag(canvas, on(canvas, ElementId("web")), QPoint(60, 20), button)
    assert canvas.looking.camera.x == pytest.approx(before.x - 60 / before.scale)
    assert canvas.looking.camera.y == pytest.approx(before.y - 20 / before.scale)
    assert store.state.selection is None


def test_a_glide_can_be_taken_over(qtbot: QtBot, canvas: Canvas) -> None:
    motion.set_reduced(False)
    canvas.looking.zoom_in()
    qtbot.waitUntil(
        lambda: canvas.viewport.moving and canvas.looking.scale != canvas.looking.aim.scale
    )
    drag(canvas, QPoint(500, 300), QPoint(40, 0), LEFT)
    assert not canvas.viewport.moving
    assert canvas.looking.aim == canvas.looking.camera


def test_a_click_into_a_cluster_selects_it(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    QTest.mouseClick(canvas, LEFT, pos=place(canvas, 420, 120))
    assert store.state.selection == "vpc"


def test_what_a_layer_hides_is_not_hit(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    store.do(verbs.toggle_layer, "iam")
    QTest.mouseClick(canvas, LEFT, pos=on(canvas, ElementId("role")))
    assert store.state.selection is None


def test_a_double_click_opens_what_the_first_click_hit(qtbot: QtBot, canvas: Canvas) -> None:
    opened: list[str] = []
    canvas.surface.opened.connect(opened.append)
    at = on(canvas, ElementId("web"))
    QTest.mouseClick(canvas, LEFT, pos=at)
    QTest.mouseDClick(canvas, LEFT, pos=at)
    assert opened == ["web"]


def test_hover_tells_what_it_is(qtbot: QtBot, canvas: Canvas) -> None:
    told: list[str] = []
    canvas.hovered.connect(told.append)
    QTest.mouseMove(canvas, on(canvas, ElementId("role")))
    assert told[-1] == "Task role  ·  IAM"
    assert canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(canvas, place(canvas, 100, 190))
    assert told[-1] == "Customer → Web server  ·  HTTPS  ·  Networking"
    QTest.mouseMove(canvas, place(canvas, 1500, 100))
    assert told[-1] == ""
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_hover_follows_when_the_picture_moves_under_the_pointer(
    qtbot: QtBot, canvas: Canvas
) -> None:
    told: list[str] = []
    canvas.hovered.connect(told.append)
    QTest.mouseMove(canvas, on(canvas, ElementId("role")))
    canvas.looking.pan_by(300, 0)
    qtbot.waitUntil(lambda: told[-1] == "")


def test_hover_paints_an_outline_and_takes_it_away(qtbot: QtBot, canvas: Canvas) -> None:
    QTest.mouseMove(canvas, place(canvas, 1500, 100))
    before = canvas.grab().toImage()
    QTest.mouseMove(canvas, on(canvas, ElementId("web")))
    assert canvas.grab().toImage() != before
    QTest.mouseMove(canvas, place(canvas, 1500, 100))
    assert canvas.grab().toImage() == before


def test_a_tooltip_shows_a_files_text_as_text(qtbot: QtBot, canvas: Canvas) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHelpEvent

    at = on(canvas, ElementId("web"))
    QTest.mouseMove(canvas, at)
    event = QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at))
    QApplication.sendEvent(canvas, event)
    assert "Web server" in QToolTip.text()
    assert "&lt;b&gt;requests" in QToolTip.text()
    QToolTip.hideText()


def menu_of(canvas: Canvas, at: QPoint) -> dict[str, QMenu]:
    from PySide6.QtGui import QContextMenuEvent

    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(canvas, QContextMenuEvent(reason, at, canvas.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return {action.text(): menu for action in menu.actions() if action.text()}


def choose(menus: dict[str, QMenu], text: str) -> None:
    menu = menus[text]
    next(a for a in menu.actions() if a.text() == text).trigger()
    menu.close()


def test_the_menu_of_a_component(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    exports: list[str] = []
    canvas.surface.export_requested.connect(exports.append)
    choose(menu_of(canvas, on(canvas, ElementId("web"))), "Copy name")
    assert QGuiApplication.clipboard().text() == "Web server"
    choose(menu_of(canvas, on(canvas, ElementId("web"))), "Export this…")
    assert exports == ["web"]
    with qtbot.waitSignal(canvas.surface.opened):
        choose(menu_of(canvas, on(canvas, ElementId("web"))), "Open note")
    assert store.state.selection == "web"


def test_the_menu_hides_components_and_edges_and_shows_them(canvas: Canvas, store: Store) -> None:
    choose(menu_of(canvas, on(canvas, ElementId("web"))), "Hide")
    assert store.state.hidden == {"web"}
    assert canvas.surface.targets.component_at(QPointF(on(canvas, ElementId("web")))) == "vpc"
    choose(menu_of(canvas, place(canvas, 1000, 100)), "Show everything that is hidden")
    assert not store.state.hidden
    edge = menu_of(canvas, place(canvas, 390, 190))
    assert "Open note" not in edge
    choose(edge, "Hide")
    assert store.state.hidden == {"web-db"}


def test_the_menu_of_the_background(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.looking.zoom_by(1.2)
    at = place(canvas, 1000, 100)
    with qtbot.waitSignal(canvas.surface.copy_picture_requested):
        choose(menu_of(canvas, at), "Copy picture")
    with qtbot.waitSignal(canvas.surface.export_requested) as asked:
        choose(menu_of(canvas, at), "Export…")
    assert asked.args == [""]
    choose(menu_of(canvas, at), "Fit the picture")
    assert canvas.looking.fitted
