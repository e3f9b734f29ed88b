"""Clusters that are folded into one component, and what stands for what then."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.folding import (
    FoldState,
    fold,
    fold_of,
    folded,
    line_of,
    named,
    stand_in,
    stood_for,
    to_depth,
    unfold,
    whole,
)
from app.model.hiding import left_over
from app.model.ids import DiagramId, ElementId
from app.model.layer import visible


def _edge(tail: str, head: str, label: str = "", layers: tuple[str, ...] = ()) -> Edge:
    ends = ElementId(tail), ElementId(head)
    id = ElementId(f"{tail}-{head}{label}")
    return Edge(id, *ends, ends, label, layers, tail_label="t", head_label="h")


# outer [ inner [ a b ] c ]  other [ e f ]  d
DIAGRAM = Diagram(
    DiagramId("x"),
    "X",
    "x",
    "x.dot",
    layers=("iam", "data"),
    nodes=(
        Node(ElementId("a"), "A", cluster=ElementId("inner")),
        Node(ElementId("b"), "B", cluster=ElementId("inner"), layers=("iam",)),
        Node(ElementId("c"), "C", cluster=ElementId("outer"), layers=("iam",)),
        Node(ElementId("d"), "D"),
        Node(ElementId("e"), "E", cluster=ElementId("other"), layers=("data",)),
        Node(ElementId("f"), "F", cluster=ElementId("other"), layers=("data",)),
    ),
    clusters=(
        Cluster(ElementId("outer"), "Outer\nring", kind="vpc", line=3),
        Cluster(ElementId("inner"), "Inner", parent=ElementId("outer")),
        Cluster(ElementId("other"), "Other"),
    ),
    edges=(
        _edge("a", "b"),
        _edge("a", "d", "asks"),
        _edge("b", "d", "tells"),
        _edge("d", "a"),
        _edge("c", "d", layers=("data",)),
        _edge("a", "e"),
        _edge("c", "f"),
    ),
)
EVERY = frozenset(DIAGRAM.layers)
_CLUSTERS = st.frozensets(st.sampled_from([c.id for c in DIAGRAM.clusters]))


def _ids(*names: str) -> frozenset[ElementId]:
    return frozenset(map(ElementId, names))


def test_a_folded_cluster_is_a_component_under_its_own_id() -> None:
    made = folded(DIAGRAM, FoldState(_ids("outer", "inner")))  # the outermost counts
    assert {n.id for n in made.nodes} == {"d", "e", "f", "outer"}
    assert [c.id for c in made.clusters] == ["other"]
    outer = made.index.named["outer"]
    assert isinstance(outer, Node)
    assert (outer.label, outer.folds) == ("Outer\nring\n3 components", "vpc")
    assert whole(made) is DIAGRAM
    assert folded(DIAGRAM, FoldState(frozenset())) is DIAGRAM


def test_edges_that_then_run_alike_are_one_with_a_count() -> None:
    made = folded(DIAGRAM, FoldState(_ids("outer")))
    out: dict[object, Edge] = {(e.tail, e.head, e.label, e.layers): e for e in made.edges}
    assert set(out) == {
        ("outer", "d", "asks, tells ×2", ()),
        ("outer", "d", "", ("data",)),  # another layer is another line
        ("d", "outer", "", ()),
        ("outer", "e", "", ()),
        ("outer", "f", "", ()),
    }
    merged = out["outer", "d", "asks, tells ×2", ()]
    assert (merged.count, merged.tail_label, merged.head_label) == (2, "", "")
    assert stood_for(made, merged.id) == ("a-dasks", "b-dtells")
    assert out["outer", "e", "", ()].head_label == "h"  # of an end that is still there
    assert stand_in(made, ElementId("b-dtells")) == merged.id
    assert stand_in(made, ElementId("a-b")) == "outer"
    both = folded(DIAGRAM, FoldState(_ids("outer", "other")))
    assert [e.label for e in both.edges if e.head == "other"] == ["×2"]


def test_it_shows_where_what_it_stands_for_does() -> None:
    made = folded(DIAGRAM, FoldState(_ids("inner", "other")))
    assert visible(made, EVERY).nodes == _ids("inner", "other", "c", "d")
    assert visible(made, _ids("iam")).nodes == _ids("inner", "c", "d")
    assert visible(made, EVERY, _ids("e")).nodes == _ids("inner", "other", "c", "d")
    seen = visible(made, EVERY, _ids("e", "f"))
    assert seen.nodes == _ids("inner", "c", "d")
    assert "a-e" not in seen.edges
    tidied = left_over(made, _ids("other"))
    assert {n.id for n in tidied.nodes} == {"inner", "c", "d"}


@given(_CLUSTERS, st.frozensets(st.sampled_from(DIAGRAM.layers)), st.integers(0, 3))
def test_what_shows_of_a_folded_diagram_stands_for_what_shows_of_the_whole(
    clusters: frozenset[ElementId], layers: frozenset[str], depth: int
) -> None:
    now = clusters | to_depth(DIAGRAM, depth)
    made = folded(DIAGRAM, FoldState(now))
    before, after = visible(DIAGRAM, layers), visible(made, layers)
    stands = {stand_in(made, id) for id in before.nodes | before.clusters}
    assert after.nodes | after.clusters == stands
    assert {stand_in(made, id) for id in before.edges} - after.nodes == after.edges
    for edge in made.edges:
        assert {edge.tail, edge.head} <= made.index.elements.keys()
        assert sum(len(stood_for(made, e.id)) for e in made.edges) <= len(DIAGRAM.edges)
    for id in DIAGRAM.index.elements:
        fold = fold_of(DIAGRAM, now, id)
        assert (fold or id) in {stand_in(made, id), id}


def test_what_a_person_folds() -> None:
    assert to_depth(DIAGRAM, 0) == _ids("outer", "inner", "other")
    assert to_depth(DIAGRAM, 1) == _ids("inner")
    assert to_depth(DIAGRAM, 2) == frozenset()
    assert fold(DIAGRAM, _ids("other"), _ids("inner", "a")) == _ids("other", "inner")
    every = to_depth(DIAGRAM, 0)
    assert unfold(DIAGRAM, every, _ids("outer")) == _ids("inner", "other")
    assert unfold(DIAGRAM, every, _ids("a")) == _ids("other")
    assert fold_of(DIAGRAM, every, ElementId("a")) == "outer"
    assert fold_of(DIAGRAM, every, ElementId("d")) is None
    assert named(DIAGRAM, "outer ring") == named(DIAGRAM, "OUTER") == _ids("outer")
    assert named(DIAGRAM, "A") == frozenset()


def _parallel(*labels: str) -> Diagram:
    edges = [
        replace(_edge("c", "d"), tail_label="", head_label="", label=label) for label in labels
    ]
    named = [replace(e, id=ElementId(f"e{n}")) for n, e in enumerate(edges)]
    return replace(DIAGRAM, edges=(*DIAGRAM.edges, *named))


def _drawn(diagram: Diagram, folds: FoldState) -> list[str]:
    return [e.label for e in folded(diagram, folds).edges if e.id.startswith("e")]


def test_many_edges_that_run_alike_are_one_line() -> None:
    assert _drawn(_parallel("", "", ""), FoldState()) == ["", "", ""]  # few
    assert _drawn(_parallel("", "", "", ""), FoldState()) == ["×4"]
    assert _drawn(_parallel("", "", ""), FoldState(merge=True)) == ["×3"]
    assert _drawn(_parallel("", "", "", ""), FoldState(merge=False)) == [""] * 4
    assert _drawn(_parallel("a", "b", "a", ""), FoldState()) == ["a, b ×4"]
    many = _parallel("a", "b", "c", "d", "a", "a", "a")  # labels that differ stay, each
    assert _drawn(many, FoldState()) == ["a ×4", "b", "c", "d"]
    made = folded(many, FoldState())
    assert stood_for(made, ElementId("e0")) == ("e0", "e4", "e5", "e6")
    assert visible(made, EVERY, _ids("e4", "e5")).edges >= _ids("e0", "e1")
    assert "e0" not in visible(made, EVERY, _ids("e0", "e4", "e5", "e6")).edges


def test_a_line_is_drawn_edge_by_edge_where_somebody_asks_for_it() -> None:
    four = _parallel("", "", "", "")
    assert line_of(four, FoldState(), ElementId("e2")) == "e0"
    assert line_of(four, FoldState(merge=False), ElementId("e2")) is None
    spread = FoldState(spread=_ids("e0"))
    assert _drawn(four, spread) == [""] * 4
    assert line_of(four, spread, ElementId("e2")) == "e0"  # they can be one again
    inside = FoldState(_ids("outer"), spread=_ids("a-dasks"))
    ends = [(e.tail, e.head, e.label) for e in folded(DIAGRAM, inside).edges if e.head == "d"]
    assert ends == [("outer", "d", "asks"), ("outer", "d", "tells"), ("outer", "d", "")]


def test_a_copy_of_a_folded_diagram_is_one_like_any() -> None:
    made = folded(DIAGRAM, FoldState(_ids("outer")))
    assert replace(made, title="Y").folding is None
    assert made == replace(made)
