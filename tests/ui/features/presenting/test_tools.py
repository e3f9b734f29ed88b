from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model.ids import DiagramId, TourId
from app.session import verbs
from app.ui.features.presenting.presenter import Presenter
from app.ui.features.presenting.tools import SHADE, Tool
from app.ui.shell.window import MainWindow
from tests.ui.driving import presenting

pytestmark = pytest.mark.usefixtures("untoured")

Key, Kind = Qt.Key, QEvent.Type
NONE, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton


@pytest.fixture
def presenter(qtbot: QtBot, window: MainWindow) -> Presenter:
    return presenting(qtbot, window)


def mouse(presenter: Presenter, kind: QEvent.Type, x: float, y: float, held: bool = False) -> None:
    """At so much of the canvas's width and height."""
    canvas = presenter.canvas
    at = QPointF(canvas.width() * x, canvas.height() * y)
    button = NONE if kind == Kind.MouseMove else LEFT
    down = LEFT if held or kind == Kind.MouseButtonPress else NONE
    event = QMouseEvent(kind, at, at, button, down, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def draw(presenter: Presenter, y: float = 0.5) -> None:
    mouse(presenter, Kind.MouseButtonPress, 0.2, y)
    for n in range(1, 20):
        mouse(presenter, Kind.MouseMove, 0.2 + n * 0.02, y, held=True)
    mouse(presenter, Kind.MouseButtonRelease, 0.6, y)


def shot(presenter: Presenter) -> QImage:
    return presenter.grab().toImage()


def at(presenter: Presenter, image: QImage, x: float, y: float) -> QColor:
    return image.pixelColor(
        round(presenter.canvas.width() * x), round(presenter.canvas.height() * y)
    )


def wheel(presenter: Presenter, notches: int) -> None:
    middle = QPointF(presenter.canvas.rect().center())
    event = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, 120 * notches),
        NONE,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(presenter.canvas, event)


@pytest.mark.parametrize(
    ("key", "tool"),
    [
        (Key.Key_L, Tool.LASER),
        (Key.Key_P, Tool.PEN),
        (Key.Key_S, Tool.SPOTLIGHT),
        (Key.Key_M, Tool.MAGNIFIER),
    ],
)
def test_a_key_takes_a_tool_and_escape_puts_it_away_first(
    qtbot: QtBot, presenter: Presenter, key: Qt.Key, tool: Tool
) -> None:
    tools, before = presenter.presenter_controls.tools, presenter.store.state
    qtbot.keyClick(presenter.canvas, key)
    assert tools.tool is tool
    assert presenter.signs.toast.isVisible(), "nobody else says what it does and how it goes"
    mouse(presenter, Kind.MouseMove, 0.5, 0.5)
    assert presenter.canvas.cursor().shape() == Qt.CursorShape.BlankCursor
    shot(presenter)
    qtbot.keyClick(presenter.canvas, Key.Key_Escape)
    assert presenter.isVisible()
    assert tools.tool is None
    assert tools.isHidden()
    assert presenter.canvas.cursor().shape() != Qt.CursorShape.BlankCursor
    assert presenter.store.state == before, "nothing of it is kept"
    with qtbot.waitSignal(presenter.closed):
        qtbot.keyClick(presenter.canvas, Key.Key_Escape)


def test_the_same_key_puts_it_away_and_another_takes_its_place(
    qtbot: QtBot, presenter: Presenter
) -> None:
    tools = presenter.presenter_controls.tools
    qtbot.keyClick(presenter.canvas, Key.Key_L)
    qtbot.keyClick(presenter.canvas, Key.Key_S)
    assert tools.tool is Tool.SPOTLIGHT
    qtbot.keyClick(presenter.canvas, Key.Key_S)
    assert tools.tool is None


def test_the_laser_is_where_the_pointer_is(qtbot: QtBot, presenter: Presenter) -> None:
    bare = shot(presenter)
    qtbot.keyClick(presenter.canvas, Key.Key_L)
    mouse(presenter, Kind.MouseMove, 0.05, 0.5)
    highlighted = at(presenter, shot(presenter), 0.05, 0.5)
    assert highlighted != at(presenter, bare, 0.05, 0.5)
    QApplication.sendEvent(presenter.canvas, QEvent(Kind.Leave))
    assert presenter.presenter_controls.tools.at is None


def test_a_click_with_the_laser_still_selects(qtbot: QtBot, presenter: Presenter) -> None:
    canvas = presenter.canvas
    assert canvas.shown_layout is not None
    node = next(iter(canvas.shown_layout.nodes))
    middle = canvas.looking.camera.to_view(
        canvas.shown_layout.nodes[node].box.center, canvas.looking.size
    )
    qtbot.keyClick(canvas, Key.Key_L)
    x, y = middle.x / canvas.width(), middle.y / canvas.height()
    mouse(presenter, Kind.MouseButtonPress, x, y)
    mouse(presenter, Kind.MouseButtonRelease, x, y)
    assert presenter.store.state.selection == node


