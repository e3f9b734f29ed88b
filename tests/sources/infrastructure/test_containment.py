"""What stands in what."""

from __future__ import annotations

from app.sources.infrastructure.stack import Reference, Resource, Unknown, Value
from tests.sources.infrastructure.small_stacks import (
    kinds,
    overview,
    resource,
    standing,
    three_tiers,
    whole,
)


def test_a_network_of_two_zones() -> None:
    graph = whole(*three_tiers())
    at = standing(graph)
    assert at["Vpc"] is None
    zone = at["PublicA"]
    assert zone is not None
    assert zone == at["PrivateA"] != at["PublicB"]
    assert at[zone] == "Vpc"
    assert at["Nat"] == "PublicA"
    assert at["Gateway"] == "Vpc"
    assert at["Database"] == at["Balancer"] == at["Web"] == "Vpc"
    assert at["Template"] == "Web"
    assert kinds(graph) | {zone: kinds(graph)[zone]} == kinds(graph)
    assert [kinds(graph)[name] for name in ("Vpc", "PublicA", "PrivateB", "Web", zone)] == [
        *("vpc", "public-subnet", "private-subnet", "auto-scaling-group", "availability-zone")
    ]


def test_what_is_in_one_subnet_stands_there_even_by_its_subnet_group() -> None:
    graph = overview(
        resource("Vpc", "EC2::VPC"),
        resource("Subnet", "EC2::Subnet", {"VpcId": Reference("Vpc")}),
        resource("Group", "RDS::DBSubnetGroup", {"SubnetIds": [Reference("Subnet")]}),
        resource("Database", "RDS::DBInstance", {"DBSubnetGroupName": Reference("Group")}),
    )
    assert standing(graph)["Database"] == "Subnet"


def test_what_only_a_security_group_puts_into_a_network_stands_there() -> None:
    graph = overview(
        resource("Vpc", "EC2::VPC"),
        resource("Guard", "EC2::SecurityGroup", {"VpcId": Reference("Vpc")}),
        resource("Server", "EC2::Instance", {"SecurityGroupIds": [Reference("Guard")]}),
    )
    assert standing(graph)["Server"] == "Vpc"


def test_a_file_system_stands_where_its_mount_targets_are() -> None:
    graph = overview(
        resource("Vpc", "EC2::VPC"),
        resource("A", "EC2::Subnet", {"VpcId": Reference("Vpc")}),
        resource("B", "EC2::Subnet", {"VpcId": Reference("Vpc")}),
        resource("Files", "EFS::FileSystem"),
        *(
            resource(
                f"Target{name}",
                "EFS::MountTarget",
                {"FileSystemId": Reference("Files"), "SubnetId": Reference(name)},
            )
            for name in "AB"
        ),
    )
    assert standing(graph)["Files"] == "Vpc"
    assert "TargetA" not in standing(graph)


def test_a_cluster_of_containers_holds_its_services_and_stands_where_they_would() -> None:
    parts = (
        resource("Vpc", "EC2::VPC"),
        resource("Subnet", "EC2::Subnet", {"VpcId": Reference("Vpc")}),
        resource("Cluster", "ECS::Cluster"),
    )
    service = resource(
        "Service",
        "ECS::Service",
        {
            "Cluster": Reference("Cluster"),
            "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": [Reference("Subnet")]}},
        },
    )
    graph = overview(*parts, service)
    assert (standing(graph)["Service"], standing(graph)["Cluster"]) == ("Cluster", "Subnet")
    alone = overview(*parts)
    assert "Cluster" in {node.id for node in alone.nodes}


def test_zones_that_only_a_parameter_tells_are_none() -> None:
    def subnets(*zones: Value) -> tuple[Resource, ...]:
        return tuple(
            resource(f"S{n}", "EC2::Subnet", {"VpcId": Reference("Vpc"), "AvailabilityZone": zone})
            for n, zone in enumerate(zones)
        )

    def clusters(*zones: Value) -> list[str]:
        graph = overview(resource("Vpc", "EC2::VPC"), *subnets(*zones))
        return [c.attributes["label"] for c in graph.clusters if "zone" in c.id]

    assert clusters(Unknown("Zones"), Unknown("Zones")) == []
    assert clusters(Unknown("ZoneA"), Unknown("ZoneB")) == ["ZoneA", "ZoneB"]
    assert clusters(Unknown("zone 1")) == ["Availability Zone 1"]
    assert clusters("eu-west-1a") == ["Availability Zone eu-west-1a"]


def test_a_network_stands_in_nothing_that_it_holds() -> None:
    graph = overview(
        resource("Vpc", "EC2::VPC"),
        resource("Subnet", "EC2::Subnet", {"VpcId": Reference("Vpc")}),
        resource(
            "Endpoint",
            "EC2::VPCEndpoint",
            {"VpcId": Reference("Vpc"), "SubnetIds": [Reference("Subnet")]},
        ),
    )
    assert standing(graph) == {"Endpoint": "Subnet", "Subnet": "Vpc", "Vpc": None}


def test_what_stands_in_each_other_does_not_hang_up() -> None:
    graph = whole(
        resource("A", "EC2::Subnet", {"VpcId": Reference("B")}),
        resource("B", "EC2::Subnet", {"VpcId": Reference("A")}),
        resource("C", "EC2::Instance", {"SubnetId": Reference("A")}),
    )
    assert standing(graph) == {"A": None, "B": "A", "C": "A"}
