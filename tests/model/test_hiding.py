"""Hiding and showing single elements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model import hiding
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.hiding import Shows, hide, left_over, named, show, states
from app.model.ids import DiagramId, ElementId
from app.model.layer import visible

# outer [ inner [ a b ] c ]  empty [ ]  d
DIAGRAM = Diagram(
    DiagramId("x"),
    "X",
    "x",
    "x.py",
    layers=("iam", "data"),
    nodes=(
        Node(ElementId("a"), "A", cluster=ElementId("inner")),
        Node(ElementId("b"), "B\nsecond", cluster=ElementId("inner"), layers=("iam",)),
        Node(ElementId("c"), "C", cluster=ElementId("outer"), layers=("data",)),
        Node(ElementId("d"), "D"),
    ),
    clusters=(
        Cluster(ElementId("outer"), "Outer"),
        Cluster(ElementId("inner"), "Inner", parent=ElementId("outer")),
        Cluster(ElementId("empty"), "Empty"),
    ),
    edges=(
        Edge(ElementId("a-d"), ElementId("a"), ElementId("d"), (ElementId("a"), ElementId("d"))),
        Edge(
            ElementId("d-inner"),
            ElementId("d"),
            ElementId("inner"),
            (ElementId("d"), ElementId("a")),
        ),
        Edge(
            ElementId("b-c"),
            ElementId("b"),
            ElementId("c"),
            (ElementId("b"), ElementId("c")),
            layers=("iam",),
        ),
        Edge(
            ElementId("shape"),
            ElementId("a"),
            ElementId("b"),
            (ElementId("a"), ElementId("b")),
            invisible=True,
        ),
    ),
)
NONE: frozenset[str] = frozenset()
EVERYTHING = ("a", "b", "c", "d", "outer", "inner", "empty", "a-d", "d-inner", "b-c")
_SETS = st.frozensets(st.sampled_from(EVERYTHING))
_LAYERS = st.frozensets(st.sampled_from(DIAGRAM.layers))


def test_a_hidden_cluster_hides_what_it_holds_and_its_edges() -> None:
    shown = visible(DIAGRAM, frozenset(DIAGRAM.layers), frozenset({ElementId("inner")}))
    assert shown.nodes == {"c", "d"}
    assert shown.clusters == {"outer", "empty"}
    assert shown.edges == NONE


def test_an_edge_with_a_hidden_end_is_not_visible() -> None:
    shown = visible(DIAGRAM, frozenset(DIAGRAM.layers), frozenset({ElementId("d")}))
    assert shown.edges == {"b-c"}


def test_a_hidden_edge_leaves_its_ends() -> None:
    shown = visible(DIAGRAM, frozenset(DIAGRAM.layers), frozenset({ElementId("a-d")}))
    assert shown.edges == {"d-inner", "b-c"}
    assert shown.nodes == {"a", "b", "c", "d"}


def test_a_cluster_of_which_all_is_hidden_is_gone_and_an_empty_one_can_be() -> None:
    shown = visible(
        DIAGRAM,
        frozenset(DIAGRAM.layers),
        frozenset({ElementId("a"), ElementId("b"), ElementId("empty")}),
    )
    assert shown.clusters == {"outer"}


def test_hiding_a_cluster_takes_in_what_was_hidden_inside() -> None:
    hidden = hide(DIAGRAM, frozenset({ElementId("a"), ElementId("c")}), [ElementId("inner")])
    assert hidden == {"inner", "c"}


def test_one_component_of_a_hidden_cluster_comes_back_alone() -> None:
    hidden = show(DIAGRAM, frozenset({ElementId("outer")}), [ElementId("a")])
    assert hidden == {"b", "c"}
    assert states(DIAGRAM, hidden)[ElementId("a")] is Shows.WHOLE
    assert states(DIAGRAM, hidden)[ElementId("outer")] is Shows.PARTLY


def test_an_edge_that_is_shown_brings_its_ends() -> None:
    hidden = show(
        DIAGRAM, frozenset({ElementId("a-d"), ElementId("d"), ElementId("c")}), [ElementId("a-d")]
    )
    assert hidden == {"c"}


def test_states_tell_part_and_whole() -> None:
    found = states(DIAGRAM, frozenset({ElementId("a")}))
    assert found[ElementId("inner")] is Shows.PARTLY
    assert found[ElementId("outer")] is Shows.PARTLY
    assert found[ElementId("empty")] is Shows.WHOLE
    assert found[ElementId("a-d")] is Shows.NOT
    both = states(DIAGRAM, frozenset({ElementId("a"), ElementId("b")}))
    assert both[ElementId("inner")] is Shows.NOT, "all it holds is hidden"
    assert both[ElementId("d-inner")] is Shows.NOT


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("a", {"a"}),
        ("b second", {"b"}),
        ("B", {"b"}),
        ("OUTER", {"outer"}),
        ("a-d", {"a-d"}),
        ("z", set()),
    ],
)
def test_elements_are_named_by_id_or_label(name: str, ids: set[str]) -> None:
    assert named(DIAGRAM, name) == ids


@given(_SETS, st.sampled_from(EVERYTHING))
def test_what_is_shown_is_there_and_what_is_hidden_is_not(
    hidden: frozenset[ElementId], element: ElementId
) -> None:
    assert states(DIAGRAM, hide(DIAGRAM, hidden, [element]))[element] is Shows.NOT
    assert states(DIAGRAM, show(DIAGRAM, hidden, [element]))[element] is Shows.WHOLE


@given(_SETS)
def test_states_agree_with_what_is_visible(hidden: frozenset[ElementId]) -> None:
    shown = visible(DIAGRAM, frozenset(DIAGRAM.layers), hidden)
    everything = shown.nodes | shown.clusters | shown.edges
    gone = {id for id, how in states(DIAGRAM, hidden).items() if how is Shows.NOT}
    assert everything == set(EVERYTHING) - gone


@given(_SETS, _LAYERS)
def test_what_is_left_over_shows_the_same(
    hidden: frozenset[ElementId], layers: frozenset[str]
) -> None:
    whole, rest = visible(DIAGRAM, layers, hidden), visible(left_over(DIAGRAM, hidden), layers)
    assert (rest.nodes, rest.clusters) == (whole.nodes, whole.clusters)
    # The engine ties an edge of a cluster to a node inside, which may be hidden.
    tied = {e.id for e in DIAGRAM.edges if "a" not in hidden or "a" not in e.via}
    assert rest.edges >= whole.edges & tied


def test_what_the_diagram_does_not_have_is_forgotten() -> None:
    assert hiding.known(
        DIAGRAM, frozenset({ElementId("a"), ElementId("a-d"), ElementId("gone")})
    ) == {"a", "a-d"}
