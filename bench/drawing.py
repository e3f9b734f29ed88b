"""A made-up picture of any size, with what real ones have: icons, wrapped labels, clusters, routed
edges, layers. It is placed on a grid, so that only painting is measured and no layout."""

from __future__ import annotations

from itertools import pairwise

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace

LAYERS = ("networking", "iam", "cicd")
ROW = 20  # nodes of one cluster, in one row
STEP_X, STEP_Y = 150.0, 150.0  # pt
ICON = 60.0  # pt


def drawing(count: int, workspace: Workspace) -> DiagramLayout:
    """`count` nodes with icons that the workspace's diagrams use. Every second node is on the
    base sheet, the others on one layer each."""
    icons = sorted({n.icon for d in workspace.diagrams for n in d.nodes if n.icon})
    nodes: list[Node] = []
    places: dict[ElementId, NodePlace] = {}
    clusters = [
        Cluster(ElementId(f"c{row}"), f"Group {row}", "vpc") for row in range(-(-count // ROW))
    ]
    for i in range(count):
        row, column = divmod(i, ROW)
        layers = () if i % 2 else (LAYERS[i // 2 % len(LAYERS)],)
        icon = icons[i % len(icons)]
        label = f"component {i}\nof group {row}"
        nodes.append(
            Node(ElementId(f"n{i}"), label, "aws.compute.EC2", ElementId(f"c{row}"), layers, icon)
        )
        x, y = 40 + column * STEP_X, 60 + row * STEP_Y
        box = Box(x, y, 110, ICON + 40)
        picture = Box(x + 25, y, ICON, ICON)
        text = Box(x, y + ICON + 5, 110, 34)
        places[ElementId(f"n{i}")] = NodePlace(box, picture, text, tuple(label.split("\n")))
    edges: list[Edge] = []
    routes: dict[ElementId, EdgePlace] = {}
    for (one, other), number in zip(_pairs(nodes), range(2 * count), strict=False):
        layer = one.layers or other.layers
        ends = (places[one.id].icon.center, places[other.id].icon.center)
        route = EdgePlace((ends[0], Point(ends[0].x, ends[1].y), ends[1]))
        if number % 4 == 0:
            middle = Box(ends[1].x - 70, ends[1].y - 8, 50, 16)
            route = EdgePlace(route.points, False, middle, ("reads",))
        label = "reads" if route.lines else ""
        edge = Edge(ElementId(f"e{number}"), one.id, other.id, (one.id, other.id), label, layer)
        edges.append(edge)
        routes[edge.id] = route
    width = 2 * 40 + min(count, ROW) * STEP_X
    frames = {
        c.id: ClusterPlace(
            Box(16, 30 + row * STEP_Y, width - 32, STEP_Y - 12),
            Box(16, 30 + row * STEP_Y, 24, 24),
            Box(46, 33 + row * STEP_Y, 60, 18),
            (c.label,),
        )
        for row, c in enumerate(clusters)
    }
    diagram = Diagram(
        id=DiagramId(f"drawing-{count}"),
        title=f"{count} components",
        filename="drawing",
        source="drawing.dot",
        layers=LAYERS,
        nodes=tuple(nodes),
        clusters=tuple(clusters),
        edges=tuple(edges),
    )
    height = 60 + len(clusters) * STEP_Y
    return DiagramLayout(diagram, width, height, places, frames, routes, 160.0)


def _pairs(nodes: list[Node]) -> list[tuple[Node, Node]]:
    """Each node with the next, and every second with the one below."""
    return [*pairwise(nodes), *list(zip(nodes, nodes[ROW:], strict=False))[::2]]
