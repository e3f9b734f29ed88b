from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model.geometry import Point
from app.model.view_state import Viewport
from app.render.rooms import bands
from app.session import verbs
from app.ui.shell.about import About
from app.ui.shell.window import MainWindow
from tests.ui.driving import presenting

pytestmark = pytest.mark.usefixtures("untoured")

Key = Qt.Key


def test_escape_returns_to_just_what_was_there(qtbot: QtBot, window: MainWindow) -> None:
    store = window.store
    assert store.diagram is not None
    store.do(verbs.select, store.diagram.nodes[2].id)
    store.do(verbs.toggle_layer, store.diagram.layers[0])
    store.do(verbs.set_viewport, Viewport(100, 100, 1.5))
    window.canvas.setFocus()
    state, camera, history = (
        store.state,
        window.canvas.looking.camera,
        store.session.history.can_go_back,
    )
    presenter = presenting(qtbot, window)
    assert presenter.isFullScreen()
    assert presenter.store.state.selection == state.selection, "what one sees"
    assert presenter.canvas.looking.aim.scale > camera.scale, "as much of it, on a larger screen"
    assert presenter.store.state.layers == state.layers
    for key in (Key.Key_Right, Key.Key_1, Key.Key_B, Key.Key_B, Key.Key_N, Key.Key_PageDown):
        qtbot.keyClick(presenter.canvas, key)
    with qtbot.waitSignal(presenter.closed):
        qtbot.keyClick(presenter.canvas, Key.Key_Escape)
    assert window.commands.presenting.presenter is None
    assert store.state == state
    assert window.canvas.looking.camera == camera
    assert store.session.history.can_go_back == history


def test_keys_that_come_when_it_is_over_do_nothing(qtbot: QtBot, window: MainWindow) -> None:
    presenter = presenting(qtbot, window)
    qtbot.keyClick(presenter.canvas, Key.Key_V)
    own = presenter.presenter_controls.window
    assert own is not None
    ended: list[None] = []
    presenter.closed.connect(lambda: ended.append(None))
    for key in (Key.Key_Escape, Key.Key_Escape, Key.Key_V, Key.Key_X, Key.Key_J):
        qtbot.keyClick(presenter.canvas, key)
        qtbot.keyClick(own, key)
    assert len(ended) == 1
    assert presenter.presenter_controls.window is None
    assert presenter.presenter_controls.jump_box is None
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert shown == [window]


def test_what_lay_over_the_picture_leaves_no_ring_in_it(qtbot: QtBot, window: MainWindow) -> None:
    presenter = presenting(qtbot, window)
    qtbot.waitUntil(presenter.isActiveWindow)
    held = Qt.KeyboardModifier
    for key, modifier in (
        (Key.Key_Question, held.ShiftModifier),
        (Key.Key_G, held.NoModifier),
        (Key.Key_K, held.ControlModifier),
    ):
        qtbot.keyClick(presenter.canvas, key, modifier)
        over = QApplication.focusWidget()
        assert over not in (None, presenter, presenter.canvas)
        qtbot.keyClick(over, Key.Key_Escape)
        assert not over.isVisible()
        assert presenter.canvas.keyboard.focused is None
        assert QApplication.focusWidget() in (presenter, presenter.canvas)
    presenter.close()


def test_it_has_the_keyboard_again_after_a_dialog_beneath(qtbot: QtBot, window: MainWindow) -> None:
    presenter = presenting(qtbot, window)
    window.actions_table["about"].trigger()
    about = window.findChild(About)
    assert about is not None
    qtbot.waitUntil(about.isActiveWindow)
    qtbot.keyClick(about, Key.Key_Escape)
    qtbot.waitUntil(presenter.isActiveWindow)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_table["present"].trigger()
    qtbot.waitUntil(presenter.isActiveWindow)
    presenter.close()


def test_keys_and_a_clicker_change_diagrams(qtbot: QtBot, window: MainWindow) -> None:
    presenter = presenting(qtbot, window)
    workspace = window.store.workspace
    assert workspace is not None
    last = len(workspace.diagrams)
    keys = [Key.Key_Right, Key.Key_PageDown, Key.Key_PageUp, Key.Key_Left, Key.Key_Left]
    keys += [Key.Key_Space] * last
    seen = []
    for key in keys:
        qtbot.keyClick(presenter.canvas, key)
        seen.append((presenter.store.state.diagram, presenter.signs.badge.text()))
    assert seen[:5] == [
        ("ecs", f"2 / {last}"),
        ("glue", f"3 / {last}"),
        ("ecs", f"2 / {last}"),
        ("vpc", f"1 / {last}"),
        ("vpc", f"1 / {last}"),
    ]
    assert seen[-2:] == [(workspace.diagrams[-1].id, f"{last} / {last}")] * 2
    presenter.close()


def test_digits_toggle_layers_only_here(qtbot: QtBot, window: MainWindow) -> None:
    presenter = presenting(qtbot, window)
    diagram = presenter.store.diagram
    assert diagram is not None
    qtbot.keyClick(presenter.canvas, Key.Key_1)
    assert diagram.layers[0] not in presenter.store.state.layers
    assert diagram.layers[0] in window.store.state.layers
    presenter.close()


