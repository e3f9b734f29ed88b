"""Diagrams in a row, in which it is plain what the camera should do."""

from __future__ import annotations

from itertools import pairwise

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId, TourId
from app.model.tour import Step, Tour, TourStyle
from app.render.camera.tour_shots import TourShots
from app.scene.shot import Room

APART = 200.0  # pt from one node to the next
COUNT = 12
ROOM = Room(1920.0, 900.0)


def row(high: float = 160.0) -> DiagramLayout:
    """n0 → n1 → … → n11 from left to right in the cluster `all`, the last two also in `last`;
    nothing above or below, over a height in pt."""
    ids = [f"n{n}" for n in range(COUNT)]
    pairs = list(pairwise(ids))
    diagram = Diagram(
        DiagramId("row"),
        "Row",
        "row",
        "row.py",
        nodes=tuple(
            Node(ElementId(id), f"Name {n}", cluster=ElementId("last" if n > COUNT - 3 else "all"))
            for n, id in enumerate(ids)
        ),
        clusters=(
            Cluster(ElementId("all"), "All"),
            Cluster(ElementId("last"), "Last", parent=ElementId("all")),
        ),
        edges=tuple(
            Edge(ElementId(f"{a}-{b}"), ElementId(a), ElementId(b), (ElementId(a), ElementId(b)))
            for a, b in pairs
        ),
    )
    top = high / 2 - 40
    boxes = {id: Box(40 + n * APART, top, 60, 80) for n, id in enumerate(ids)}
    wide = COUNT * APART + 80
    return DiagramLayout(
        diagram,
        width=wide,
        height=high + 80,
        nodes={ElementId(id): NodePlace(box, box, box, (id,)) for id, box in boxes.items()},
        clusters={
            ElementId("all"): _cluster(Box(10, -20, wide - 20, high + 60), "All"),
            ElementId("last"): _cluster(Box(2020, top - 30, 300, 140), "Last"),
        },
        edges={
            ElementId(f"{a}-{b}"): EdgePlace(
                (Point(boxes[a].right, top + 40), Point(boxes[b].x, top + 40))
            )
            for a, b in pairs
        },
    )


def _cluster(box: Box, title: str) -> ClusterPlace:
    return ClusterPlace(
        box, Box(box.x, box.y, 24, 24), Box(box.x + 28, box.y + 4, 40, 17), (title,)
    )


def tour(*steps: str, style: TourStyle = TourStyle.FLOW) -> Tour:
    """Steps, each with the ids in its focus."""
    made = tuple(
        Step("S", "", DiagramId("row"), frozenset(), tuple(map(ElementId, s.split())), style)
        for s in steps
    )
    return Tour(TourId("t"), "T", made)


def shots(*steps: str, style: TourStyle = TourStyle.FLOW, room: Room = ROOM) -> TourShots:
    return TourShots(tour(*steps, style=style), row(), room)
