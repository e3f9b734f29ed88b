"""A picture of two nodes, and the workspace it comes from."""

from __future__ import annotations

import pytest

from app.exporters.exporter import PictureOptions
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.notes import Link
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.scene.theme import LIGHT


@pytest.fixture
def layout() -> DiagramLayout:
    diagram = Diagram(
        id="pair",
        title="A pair",
        filename="pair",
        source="pair.py",
        layers=("iam",),
        nodes=(
            Node("a", "A", kind="aws.compute.EC2", cluster="box"),
            Node("b", "B", layers=("iam",)),
        ),
        clusters=(Cluster("box", "Box", "vpc"),),
        edges=(
            Edge("a-b", "a", "b", ("a", "b"), label="asks"),
            Edge("shape", "b", "a", ("b", "a"), invisible=True),
        ),
    )
    return DiagramLayout(
        diagram,
        width=400.123,
        height=150.0,
        nodes={
            "a": NodePlace(Box(20, 40, 60, 82), Box(20, 40, 60, 60), Box(30, 105, 40, 17), ("A",)),
            "b": NodePlace(
                Box(320, 40, 60, 82), Box(320, 40, 60, 60), Box(330, 105, 40, 17), ("B",)
            ),
        },
        clusters={
            "box": ClusterPlace(
                Box(0, 0, 120, 150), Box(0, 0, 24, 24), Box(32, 4, 30, 17), ("Box",)
            )
        },
        edges={
            "a-b": EdgePlace(
                (Point(80, 70), Point(320, 70)), label_box=Box(180, 62, 40, 16), lines=("asks",)
            )
        },
        title_width=60,
        legend_widths={"iam": 30},
    )


@pytest.fixture
def workspace() -> Workspace:
    links = {"pair": {"a": Link("a", "ec2", "class"), "b": Link("b", None, "none")}}
    return Workspace("/work", "Work", bundled=False, links=links)


@pytest.fixture
def state() -> ViewState:
    return ViewState("pair", frozenset({"iam"}))


@pytest.fixture
def options() -> PictureOptions:
    return PictureOptions(LIGHT)
