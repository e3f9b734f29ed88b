"""A routed picture loses the room that nobody needs, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.layout.layout import lay_out
from app.layout.routed import RoutedDiagram
from app.layout.tightening import tightened
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId
from app.model.picture_style import PictureStyle
from app.render.lint import lint
from app.sources.workspace import load
from bench import picture_graphs

A, B, AROUND, JOINED = (ElementId(id) for id in ("a", "b", "c", "e"))
FAR = 600.0  # pt from one node to the other
LINE = EdgePlace((Point(60, 30), Point(FAR, 30)))
DIAGRAM = Diagram(
    DiagramId("d"),
    "D",
    "d",
    "d.dot",
    nodes=(Node(A, "A"), Node(B, "B", cluster=AROUND)),
    clusters=(Cluster(AROUND, "C"),),
    edges=(Edge(JOINED, A, B, (A, B)),),
)


def _node(x: float) -> NodePlace:
    icon = Box(x, 0, 60, 60)
    return NodePlace(icon, icon, icon, ())


def _routed(line: EdgePlace) -> RoutedDiagram:
    around = ClusterPlace(Box(FAR - 15, -35, 200, 110), Box(0, 0, 0, 0), Box(0, 0, 0, 0), ())
    return RoutedDiagram({A: _node(0), B: _node(FAR)}, {AROUND: around}, {JOINED: line})


def test_what_a_line_joins_comes_near_and_the_line_stays_straight() -> None:
    found = tightened(DIAGRAM, _routed(LINE))
    a, b = found.nodes[A].icon, found.nodes[B].icon
    around = found.clusters[AROUND].box
    assert found.edges[JOINED].points == (Point(a.right, a.y + 30), Point(b.x, b.y + 30))
    assert 20 <= b.x - a.right <= 40
    assert around.holds(b)
    assert around.width < 200


def test_a_label_keeps_its_room_on_the_line() -> None:
    label = Box(200, 22, 90, 16)
    line = replace(LINE, label_box=label, lines=("reads and writes",))
    place = tightened(DIAGRAM, _routed(line)).edges[JOINED]
    assert place.label_box is not None
    assert place.label_box.width == 90
    assert place.points[0].x + 10 <= place.label_box.x
    assert place.label_box.right + 10 <= place.points[-1].x
    assert place.points[-1].x - place.points[0].x < 150


def test_lines_that_are_not_right_angled_stay() -> None:
    routed = _routed(replace(LINE, points=(Point(60, 30), Point(FAR, 40))))
    assert tightened(DIAGRAM, routed) is routed


@pytest.mark.parametrize(
    "name", ["layers_014", "hub_017", "pipeline_020", "zones_024", "builds_017"]
)
def test_pictures_of_other_peoples_kind_have_no_flaws(name: str, tmp_path: Path) -> None:
    layout = _laid_out(name, tmp_path)
    assert [found.message for found in lint(layout) if found.rule != "small-text"] == []


def _laid_out(name: str, folder: Path) -> DiagramLayout:
    file = folder / f"{name}.dot"
    file.write_text(dict(picture_graphs.graphs())[name], "utf-8")
    (diagram,) = load(file).diagrams
    return lay_out(diagram, style=PictureStyle.HOUSE)
