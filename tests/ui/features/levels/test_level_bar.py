"""Of a stack the window shows an overview or all, and what is there on a condition."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.layout.layout import lay_out
from app.model.details import Condition, Details
from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace
from app.session import answers, verbs
from app.ui.features.levels.bar import LevelBar
from app.ui.shell.window import MainWindow


def node(id: str, name: str) -> Node:
    return Node(ElementId(id), name, "aws.database.Dynamodb", details=Details("A::B", name))


FEW = Diagram(
    DiagramId("shop"),
    "Shop",
    "shop",
    "shop.yaml",
    nodes=(node("orders", "Orders"),),
    level="overview",
    conditions=(
        Condition("Prod", "Stage = prod", False, ("orders",)),
        Condition("Other", "", None, ()),
    ),
)
MANY = replace(
    FEW,
    id=DiagramId("shop/all"),
    filename="shop-all",
    nodes=(node("orders", "Orders"), node("logs", "Logs")),
    level="all",
    conditions=(),
)


@pytest.fixture
def shop(window: MainWindow) -> MainWindow:
    store = window.store
    store.do(answers.take_workspace, Workspace("/nowhere", "W", False, (FEW, MANY)))
    for diagram in (FEW, MANY):
        store.do(answers.take_layout, diagram.id, lay_out(diagram))
    store.do(verbs.show, FEW.id)
    return window


def bar_of(window: MainWindow) -> LevelBar:
    bar = window.picture_pane.level_bar
    assert bar is not None
    return bar


def test_it_is_there_only_where_there_is_a_choice(window: MainWindow) -> None:
    assert bar_of(window).isHidden()


def test_a_click_shows_all_and_keeps_what_is_selected(shop: MainWindow) -> None:
    bar, store = bar_of(shop), shop.store
    assert not bar.isHidden()
    assert bar.levels["overview"].isChecked()
    store.do(verbs.select, ElementId("orders"))
    bar.levels["all"].click()
    assert store.state.diagram == "shop/all"
    assert store.state.selection == "orders"
    assert bar.levels["all"].isChecked()
    assert bar.conditions.isHidden()
    shop.actions_table["all_resources"].trigger()
    assert store.state.diagram == "shop"


def test_conditions_hide_and_show(shop: MainWindow) -> None:
    bar, store = bar_of(shop), shop.store
    bar.menu.aboutToShow.emit()
    first, second, _, defaults, everything = bar.menu.actions()
    assert first.text() == "Prod: Stage = prod, false by default"
    assert first.isChecked()
    assert not second.isEnabled()
    first.trigger()
    assert store.state.hidden == {"orders"}
    first.trigger()
    assert not store.state.hidden
    defaults.trigger()
    assert store.state.hidden == {"orders"}
    everything.trigger()
    assert not store.state.hidden
