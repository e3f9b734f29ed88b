"""The DOT that the engine is asked with holds whatever files say."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import find
from app.layout.asking import EnginePlacer
from app.layout.placement import measure, to_dot
from app.layout.policy import policy
from app.layout.ports import Spacing
from app.model.arrangement import Arrangement, Rank
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId

ODD = ['"', "\\", '\\"', "<b>", "<", "a\nb", "\0", "}", "->", "x" * 10_000, "ä\u202e", "\ud800", ""]
labels = st.one_of(st.sampled_from(ODD), st.text(st.characters(), max_size=30))


@settings(deadline=None, max_examples=10)
@given(st.lists(labels, min_size=2, max_size=4), st.dictionaries(st.just("weight"), labels))
def test_everything_has_a_place_whatever_the_labels_say(
    said: list[str], hints: dict[str, str]
) -> None:
    nodes = tuple(
        Node(ElementId(f"{label}{i}"), label, cluster=ElementId("c"))
        for i, label in enumerate(said)
    )
    one, two = nodes[0].id, nodes[1].id
    edges = (Edge(ElementId("e"), one, two, (one, two), said[0], hints=hints),)
    diagram = Diagram(
        DiagramId("d"),
        said[1],
        "d",
        "d.dot",
        "LR",
        (),
        nodes,
        (Cluster(ElementId("c"), said[1]),),
        edges,
    )
    placement = EnginePlacer(find()).place(diagram, measure(diagram), Spacing(), curves=True)
    assert placement.icons.keys() == {n.id for n in nodes}
    assert placement.clusters.keys() == {"c"}
    assert placement.curves.keys() == {"e"}


def test_of_texts_only_their_sizes_reach_the_engine() -> None:
    said = "zebra"
    nodes = (Node(ElementId(said), said), Node(ElementId("b"), "B"))
    edges = (
        Edge(
            ElementId(said),
            ElementId(said),
            ElementId("b"),
            (ElementId(said), ElementId("b")),
            said,
        ),
    )
    clusters = (Cluster(ElementId(said + "c"), said),)
    diagram = Diagram(DiagramId(said), said, said, said, "LR", (), nodes, clusters, edges)
    assert said not in to_dot(diagram, measure(diagram), Spacing())


def arranged(arrangement: Arrangement, clusters: tuple[str, ...] = ("", "", "")) -> Diagram:
    """A chain of three, each in that cluster."""
    ids = [ElementId(id) for id in "abc"]
    nodes = [
        Node(id, id, cluster=ElementId(around) if around else None)
        for id, around in zip(ids, clusters, strict=True)
    ]
    found = tuple(Cluster(ElementId(id), id) for id in dict.fromkeys(clusters) if id)
    edges = tuple(Edge(ElementId(f"e{i}"), *e, e) for i, e in enumerate(pairwise(ids)))
    return Diagram(
        *(DiagramId("d"), "D", "d", "d.dot", "TB", (), tuple(nodes), found, edges),
        arrangement=arrangement,
    )


@pytest.mark.parametrize("clusters", [("", "", ""), ("x", "y", ""), ("x", "x", "x")])
def test_nodes_of_one_rank_stand_side_by_side(clusters: tuple[str, str, str]) -> None:
    together = Rank("same", (ElementId("a"), ElementId("c"), ElementId("gone")))
    diagram = arranged(Arrangement(ranks=(together,)), clusters)
    a, b, c = EnginePlacer(find()).place(diagram, measure(diagram), Spacing("TB")).icons.values()
    assert a.y == c.y < b.y


def test_an_edge_within_a_group_is_straight() -> None:
    ids = [ElementId(id) for id in "abc"]
    ends = [(ids[0], ids[1]), (ids[0], ids[2])]
    edges = tuple(Edge(ElementId(f"e{i}"), *e, e) for i, e in enumerate(ends))
    for other in ids[1:]:
        found = replace(arranged(Arrangement(groups=((ids[0], other),))), edges=edges)
        places = EnginePlacer(find()).place(found, measure(found), Spacing("TB")).icons
        assert places[ids[0]].x == places[other].x


def test_gaps_are_at_least_what_the_file_says() -> None:
    diagram = arranged(Arrangement(nodesep=200.0, ranksep=300.0))
    spacings = policy(diagram).spacings
    assert {(s.nodesep, s.ranksep) for s in spacings} == {(200.0, 300.0)}
    assert policy(arranged(Arrangement(ranksep=1.0))) == policy(arranged(Arrangement()))
