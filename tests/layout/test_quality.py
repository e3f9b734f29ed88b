"""Each rule of the picture linter, on a picture that breaks just that one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.layout.layout import lay_out
from app.layout.quality import flaws
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import DiagramId, ElementId
from app.model.layer import visible

LINE = EdgePlace((Point(60, 30), Point(300, 30)), label_box=Box(150, 22, 60, 16), lines=("asks",))


def node(x: float, y: float) -> NodePlace:
    """An icon of 60 pt with a label under it."""
    icon, label = Box(x, y, 60, 60), Box(x - 10, y + 65, 80, 17)
    return NodePlace(Box(x - 10, y, 80, 82), icon, label, ("Name",))


@pytest.fixture
def layout() -> DiagramLayout:
    """web → db in a row, key (on a layer) below the edge between them. No flaw."""
    diagram = Diagram(
        DiagramId("sample"),
        "Sample",
        "sample",
        "sample.py",
        "LR",
        ("iam",),
        (
            Node(ElementId("web"), "Web"),
            Node(ElementId("db"), "Database"),
            Node(ElementId("key"), "Key", layers=("iam",)),
        ),
        (),
        (
            Edge(
                ElementId("ask"),
                ElementId("web"),
                ElementId("db"),
                (ElementId("web"), ElementId("db")),
                "asks",
            ),
        ),
    )
    places = {
        ElementId("web"): node(0, 0),
        ElementId("db"): node(300, 0),
        ElementId("key"): node(150, 100),
    }
    return DiagramLayout(diagram, 370, 190, places, {}, {ElementId("ask"): LINE}, 60, {"iam": 26})


def found(layout: DiagramLayout, *layers: str) -> set[tuple[str, tuple[str, ...]]]:
    on = frozenset(layers)
    return {(rule, ids) for rule, _, ids in flaws(layout, visible(layout.diagram, on), on)}


def placed(layout: DiagramLayout, id: str, place: NodePlace) -> DiagramLayout:
    return replace(layout, nodes={**layout.nodes, ElementId(id): place})


def with_edge(layout: DiagramLayout, place: EdgePlace) -> DiagramLayout:
    return replace(layout, edges={ElementId("ask"): place})


def test_a_good_picture_has_none(layout: DiagramLayout) -> None:
    assert found(layout, "iam") == found(layout) == set()


def test_a_label_over_a_label(layout: DiagramLayout) -> None:
    low = replace(LINE, label_box=Box(-5, 70, 60, 16))
    assert ("label-over-label", ("web", "ask")) in found(with_edge(layout, low))


def test_a_label_over_an_icon(layout: DiagramLayout) -> None:
    low = replace(LINE, label_box=Box(290, 30, 60, 16))
    assert ("label-over-icon", ("ask", "db")) in found(with_edge(layout, low))


def test_a_slabs_own_label_lies_inside_it(layout: DiagramLayout) -> None:
    def slab(x: float, width: float) -> DiagramLayout:
        box = Box(300, 0, 60, 60)
        return placed(layout, "db", NodePlace(box, box, Box(x, 20, width, 17), ("Name",)))

    assert found(slab(305, 50)) == set()
    assert ("label-over-icon", ("db", "db")) in found(slab(305, 60))
    low = replace(LINE, label_box=Box(290, 40, 60, 16))
    assert ("label-over-icon", ("ask", "db")) in found(with_edge(slab(305, 50), low))
    uneven = Box(2.09, 0, 60.48, 60)  # whose right edge less its left one is not its width
    place = NodePlace(uneven, uneven, Box(7.09, 20, 50, 17), ("Name",))
    flaws = found(placed(layout, "db", place))
    assert ("label-over-icon", ("db", "db")) not in flaws


@pytest.mark.parametrize(
    ("end", "flawed"), [(297.5, False), (296.5, True), (302.5, False), (303.5, True)]
)
def test_an_end_in_the_air(layout: DiagramLayout, end: float, flawed: bool) -> None:
    short = replace(LINE, points=(Point(60, 30), Point(end, 30)))
    assert (("end-in-the-air", ("ask", "db")) in found(with_edge(layout, short))) is flawed


def test_an_edge_through_an_icon_counts_only_while_that_is_seen(layout: DiagramLayout) -> None:
    there = placed(layout, "key", node(200, 10))
    assert ("edge-through-icon", ("ask", "key")) in found(there, "iam")
    assert found(there) == set()


def test_an_edge_through_a_label_that_is_not_its_own(layout: DiagramLayout) -> None:
    low = replace(LINE, points=(Point(60, 30), Point(80, 30), Point(80, 173), Point(330, 173)))
    wide = replace(low, points=(*low.points[:-1], Point(330, 173), Point(330, 60)))
    assert ("edge-through-label", ("ask", "key")) in found(with_edge(layout, wide), "iam")


def test_text_that_is_small_when_fitted(layout: DiagramLayout) -> None:
    assert ("small-text", ()) in found(replace(layout, width=2500.0))


def test_clusters_lie_beside_each_other(layout: DiagramLayout) -> None:
    places = {
        "outer": Box(0, 0, 300, 100),
        "inner": Box(10, 10, 100, 50),
        "beside": Box(110.5, 10, 80, 50),
        "over": Box(180, 20, 80, 50),
    }
    inside = {"inner": ElementId("outer"), "beside": ElementId("outer"), "over": ElementId("outer")}
    clusters = tuple(Cluster(ElementId(id), id, parent=inside.get(id)) for id in places)
    diagram = Diagram(DiagramId("d"), "D", "d", "d.dot", clusters=clusters)
    shown = {
        ElementId(id): ClusterPlace(box, Box(0, 0, 0, 0), Box(0, 0, 0, 0), ())
        for id, box in places.items()
    }
    drawn = DiagramLayout(diagram, 300, 100, {}, shown, {})
    rules = [flaw for flaw in found(drawn) if flaw[0] == "cluster-over-cluster"]
    assert rules == [("cluster-over-cluster", ("beside", "over"))]


def test_narrow_clusters_with_long_titles_keep_their_room() -> None:
    """Zones with empty subnets beside one that holds a single icon."""
    zones = [Cluster(ElementId(f"z{n}"), f"Availability Zone {n}") for n in (1, 2)]
    subnets = [
        Cluster(ElementId(f"{zone.id}-{n}"), f"{name} 10.0.{n}.0/24", parent=zone.id)
        for zone in zones
        for n, name in enumerate(("Public", "Application", "Data"))
    ]
    nodes = (
        Node(ElementId("nat"), "Nat", cluster=subnets[0].id),
        Node(ElementId("igw"), "Internet gateway"),
    )
    ends = [
        (subnets[1].id, "nat"),
        (subnets[4].id, "nat"),
        (subnets[0].id, "igw"),
        (subnets[3].id, "igw"),
    ]
    named = {n.id: n.id for n in nodes} | {c.id: c.id for c in (*zones, *subnets)}
    edges = tuple(
        Edge(
            ElementId(f"e{n}"),
            tail,
            named[ElementId(head)],
            (nodes[0].id if tail == subnets[0].id else tail, ElementId(head)),
        )
        for n, (tail, head) in enumerate(ends)
    )
    diagram = Diagram(DiagramId("d"), "D", "d", "d.dot", "TB", (), nodes, (*zones, *subnets), edges)
    layout = lay_out(diagram)
    assert [flaw for flaw in found(layout) if flaw[0] == "cluster-over-cluster"] == []
