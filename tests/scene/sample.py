"""A small picture laid out by hand."""

from __future__ import annotations

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId


def node_place(x: float, y: float, *lines: str) -> NodePlace:
    """An icon of 60 pt at a point, its label under it."""
    icon = Box(x, y, 60, 60)
    label = Box(x - 20, y + 65, 100, 16.8 * len(lines))
    return NodePlace(Box(x - 20, y, 100, label.bottom - y), icon, label, lines)


def cluster_place(box: Box, title: str) -> ClusterPlace:
    icon = Box(box.x, box.y, 24, 24)
    return ClusterPlace(box, icon, Box(box.x + 32, box.y + 4, 90, 16.8), (title,))


def sample(icon: str) -> DiagramLayout:
    """Web and database in two subnets of one kind, one inside the other; a user outside.

    user ──networking──► [ outer: web ──label──► [ inner: db ] ]    web ──iam──► db (below)
    """
    diagram = Diagram(
        id=DiagramId("sample"),
        title="Sample",
        filename="sample",
        source="sample.py",
        layers=("networking", "iam"),
        nodes=(
            Node(ElementId("user"), "User", icon=icon),
            Node(ElementId("web"), "Web", cluster=ElementId("outer"), icon=icon),
            Node(ElementId("db"), "Database", cluster=ElementId("inner"), icon=icon),
            Node(ElementId("key"), "Key", cluster=ElementId("outer"), icon=icon, layers=("iam",)),
        ),
        clusters=(
            Cluster(ElementId("outer"), "Outer", "public-subnet"),
            Cluster(ElementId("inner"), "Inner", "public-subnet", parent=ElementId("outer")),
        ),
        edges=(
            Edge(
                ElementId("in"),
                ElementId("user"),
                ElementId("web"),
                (ElementId("user"), ElementId("web")),
                layers=("networking",),
            ),
            Edge(
                ElementId("ask"),
                ElementId("web"),
                ElementId("db"),
                (ElementId("web"), ElementId("db")),
                label="asks",
            ),
            Edge(
                ElementId("may"),
                ElementId("key"),
                ElementId("inner"),
                (ElementId("key"), ElementId("db")),
                layers=("iam", "networking"),
            ),
        ),
    )
    return DiagramLayout(
        diagram,
        width=700,
        height=420,
        nodes={
            ElementId("user"): node_place(20, 100, "User"),
            ElementId("web"): node_place(240, 100, "Web"),
            ElementId("db"): node_place(540, 100, "Database"),
            ElementId("key"): node_place(240, 290, "Key"),
        },
        clusters={
            ElementId("outer"): cluster_place(Box(180, 10, 510, 400), "Outer"),
            ElementId("inner"): cluster_place(Box(500, 60, 140, 150), "Inner"),
        },
        edges={
            ElementId("in"): EdgePlace((Point(80, 130), Point(240, 130))),
            ElementId("ask"): EdgePlace(
                (Point(300, 130), Point(540, 130)), label_box=Box(370, 122, 50, 16), lines=("asks",)
            ),
            ElementId("may"): EdgePlace((Point(300, 320), Point(570, 320), Point(570, 210))),
        },
        title_width=70,
        legend_widths={"networking": 66, "iam": 26},
    )