def test_what_is_hidden_stays_hidden(qtbot: QtBot, window: MainWindow) -> None:
    assert window.store.diagram is not None
    node = window.store.diagram.nodes[0].id
    window.store.do(verbs.hide, [node])
    presenter = presenting(qtbot, window)
    assert node not in presenter.canvas.viewport.appearance.shown.nodes
    presenter.close()


def test_black_out_and_back(qtbot: QtBot, window: MainWindow) -> None:
    presenter = presenting(qtbot, window)
    qtbot.keyClick(presenter.canvas, Key.Key_B)
    assert presenter.presenter_controls.black.isVisible()
    assert presenter.grab().toImage().pixelColor(QPoint(9, 9)).lightness() == 0
    qtbot.keyClick(presenter.canvas, Key.Key_Right)
    assert not presenter.presenter_controls.black.isVisible()
    assert presenter.store.state.diagram == "vpc", "that key only brings the picture back"
    presenter.close()


def test_the_note_of_a_component_is_shown_large(qtbot: QtBot, window: MainWindow) -> None:
    presenter = presenting(qtbot, window)
    presenter.store.do(verbs.restore, replace(presenter.store.state, section=None))
    qtbot.keyClick(presenter.canvas, Key.Key_N)
    assert not presenter.texts.note.isVisible()
    assert presenter.signs.toast.isVisible(), "there is no note to show yet"
    assert presenter.store.diagram is not None
    presenter.store.do(verbs.select, presenter.store.diagram.nodes[0].id)
    qtbot.keyClick(presenter.canvas, Key.Key_N)
    assert presenter.texts.note.isVisible()
    workspace, section = presenter.store.workspace, presenter.store.state.section
    assert workspace is not None
    assert section is not None
    shown = workspace.notebook.section(section)
    assert shown is not None
    assert shown.title in presenter.texts.note.view.toPlainText()
    qtbot.keyClick(presenter.canvas, Key.Key_N)
    assert not presenter.texts.note.isVisible()
    presenter.close()


def test_a_large_note_shows_its_picture_live(qtbot: QtBot, window: MainWindow) -> None:
    workspace = window.store.workspace
    assert workspace is not None
    home = next(s for s in workspace.notebook.sections if s.images)
    drawn = workspace.pictured(home.images[0])
    assert drawn is not None
    qtbot.waitUntil(lambda: drawn.id in window.store.layouts, timeout=20_000)
    window.store.do(verbs.open_section, home.id)
    presenter = presenting(qtbot, window)
    presenter.presentation.toggle_note()
    image = presenter.texts.note.view.document().resource(2, QUrl("diagram-0"))
    assert image.width() > presenter.texts.note.width() / 2
    assert "\ufffc" in presenter.texts.note.view.toPlainText()
    assert "not found" not in presenter.texts.note.view.toPlainText()
    presenter.close()


def test_the_pointer_hides(qtbot: QtBot, window: MainWindow) -> None:
    presenter = presenting(qtbot, window)
    presenter.pointer.hide()
    assert presenter.canvas.cursor().shape() == Qt.CursorShape.BlankCursor
    at = QPointF(40, 40)
    none, held = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, held)
    QApplication.sendEvent(presenter.canvas, move)
    assert presenter.canvas.cursor().shape() != Qt.CursorShape.BlankCursor
    presenter.close()


def test_closing_the_window_endspresenting(qtbot: QtBot, window: MainWindow) -> None:
    presenter = presenting(qtbot, window)
    with qtbot.waitSignal(presenter.closed):
        window.close()


def test_the_theme_follows(qtbot: QtBot, window: MainWindow) -> None:
    presenter = presenting(qtbot, window)
    window.actions_table["theme:dark"].trigger()
    assert presenter.store.theme.dark
    presenter.close()


def test_title_and_legend_keep_to_their_corners(qtbot: QtBot, window: MainWindow) -> None:
    presenter = presenting(qtbot, window)
    canvas = presenter.canvas
    assert canvas.shown_layout is not None
    above, below = bands(canvas.shown_layout, canvas.looking.size)
    head = QRect(0, 0, canvas.width() // 2, int(above))
    foot = QRect(0, canvas.height() - int(below), canvas.width(), int(below))
    before = [canvas.grab(part).toImage() for part in (head, foot)]
    for _ in range(6):
        qtbot.keyClick(canvas, Key.Key_Plus)
    assert [canvas.grab(part).toImage() for part in (head, foot)] == before
    qtbot.keyClick(canvas, Key.Key_1)
    assert canvas.grab(foot).toImage() != before[1], "a layer that is off is not in the legend"
    presenter.close()


def test_the_picture_fits_between_title_and_legend(qtbot: QtBot, window: MainWindow) -> None:
    presenter = presenting(qtbot, window)
    canvas = presenter.canvas
    assert canvas.shown_layout is not None
    top = canvas.looking.camera.to_view(Point(0, 0), canvas.looking.size)
    low = Point(canvas.shown_layout.width, canvas.shown_layout.height)
    low = canvas.looking.camera.to_view(low, canvas.looking.size)
    above, below = bands(canvas.shown_layout, canvas.looking.size)
    assert top.x >= 0
    assert top.y >= above - 0.5
    assert low.x <= canvas.width()
    assert low.y <= canvas.height() - below + 0.5
    presenter.close()
