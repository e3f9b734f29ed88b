"""What a step of a tour shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId, TourId
from app.model.style import HEADS, Style
from app.model.tour import Stage, Step, Tour, TourStyle, edge_step, stage_of

# outer [ inner [ a b ] ]  c  d; a → b → c → d
DIAGRAM = Diagram(
    DiagramId("x"),
    "X",
    "x",
    "x.py",
    nodes=(
        Node(ElementId("a"), "A", cluster=ElementId("inner")),
        Node(ElementId("b"), "B", cluster=ElementId("inner")),
        Node(ElementId("c"), "C"),
        Node(ElementId("d"), "D"),
    ),
    clusters=(
        Cluster(ElementId("outer"), "Outer"),
        Cluster(ElementId("inner"), "Inner", parent=ElementId("outer")),
    ),
    edges=(
        Edge(ElementId("a-b"), ElementId("a"), ElementId("b"), (ElementId("a"), ElementId("b"))),
        Edge(ElementId("b-c"), ElementId("b"), ElementId("c"), (ElementId("b"), ElementId("c"))),
        Edge(ElementId("c-d"), ElementId("c"), ElementId("d"), (ElementId("c"), ElementId("d"))),
    ),
)
EVERYTHING = frozenset(map(ElementId, ["a", "b", "c", "d", "outer", "inner", "a-b", "b-c", "c-d"]))


def tour(*focus: str, style: TourStyle = TourStyle.BUILD) -> Tour:
    """A tour whose steps show these ids, with blanks between several."""
    steps = (
        Step("S", "", DiagramId("x"), frozenset(), tuple(map(ElementId, f.split())), style)
        for f in focus
    )
    return Tour(TourId("t"), "T", tuple(steps))


def every(shown: Stage) -> set[str]:
    parts = [*shown.highlighted, *shown.done, *shown.pending, *shown.absent]
    assert len(parts) == len(set(parts))  # each in one part only
    return set(parts)


def test_a_step_without_focus_shows_everything() -> None:
    assert stage_of(tour("a", ""), 1, DIAGRAM) == Stage(highlighted=EVERYTHING)


def test_build_adds_with_the_clusters_around_and_the_edges_that_now_have_both_ends() -> None:
    steps = tour("a", "b", "d")
    first, second, third = (stage_of(steps, n, DIAGRAM) for n in range(3))
    assert first.highlighted == {"a", "inner", "outer"}
    assert first.pending == {"b"}
    assert first.absent == EVERYTHING - first.highlighted - {"b"}
    assert second.highlighted >= {"b", "a-b"}
    assert second.done == {"a"}
    assert third.highlighted == {"d"}
    assert third.done == {"a", "b", "inner", "outer", "a-b"}
    assert second.pending == third.pending == {"c"}
    assert third.absent == {"b-c", "c-d"}
    assert {frozenset(every(s)) for s in (first, second, third)} == {EVERYTHING}


def test_the_neighbours_in_a_build_up_come_with_their_clusters_and_without_edges() -> None:
    beside = stage_of(tour("c"), 0, DIAGRAM)
    assert beside.pending == {"b", "inner", "outer", "d"}
    assert beside.absent == {"a", "a-b", "b-c", "c-d"}
    unseen = replace(DIAGRAM, edges=tuple(replace(e, invisible=True) for e in DIAGRAM.edges))
    assert not stage_of(tour("c"), 0, unseen).pending, "a helper of the layout joins nothing"


def test_flow_lights_the_step_and_the_way_from_the_one_before() -> None:
    steps = tour("a", "b", "c", "d", style=TourStyle.FLOW)
    second, third = stage_of(steps, 1, DIAGRAM), stage_of(steps, 2, DIAGRAM)
    assert second.highlighted >= {"b", "a-b"}
    assert third.highlighted == {"c", "b-c"}
    assert third.done == {"a", "b", "inner", "outer", "a-b"}
    assert third.pending == {"d", "c-d"}
    assert not third.absent


def test_a_focused_edge_lights_its_ends_and_a_cluster_what_it_holds() -> None:
    assert stage_of(tour("b-c", style=TourStyle.FLOW), 0, DIAGRAM).highlighted == {
        "b-c",
        "b",
        "c",
        "inner",
        "outer",
    }
    assert stage_of(tour("outer"), 0, DIAGRAM).highlighted == {"outer", "inner", "a", "b", "a-b"}


@pytest.mark.parametrize("between", ["style", "diagram", "focus"])
def test_earlier_steps_count_from_the_last_break_on(between: str) -> None:
    one, two, three = tour("a", "b", "c").steps
    odd = {
        "style": Step("S", "", DiagramId("x"), frozenset(), (ElementId("b"),), TourStyle.FLOW),
        "diagram": Step("S", "", DiagramId("y"), frozenset(), (ElementId("b"),)),
        "focus": Step("S", "", DiagramId("x"), frozenset()),
    }[between]
    assert stage_of(Tour(TourId("t"), "T", (one, two, three)), 2, DIAGRAM).done >= {"a", "b"}
    assert stage_of(Tour(TourId("t"), "T", (one, odd, three)), 2, DIAGRAM).done == set()


def test_the_step_of_an_edge_is_the_next_that_lights_it() -> None:
    steps = tour("a", "b", "c", "b", "a", style=TourStyle.FLOW)
    assert edge_step(steps, 0, DIAGRAM, ElementId("a-b")) == 1
    assert edge_step(steps, 1, DIAGRAM, ElementId("a-b")) == 4
    assert edge_step(steps, 4, DIAGRAM, ElementId("a-b")) == 1
    assert edge_step(steps, 0, DIAGRAM, ElementId("c-d")) is None


def test_diagrams_of_a_tour_are_each_once() -> None:
    steps = (Step("S", "", DiagramId(id), frozenset()) for id in "xyx")
    assert Tour(TourId("t"), "T", tuple(steps)).diagrams == ("x", "y")


def test_the_way_of_an_edge_is_that_of_its_arrow() -> None:
    assert Edge(
        ElementId("e"), ElementId("a"), ElementId("b"), (ElementId("a"), ElementId("b"))
    ).way == ("a", "b")
    assert Edge(
        ElementId("e"),
        ElementId("a"),
        ElementId("b"),
        (ElementId("a"), ElementId("b")),
        style=Style(heads=HEADS["back"]),
    ).way == ("b", "a")
