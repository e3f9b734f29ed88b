"""The picture of an EC2 instance behind its security group, and what its note says of it."""

from __future__ import annotations

import pytest

from app.model.ids import DiagramId
from app.model.style import Dash
from tests.bundled.conftest import Picture, Pictures

YOURS = "Inbound: SSH 22 from 203.0.113.10"
VPN = "Inbound: SSH 22 from the VPN's group"
BALANCER = "Inbound: HTTP 80 from balancer's group"


@pytest.fixture
def ec2(drawn: Pictures) -> Picture:
    return drawn[DiagramId("ec2")]


def group_of(ec2: Picture) -> str:
    """The id of the instance's security group."""
    return next(ec2.diagram.index.around(ec2.the("EC2 instance").id))


def test_the_zone_stands_outside_the_security_group(ec2: Picture) -> None:
    outside = ["public-subnet", "availability-zone", "vpc", "region"]
    assert ec2.kinds_around("EC2 instance") == ["security-group", *outside]
    for rule in (YOURS, VPN, BALANCER, "Outbound"):
        assert ec2.around(rule) == ec2.around("EC2 instance")
    assert ec2.kinds_around("Instance metadata") == outside, "no group filters it"
    assert ec2.kinds_around("Load balancer") == ["security-group", "vpc", "region"]


def test_volumes_stand_in_the_zone_and_snapshots_in_the_region(ec2: Picture) -> None:
    for volume in ("Root volume", "Data volume"):
        assert ec2.kinds_around(volume)[0] == "availability-zone"
    for regional in ("Snapshot", "Custom AMI", "Elastic IP", "Client VPN", "Session Manager"):
        assert ec2.kinds_around(regional) == ["region"]
    assert ec2.kinds_around("Instance role") == []


def test_each_thing_that_enters_has_a_rule_of_its_own(ec2: Picture) -> None:
    for source, rule in (("Your computer", YOURS), ("Client VPN", VPN)):
        assert ec2.leads(source, rule)
        assert ec2.leads(rule, "EC2 instance")
    assert ec2.leads("Load balancer", BALANCER)
    assert ec2.leads(BALANCER, "EC2 instance")
    assert ec2.leads("EC2 instance", "Outbound")
    assert "an inbound rule of its own" in ec2.section("EC2 instance") + ec2.section(YOURS)
    inside = {n.id for n in ec2.diagram.nodes if n.cluster == group_of(ec2)}
    rules = {ec2.the(rule).id for rule in (YOURS, VPN, BALANCER)}
    for edge in ec2.diagram.edges:
        start, end = edge.way
        network = not edge.layers or "networking" in edge.layers
        if network and not edge.invisible and start not in inside and end in inside:
            assert end in rules, edge.id


def test_what_is_blocked_ends_at_the_group_and_looks_blocked(ec2: Picture) -> None:
    other = ec2.the("Another computer").id
    (stopped,) = [e for e in ec2.diagram.edges if e.tail == other and not e.invisible]
    assert stopped.head == group_of(ec2)
    assert stopped.style.dash is Dash.DASHED
    assert "dropped" in stopped.label
    (allowed,) = ec2.edges("Your computer", YOURS)
    assert allowed.style.dash is None
    assert not allowed.layers


def test_layers_are_about_what_they_are_called(ec2: Picture) -> None:
    layers = {
        "access": ("Session Manager", "Private key"),
        "launch": ("Custom AMI", "User data"),
        "iam": ("Instance role", "Instance profile", "Instance metadata"),
        "data": ("Root volume", "Data volume", "Snapshot"),
        "networking": ("Client VPN", "Load balancer", "Elastic IP"),
    }
    assert set(ec2.diagram.layers) == set(layers)
    for layer, names in layers.items():
        for name in names:
            assert ec2.the(name).layers == (layer,)


def test_the_instance_stops_without_its_root_volume_only(ec2: Picture) -> None:
    (edge,) = [e for e in ec2.diagram.edges if e.depends]
    assert {edge.tail, edge.head} == {ec2.the("EC2 instance").id, ec2.the("Root volume").id}
