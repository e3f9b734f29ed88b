"""The panel of relations, by pointer and by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.model.ids import ElementId
from app.session import verbs
from app.ui.features.relations.edge_bar import EdgeBar
from app.ui.features.relations.panel import RelationsPanel
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from tests.ui.views.canvas.shop import place, shop_store

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def store() -> Store:
    return shop_store()


@pytest.fixture
def panel(qtbot: QtBot, store: Store) -> Iterator[RelationsPanel]:
    made = RelationsPanel(store)
    qtbot.addWidget(made)
    made.resize(240, 500)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def listed(panel: RelationsPanel) -> list[str]:
    model = panel.model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(at, 0).data(role)) for at in range(model.rowCount())]


def test_it_lists_both_ways_with_edges_and_layers(panel: RelationsPanel, store: Store) -> None:
    assert "Select a component" in panel.says.text()
    store.do(verbs.select, ElementId("web"))
    assert panel.title.text() == "Web server"
    assert listed(panel) == [
        *("Leads here (2)", "Customer, HTTPS · Networking", "Task role, IAM"),
        *("Leads on to (1)", "Database"),
    ]
    store.do(verbs.toggle_layer, "iam")
    assert listed(panel)[-1] == "1 edge of it not shown now"
    store.do(verbs.select, ElementId("far"))
    assert panel.says.text() == "No edge that shows leads here, and none leads on."


def test_each_is_a_click_or_a_key_away(panel: RelationsPanel, store: Store) -> None:
    store.do(verbs.select, ElementId("web"))
    place = panel.list.visualRect(panel.model.index(4, 0))
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=place.center())
    assert store.state.selection == "db"
    panel.focus_list()
    assert listed(panel) == ["Leads here (1)", "Web server"]
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert store.state.selection == "web"
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert store.state.selection == "role"


def test_an_edge_leads_to_both_its_ends(panel: RelationsPanel, store: Store) -> None:
    store.do(verbs.select, ElementId("user-web"))
    assert listed(panel) == ["From", "Customer", "To", "Web server"]


def test_escape_leads_back_to_the_picture(qtbot: QtBot, panel: RelationsPanel) -> None:
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(panel.list, Qt.Key.Key_Escape)


def test_a_click_near_an_edge_names_both_its_ends_and_leads_to_either(
    qtbot: QtBot, store: Store
) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.resize(1000, 600)
    canvas = Canvas(store, pane)
    canvas.resize(1000, 600)
    bar = EdgeBar(store, canvas, pane)
    pane.show()
    qtbot.waitExposed(pane)
    beside = place(canvas, 390, 190) + QPoint(0, 5)
    QTest.mouseMove(canvas, beside)
    assert canvas.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(canvas, LEFT, pos=beside)
    assert store.state.selection == "web-db"
    assert (bar.start.text(), bar.arrow.text(), bar.end.text()) == ("Web server", "→", "Database")
    QTest.mouseClick(bar.start, LEFT)
    assert store.state.selection == "web"
    assert bar.isHidden()
    store.do(verbs.select, ElementId("web-db"))
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert store.state.selection == "db"
    store.do(verbs.select, ElementId("web-db"))
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert store.state.selection == "web"
