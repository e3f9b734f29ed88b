"""The DOT that the engine is asked with holds whatever files say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import find
from app.layout.asking import EnginePlacer
from app.layout.placement import measure, to_dot
from app.layout.ports import Spacing
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
