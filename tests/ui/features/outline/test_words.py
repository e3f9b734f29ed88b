"""What is said of an element to whom cannot see it."""

from __future__ import annotations

from app.model.diagram import Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId
from app.ui.features.outline.words import spoken


def test_an_edge_is_told_with_all_of_its_labels() -> None:
    ends = (ElementId("r"), ElementId("s"))
    edge = Edge(
        ElementId("e"),
        *ends,
        ends,
        "trunk",
        tail_label="eth0",
        head_label="gi0/1",
        aside="old\ncable",
    )
    nodes = (Node(ends[0], "Router"), Node(ends[1], "Switch"))
    diagram = Diagram(DiagramId("d"), "D", "d", "d.dot", nodes=nodes, edges=(edge,))
    said = "Edge from Router to Switch, trunk, old cable, eth0 at Router, gi0/1 at Switch"
    assert spoken(diagram, edge) == said
