"""Which clusters are AWS's groups."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app.catalogue import catalogue
from app.model.diagram import Cluster, Node
from app.model.ids import ElementId
from app.sources.graphs.groups import kind_of_class, with_kinds


def test_by_class_and_by_label() -> None:
    assert kind_of_class("public-subnet") == "public-subnet"
    assert kind_of_class("mine VPC") == "vpc"
    assert kind_of_class("mine") == ""
    for label, kind in {
        "VPC\n10.0.0.0/16": "vpc",
        "Public subnet A": "public-subnet",
        "Private subnets": "private-subnet",
        "AZ 1": "availability-zone",
        "Auto Scaling group": "auto-scaling-group",
        "AWS account": "account",
        "AWS Cloud": "aws-cloud",
        "ECS cluster": "ecs-cluster",
        "Regional things": "generic",
        "Azure": "generic",
    }.items():
        assert catalogue().group_of_label(label) == kind, label


@pytest.mark.parametrize(
    ("holds", "icon", "kinds"),
    [
        ("aws.compute.EC2", None, {"Region": "region", "VPC": "vpc", "Subnet": "generic"}),
        ("box", "/x/resources/aws/compute/ec2.png", {"Region": "region", "VPC": "vpc"}),
        ("azure.compute.VM", None, {"Region": "generic", "VPC": "generic"}),
        ("box", None, {"Region": "generic", "VPC": "generic"}),
    ],
)
def test_a_label_counts_where_there_are_aws_components(
    holds: str, icon: str | None, kinds: Mapping[str, str]
) -> None:
    clusters = [
        Cluster(ElementId("r"), "Region", ""),
        Cluster(ElementId("r/v"), "VPC", "", parent=ElementId("r")),
    ]
    clusters.append(Cluster(ElementId("r/v/s"), "Subnet", "", parent=ElementId("r/v")))
    nodes = [Node(ElementId("n"), "n", holds, cluster=ElementId("r/v"), icon=icon)]
    found = {c.label: c.kind for c in with_kinds(clusters, nodes)}
    assert kinds.items() <= found.items()


def test_an_empty_group_in_one_of_awss_is_one_and_a_class_always_counts() -> None:
    clusters = [
        Cluster(ElementId("v"), "VPC", ""),
        Cluster(ElementId("v/s"), "Private subnet", "", parent=ElementId("v")),
        Cluster(ElementId("v/a"), "Region west", "", parent=ElementId("v")),
        Cluster(ElementId("x"), "anything", "account"),
    ]
    nodes = [Node(ElementId("n"), "n", "aws.compute.EC2", cluster=ElementId("v"))]
    nodes.append(Node(ElementId("m"), "m", "azure.compute.VM", cluster=ElementId("v/a")))
    found = [c.kind for c in with_kinds(clusters, nodes)]
    assert found == ["vpc", "private-subnet", "generic", "account"]
