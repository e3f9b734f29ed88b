"""The canvas, driven as a person drives it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputDevice,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.geometry import Box, Point
from app.model.laid_out import ClusterPlace, EdgePlace, LaidOutDiagram, NodePlace
from app.model.problem import error
from app.model.view_state import Viewport, ViewState
from app.model.workspace import Workspace
from app.render import fonts
from app.render.theme import DARK
from app.ui import motion
from app.ui.canvas import Canvas
from app.ui.store import Store

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

DIAGRAM = Diagram(
    "shop",
    "Shop",
    "shop",
    "shop.py",
    layers=("iam", "networking"),
    nodes=(
        Node("user", "Customer"),
        Node("web", "Web\nserver", cluster="vpc", tooltip="Answers <b>requests</b>"),
        Node("db", "Database", cluster="vpc"),
        Node("role", "Task role", layers=("iam",)),
        Node("far", "Archive"),
    ),
    clusters=(Cluster("vpc", "VPC", kind="vpc"),),
    edges=(
        Edge("user-web", "user", "web", ("user", "web"), "HTTPS", layers=("networking",)),
        Edge("web-db", "web", "db", ("web", "db")),
        Edge("role-web", "role", "web", ("role", "web"), layers=("iam",)),
    ),
)
OTHER = Diagram("other", "Other", "other", "other.py", nodes=(Node("alone", "Alone"),))


def node(x: float, y: float, *lines: str) -> NodePlace:
    icon = Box(x, y, 60, 60)
    label = Box(x - 10, y + 64, 80, 17 * len(lines))
    return NodePlace(Box(x - 10, y, 80, 64 + label.height), icon, label, lines)


def picture(shift: float = 0.0) -> LaidOutDiagram:
    return LaidOutDiagram(
        DIAGRAM,
        2000,
        600,
        {
            "user": node(20, 160, "Customer"),
            "web": node(260 + shift, 160, "Web", "server"),
            "db": node(460 + shift, 160, "Database"),
            "role": node(260, 400, "Task role"),
            "far": node(1900, 480, "Archive"),
        },
        {
            "vpc": ClusterPlace(
                Box(220, 80, 380 + shift, 240), Box(0, 0, 0, 0), Box(228, 86, 40, 17), ("VPC",)
            )
        },
        {
            "user-web": EdgePlace(
                (Point(80, 190), Point(260 + shift, 190)), False, Box(140, 182, 44, 15), ("HTTPS",)
            ),
            "web-db": EdgePlace((Point(320 + shift, 190), Point(460 + shift, 190))),
            "role-web": EdgePlace((Point(290, 400), Point(290 + shift, 260))),
        },
        title_width=50,
    )


PICTURE = picture()
ALONE = LaidOutDiagram(OTHER, 100, 100, {"alone": node(20, 10, "Alone")}, {}, {})


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    """Movements are over at once, except where a test wants to see them."""
    motion.set_reduced(True)
    yield
    motion.set_reduced(None)


@pytest.fixture
def store(qapp: QApplication) -> Store:
    fonts.load()
    store = Store()
    store.set_workspace(Workspace("/w", "w", False, (DIAGRAM, OTHER)))
    store.set_picture("shop", PICTURE)
    store.set_picture("other", ALONE)
    return store


@pytest.fixture
def canvas(qtbot: QtBot, store: Store) -> Canvas:
    return shown(qtbot, Canvas(store))


def shown(qtbot: QtBot, canvas: Canvas) -> Canvas:
    qtbot.addWidget(canvas)
    canvas.resize(1000, 600)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.repaint_now()
    return canvas


def place(canvas: Canvas, x: float, y: float) -> QPoint:
    """Where that point of the diagram (pt) stands in the widget."""
    at = canvas.camera.to_view(Point(x, y), canvas.view_size)
    return QPoint(round(at.x), round(at.y))


def on(canvas: Canvas, node: str) -> QPoint:
    return place(canvas, *PICTURE.nodes[node].icon.center)


def wheel(
    canvas: Canvas,
    at: QPoint,
    notches: float = 0,
    keys: Qt.KeyboardModifier = NO_KEYS,
    pixels: QPoint | None = None,
) -> None:
    phase = Qt.ScrollPhase.ScrollUpdate if pixels else Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        pixels or QPoint(),
        QPoint(0, round(notches * 120)) if not pixels else pixels * 8,
        Qt.MouseButton.NoButton,
        keys,
        phase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def drag(canvas: Canvas, start: QPoint, by: QPoint, button: Qt.MouseButton) -> None:
    QTest.mousePress(canvas, button, pos=start)
    for part in (0.1, 0.5, 1.0):
        move = start + QPoint(round(by.x() * part), round(by.y() * part))
        QTest.mouseMove(canvas, move)
    QTest.mouseRelease(canvas, button, pos=start + by)


# The camera


def test_it_opens_with_the_whole_sheet_in_view_and_keeps_it_so(canvas: Canvas) -> None:
    for size in ((1000, 600), (700, 500)):
        canvas.resize(*size)
        region, sheet = canvas.visible_region(), canvas.sheet()
        assert (region.width, region.height) == pytest.approx((sheet.width, sheet.height))
        assert canvas.fitted


def test_the_wheel_zooms_about_the_pointer(canvas: Canvas) -> None:
    at = on(canvas, "db")
    before = canvas.camera.to_diagram(Point(at.x(), at.y()), canvas.view_size)
    scale = canvas.scale
    wheel(canvas, at, 2)
    after = canvas.camera.to_diagram(Point(at.x(), at.y()), canvas.view_size)
    assert canvas.scale == pytest.approx(scale * 1.44)
    assert after == pytest.approx(before)
    assert not canvas.fitted


def test_a_trackpad_pans_and_with_ctrl_zooms(canvas: Canvas) -> None:
    before = canvas.camera
    wheel(canvas, QPoint(500, 300), pixels=QPoint(0, -30))
    assert canvas.scale == before.scale
    assert canvas.camera.y == pytest.approx(before.y + 30 / before.scale)
    wheel(canvas, QPoint(500, 300), keys=CONTROL, pixels=QPoint(0, 15))
    assert canvas.scale > before.scale


def test_shift_and_wheel_pan_sideways(canvas: Canvas) -> None:
    before = canvas.camera
    wheel(canvas, QPoint(500, 300), 1, SHIFT)
    assert canvas.camera.x < before.x
    assert (canvas.camera.y, canvas.scale) == (before.y, before.scale)


def test_a_pinch_zooms(canvas: Canvas) -> None:
    scale = canvas.scale
    at = QPointF(300, 200)
    device = QPointingDevice.primaryPointingDevice()
    assert isinstance(device, QInputDevice)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, device, 2, at, at, at, 0.25, QPointF(), 1
    )
    QApplication.sendEvent(canvas, event)
    assert canvas.scale == pytest.approx(scale * 1.25)


@pytest.mark.parametrize("button", [LEFT, MIDDLE])
def test_a_drag_pans_and_selects_nothing(
    qtbot: QtBot, canvas: Canvas, store: Store, button: Qt.MouseButton
) -> None:
    before = canvas.camera
    drag(canvas, on(canvas, "web"), QPoint(60, 20), button)
    assert canvas.camera.x == pytest.approx(before.x - 60 / before.scale)
    assert canvas.camera.y == pytest.approx(before.y - 20 / before.scale)
    assert store.state.selection is None


def test_keys_pan_zoom_and_fit(qtbot: QtBot, canvas: Canvas) -> None:
    fitted = canvas.camera
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.scale == pytest.approx(fitted.scale * 1.25)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.camera.x > fitted.x
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.scale == 1
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.scale == pytest.approx(0.8)
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.camera == fitted


def test_the_zoom_has_limits_and_the_picture_cannot_be_lost(canvas: Canvas) -> None:
    for _ in range(40):
        canvas.zoom_in()
    assert canvas.scale == 8
    for _ in range(60):
        canvas.zoom_out()
    assert canvas.scale == 0.05
    canvas.pan_by(90000, 90000)
    assert canvas.visible_region().width > 0


def test_the_store_is_told_of_the_viewport_at_rest(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    canvas.zoom_in()
    assert not store.state.viewport
    qtbot.waitUntil(lambda: store.state.viewport is not None)
    camera = canvas.camera
    assert store.state.viewport == Viewport(camera.x, camera.y, camera.scale)
    canvas.fit()
    qtbot.waitUntil(lambda: store.state.viewport is None)


def test_a_viewport_that_comes_from_elsewhere_is_shown(canvas: Canvas, store: Store) -> None:
    store.restore(ViewState("shop", viewport=Viewport(300, 200, 2)))
    assert (canvas.camera.x, canvas.camera.y, canvas.scale) == (300, 200, 2)
    store.restore(ViewState("shop"))
    assert canvas.fitted


def test_each_diagram_comes_back_as_it_was_left(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    canvas.look_at(canvas.camera.zoomed_to(2), glide=False)
    qtbot.waitUntil(lambda: store.state.viewport is not None)
    left = canvas.camera
    store.show("other")
    assert canvas.picture is ALONE
    assert canvas.fitted
    assert canvas.scale == 2  # a small picture is not blown up further
    store.show("shop")
    assert canvas.camera == left


# Selection


def test_a_click_selects_and_dims_the_rest(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    QTest.mouseClick(canvas, LEFT, pos=on(canvas, "web"))
    assert store.state.selection == "web"
    assert canvas.look.strength["db"] == 1
    assert canvas.look.strength["far"] < 0.2


def test_selecting_frames_the_neighbours_and_escape_comes_back(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    canvas.resize(700, 400)  # too small to read
    before = canvas.camera
    QTest.mouseClick(canvas, LEFT, pos=on(canvas, "web"))
    assert canvas.scale > before.scale
    for id in ("web", "user", "db", "role"):
        assert canvas.rect().contains(on(canvas, id))
    QTest.mouseClick(canvas, LEFT, pos=on(canvas, "db"))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert store.state.selection is None
    assert canvas.camera == before
    assert canvas.fitted


def test_what_is_well_in_view_does_not_move(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.look_at(canvas.camera.zoomed_to(1), glide=False)
    canvas.look_at(type(canvas.camera)(300, 300, 1.0), glide=False)
    before = canvas.camera
    QTest.mouseClick(canvas, LEFT, pos=on(canvas, "web"))
    assert canvas.camera == before


def test_a_click_on_the_background_clears_the_selection(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    store.select("web")
    QTest.mouseClick(canvas, LEFT, pos=place(canvas, 150, 560))
    assert store.state.selection is None
    assert set(canvas.look.strength.values()) == {1.0}


def test_a_click_into_a_cluster_selects_it(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    QTest.mouseClick(canvas, LEFT, pos=place(canvas, 420, 120))
    assert store.state.selection == "vpc"


def test_what_a_layer_hides_is_not_hit(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    store.toggle_layer("iam")
    QTest.mouseClick(canvas, LEFT, pos=on(canvas, "role"))
    assert store.state.selection is None


def test_going_back_brings_selection_and_view_back(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    canvas.look_at(canvas.camera.zoomed_to(1), glide=False)
    here = canvas.camera
    QTest.mouseClick(canvas, LEFT, pos=on(canvas, "web"))
    canvas.zoom_by(3)
    store.go_back()
    assert store.state.selection is None
    assert canvas.camera == here


def test_a_double_click_opens_what_the_first_click_hit(qtbot: QtBot, canvas: Canvas) -> None:
    opened: list[str] = []
    canvas.opened.connect(opened.append)
    at = on(canvas, "web")
    QTest.mouseClick(canvas, LEFT, pos=at)
    QTest.mouseDClick(canvas, LEFT, pos=at)
    assert opened == ["web"]


# Hover


def test_hover_tells_what_it_is(qtbot: QtBot, canvas: Canvas) -> None:
    told: list[str] = []
    canvas.hovered.connect(told.append)
    QTest.mouseMove(canvas, on(canvas, "role"))
    assert told[-1] == "Task role  ·  IAM"
    assert canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(canvas, place(canvas, 100, 190))
    assert told[-1] == "Customer → Web server  ·  HTTPS  ·  Networking"
    QTest.mouseMove(canvas, place(canvas, 1500, 100))
    assert told[-1] == ""
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_hover_paints_an_outline_and_takes_it_away(qtbot: QtBot, canvas: Canvas) -> None:
    QTest.mouseMove(canvas, place(canvas, 1500, 100))
    before = canvas.grab().toImage()
    QTest.mouseMove(canvas, on(canvas, "web"))
    assert canvas.grab().toImage() != before
    QTest.mouseMove(canvas, place(canvas, 1500, 100))
    assert canvas.grab().toImage() == before


def test_a_tooltip_shows_a_files_text_as_text(qtbot: QtBot, canvas: Canvas) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHelpEvent

    at = on(canvas, "web")
    QTest.mouseMove(canvas, at)
    event = QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at))
    QApplication.sendEvent(canvas, event)
    assert "Web server" in QToolTip.text()
    assert "&lt;b&gt;requests" in QToolTip.text()
    QToolTip.hideText()


# Layers, theme, layout


def test_a_toggle_fades_and_moves_nothing(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    before = canvas.camera
    full = canvas.grab().toImage()
    store.toggle_layer("iam")
    gone = canvas.grab().toImage()
    assert gone != full
    motion.set_reduced(False)
    store.toggle_layer("iam")
    qtbot.waitUntil(lambda: canvas.grab().toImage() not in (full, gone))
    store.toggle_layer("iam")  # in the midst of it
    assert canvas.grab().toImage() != full
    qtbot.waitUntil(lambda: canvas.grab().toImage() == gone)
    store.toggle_layer("iam")
    qtbot.waitUntil(lambda: canvas.grab().toImage() == full)
    assert canvas.camera == before


def test_under_reduced_motion_a_toggle_is_immediate(canvas: Canvas, store: Store) -> None:
    store.toggle_layer("iam")
    assert "role" not in canvas.look.strength
    assert "role-web" not in canvas.look.strength


def test_the_theme_is_followed(canvas: Canvas, store: Store) -> None:
    store.set_theme(DARK)
    assert canvas.grab().toImage().pixelColor(1, 1) == QColor(DARK.canvas)


def test_tidy_glides_and_ends_fitted(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    motion.set_reduced(False)
    store.set_tidy(True)
    tidied = picture(shift=400)
    store.set_tidied(store.state, tidied)
    assert canvas.moving
    qtbot.waitUntil(lambda: not canvas.moving)
    assert canvas.picture is tidied
    assert canvas.fitted
    canvas.repaint_now()


def test_tidy_keeps_the_selection_where_it_is_in_the_view(canvas: Canvas, store: Store) -> None:
    canvas.look_at(canvas.camera.zoomed_to(1), glide=False)
    store.select("db")
    before = on(canvas, "db")
    store.set_tidy(True)
    store.set_tidied(store.state, picture(shift=200))
    x, y = PICTURE.nodes["db"].icon.moved(200, 0).center
    assert (place(canvas, x, y) - before).manhattanLength() <= 1


def test_a_glide_can_be_taken_over(qtbot: QtBot, canvas: Canvas) -> None:
    motion.set_reduced(False)
    canvas.zoom_in()
    qtbot.waitUntil(lambda: canvas.moving and canvas.scale != canvas.aim.scale)
    drag(canvas, QPoint(500, 300), QPoint(40, 0), LEFT)
    assert not canvas.moving
    assert canvas.aim == canvas.camera


# Keys


def test_tab_goes_through_the_components_and_enter_opens(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    told: list[str] = []
    opened: list[str] = []
    canvas.hovered.connect(told.append)
    canvas.opened.connect(opened.append)
    canvas.setFocus()
    plain = canvas.grab().toImage()
    for _ in range(4):
        QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert [t.split("  ·")[0] for t in told] == ["Customer", "VPC", "Web server", "Database"]
    assert canvas.accessibleDescription() == "Database"
    assert canvas.grab().toImage() != plain
    QTest.keyClick(canvas, Qt.Key.Key_Backtab)
    assert told[-1].startswith("Web server")
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert store.state.selection == "web"
    assert opened == ["web"]


def test_tab_skips_what_is_hidden_and_escape_lets_it_leave(qtbot: QtBot, store: Store) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    canvas, next_one = Canvas(store, window), QWidget(window)
    next_one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.resize(600, 400)
    canvas.resize(500, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    store.toggle_layer("iam")
    told: list[str] = []
    canvas.hovered.connect(told.append)
    next_one.setFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):
        QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert told[-1] == "Archive"
    assert "Task role  ·  IAM" not in told
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert next_one.hasFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert told[-1] == "Customer"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert next_one.hasFocus()


def test_presenting_leaves_arrows_and_escape_to_the_window(
    qtbot: QtBot, canvas: Canvas, store: Store
) -> None:
    canvas.set_bare(True)
    share = PICTURE.width * canvas.scale / canvas.width()
    assert 0.85 < share <= 0.92
    store.select("web")
    before = canvas.camera
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.camera == before
    assert store.state.selection == "web"


# Menu


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
    canvas.export_requested.connect(exports.append)
    choose(menu_of(canvas, on(canvas, "web")), "Copy name")
    assert QGuiApplication.clipboard().text() == "Web server"
    choose(menu_of(canvas, on(canvas, "web")), "Export this…")
    assert exports == ["web"]
    with qtbot.waitSignal(canvas.opened):
        choose(menu_of(canvas, on(canvas, "web")), "Open note")
    assert store.state.selection == "web"


def test_the_menu_of_the_background(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.zoom_by(1.2)
    at = place(canvas, 1000, 100)
    with qtbot.waitSignal(canvas.copy_picture_requested):
        choose(menu_of(canvas, at), "Copy picture")
    with qtbot.waitSignal(canvas.export_requested) as asked:
        choose(menu_of(canvas, at), "Export…")
    assert asked.args == [""]
    choose(menu_of(canvas, at), "Fit the picture")
    assert canvas.fitted


# Without a picture


def test_it_says_what_it_waits_for_or_what_went_wrong(qtbot: QtBot, qapp: QApplication) -> None:
    store = Store()
    canvas = shown(qtbot, Canvas(store))
    assert canvas.words() == "Opening…"
    store.set_workspace(Workspace("/w", "w", False, (DIAGRAM,)))
    assert canvas.words() == "Laying out…"
    store.set_layout_problem("shop", error("The layout took too long.", "shop.py"))
    assert "took too long" in canvas.words()
    canvas.repaint_now()
    for key in (Qt.Key.Key_F, Qt.Key.Key_Plus, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
        QTest.keyClick(canvas, key)
    QTest.mouseClick(canvas, LEFT, pos=QPoint(50, 50))
    wheel(canvas, QPoint(50, 50), 1)
    assert canvas.visible_region().width >= 0
    store.set_picture("shop", PICTURE)
    assert canvas.fitted


def test_hidden_it_rests(qtbot: QtBot, canvas: Canvas, store: Store) -> None:
    motion.set_reduced(False)
    canvas.zoom_in()
    store.toggle_layer("iam")
    canvas.hide()
    assert not canvas.moving
    assert canvas.camera == canvas.aim
    assert "role" not in canvas.look.strength
    assert store.state.viewport == Viewport(canvas.camera.x, canvas.camera.y, canvas.scale)
