"""Tab goes through a picture as one reads it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.model.diagram import Cluster, Diagram, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, NodePlace
from app.model.geometry import Box
from app.model.ids import DiagramId, ElementId
from app.ui.views.canvas.reading_order import reading_order

NOWHERE = Box(0, 0, 0, 0)


def place(box: Box) -> NodePlace:
    return NodePlace(box, box, NOWHERE, ("x",))


def layout(
    nodes: dict[str, tuple[Box, ElementId | None]],
    clusters: dict[str, tuple[Box, ElementId | None]] | None = None,
) -> DiagramLayout:
    clusters = clusters or {}
    diagram = Diagram(
        DiagramId("d"),
        "D",
        "d",
        "d.py",
        nodes=tuple(Node(ElementId(id), id, cluster=parent) for id, (_, parent) in nodes.items()),
        clusters=tuple(
            Cluster(ElementId(id), id, parent=parent) for id, (_, parent) in clusters.items()
        ),
    )
    return DiagramLayout(
        diagram,
        1000,
        1000,
        {ElementId(id): place(box) for id, (box, _) in nodes.items()},
        {
            ElementId(id): ClusterPlace(box, NOWHERE, NOWHERE, ("x",))
            for id, (box, _) in clusters.items()
        },
        {},
    )


def test_bands_from_top_to_bottom_then_left_to_right() -> None:
    order = reading_order(
        layout(
            {
                "d": (Box(200, 110, 60, 60), None),
                "b": (Box(200, 8, 60, 60), None),
                "c": (Box(0, 104, 60, 60), None),
                "a": (Box(0, 12, 60, 60), None),
            }
        )
    )
    assert order == ("a", "b", "c", "d")


def test_a_cluster_comes_before_what_it_holds_and_keeps_it_together() -> None:
    order = reading_order(
        layout(
            {
                "user": (Box(0, 100, 60, 60), None),
                "web": (Box(140, 40, 60, 60), ElementId("vpc")),
                "db": (Box(140, 140, 60, 60), ElementId("vpc")),
                "s3": (Box(300, 60, 60, 60), None),
            },
            {"vpc": (Box(100, 0, 160, 240), None)},
        )
    )
    assert order == ("user", "vpc", "web", "db", "s3")


def test_a_cluster_that_is_not_laid_out_hands_its_nodes_up() -> None:
    assert reading_order(layout({"a": (Box(0, 0, 9, 9), ElementId("gone"))})) == ("a",)


boxes = st.builds(Box, st.floats(0, 900), st.floats(0, 900), st.floats(1, 200), st.floats(1, 200))


@given(st.lists(boxes, max_size=12))
def test_everything_comes_once_whatever_the_source_order(found: list[Box]) -> None:
    nodes: dict[str, tuple[Box, ElementId | None]] = {
        str(i): (b, None) for i, b in enumerate(found)
    }
    order = reading_order(layout(nodes))
    assert sorted(order) == sorted(nodes)
    assert reading_order(layout(dict(reversed(nodes.items())))) == order
