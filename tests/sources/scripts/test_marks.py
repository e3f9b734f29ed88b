"""What the host of a script has marked: places, classes, clusters that stand for themselves."""

from __future__ import annotations

import pytest

from app.model.source_graph import (
    SourceCluster,
    SourceEdge,
    SourceEnd,
    SourceGraph,
    SourceNode,
    SourcePlace,
)
from app.sources.scripts.marks import finished, with_lasting_names
from tests.cost import grows_in_step

FILE = SourcePlace("it.py", 1)


def test_marks_become_what_they_mean() -> None:
    later = {
        "acetate_place": "7:3",
        "acetate_kind": "aws.compute.EC2",
        "width": "1.4",
        "label": "a",
    }
    graph = SourceGraph(
        FILE,
        nodes=(
            SourceNode("a", FILE, later),
            SourceNode("b", FILE, {"acetate_place": "5", "acetate_sized": "true", "width": "2"}),
            SourceNode("stands in", FILE, {"acetate_cluster": "cluster_c"}),
        ),
        clusters=(SourceCluster("cluster_c", "cluster_c", FILE, {"acetate_place": "4:1"}),),
        edges=(SourceEdge(SourceEnd("a"), SourceEnd("stands in", "p"), FILE, {"label": "e"}),),
    )
    done = finished(graph)
    assert done.nodes == (
        SourceNode("b", SourcePlace("it.py", 5), {"width": "2"}),
        SourceNode("a", SourcePlace("it.py", 7, 3), {"label": "a"}, kind="aws.compute.EC2"),
    )
    assert done.clusters == (SourceCluster("cluster_c", "cluster_c", SourcePlace("it.py", 4, 1)),)
    (edge,) = done.edges
    assert edge == SourceEdge(
        SourceEnd("a"),
        SourceEnd("cluster_c", is_cluster=True),
        SourcePlace("it.py"),
        {"label": "e"},
    )


@pytest.mark.parametrize("said", ["", "x", "-1", "²", "9" * 5000, ":", "5:x"])
def test_a_place_that_is_none_is_not_believed(said: str) -> None:
    graph = SourceGraph(FILE, nodes=(SourceNode("a", FILE, {"acetate_place": said}),))
    (node,) = finished(graph).nodes
    assert node.place == SourcePlace("it.py", 5 if said == "5:x" else None)


def test_random_names_become_lasting_ones_and_no_other_text_changes() -> None:
    one, two, other = "0f" * 16, "a1" * 16, "b2" * 16
    said = f'\t"{one}" [label="{other}"]\n\t\t{two} [label=x]\n\t"{one}" -> {two}\n'
    first, second = "n" + "0" * 31, "n" + "0" * 30 + "1"
    assert with_lasting_names(said) == (
        f'\t{first} [label="{other}"]\n\t\t{second} [label=x]\n\t{first} -> {second}\n'
    )


def test_an_edge_to_a_cluster_that_is_not_there_is_left_out() -> None:
    graph = SourceGraph(
        FILE,
        nodes=(SourceNode("a", FILE), SourceNode("s", FILE, {"acetate_cluster": "cluster_gone"})),
        edges=(SourceEdge(SourceEnd("a"), SourceEnd("s"), FILE),),
    )
    assert finished(graph).edges == ()


def test_empty_lines_cost_no_more_than_others() -> None:
    grows_in_step(lambda size: with_lasting_names("\n" * size))
