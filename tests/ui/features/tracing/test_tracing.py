"""Tracing in the window, by pointer and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.model.diagram_layout import box_of
from app.model.ids import ElementId
from app.model.tracing import Way
from app.scene.appearance import DIMMED
from app.session import verbs
from app.ui.features.outline.model import STEP_ROLE
from app.ui.shell.window import MainWindow
from tests.ui.driving import window_on

pytestmark = pytest.mark.usefixtures("warm_cache")

LEFT = Qt.MouseButton.LeftButton
SHOP = """digraph Shop { rankdir=LR; user -> web -> api -> queue -> worker -> mail
  worker -> base; api -> base; queue [label="Order queue"]; audit -> trail }"""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    (tmp_path / "shop.dot").write_text(SHOP)
    with window_on(qtbot, tmp_path / "shop.dot") as made:
        qtbot.waitUntil(lambda: made.store.layout is not None, timeout=20_000)
        qtbot.waitUntil(lambda: made.canvas.viewport.seen)
        yield made


def component(window: MainWindow, label: str) -> ElementId:
    assert window.store.diagram is not None
    return next(c.id for c in window.store.diagram.components if c.label == label)


def lit(window: MainWindow) -> set[str]:
    """The labels of what is not dimmed."""
    diagram, opacity = window.store.diagram, window.canvas.viewport.appearance.opacity
    assert diagram is not None
    return {c.label for c in diagram.components if opacity.get(c.id, 0) > DIMMED}


def menu_on(window: MainWindow, label: str) -> QMenu:
    """The menu of a component in the picture."""
    canvas, layout = window.canvas, window.store.layout
    assert layout is not None
    box = box_of(layout, component(window, label))
    assert box is not None
    at = canvas.viewport.place_of(box).center().toPoint()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(canvas, QContextMenuEvent(reason, at, canvas.mapToGlobal(at)))
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible())


def test_what_would_notice_is_found_with_the_mouse_alone(qtbot: QtBot, window: MainWindow) -> None:
    bar = window.picture_pane.trace_bar
    assert bar is not None
    assert bar.isHidden()
    choose(menu_on(window, "Order queue"), "leads_here")
    assert lit(window) == {"user", "web", "api", "Order queue"}
    assert "3 components, up to 3 steps away" in bar.title.accessibleName()
    QTest.mouseClick(bar.ways[Way.FROM], LEFT)
    assert lit(window) == {"Order queue", "worker", "mail", "base"}
    QTest.mouseClick(bar.less, LEFT)
    assert lit(window) == {"Order queue", "worker"}
    QTest.mouseClick(bar.leave, LEFT)
    assert bar.isHidden()
    assert window.store.state.trace is None


def test_what_would_notice_is_found_with_keys_alone(qtbot: QtBot, window: MainWindow) -> None:
    canvas = window.canvas
    window.store.do(verbs.select, component(window, "Order queue"))
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_U)
    assert lit(window) == {"user", "web", "api", "Order queue"}
    QTest.keyClick(canvas, Qt.Key.Key_Comma)
    assert lit(window) == {"web", "api", "Order queue"}
    QTest.keyClick(canvas, Qt.Key.Key_Period)
    QTest.keyClick(canvas, Qt.Key.Key_D)
    assert lit(window) == {"Order queue", "worker", "mail", "base"}
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert window.store.state.selection == component(window, "worker")
    QTest.keyClick(canvas, Qt.Key.Key_P)
    assert lit(window) == {"Order queue", "worker"}
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert window.store.state.trace is None
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert window.store.state.selection is None


def test_paths_are_shown_from_the_selection_shortest_first(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.store.do(verbs.select, component(window, "user"))
    choose(menu_on(window, "base"), "paths")
    assert lit(window) == {"user", "web", "api", "base"}
    bar = window.picture_pane.trace_bar
    assert bar is not None
    QTest.mouseClick(bar.every, LEFT)
    assert lit(window) == {"user", "web", "api", "base", "Order queue", "worker"}


def test_the_outline_has_only_what_is_traced_with_its_steps(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.actions_table["outline"].trigger()
    outline, canvas = window.outline, window.canvas
    assert outline is not None
    window.store.do(verbs.select, component(window, "Order queue"))
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_B)
    model = outline.model
    rows = [model.index(at, 0) for at in range(model.rowCount(QModelIndex()))]
    steps = {str(row.data()): str(row.data(STEP_ROLE)) for row in rows}
    assert steps == {
        "user": "3 before",
        "web": "2 before",
        "api": "1 before",
        "Order queue": "traced",
        "worker": "1 after",
        "mail": "2 after",
        "base": "2 after",
        "Edges": "",
    }
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert model.rowCount(QModelIndex()) == 10


def test_a_click_beside_everything_leaves_the_trace_then_the_selection(
    qtbot: QtBot, window: MainWindow
) -> None:
    choose(menu_on(window, "Order queue"), "leads_both")
    canvas = window.canvas
    corner = canvas.rect().bottomLeft()
    for wanted in ((True, False), (False, True)):
        assert (window.store.state.trace is not None, window.store.state.trace is None) == wanted
        QTest.mouseClick(canvas, LEFT, pos=corner)
    assert window.store.state.selection is None


def choose(menu: QMenu, id: str) -> None:
    action = next(a for a in menu.actions() if a.objectName() == id)
    action.trigger()
    menu.close()


def test_what_is_near_and_what_is_hidden_leave_chips_that_take_them_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    pane, canvas, store = window.picture_pane, window.canvas, window.store
    assert pane.filter_bar is not None
    choose(menu_on(window, "api"), "only_near")
    choose(menu_on(window, "base"), "hide")
    texts = [chip.text() for chip in pane.filter_bar.chips]
    assert texts == ["Only near “api”", "Without “base”"]
    assert seen(window) == {"web", "api", "Order queue"}
    assert canvas.y() == pane.filter_bar.geometry().bottom() + 1
    QTest.mouseClick(pane.filter_bar.chips[0], LEFT)
    assert "trail" in seen(window)
    assert "base" not in seen(window)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    assert not store.state.filters
    assert pane.filter_bar.isHidden()


def test_only_what_is_traced_can_be_laid_out_anew(qtbot: QtBot, window: MainWindow) -> None:
    bar = window.picture_pane.trace_bar
    assert bar is not None
    choose(menu_on(window, "Order queue"), "leads_here")
    QTest.mouseClick(bar.only, LEFT)
    assert seen(window) == {"user", "web", "api", "Order queue"}
    before = window.store.layout
    window.actions_table["tidy"].trigger()
    qtbot.waitUntil(lambda: not window.store.session.tidying, timeout=20_000)
    layout = window.store.layout
    assert layout is not before
    assert layout is not None
    assert len(layout.nodes) == 4


def seen(window: MainWindow) -> set[str]:
    """The labels of what shows."""
    diagram, shown = window.store.diagram, window.canvas.viewport.appearance.shown
    assert diagram is not None
    return {c.label for c in diagram.components if c.id in shown.nodes | shown.clusters}


def test_a_tour_leads_along_the_path_and_back_to_it(qtbot: QtBot, window: MainWindow) -> None:
    store, canvas = window.store, window.canvas
    store.do(verbs.select, component(window, "user"))
    choose(menu_on(window, "mail"), "paths")
    traced = store.state.trace
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_T)
    assert store.tour is not None
    assert [s.title for s in store.tour.steps] == [
        *("user", "web", "api", "Order queue", "worker", "mail"),
    ]
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert store.state.step == 1
    window.jobs.reload()
    qtbot.waitUntil(lambda: store.tour is not None and store.state.step == 1)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not store.state.tour
    assert store.state.trace == traced