def test_the_pen_draws_and_takes_back(qtbot: QtBot, presenter: Presenter) -> None:
    tools, camera = presenter.presenter_controls.tools, presenter.canvas.looking.camera
    bare = shot(presenter)
    qtbot.keyClick(presenter.canvas, Key.Key_P)
    draw(presenter, 0.05)
    draw(presenter, 0.1)
    assert len(tools.strokes) == 2
    drawn = at(presenter, shot(presenter), 0.4, 0.05)
    assert drawn.red() > drawn.green() + 80
    assert presenter.canvas.looking.camera == camera, "the picture is not dragged"
    qtbot.keyClick(presenter.canvas, Key.Key_Backspace)
    qtbot.keyClick(presenter.canvas, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not tools.strokes
    draw(presenter, 0.05)
    qtbot.keyClick(presenter.canvas, Key.Key_Escape)
    assert tools.isVisible(), "what is drawn stays when the pen is put away"
    qtbot.keyClick(presenter.canvas, Key.Key_C)
    assert tools.isHidden()
    presenter.signs.toast.hide()
    assert at(presenter, shot(presenter), 0.4, 0.05) == at(presenter, bare, 0.4, 0.05)


def test_strokes_stay_on_the_picture_and_are_gone_with_the_step(
    qtbot: QtBot, presenter: Presenter
) -> None:
    tools = presenter.presenter_controls.tools
    presenter.store.do(verbs.start_tour, TourId("ecs/layers"))
    qtbot.keyClick(presenter.canvas, Key.Key_P)
    draw(presenter)
    presenter.store.do(verbs.toggle_layer, "iam")
    presenter.canvas.looking.zoom_in()
    assert tools.strokes
    shot(presenter)
    presenter.store.do(verbs.go_step, 1)
    assert not tools.strokes
    assert tools.tool is Tool.PEN
    draw(presenter)
    presenter.store.do(verbs.show, DiagramId("vpc"))
    assert not tools.strokes


def test_the_spotlight_leaves_a_circle_and_its_size_follows_wheel_and_keys(
    qtbot: QtBot, presenter: Presenter
) -> None:
    tools, scale = presenter.presenter_controls.tools, presenter.canvas.looking.scale
    bare = shot(presenter)
    qtbot.keyClick(presenter.canvas, Key.Key_S)
    mouse(presenter, Kind.MouseMove, 0.5, 0.5)
    highlighted = shot(presenter)
    assert at(presenter, highlighted, 0.5, 0.5) == at(presenter, bare, 0.5, 0.5)
    far = at(presenter, bare, 0.02, 0.5).lightness() * (1 - SHADE)
    assert at(presenter, highlighted, 0.02, 0.5).lightness() == pytest.approx(far, abs=3)
    small = tools.radius(Tool.SPOTLIGHT)
    wheel(presenter, 2)
    large = tools.radius(Tool.SPOTLIGHT)
    assert large > small
    qtbot.keyClick(presenter.canvas, Key.Key_Minus)
    assert small < tools.radius(Tool.SPOTLIGHT) < large
    wheel(presenter, 99)
    assert tools.radius(Tool.SPOTLIGHT) < presenter.height() / 2, "something is left to be dark"
    assert presenter.canvas.looking.scale == scale, "the picture is not zoomed"


def test_the_magnifier_shows_the_picture_larger_and_sharp(
    qtbot: QtBot, presenter: Presenter
) -> None:
    canvas = presenter.canvas
    assert canvas.shown_layout is not None
    place = canvas.shown_layout.nodes[next(iter(canvas.shown_layout.nodes))].box
    middle = canvas.looking.camera.to_view(place.center, canvas.looking.size)
    qtbot.keyClick(canvas, Key.Key_M)
    mouse(presenter, Kind.MouseMove, middle.x / canvas.width(), middle.y / canvas.height())
    radius = presenter.presenter_controls.tools.radius(Tool.MAGNIFIER)
    part = QRectF(middle.x - radius / 2, middle.y - radius / 2, radius, radius).toRect()
    lens = presenter.grab(part).toImage()
    qtbot.keyClick(canvas, Key.Key_M)
    blown = presenter.grab(part).toImage().scaled(lens.size() * 2.5)
    cut = blown.copy(
        (blown.width() - lens.width()) // 2,
        (blown.height() - lens.height()) // 2,
        lens.width(),
        lens.height(),
    )
    assert _edges(lens) > _edges(cut), "painted anew, with all its detail"


def _edges(image: QImage) -> float:
    """The sharpest step of lightness along a line through the middle."""
    steps = []
    for y in range(0, image.height(), 3):
        row = [image.pixelColor(x, y).lightness() for x in range(image.width())]
        steps += [abs(a - b) for a, b in pairwise(row)]
    return sum(sorted(steps)[-200:])


def test_white_and_black_screens_and_the_key_that_brings_the_picture_back(
    qtbot: QtBot, presenter: Presenter
) -> None:
    presenter_controls, before = presenter.presenter_controls, presenter.store.state
    qtbot.keyClick(presenter.canvas, Key.Key_Comma)
    assert presenter_controls.covered == "white"
    assert shot(presenter).pixelColor(9, 9) == QColor("#FFFFFF")
    qtbot.keyClick(presenter.canvas, Key.Key_Right)
    assert presenter_controls.covered == ""
    assert presenter.store.state == before
    for key, cover in ((Key.Key_B, "black"), (Key.Key_Comma, "white")):
        qtbot.keyClick(presenter.canvas, key)
        assert presenter_controls.covered == cover
        qtbot.keyClick(presenter.canvas, Key.Key_Escape)
        assert presenter_controls.covered == ""
        assert presenter.isVisible()


def test_nothing_of_it_reaches_the_window(
    qtbot: QtBot, window: MainWindow, presenter: Presenter
) -> None:
    state, mark = window.store.state, window.store.session.history.can_go_back
    for key in (Key.Key_P, Key.Key_S, Key.Key_M, Key.Key_L, Key.Key_T, Key.Key_Comma, Key.Key_C):
        qtbot.keyClick(presenter.canvas, key)
        draw(presenter)
    presenter.close()
    assert window.store.state == state
    assert window.store.session.history.can_go_back == mark
