"""Between two layouts of a diagram."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.drawing import Drawing, DrawnPen, DrawnShape, DrawnText, ElementDrawing
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId
from app.ui.views.canvas.transition import Between, Transition

DIAGRAM = Diagram(
    DiagramId("d"),
    "D",
    "d",
    "d.py",
    nodes=(Node(ElementId("a"), "A"), Node(ElementId("b"), "B"), Node(ElementId("c"), "C")),
    clusters=(Cluster(ElementId("g"), "G"),),
    edges=(
        Edge(ElementId("ab"), ElementId("a"), ElementId("b"), (ElementId("a"), ElementId("b"))),
        Edge(ElementId("bc"), ElementId("b"), ElementId("c"), (ElementId("b"), ElementId("c"))),
    ),
)


def diagram_layout(shift: float, *nodes: str) -> DiagramLayout:
    box = Box(shift, 0, 60, 80)
    return DiagramLayout(
        DIAGRAM,
        400 + shift,
        300,
        {
            ElementId(n): NodePlace(box.moved(i * 100, 0), box, box, (n,))
            for i, n in enumerate(nodes)
        },
        {ElementId("g"): ClusterPlace(box, box, box, ("G",))},
        {ElementId("ab"): EdgePlace((Point(shift, 0), Point(shift + 9, 9)))},
    )


OLD, NEW = diagram_layout(0, "a", "b", "c"), diagram_layout(100, "a", "b")


def test_it_begins_and_ends_with_the_layouts_themselves() -> None:
    way = Transition(Between(OLD, {}), NEW)
    assert (way.at(0).layout, way.at(1).layout) == (OLD, NEW)
    assert not way.at(0).presence
    assert not way.at(1).presence


def test_what_both_have_moves_and_the_rest_fades() -> None:
    half = Transition(Between(OLD, {}), NEW).at(0.5)
    assert half.layout.nodes[ElementId("b")].box.x == pytest.approx(150)
    assert half.layout.clusters[ElementId("g")].box.x == pytest.approx(50)
    assert half.layout.nodes[ElementId("c")] == OLD.nodes[ElementId("c")]
    assert half.presence["c"] == pytest.approx(0.5)
    assert half.presence["a"] == 1


def test_as_written_what_is_drawn_goes_with_its_box() -> None:
    a = ElementId("a")
    text = DrawnText("A", NEW.nodes[a].box.center, "center", 9, 14, "Times", "#000000")
    shape = DrawnShape("polyline", (Point(100, 0), Point(160, 80)), None, DrawnPen())
    drawing = Drawing(elements={a: ElementDrawing((shape,), (), (text,))})
    half = Transition(Between(OLD, {}), replace(NEW, drawing=drawing)).at(0.5).layout.drawing
    assert half is not None
    (moved,) = half.elements.values()
    assert moved.shapes[0].points == (Point(50, 0), Point(110, 80))
    assert moved.texts[0].at == (80, 40)


def test_an_edge_that_runs_as_before_stays() -> None:
    there = {ElementId("ab"): OLD.edges[ElementId("ab")]}
    way = Transition(Between(OLD, {"ab": 0.5}), replace(NEW, edges=there))
    for t in (0.2, 0.6, 0.9):
        assert way.at(t).layout.edges == there
        assert way.at(t).presence["ab"] == pytest.approx(0.5 + t / 2)


def test_old_edges_go_before_new_ones_come() -> None:
    way = Transition(Between(OLD, {}), NEW)
    assert way.at(0.2).layout.edges == OLD.edges
    assert way.at(0.9).layout.edges == NEW.edges
    assert not way.at(0.6).layout.edges


def test_a_new_way_starts_where_the_old_one_is() -> None:
    half = Transition(Between(OLD, {}), NEW).at(0.4)
    way = Transition(half, OLD)
    assert way.at(0) == half
    soon = way.at(0.001)
    assert soon.presence["c"] == pytest.approx(half.presence["c"], abs=0.01)
    assert soon.presence["ab"] == pytest.approx(half.presence["ab"], abs=0.01)


def test_what_only_the_old_diagram_knows_can_still_be_drawn() -> None:
    smaller = replace(NEW, diagram=replace(DIAGRAM, nodes=DIAGRAM.nodes[:2]))
    half = Transition(Between(OLD, {}), smaller).at(0.5)
    assert half.layout.diagram.index.component(ElementId("c")) == DIAGRAM.nodes[2]


@given(st.floats(0, 1))
def test_every_place_lies_between_its_ends(t: float) -> None:
    between = Transition(Between(OLD, {}), NEW).at(t)
    for id in NEW.nodes:
        x = between.layout.nodes[id].box.x
        assert OLD.nodes[id].box.x - 1e-9 <= x <= NEW.nodes[id].box.x + 1e-9
    assert all(-1e-9 <= share <= 1 for share in between.presence.values())
