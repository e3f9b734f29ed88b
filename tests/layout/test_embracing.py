"""A line of what a cluster holds runs inside it, where nothing else stands there."""

from __future__ import annotations

from app.layout.embracing import embraced
from app.layout.routed import RoutedDiagram
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId

A, B, OTHER, OUTER, INNER, LINE = (
    ElementId(id) for id in ("a", "b", "o", "outer", "inner", "line")
)
DIAGRAM = Diagram(
    DiagramId("d"),
    "D",
    "d",
    "d.dot",
    nodes=(Node(A, "A", cluster=INNER), Node(B, "B", cluster=INNER), Node(OTHER, "O")),
    clusters=(Cluster(OUTER, ""), Cluster(INNER, "", parent=OUTER)),
    edges=(Edge(LINE, A, B, (A, B)),),
)
ROUND = EdgePlace((Point(60, 30), Point(110, 30), Point(110, 230), Point(60, 230)))


def _routed(other: float) -> RoutedDiagram:
    """Two nodes one over the other, joined by a line that runs round outside at their right."""
    nodes = {A: _node(0, 0), B: _node(0, 200), OTHER: _node(other, 100)}
    clusters = {OUTER: _cluster(Box(-25, -45, 115, 330)), INNER: _cluster(Box(-15, -35, 95, 310))}
    return RoutedDiagram(nodes, clusters, {LINE: ROUND})


def _node(x: float, y: float) -> NodePlace:
    icon = Box(x, y, 60, 60)
    return NodePlace(icon, icon, icon, ())


def _cluster(box: Box) -> ClusterPlace:
    return ClusterPlace(box, Box(box.x, box.y, 24, 24), Box(box.x + 30, box.y, 30, 16), ("C",))


def test_a_cluster_and_what_is_round_it_grow_to_hold_the_line() -> None:
    found = embraced(DIAGRAM, _routed(other=300)).clusters
    assert found[INNER].box == Box(-15, -35, 140, 310)
    assert found[OUTER].box == Box(-25, -45, 160, 330)


def test_nothing_grows_over_what_stands_there() -> None:
    routed = _routed(other=105)
    assert embraced(DIAGRAM, routed) == routed
