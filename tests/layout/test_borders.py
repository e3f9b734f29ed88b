"""Gateways on the border of their VPC."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.layout.borders import with_labels_inside
from app.layout.layout import lay_out
from app.layout.quality import flaws
from app.model.arrangement import Arrangement
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import ClusterPlace, DiagramLayout, NodePlace
from app.model.geometry import Box, union
from app.model.ids import DiagramId, ElementId
from app.model.layer import visible

GATEWAY = "aws.network.InternetGateway"


def layout(*order: str, kind: str = GATEWAY, around: str = "vpc") -> DiagramLayout:
    """A way through these nodes from left to right: `net` outside, the others in a VPC in a region."""
    nodes = tuple(
        Node(
            ElementId(id),
            "Internet gateway" if id == "igw" else id,
            kind if id == "igw" else "aws.compute.EC2",
            None if id == "net" else ElementId("vpc"),
            icon="x.png",
        )
        for id in order
    )
    edges = tuple(
        Edge(ElementId(f"{a}->{b}"), ElementId(a), ElementId(b), (ElementId(a), ElementId(b)))
        for a, b in pairwise(order)
    )
    clusters = (
        Cluster(ElementId("region"), "Region", "region"),
        Cluster(ElementId("vpc"), "VPC", around, parent=ElementId("region")),
    )
    return lay_out(
        Diagram(DiagramId("d"), "D", "d", "d.py", nodes=nodes, clusters=clusters, edges=edges)
    )


@pytest.mark.parametrize("order", [("net", "igw", "a", "b"), ("a", "b", "igw", "net")])
def test_a_gateway_stands_on_the_border_that_it_leads_through(order: tuple[str, ...]) -> None:
    found = layout(*order)
    vpc, gateway = found.clusters[ElementId("vpc")].box, found.nodes[ElementId("igw")]
    border = vpc.x if order[0] == "net" else vpc.right
    assert gateway.icon.x < border < gateway.icon.right
    assert abs(gateway.icon.center.x - border) <= 5
    label = gateway.label_box
    assert vpc.x < label.x < label.right < vpc.right, "the border runs beside its label"
    region = found.clusters[ElementId("region")].box
    assert region.x < gateway.icon.x < gateway.icon.right < region.right
    every = frozenset[str]()
    assert list(flaws(found, visible(found.diagram, every), every)) == []


@pytest.mark.parametrize(
    ("order", "kind", "around"),
    [
        (("a", "igw", "b"), GATEWAY, "vpc"),
        (("igw",), GATEWAY, "vpc"),
        (("net", "igw", "a"), "aws.network.NATGateway", "vpc"),
        (("net", "igw", "a"), GATEWAY, "private-subnet"),
    ],
)
def test_others_stand_inside(order: tuple[str, ...], kind: str, around: str) -> None:
    found = layout(*order, kind=kind, around=around)
    vpc, icon = found.clusters[ElementId("vpc")].box, found.nodes[ElementId("igw")].icon
    assert vpc.x < icon.x < icon.right < vpc.right


def test_one_over_all_others_stands_on_the_top_border_past_the_title() -> None:
    found = downwards(("igw", "a"), ("a", "b"))
    vpc, gateway = found.clusters[ElementId("vpc")], found.nodes[ElementId("igw")]
    assert abs(gateway.icon.center.y - vpc.box.y) <= 5
    assert vpc.label_box.right <= gateway.icon.x
    assert gateway.label_box.y > vpc.box.y, "its label stands inside"
    everything = frozenset[str]()
    assert list(flaws(found, visible(found.diagram, everything), everything)) == []


def test_one_that_stands_beside_others_goes_to_the_border_that_it_can_get_to() -> None:
    found = downwards(("igw", "a"), ("b", "a"), ("a", "c"))
    vpc, icon = found.clusters[ElementId("vpc")].box, found.nodes[ElementId("igw")].icon
    beside = icon.x < vpc.x < icon.right or icon.x < vpc.right < icon.right
    assert beside or icon.y < vpc.y < icon.bottom


def test_a_label_that_has_no_room_inside_stands_outside() -> None:
    border = Box(0, 0, 300, 300)
    icon = Box(270, 100, 60, 60)
    label = Box(250, 165, 100, 16)
    other = Box(180, 150, 60, 60)
    places = {
        ElementId("igw"): NodePlace(union((icon, label)), icon, label, ("Internet gateway",), 12.0),
        ElementId("a"): NodePlace(other, other, other, ("a",), 12.0),
    }
    clusters = {ElementId("vpc"): ClusterPlace(border, border, border, ("VPC",), 12.0)}
    moved = with_labels_inside(places, clusters, {ElementId("igw"): ElementId("vpc")})
    assert moved[ElementId("igw")].label_box.x >= border.right
    alone = {ElementId("igw"): places[ElementId("igw")]}
    inside = with_labels_inside(alone, clusters, {ElementId("igw"): ElementId("vpc")})
    assert inside[ElementId("igw")].label_box.right <= border.right


def downwards(*ways: tuple[str, str]) -> DiagramLayout:
    """What stands in a VPC and is joined so, laid out from top to bottom, with a wide rank at its foot."""
    names = dict.fromkeys(name for way in ways for name in way)
    wide = [f"w{number}" for number in range(6)]
    ends = [*ways, *((way, other) for way in [list(names)[-1]] for other in wide)]
    nodes = tuple(
        Node(
            ElementId(id),
            "Internet gateway" if id == "igw" else id,
            GATEWAY if id == "igw" else "aws.compute.EC2",
            ElementId("vpc"),
            icon="x.png",
        )
        for id in (*names, *wide)
    )
    edges = tuple(
        Edge(ElementId(f"{a}->{b}"), ElementId(a), ElementId(b), (ElementId(a), ElementId(b)))
        for a, b in ends
    )
    cluster = Cluster(ElementId("vpc"), "VPC", "vpc")
    arrangement = Arrangement(directed=True)
    return lay_out(
        Diagram(
            *(DiagramId("d"), "D", "d", "d.py"),
            nodes=nodes,
            clusters=(cluster,),
            edges=edges,
            direction="TB",
            arrangement=arrangement,
        )
    )
