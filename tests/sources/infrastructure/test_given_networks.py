"""Networks that a stack stands in and does not deploy."""

from __future__ import annotations

import pytest

from app.sources.infrastructure.stack import Reference, Unknown
from tests.sources.infrastructure.small_stacks import kinds, overview, resource, standing

SERVER = resource("Server", "EC2::Instance", {"SubnetId": Unknown("Subnet")})
GUARD = resource("Guard", "EC2::SecurityGroup", {"VpcId": Unknown("Vpc")})


def test_a_vpc_that_is_a_parameter_holds_what_names_it_or_subnets() -> None:
    graph = overview(SERVER, GUARD)
    assert standing(graph) == {"Server": "given VPC Vpc", "given VPC Vpc": None}
    assert kinds(graph) == {"given VPC Vpc": "vpc"}
    assert graph.clusters[0].attributes["label"] == "VPC"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("VpcId", "VPC"),
        ("var.vpc_id", "var.vpc_id"),
        ("Network", "VPC Network"),
        ("Fn::ImportValue x", "VPC"),
    ],
)
def test_it_is_called_as_the_code_calls_it(name: str, label: str) -> None:
    graph = overview(resource("Guard", "EC2::SecurityGroup", {"VpcId": Unknown(name)}), SERVER)
    assert graph.clusters[0].attributes["label"] == label


def test_given_subnets_alone_are_some_vpcs() -> None:
    assert standing(overview(SERVER))["Server"] == "given VPC "


def test_given_subnets_are_those_of_the_vpc_that_is_deployed() -> None:
    graph = overview(SERVER, resource("Vpc", "EC2::VPC"))
    assert standing(graph)["Server"] == "Vpc"


def test_of_several_nobody_knows_which() -> None:
    graph = overview(SERVER, resource("A", "EC2::VPC"), resource("B", "EC2::VPC"))
    assert standing(graph)["Server"] is None


def test_what_stands_in_a_subnet_of_the_stack_does_so() -> None:
    graph = overview(
        GUARD,
        resource("Vpc", "EC2::VPC"),
        resource("Subnet", "EC2::Subnet", {"VpcId": Reference("Vpc")}),
        resource("Inner", "EC2::Instance", {"SubnetId": Reference("Subnet")}),
    )
    assert standing(graph)["Inner"] == "Subnet"
