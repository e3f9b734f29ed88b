"""What the bench says of pictures is counted right, by hand-made ones."""

from __future__ import annotations

import pytest

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId
from bench import picture_graphs
from bench.picture_measures import emptiness, measures, moved, with_one_more

A, B, AROUND, JOINED = (ElementId(id) for id in ("a", "b", "c", "e"))


def _layout(*points: tuple[float, float], a: float = 0, b: float = 200) -> DiagramLayout:
    """Two squares of 50 pt side by side in a cluster, joined by a line."""
    nodes = {id: _node(x) for id, x in ((A, a), (B, b))}
    around = ClusterPlace(Box(-10, -10, 270, 70), Box(0, 0, 0, 0), Box(0, 0, 0, 0), ())
    line = EdgePlace(tuple(Point(*point) for point in points))
    diagram = Diagram(
        DiagramId("d"),
        "D",
        "d",
        "d.dot",
        nodes=(Node(A, "A", cluster=AROUND), Node(B, "B", cluster=AROUND)),
        clusters=(Cluster(AROUND, "C"),),
        edges=(Edge(JOINED, A, B, (A, B)),),
    )
    return DiagramLayout(diagram, 250, 50, nodes, {AROUND: around}, {JOINED: line})


def _node(x: float) -> NodePlace:
    box = Box(x, 0, 50, 50)
    return NodePlace(box, box, box, ())


STRAIGHT = ((50, 25), (200, 25))
OVER_THE_TOP = ((25, 0), (25, -50), (225, -50), (225, 0))


def test_a_straight_line_is_as_short_as_can_be_and_leaves_nothing() -> None:
    found = measures(_layout(*STRAIGHT))
    assert (found.length, found.shortest, found.leaving, found.bends) == (150, 150, 0, 0)


def test_a_line_round_the_cluster_is_longer_and_leaves_it() -> None:
    layout = _layout(*OVER_THE_TOP)
    found = measures(layout)
    assert (found.length, found.shortest, found.bends) == (300, 150, 2)
    assert found.leaving == 1


def test_a_place_is_empty_that_is_far_from_all_that_stands() -> None:
    assert (
        emptiness(_layout(*STRAIGHT)) == 0
    )  # the line and 25 pt round it are as high as the sheet
    # Of 250 pt the nodes and 25 pt beside them take 150; the line is too far above.
    assert emptiness(_layout((50, -100), (200, -100))) == pytest.approx(0.4)


def test_a_picture_that_moves_as_a_whole_does_not_move() -> None:
    one = _layout(*STRAIGHT)
    assert moved(one, _layout(*STRAIGHT, a=30, b=230)) == [0, 0]
    assert moved(one, _layout(*STRAIGHT, b=240)) == [20, 20]


def test_an_edge_more_joins_what_none_joins() -> None:
    diagram = _layout(*STRAIGHT).diagram
    assert with_one_more(diagram) is None


def test_made_graphs_are_many_and_the_same_each_time() -> None:
    made = dict(picture_graphs.graphs())
    assert len(made) >= 60
    assert made == dict(picture_graphs.graphs())
