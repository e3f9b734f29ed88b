"""A picture of two nodes, and the workspace it comes from."""

from __future__ import annotations

import pytest

from app.exporters.exporter import PictureOptions
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Link
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.scene.theme import LIGHT


@pytest.fixture
def layout() -> DiagramLayout:
    diagram = Diagram(
        id=DiagramId("pair"),
        title="A pair",
        filename="pair",
        source="pair.py",
        layers=("iam",),
        nodes=(
            Node(ElementId("a"), "A", kind="aws.compute.EC2", cluster=ElementId("box")),
            Node(ElementId("b"), "B", layers=("iam",)),
        ),
        clusters=(Cluster(ElementId("box"), "Box", "vpc"),),
        edges=(
            Edge(
                ElementId("a-b"),
                ElementId("a"),
                ElementId("b"),
                (ElementId("a"), ElementId("b")),
                label="asks",
            ),
            Edge(
                ElementId("shape"),
                ElementId("b"),
                ElementId("a"),
                (ElementId("b"), ElementId("a")),
                invisible=True,
            ),
        ),
    )
    return DiagramLayout(
        diagram,
        width=400.123,
        height=150.0,
        nodes={
            ElementId("a"): NodePlace(
                Box(20, 40, 60, 82), Box(20, 40, 60, 60), Box(30, 105, 40, 17), ("A",)
            ),
            ElementId("b"): NodePlace(
                Box(320, 40, 60, 82), Box(320, 40, 60, 60), Box(330, 105, 40, 17), ("B",)
            ),
        },
        clusters={
            ElementId("box"): ClusterPlace(
                Box(0, 0, 120, 150), Box(0, 0, 24, 24), Box(32, 4, 30, 17), ("Box",)
            )
        },
        edges={
            ElementId("a-b"): EdgePlace(
                (Point(80, 70), Point(320, 70)), label_box=Box(180, 62, 40, 16), lines=("asks",)
            )
        },
        title_width=60,
        legend_widths={"iam": 30},
    )


@pytest.fixture
def workspace() -> Workspace:
    links: dict[DiagramId, dict[ElementId, Link]] = {
        DiagramId("pair"): {
            ElementId("a"): Link(ElementId("a"), SectionId("ec2"), "class"),
            ElementId("b"): Link(ElementId("b"), None, "none"),
        }
    }
    return Workspace("/work", "Work", bundled=False, links=links)


@pytest.fixture
def state() -> ViewState:
    return ViewState(DiagramId("pair"), frozenset({"iam"}))


@pytest.fixture
def options() -> PictureOptions:
    return PictureOptions(LIGHT)
