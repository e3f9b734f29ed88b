"""Links that lead out of the workspace, from the window's menus, header, keys and pointer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.model.geometry import Point
from app.model.ids import ElementId
from app.session import verbs
from app.ui.features.study.card_picture import CardPicture
from app.ui.services import describe
from app.ui.shell.window import MainWindow
from app.ui.views.canvas.canvas import Canvas
from tests.ui.driving import presenting, window_on

LEFT = Qt.MouseButton.LeftButton
CONTROL, NO_KEYS = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LONG = "https://wiki.example.org/" + "a" * 300
DOT = f"""digraph Shop {{
  rankdir=LR
  subgraph cluster_team {{ label="Team" href="mailto:team@example.org"
    web [label="Web" URL="https://example.org/run?x=<b>1</b>"]
    db [label="Database" URL="{LONG}"] }}
  plain [label="Plain" URL="file:///etc/passwd"]
  web -> db [URL="https://example.org/traffic" headURL="https://example.org/queries"
    tailhref="mailto:web@example.org" labelURL="https://example.org/traffic"]
  web -> plain
}}"""
WEB = "https://example.org/run?x=%3Cb%3E1%3C/b%3E"


@pytest.fixture
def linked(qtbot: QtBot, tmp_path: Path, opened: list[str]) -> Iterator[MainWindow]:
    (tmp_path / "shop.dot").write_text(DOT)
    with window_on(qtbot, tmp_path) as window:
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: window.canvas.shown_layout is not None, timeout=5_000)
        window.canvas.repaint()
        yield window


def _id(window: MainWindow, label: str) -> str:
    assert window.store.diagram is not None
    if label == "edge":
        return next(e.id for e in window.store.diagram.edges if e.url)
    return next(c.id for c in window.store.diagram.components if c.label == label)


def _at(canvas: Canvas, element: ElementId) -> QPoint:
    assert canvas.shown_layout is not None
    edge = canvas.shown_layout.edges.get(element)
    if edge is not None:
        (a, b), middle = edge.points[:2], 0.5
        point = Point(a.x + (b.x - a.x) * middle, a.y + (b.y - a.y) * middle)
    elif element in canvas.shown_layout.nodes:
        point = canvas.shown_layout.nodes[element].box.center
    else:
        box = canvas.shown_layout.clusters[element].box
        point = Point(box.x + 6, box.bottom - 6)
    at = canvas.looking.camera.to_view(point, canvas.looking.size)
    return QPoint(round(at.x), round(at.y))


def _click(window: MainWindow, label: str, keys: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.mouseClick(window.canvas, LEFT, keys, _at(window.canvas, ElementId(_id(window, label))))


def _menu(over: QWidget, at: QPoint) -> QMenu:
    mouse = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(over, QContextMenuEvent(mouse, at, over.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _agree(window: MainWindow) -> str:
    """Open what is asked about; the address that the question shows."""
    (box,) = (b for b in window.findChildren(QMessageBox) if b.isVisible())
    shown = box.informativeText().replace("\u200b", "")
    next(b for b in box.buttons() if b.text() == "Open").click()
    return shown


def _choose(menu: QMenu, id: str) -> None:
    next(a for a in menu.actions() if a.objectName() == id).trigger()
    menu.close()


def test_ctrl_click_opens_the_link_of_what_is_under_it(
    linked: MainWindow, opened: list[str]
) -> None:
    for label in ("Web", "Team", "edge"):
        _click(linked, label)
        assert _agree(linked) == opened[-1]
    assert opened == [WEB, "mailto:team@example.org", "https://example.org/traffic"]
    assert linked.store.state.selection is None
    assert linked.status.text.text() == "Opened https://example.org/traffic."


def test_ctrl_click_without_a_link_selects(linked: MainWindow, opened: list[str]) -> None:
    _click(linked, "Plain")
    assert linked.store.state.selection == _id(linked, "Plain")
    _click(linked, "Web", NO_KEYS)
    assert linked.store.state.selection == _id(linked, "Web")
    assert opened == []


def test_a_double_click_opens_a_link_once(linked: MainWindow, opened: list[str]) -> None:
    at = _at(linked.canvas, ElementId(_id(linked, "Web")))
    QTest.mouseClick(linked.canvas, LEFT, CONTROL, at)
    QTest.mouseDClick(linked.canvas, LEFT, CONTROL, at)
    _agree(linked)
    assert len(opened) == 1


def test_the_address_shows_before_it_is_followed(linked: MainWindow) -> None:
    canvas = linked.canvas
    at = _at(canvas, ElementId(_id(linked, "edge")))
    QTest.mouseMove(canvas, at)
    assert "https://example.org/traffic" in linked.status.text.text()
    QApplication.sendEvent(canvas, QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at)))
    assert "https://example.org/traffic<br>Ctrl+click opens it" in QToolTip.text()
    QToolTip.hideText()
    assert canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor  # a click selects it


def test_the_menu_of_an_element_tells_where_its_link_leads(
    linked: MainWindow, opened: list[str]
) -> None:
    canvas = linked.canvas
    menu = _menu(canvas, _at(canvas, ElementId(_id(linked, "Database"))))
    (action,) = (a for a in menu.actions() if a.objectName() == "open_link")
    assert action.text() == "Open wiki.example.org"
    assert menu.toolTipsVisible()
    assert action.toolTip().replace("\n", "") == LONG
    _choose(menu, "open_link")
    assert _agree(linked) == LONG
    assert opened == [LONG]
    _choose(_menu(canvas, _at(canvas, ElementId(_id(linked, "Team")))), "copy_address")
    assert QGuiApplication.clipboard().text() == "mailto:team@example.org"
    menu = _menu(canvas, _at(canvas, ElementId(_id(linked, "Plain"))))
    assert not {"open_link", "copy_address"} & {a.objectName() for a in menu.actions()}
    menu.close()


def test_the_menu_of_an_edge_has_the_links_of_its_ends_too(
    linked: MainWindow, opened: list[str]
) -> None:
    canvas, edge = linked.canvas, _id(linked, "edge")
    assert linked.store.diagram is not None
    menu = _menu(canvas, _at(canvas, ElementId(edge)))
    texts = [a.text() for a in menu.actions() if "_link" in a.objectName()]
    assert texts == [
        "Open example.org/traffic",
        "Open example.org/queries",
        "Write to web@example.org",
    ]
    _choose(menu, "open_link_2")
    _agree(linked)
    assert opened == ["https://example.org/queries"]
    menu = _menu(canvas, _at(canvas, ElementId(edge)))
    assert "Copy web@example.org" in [a.text() for a in menu.actions()]
    _choose(menu, "copy_address_3")
    assert QGuiApplication.clipboard().text() == "mailto:web@example.org"
    assert "In the menu: https://example.org/queries" in describe.tooltip(
        linked.store.diagram, ElementId(edge)
    )


def test_the_menu_of_a_row_of_the_outline(linked: MainWindow, opened: list[str]) -> None:
    linked.actions_table["outline"].trigger()
    assert linked.outline is not None
    tree = linked.outline.tree
    row = linked.outline.index_of(ElementId(_id(linked, "Team")))
    over = tree.viewport()
    at = over.mapTo(linked.outline, tree.visualRect(row).center())
    menu = _menu(linked.outline, at)
    assert "Write to team@example.org" in [a.text() for a in menu.actions()]
    _choose(menu, "open_link")
    _agree(linked)
    assert opened == ["mailto:team@example.org"]


def test_a_key_opens_the_link_of_the_selection(
    qtbot: QtBot, linked: MainWindow, opened: list[str]
) -> None:
    action = linked.actions_table["open_link"]
    assert not action.isEnabled()
    linked.store.do(verbs.select, ElementId(_id(linked, "edge")))
    assert action.isEnabled()
    qtbot.keyClick(linked.canvas, Qt.Key.Key_Return, CONTROL)
    _agree(linked)
    assert opened == ["https://example.org/traffic"]
    linked.store.do(verbs.select, ElementId(_id(linked, "Plain")))
    assert not action.isEnabled()


def test_the_notes_header_has_the_link_of_the_selection(
    linked: MainWindow, opened: list[str]
) -> None:
    assert linked.notes is not None
    link = linked.notes.header.link
    assert link.isHidden()
    linked.store.do(verbs.select, ElementId(_id(linked, "Database")))
    QApplication.processEvents()
    assert not link.isHidden()
    assert link.text() == "wiki.example.org"
    assert link.toolTip().replace("\n", "") == LONG
    QTest.mouseClick(link, LEFT)
    _agree(linked)
    assert opened == [LONG]
    linked.store.do(verbs.select, ElementId(_id(linked, "Plain")))
    assert link.isHidden()


def test_no_link_is_followed_before_an_audience(
    qtbot: QtBot, linked: MainWindow, opened: list[str]
) -> None:
    presenter = presenting(qtbot, linked)
    canvas = presenter.canvas
    qtbot.waitUntil(lambda: canvas.shown_layout is not None)
    canvas.repaint()
    QTest.mouseClick(canvas, LEFT, CONTROL, _at(canvas, ElementId(_id(linked, "Web"))))
    qtbot.keyClick(canvas, Qt.Key.Key_Return, CONTROL)
    presenter.close()
    assert opened == []


def test_no_link_is_followed_while_studying(
    qtbot: QtBot, linked: MainWindow, opened: list[str]
) -> None:
    card = CardPicture(linked.store)
    canvas = card.canvas
    qtbot.addWidget(canvas)
    canvas.resize(800, 600)
    canvas.show()
    qtbot.waitExposed(canvas)
    with qtbot.waitSignal(card.answered) as answered:
        QTest.mouseClick(canvas, LEFT, CONTROL, _at(canvas, ElementId(_id(linked, "Web"))))
    assert answered.args == [_id(linked, "Web")]
    linked.store.do(verbs.select, ElementId(_id(linked, "Web")))
    linked.actions_table["study"].trigger()
    assert linked.commands.studying.room is not None
    qtbot.keyClick(linked.commands.studying.room, Qt.Key.Key_Return, CONTROL)
    assert opened == []


def test_a_link_that_no_program_opens_is_told(
    linked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    _click(linked, "edge")
    _agree(linked)
    assert "No program here opens https://example.org/traffic" in linked.status.text.text()
