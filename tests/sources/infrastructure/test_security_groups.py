"""What security groups let through."""

from __future__ import annotations

from app.sources.infrastructure.security_groups import SecurityGroups
from app.sources.infrastructure.stack import Reference, Resource, Value
from tests.sources.infrastructure.small_stacks import (
    INGRESS,
    known,
    lines,
    overview,
    resource,
    three_tiers,
    whole,
)


def guarded(rule: dict[str, Value]) -> tuple[Resource, ...]:
    return (
        resource("Web", "EC2::SecurityGroup", {"SecurityGroupIngress": [rule]}),
        resource("Other", "EC2::SecurityGroup"),
        resource("Server", "EC2::Instance", {"SecurityGroupIds": [Reference("Web")]}),
        resource("Client", "EC2::Instance", {"SecurityGroupIds": [Reference("Other")]}),
    )


def test_at_the_overview_they_join_what_they_guard() -> None:
    found = lines(overview(*three_tiers()))
    assert ("Template", "allows TCP 3306", "Database", "security") in found


def test_where_all_is_shown_they_are_components() -> None:
    found = lines(whole(*three_tiers()))
    assert {
        ("WebGroup", "allows TCP 3306", "DataGroup", "security"),
        ("DataGroup", "guards", "Database", "security"),
        ("WebGroup", "guards", "Template", "security"),
    } <= found


def test_a_rule_of_its_own_is_one_of_its_group() -> None:
    rule = resource(
        "Rule",
        "EC2::SecurityGroupIngress",
        {**INGRESS, "GroupId": Reference("Web"), "SourceSecurityGroupId": Reference("Other")},
    )
    parts = (*guarded({}), rule)
    assert lines(overview(*parts)) == {("Client", "allows HTTPS 443", "Server", "security")}


def test_what_may_reach_a_component_is_told() -> None:
    stack = known(*guarded({**INGRESS, "CidrIp": "0.0.0.0/0"}))
    assert list(SecurityGroups(stack).open_to("Server")) == ["HTTPS 443 from anywhere"]


def test_ports() -> None:
    rules: tuple[tuple[dict[str, Value], str], ...] = (
        ({"IpProtocol": "-1"}, "all traffic"),
        ({"IpProtocol": "icmp", "FromPort": -1, "ToPort": -1}, "ping"),
        ({"IpProtocol": "udp", "FromPort": 53, "ToPort": 53}, "UDP 53"),
        ({"IpProtocol": "tcp", "FromPort": 80, "ToPort": 90}, "TCP 80–90"),
        ({"IpProtocol": "tcp", "FromPort": 0, "ToPort": 65535}, "all TCP"),
    )
    for said, told in rules:
        stack = known(*guarded({**said, "CidrIp": "10.0.0.0/8"}))
        assert list(SecurityGroups(stack).open_to("Server")) == [f"{told} from 10.0.0.0/8"]


def test_a_group_for_many_draws_no_lines_between_all_of_them() -> None:
    many = (
        resource(f"{group}{n}", "EC2::Instance", {"SecurityGroupIds": [Reference(group)]})
        for group in ("Web", "Other")
        for n in range(10)
    )
    rule: dict[str, Value] = {**INGRESS, "SourceSecurityGroupId": Reference("Other")}
    assert not lines(overview(*guarded(rule)[:2], *many))
