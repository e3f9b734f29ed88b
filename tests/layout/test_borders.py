"""Gateways on the border of their VPC."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.layout.layout import lay_out
from app.layout.quality import flaws
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.diagram_layout import DiagramLayout
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
