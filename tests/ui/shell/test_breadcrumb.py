"""The way in, over the canvas."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId
from app.model.notes import Link, Notebook
from app.model.workspace import Workspace
from app.session import answers, verbs
from app.ui.session.store import Store
from app.ui.shell.breadcrumb import Breadcrumb
from app.ui.shell.window import MainWindow


def _go_in(store: Store) -> tuple[str, str]:
    """Into the first component that has a diagram; from where to where."""
    assert store.workspace is not None
    for diagram in store.workspace.diagrams:
        for component in diagram.components:
            inside = store.workspace.inside(diagram.id, component.id)
            if inside is not None:
                store.do(verbs.show, diagram.id)
                store.do(verbs.go_in, component.id)
                return diagram.id, inside
    raise AssertionError("no component has a diagram of its own")


def test_it_shows_the_way_and_leads_back(qtbot: QtBot, window: MainWindow) -> None:
    store, crumb = window.store, window.picture_pane.breadcrumb
    assert not crumb.isVisible()
    outside, inside = _go_in(store)
    assert crumb.isVisible()
    assert window.canvas.y() == crumb.height() > 20
    assert store.state.diagram == inside
    for id in (outside, inside):
        assert store.workspace is not None
        diagram = store.workspace.diagram(DiagramId(id))
        assert diagram is not None
        assert diagram.title in crumb.label.text()
    crumb.label.linkActivated.emit(outside)
    assert store.state.diagram == outside
    assert not crumb.isVisible()
    assert window.canvas.y() == 0


def test_a_key_leads_up(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.actions_table["up"].isEnabled()
    outside, _ = _go_in(window.store)
    assert window.actions_table["up"].isEnabled()
    window.activateWindow()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert window.store.state.diagram == outside


def test_titles_are_text(qtbot: QtBot) -> None:
    outer = Diagram(DiagramId("a"), "<b>A</b>", "a", "a.py", nodes=(Node(ElementId("in"), "In"),))
    inner = Diagram(DiagramId("b"), "B", "b", "b.py")
    links: dict[DiagramId, dict[ElementId, Link]] = {
        DiagramId("a"): {
            ElementId("in"): Link(ElementId("in"), None, "URL", diagram=DiagramId("b"))
        }
    }
    store = Store()
    store.do(answers.take_workspace, Workspace("/w", "W", False, (outer, inner), Notebook(), links))
    crumb = Breadcrumb(store)
    qtbot.addWidget(crumb)
    store.do(verbs.go_in, ElementId("in"))
    store.do(verbs.go_in, ElementId("a-1"))
    assert "&lt;b&gt;A" in crumb.label.text()
