"""The list of changes: what only looks different is one line that unfolds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.model.comparison import Comparison
from app.model.diagram import Diagram, Node
from app.model.difference import compared
from app.model.ids import DiagramId, ElementId
from app.model.style import ColourStop, Stroke, Style
from app.scene.theme import LIGHT
from app.session.comparing import ChangePlace
from app.ui.features.comparing.change_list import ChangeList

MANY = 12


def _diagram(*nodes: Node) -> Diagram:
    return Diagram(DiagramId("shop"), "Shop", "shop", "shop.dot", nodes=nodes)


def _comparison(recoloured: int = MANY) -> Comparison:
    """One that is renamed stands between those that are only recoloured."""
    nodes = [Node(ElementId(f"n{n}"), f"N{n}") for n in range(recoloured)]
    red = Style(stroke=Stroke(colours=(ColourStop("#ff0000"),)))
    now = [Node(node.id, node.label, style=red) for node in nodes]
    other = Node(ElementId("web"), "Web")
    return compared(
        _diagram(*nodes[:2], other, *nodes[2:]),
        _diagram(*now[:2], Node(other.id, "Front end"), *now[2:], Node(ElementId("new"), "New")),
        "since the last commit",
    )


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _list(owner: QWidget, comparison: Comparison, selected: int | None = None) -> ChangeList:
    diagram = comparison.difference.diagram
    places = [ChangePlace(change, diagram) for change in comparison.difference.changes]
    return ChangeList(places, selected, LIGHT, owner)


def _rows(popup: ChangeList) -> list[str]:
    rows = popup.list
    every = [rows.item(n) for n in range(rows.count())]
    return [item.text() for item in every if not item.isHidden()]


def test_what_only_looks_different_is_one_line_that_unfolds(owner: QWidget, qtbot: QtBot) -> None:
    popup = _list(owner, _comparison())
    went: list[str] = []
    popup.wanted.connect(lambda place: went.append(place.change.element))
    folded = ["New", "▸ 12 look different", "Front end\nlabel: “Web” → “Front end”"]
    assert _rows(popup) == folded
    popup.list.setCurrentRow(1)
    assert went == [], "it is none of them"
    qtbot.keyClick(popup.list, Qt.Key.Key_Return)
    names = [f"N{n}" for n in range(MANY)]
    assert _rows(popup) == ["New", "▾ 12 look different", *names, folded[2]]
    qtbot.keyClick(popup.list, Qt.Key.Key_Down)
    assert went == ["n0"]
    place = popup.list.visualItemRect(popup.list.item(1)).center()
    qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert _rows(popup) == folded


def test_the_one_that_is_selected_is_seen(owner: QWidget) -> None:
    popup = _list(owner, _comparison(), 2)
    assert popup.list.currentItem().text() == "N1"
    assert "▾ 12 look different" in _rows(popup)


def test_where_nothing_else_changes_the_line_is_folded(owner: QWidget) -> None:
    comparison = _comparison()
    alike = [c for c in comparison.difference.changes if c.only_looks]
    popup = _list(
        owner, replace(comparison, difference=replace(comparison.difference, changes=tuple(alike)))
    )
    assert _rows(popup) == ["▸ 12 look different"]
    assert popup.list.currentRow() == 0


def test_a_few_stand_each_for_itself(owner: QWidget) -> None:
    assert _rows(_list(owner, _comparison(2)))[1:3] == [f"N{n}\nlooks different" for n in range(2)]
