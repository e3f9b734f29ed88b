"""Subnets that differ in their zone alone."""

from __future__ import annotations

from dataclasses import replace

from app.model.details import ChangeKind
from app.sources.infrastructure.stack import Reference, Resource, Value
from tests.sources.infrastructure.small_stacks import (
    kinds,
    lines,
    overview,
    resource,
    standing,
    three_tiers,
    whole,
)


def labels(*resources: Resource) -> dict[str, str]:
    """By id how components of the overview are called."""
    graph = overview(*resources)
    found = {node.id: node.attributes["label"] for node in graph.nodes}
    return found | {cluster.id: cluster.attributes["label"] for cluster in graph.clusters}


def test_what_spans_subnets_stands_in_one_for_all_of_them() -> None:
    graph = overview(*three_tiers())
    at = standing(graph)
    assert at["Balancer"] == at["Nat"] == "PublicA"
    assert at["Web"] == at["Database"] == "PrivateA"
    assert at["PublicA"] == at["PrivateA"] == "Vpc"
    assert not {"PublicB", "PrivateB"} & at.keys()
    assert "availability-zone" not in kinds(graph).values()
    assert kinds(graph)["PublicA"] == "public-subnet"
    assert {("PublicA", "", "Gateway", "networking"), ("PrivateA", "", "Nat", "networking")} <= {
        *lines(graph)
    }


def test_it_is_called_without_what_tells_them_apart_and_says_in_how_many_zones_they_are() -> None:
    found = labels(*three_tiers())
    assert found["PublicA"] == "Public × 2 zones"
    assert "PublicB" in standing(whole(*three_tiers()))


def test_those_whose_zones_are_not_told_are_counted() -> None:
    found = labels(*spanned("public_subnet_1", "public_subnet_2", "subnet1", "subnet2"))
    assert found["public_subnet_1"] == "public subnet × 2"
    assert found["subnet1"] == "subnet × 2"


def test_names_that_are_only_numbers_give_way_to_what_they_are() -> None:
    assert labels(*spanned("A", "B"))["A"] == "Subnet × 2"


def test_a_tier_is_of_one_name_and_one_change() -> None:
    found = labels(*spanned("WebA", "DataB"))
    assert {"WebA", "DataB"} <= found.keys()
    vpc, one, other, lb = spanned("WebA", "WebB")
    changed = labels(vpc, one, replace(other, change=ChangeKind.ADDED), lb)
    assert {"WebA", "WebB"} <= changed.keys()


def test_a_network_that_nothing_spans_keeps_its_zones_but_where_there_are_many() -> None:
    server = resource("Server", "EC2::Instance", {"SubnetId": Reference("Web1")})
    vpc, *subnets, _ = spanned("Web1", "Web2", "App1", "App2", "Data1", "Data2")
    assert {"Web1", "Web2"} <= labels(vpc, *subnets, server).keys()
    vpc, *subnets, _ = spanned("Web1", "Web2", "Web3", "Web4", "Data1", "Data2", "Data3")
    assert labels(vpc, *subnets, server).keys() == {"Vpc", "Web1", "Data1", "Server"}


def test_gateways_that_each_subnet_has_are_one() -> None:
    gates = [
        resource(f"Nat{n}", "EC2::NatGateway", {"SubnetId": Reference(f"Web{n}")}) for n in (1, 2)
    ]
    found = labels(*spanned("Web1", "Web2"), *gates)
    assert found["Nat1"] == "Nat × 2"
    assert "Nat2" not in found
    alone = [
        resource(f"Nat{n}", "EC2::NatGateway", {"SubnetId": Reference("Web1")}) for n in (1, 2)
    ]
    assert {"Nat1", "Nat2"} <= labels(*spanned("Web1", "Web2"), *alone).keys()


def test_the_one_tells_of_the_others() -> None:
    graph = overview(*three_tiers())
    details = next(c.details for c in graph.clusters if c.id == "PublicA")
    assert details is not None
    beside = {one.name: one.value for one in details.properties}
    assert beside["Stands for"] == "PublicB"


def spanned(*names: str) -> list[Resource]:
    """A network with subnets of these names, and a load balancer, the last, in all of them."""
    said: Value = [Reference(name) for name in names]
    return [
        resource("Vpc", "EC2::VPC"),
        *(resource(name, "EC2::Subnet", {"VpcId": Reference("Vpc")}) for name in names),
        resource("Balancer", "ElasticLoadBalancingV2::LoadBalancer", {"Subnets": said}),
    ]


def test_endpoints_of_one_kind_in_one_place_are_one() -> None:
    def endpoint(name: str, **said: Value) -> Resource:
        return resource(name, "EC2::VPCEndpoint", {"VpcId": Reference("Vpc"), **said})

    network = resource("Vpc", "EC2::VPC")
    many = tuple(endpoint(name, VpcEndpointType="Interface") for name in ("sqs", "ssm", "logs"))
    graph = overview(network, *many, endpoint("s3", VpcEndpointType="Gateway"))
    assert [n.attributes["label"] for n in graph.nodes] == ["VPC endpoints × 3", "s3"]
    assert len(whole(network, *many).nodes) == 3
    assert len(overview(network, *many[:2]).nodes) == 2
