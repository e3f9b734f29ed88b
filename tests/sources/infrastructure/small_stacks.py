"""Small stacks to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.model.source_graph import SourceGraph, SourcePlace
from app.sources.infrastructure.drawing import drawn
from app.sources.infrastructure.known import KnownStack
from app.sources.infrastructure.stack import Module, Reference, Resource, Stack, Value
from app.sources.infrastructure.table import table_of

FILE = SourcePlace("shop.yaml", 1)
INGRESS: dict[str, Value] = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}


def resource(
    name: str, type: str, properties: Mapping[str, Value] | None = None, **more: Any
) -> Resource:
    """`type` without the provider: `S3::Bucket`."""
    full = type if type.startswith("Custom::") else f"AWS::{type}"
    place = SourcePlace("shop.yaml", 7)
    return Resource(name, full, name.rpartition("/")[2], place, properties or {}, **more)


def stack(*resources: Resource, modules: tuple[Module, ...] = ()) -> Stack:
    """All in one file."""
    return Stack("cloudformation", "Shop", FILE, resources, modules)


def module(address: str, parent: str | None = None) -> Module:
    """A nested stack."""
    return Module(address, "stack", address, FILE, parent)


def known(*resources: Resource, level: str = "overview") -> KnownStack:
    """With the table that came with the program."""
    return KnownStack(stack(*resources), table_of("cloudformation"), level)


def overview(*resources: Resource, modules: tuple[Module, ...] = ()) -> SourceGraph:
    """The first of its graphs."""
    return drawn(stack(*resources, modules=modules))[0]


def whole(*resources: Resource, modules: tuple[Module, ...] = ()) -> SourceGraph:
    """The graph of all."""
    return drawn(stack(*resources, modules=modules))[-1]


def lines(graph: SourceGraph) -> set[tuple[str, str, str, str]]:
    """From, label, to and layer of its edges."""
    found = set()
    for edge in graph.edges:
        said, ends = edge.attributes, (edge.tail.id, edge.head.id)
        one, other = ends[::-1] if said.get("dir") == "back" else ends
        found.add((one, said.get("label", ""), other, said.get("layer", "")))
    return found


def standing(graph: SourceGraph) -> dict[str, str | None]:
    """By id in which cluster its elements stand."""
    found = {node.id: node.cluster for node in graph.nodes}
    return found | {cluster.id: cluster.parent for cluster in graph.clusters}


def kinds(graph: SourceGraph) -> dict[str, str]:
    """By id which group each cluster is."""
    return {cluster.id: cluster.attributes.get("class", "") for cluster in graph.clusters}


def three_tiers() -> tuple[Resource, ...]:
    """A network of two zones, with a load balancer, a group that scales and a database."""
    ref = Reference
    found = [
        resource("Vpc", "EC2::VPC", {"CidrBlock": "10.0.0.0/16"}),
        resource("Gateway", "EC2::InternetGateway"),
        resource(
            "Attached",
            "EC2::VPCGatewayAttachment",
            {"VpcId": ref("Vpc"), "InternetGatewayId": ref("Gateway")},
        ),
        resource("PublicRoutes", "EC2::RouteTable", {"VpcId": ref("Vpc")}),
        resource("PrivateRoutes", "EC2::RouteTable", {"VpcId": ref("Vpc")}),
        resource(
            "ToInternet",
            "EC2::Route",
            {
                "RouteTableId": ref("PublicRoutes"),
                "DestinationCidrBlock": "0.0.0.0/0",
                "GatewayId": ref("Gateway"),
            },
        ),
        resource(
            "ToNat",
            "EC2::Route",
            {
                "RouteTableId": ref("PrivateRoutes"),
                "DestinationCidrBlock": "0.0.0.0/0",
                "NatGatewayId": ref("Nat"),
            },
        ),
        resource("Nat", "EC2::NatGateway", {"SubnetId": ref("PublicA")}),
    ]
    for tier, routes in (("Public", "PublicRoutes"), ("Private", "PrivateRoutes")):
        for zone in ("A", "B"):
            name = f"{tier}{zone}"
            said: dict[str, Value] = {
                "VpcId": ref("Vpc"),
                "AvailabilityZone": f"eu-west-1{zone.lower()}",
            }
            found.append(resource(name, "EC2::Subnet", said))
            ends: dict[str, Value] = {"SubnetId": ref(name), "RouteTableId": ref(routes)}
            found.append(resource(f"{name}Routes", "EC2::SubnetRouteTableAssociation", ends))
    private: Value = [ref("PrivateA"), ref("PrivateB")]
    return (
        *found,
        resource("WebGroup", "EC2::SecurityGroup", {"VpcId": ref("Vpc")}),
        resource(
            "DataGroup",
            "EC2::SecurityGroup",
            {
                "VpcId": ref("Vpc"),
                "SecurityGroupIngress": [
                    {
                        "IpProtocol": "tcp",
                        "FromPort": 3306,
                        "ToPort": 3306,
                        "SourceSecurityGroupId": ref("WebGroup"),
                    }
                ],
            },
        ),
        resource(
            "Balancer",
            "ElasticLoadBalancingV2::LoadBalancer",
            {"Subnets": [ref("PublicA"), ref("PublicB")]},
        ),
        resource(
            "Listener",
            "ElasticLoadBalancingV2::Listener",
            {
                "LoadBalancerArn": ref("Balancer"),
                "DefaultActions": [{"Type": "forward", "TargetGroupArn": ref("Targets")}],
            },
        ),
        resource("Targets", "ElasticLoadBalancingV2::TargetGroup", {"VpcId": ref("Vpc")}),
        resource(
            "Template",
            "EC2::LaunchTemplate",
            {"LaunchTemplateData": {"SecurityGroupIds": [ref("WebGroup")]}},
        ),
        resource(
            "Web",
            "AutoScaling::AutoScalingGroup",
            {
                "VPCZoneIdentifier": private,
                "LaunchTemplate": {"LaunchTemplateId": ref("Template")},
                "TargetGroupARNs": [ref("Targets")],
            },
        ),
        resource("DataSubnets", "RDS::DBSubnetGroup", {"SubnetIds": private}),
        resource(
            "Database",
            "RDS::DBInstance",
            {
                "Engine": "mysql",
                "DBSubnetGroupName": ref("DataSubnets"),
                "VPCSecurityGroups": [ref("DataGroup")],
            },
        ),
    )
