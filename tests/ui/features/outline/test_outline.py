"""The outline as a person uses it, by pointer and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.model.diagram import Diagram
from app.model.ids import DiagramId, ElementId
from app.model.style import Shape, Style
from app.model.workspace import Workspace
from app.session import answers, verbs
from app.ui.features.outline.model import ROW_ROLE, STATE_ROLE
from app.ui.features.outline.panel import OutlinePanel
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from tests.ui.views.canvas.shop import DIAGRAM, shop_store

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def store() -> Store:
    return shop_store()


@pytest.fixture
def panel(qtbot: QtBot, store: Store) -> Iterator[OutlinePanel]:
    made = OutlinePanel(store)
    qtbot.addWidget(made)
    made.resize(300, 600)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def _rows(panel: OutlinePanel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """Each row that is open, indented."""
    model, found = panel.model, []
    parent = parent or QModelIndex()
    for at in range(model.rowCount(parent)):
        index = model.index(at, 0, parent)
        found.append("  " * depth + index.data())
        found += _rows(panel, index, depth + 1)
    return found


def _state(panel: OutlinePanel, element: ElementId) -> str:
    return str(panel.index_of(element).data(STATE_ROLE))


@contextmanager
def _menu(panel: OutlinePanel, element: ElementId) -> Iterator[dict[str, QAction]]:
    """A right click on a row: what the menu offers, while it is open."""
    index, row = panel.index_of(element), panel.tree.viewport()
    panel.tree.scrollTo(index)
    at = row.mapToGlobal(panel.tree.visualRect(index).center())
    by_mouse = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(panel, QContextMenuEvent(by_mouse, panel.mapFromGlobal(at), at))
    (menu,) = [m for m in panel.findChildren(QMenu) if m.isVisible()]
    yield {action.text(): action for action in menu.actions()}
    menu.close()


def _click(qtbot: QtBot, panel: OutlinePanel, element: ElementId, eye: bool = False) -> None:
    index = panel.index_of(element)
    box = panel.tree.eye(index) if eye else panel.tree.visualRect(index)
    qtbot.mouseClick(panel.tree.viewport(), LEFT, pos=box.center())


def _press(qtbot: QtBot, panel: OutlinePanel, key: Qt.Key) -> None:
    qtbot.keyClick(panel.tree, key)


def test_it_lists_clusters_with_what_they_hold_then_edges(panel: OutlinePanel) -> None:
    assert _rows(panel) == [
        "Customer",
        "VPC",
        "  Web server",
        "  Database",
        "Task role",
        "Archive",
        "Edges",
        "  Customer → Web server, HTTPS",
        "  Web server → Database",
        "  Task role → Web server",
    ]


def test_points_and_blanks_are_only_ends_of_edges(qtbot: QtBot) -> None:
    forms = {"user": "point", "role": "blank"}
    nodes = tuple(
        replace(n, label="", style=Style(shape=Shape(forms[n.id]))) if n.id in forms else n
        for n in DIAGRAM.nodes
    )
    store = Store()
    diagram = replace(DIAGRAM, nodes=nodes)
    store.do(answers.take_workspace, Workspace("/w", "W", False, (diagram,)))
    panel = OutlinePanel(store)
    qtbot.addWidget(panel)
    panel.show()
    rows = _rows(panel)
    assert [r.strip() for r in rows if not r.startswith("  ")] == ["VPC", "Archive", "Edges"]
    assert "  a point → Web server, HTTPS" in rows
    assert "  a blank → Web server" in rows


def test_the_filter_keeps_what_a_find_lies_in(qtbot: QtBot, panel: OutlinePanel) -> None:
    qtbot.keyClicks(panel.filter, "datab")
    assert _rows(panel) == ["VPC", "  Database", "Edges", "  Web server → Database"]
    panel.filter.setText("iam")
    assert _rows(panel) == ["Task role", "Edges", "  Task role → Web server"]
    panel.filter.setText("zzz")
    assert panel.nothing.isVisible()
    qtbot.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert len(_rows(panel)) == 10
    assert not panel.nothing.isVisible()


def test_enter_in_the_filter_goes_to_the_first_find(
    qtbot: QtBot, panel: OutlinePanel, store: Store
) -> None:
    qtbot.keyClicks(panel.filter, "datab")
    qtbot.keyClick(panel.filter, Qt.Key.Key_Return)
    assert store.state.selection == "db"
    assert panel.tree.hasFocus()


def test_a_click_selects_and_a_selection_is_shown(
    qtbot: QtBot, panel: OutlinePanel, store: Store
) -> None:
    _click(qtbot, panel, ElementId("web"))
    assert store.state.selection == "web"
    store.do(verbs.select, ElementId("vpc"))
    assert panel.tree.currentIndex() == panel.index_of(ElementId("vpc"))
    panel.tree.collapse(panel.index_of(ElementId("vpc")))
    store.do(verbs.select, ElementId("db"))
    assert panel.tree.isExpanded(panel.index_of(ElementId("vpc"))), "what is selected is in sight"


def test_arrows_select_and_enter_opens(qtbot: QtBot, panel: OutlinePanel, store: Store) -> None:
    opened: list[str] = []
    panel.opened.connect(opened.append)
    panel.focus_tree()
    assert store.state.selection is None, "to come in selects nothing"
    _press(qtbot, panel, Qt.Key.Key_Down)
    assert store.state.selection == "vpc"
    _press(qtbot, panel, Qt.Key.Key_Down)
    _press(qtbot, panel, Qt.Key.Key_Return)
    assert opened == ["web"]
    _press(qtbot, panel, Qt.Key.Key_Left)
    _press(qtbot, panel, Qt.Key.Key_Left)
    assert not panel.tree.isExpanded(panel.index_of(ElementId("vpc")))
    _press(qtbot, panel, Qt.Key.Key_Escape)
    assert store.state.selection is None
    with qtbot.waitSignal(panel.left):
        _press(qtbot, panel, Qt.Key.Key_Escape)


def test_an_edge_can_be_selected(qtbot: QtBot, panel: OutlinePanel, store: Store) -> None:
    _click(qtbot, panel, ElementId("web-db"))
    assert store.state.selection == "web-db"


def test_space_hides_and_shows(qtbot: QtBot, panel: OutlinePanel, store: Store) -> None:
    store.do(verbs.select, ElementId("db"))
    panel.focus_tree()
    _press(qtbot, panel, Qt.Key.Key_Space)
    assert store.state.hidden == {"db"}
    assert _state(panel, ElementId("db")) == "hidden"
    assert _state(panel, ElementId("vpc")) == "partly hidden"
    assert _state(panel, ElementId("web-db")) == "hidden", "an end of it is"
    _press(qtbot, panel, Qt.Key.Key_Space)
    assert not store.state.hidden


def test_a_click_on_the_eye_hides_and_selects_nothing(
    qtbot: QtBot, panel: OutlinePanel, store: Store
) -> None:
    _click(qtbot, panel, ElementId("vpc"), eye=True)
    assert store.state.hidden == {"vpc"}
    assert store.state.selection is None
    assert _state(panel, ElementId("web")) == "hidden", "a cluster takes with it what it holds"
    _click(qtbot, panel, ElementId("web"), eye=True)
    assert store.state.hidden == {"db"}
    _click(qtbot, panel, ElementId("vpc"), eye=True)
    assert not store.state.hidden, "what is there in part is shown whole"


def test_all_edges_are_hidden_at_their_heading(
    qtbot: QtBot, panel: OutlinePanel, store: Store
) -> None:
    group = panel.model.index(4, 0)
    assert group.data() == "Edges"
    qtbot.mouseClick(panel.tree.viewport(), LEFT, pos=panel.tree.eye(group).center())
    assert store.state.hidden == {e.id for e in DIAGRAM.edges}
    assert group.data(STATE_ROLE) == "hidden"
    qtbot.mouseClick(panel.tree.viewport(), LEFT, pos=panel.tree.eye(group).center())
    assert not store.state.hidden


def test_a_layer_that_is_off_is_told_from_hiding(panel: OutlinePanel, store: Store) -> None:
    store.do(verbs.toggle_layer, "iam")
    assert _state(panel, ElementId("role")) == "layer off"
    assert _state(panel, ElementId("role-web")) == "layer off"
    store.do(verbs.hide, [ElementId("role")])
    assert _state(panel, ElementId("role")) == "hidden"


def test_the_menu_of_a_row(panel: OutlinePanel, store: Store) -> None:
    def choose(element: ElementId, text: str) -> None:
        with _menu(panel, element) as offered:
            offered[text].trigger()

    with _menu(panel, ElementId("db")) as offered:
        assert not offered["Show everything that is hidden"].isEnabled()
    choose(ElementId("db"), "Hide")
    assert store.state.hidden == {"db"}
    choose(ElementId("web-db"), "Show")
    assert not store.state.hidden, "an edge brings its end"
    store.do(verbs.hide, [ElementId("db"), ElementId("far")])
    with _menu(panel, ElementId("web-db")) as offered:
        assert "Open note" not in offered
    choose(ElementId("db"), "Show everything that is hidden")
    assert not store.state.hidden


def test_what_was_closed_stays_closed(panel: OutlinePanel, store: Store) -> None:
    panel.tree.collapse(panel.index_of(ElementId("vpc")))
    store.do(verbs.show, DiagramId("other"))
    assert _rows(panel) == ["Alone"]
    store.do(verbs.show, DiagramId("shop"))
    assert not panel.tree.isExpanded(panel.index_of(ElementId("vpc")))
    panel.filter.setText("web")
    assert panel.tree.isExpanded(panel.index_of(ElementId("vpc"))), "what is found is seen"
    panel.filter.clear()
    assert not panel.tree.isExpanded(panel.index_of(ElementId("vpc")))


def test_what_was_selected_unseen_is_shown_when_the_outline_is(
    qtbot: QtBot, panel: OutlinePanel, store: Store
) -> None:
    panel.hide()
    store.do(verbs.select, ElementId("db"))
    store.do(verbs.hide, [ElementId("web")])
    panel.show()
    assert panel.tree.currentIndex() == panel.index_of(ElementId("db"))
    assert _state(panel, ElementId("web")) == "hidden"


def test_a_menu_outlives_a_reload(panel: OutlinePanel, store: Store) -> None:
    assert store.workspace is not None
    other = replace(DIAGRAM, title="Shop 2", nodes=DIAGRAM.nodes[::-1])
    with _menu(panel, ElementId("db")) as offered:
        store.do(answers.take_workspace, replace(store.workspace, diagrams=(other,)))
        offered["Hide"].trigger()
    assert store.state.hidden == {"db"}
    assert _state(panel, ElementId("db")) == "hidden"


def test_rows_are_made_when_they_are_first_seen(qtbot: QtBot, store: Store) -> None:
    made = OutlinePanel(store)
    qtbot.addWidget(made)
    assert made.model.rowCount() == 0
    made.show()
    assert made.model.rowCount() == 5


# In the window


def _outline(window: MainWindow) -> OutlinePanel:
    window.activateWindow()
    window.actions_table["outline"].trigger()
    assert window.outline is not None
    assert window.outline.isVisible()
    return window.outline


def _diagram(window: MainWindow) -> Diagram:
    assert window.store.diagram is not None
    return window.store.diagram


def test_a_key_brings_the_outline_and_enter_the_note(qtbot: QtBot, window: MainWindow) -> None:
    window.panels.show_left(False)
    panel = _outline(window)
    assert panel.tree.hasFocus()
    _press(qtbot, panel, Qt.Key.Key_Down)
    assert window.store.state.selection is not None
    _press(qtbot, panel, Qt.Key.Key_Return)
    assert window.notes is not None
    assert window.notes.view.hasFocus()
    window.actions_table["find"].trigger()
    assert window.left is not None
    assert window.left.isVisible(), "the other page again"


def test_every_component_and_edge_has_a_row(window: MainWindow) -> None:
    panel, diagram = _outline(window), _diagram(window)
    edges = [e.id for e in diagram.edges if not e.invisible]
    ids = [*(n.id for n in diagram.nodes), *(c.id for c in diagram.clusters), *edges]
    assert all(panel.index_of(id).data(ROW_ROLE).id == id for id in ids)


def test_hiding_says_so_and_can_be_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    store, node = window.store, _diagram(window).nodes[0]
    canvas, actions = window.canvas, window.actions_table
    assert not actions["undo"].isEnabled()
    bar = window.picture_pane.filter_bar
    assert bar is not None
    assert not bar.isVisible()
    store.do(verbs.select, node.id)
    actions["hide"].trigger()
    assert node.id not in canvas.viewport.appearance.shown.nodes
    assert f"Hid “{' '.join(node.label.split())}”" in window.status.text.text()
    assert [chip.text() for chip in bar.chips] == [f"Without “{' '.join(node.label.split())}”"]
    qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert node.id in canvas.viewport.appearance.shown.nodes
    assert not actions["undo"].isEnabled()
    actions["hide"].trigger()
    qtbot.mouseClick(bar.clear, LEFT)
    assert not store.state.hidden
    assert not bar.isVisible()
    qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert store.state.hidden == {node.id}, "showing all can be taken back, too"
    actions["hide"].trigger()
    assert not store.state.hidden, "what is hidden and selected is shown"
