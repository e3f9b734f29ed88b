"""The VPC's picture, its note and the tour through it."""

from __future__ import annotations

import pytest

from app.model.diagram import Cluster
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId
from app.model.tour import TourStyle, stage_of
from app.model.workspace import Workspace
from tests.bundled.conftest import Picture, Pictures, line

ZONES = "A", "B"


@pytest.fixture
def vpc(drawn: Pictures) -> Picture:
    return drawn[DiagramId("vpc")]


def test_groups_stand_in_each_other_as_aws_draws_them(vpc: Picture) -> None:
    outer = ["vpc", "region", "account"]
    for zone in ZONES:
        web = vpc.kinds_around(f"Web servers {zone}")
        database = vpc.kinds_around(f"Database servers {zone}")
        assert web == ["security-group", "public-subnet", "availability-zone", *outer]
        assert database == ["security-group", "private-subnet", "availability-zone", *outer]
    assert vpc.kinds_around("NAT gateway") == ["public-subnet", "availability-zone", *outer]
    assert vpc.kinds_around("Internet gateway") == outer
    assert vpc.kinds_around("Internet") == []
    for outside in ("CodeDeploy", "VPC Flow Logs", "CloudWatch Logs"):
        assert vpc.kinds_around(outside) == ["region", "account"]
    for everywhere in ("Instance role", "IAM user", "Network policy"):
        assert vpc.kinds_around(everywhere) == ["account"]


def test_addresses_stand_below_the_names_of_what_has_them(vpc: Picture) -> None:
    """The internet gateway translates: an address is no station on the way."""
    assert not any("ElasticIp" in node.kind for node in vpc.diagram.nodes)
    for name in ("Web servers A", "Web servers B", "NAT gateway"):
        assert "Elastic IP" in line(vpc.the(name).label)
    for zone in ZONES:
        assert "Elastic" not in vpc.the(f"Database servers {zone}").label
        assert vpc.leads("Router", f"Web servers {zone}")


def test_security_groups_are_boundaries(vpc: Picture) -> None:
    groups = [c for c in vpc.diagram.components if "security group" in c.label]
    assert len(groups) == 4
    assert all(isinstance(g, Cluster) and g.layers == ("networking",) for g in groups)
    ends = {end for e in vpc.diagram.edges for end in (e.tail, e.head)}
    assert not ends & {g.id for g in groups}, "a boundary sends nothing"


def test_the_internet_gateway_stands_on_the_border(
    vpc: Picture, layouts: dict[DiagramId, DiagramLayout]
) -> None:
    placed = layouts[DiagramId("vpc")]
    icon = placed.nodes[vpc.the("Internet gateway").id].icon
    border = placed.clusters[vpc.the("VPC 10.0.0.0/16").id].box
    assert icon.x < border.x < icon.right
    assert "It stands on the VPC's border" in vpc.section("Internet gateway")


def test_each_subnet_has_its_network_acl(vpc: Picture) -> None:
    subnets = {c.id for c in vpc.diagram.clusters if c.kind.endswith("-subnet")}
    acls = [n for n in vpc.diagram.nodes if n.label == "Network ACL"]
    assert len(subnets) == len(acls) == 4
    assert {acl.cluster for acl in acls} == subnets


def test_route_tables_serve_their_subnets(vpc: Picture) -> None:
    for zone in ZONES:
        assert vpc.edges("Custom route table", f"Public subnet {zone}")
        assert vpc.edges("Main route table", f"Private subnet {zone}")
    for table, gateway in (("Custom", "internet-gateway"), ("Main", "nat-gateway")):
        text = vpc.section(f"{table} route table")
        assert "0.0.0.0/0" in text
        assert f"](#{gateway})" in text
    assert "→ igw-id" in vpc.the("Custom route table").label
    assert "→ nat-id" in vpc.the("Main route table").label


def test_the_base_sheet_alone_shows_the_way_in_and_the_way_out(vpc: Picture) -> None:
    shown = vpc.with_layers().edges
    ways = [("Internet", "Internet gateway"), ("Internet gateway", "Router")]
    ways += [("NAT gateway", "Router")]
    for zone in ZONES:
        ways += [
            ("Router", f"Web servers {zone}"),
            (f"Web servers {zone}", f"Database servers {zone}"),
            (f"Database servers {zone}", "NAT gateway"),
        ]
    for start, end in ways:
        assert vpc.leads(start, end)
        assert {e.id for e in vpc.edges(start, end)} <= shown
    assert not vpc.leads("NAT gateway", "Database servers A")


def test_nothing_is_drawn_twice(vpc: Picture) -> None:
    joined = [frozenset((e.tail, e.head)) for e in vpc.diagram.edges if not e.invisible]
    assert len(joined) == len(set(joined))
    for zone in ZONES:
        assert not vpc.edges("Router", f"Database servers {zone}")


def test_what_watches_and_manages_is_joined_to_it(vpc: Picture) -> None:
    assert vpc.leads("VPC 10.0.0.0/16", "VPC Flow Logs")
    assert vpc.leads("VPC Flow Logs", "CloudWatch Logs")
    assert vpc.edges("IAM user", "Network policy")
    assert vpc.leads("Network policy", "VPC 10.0.0.0/16")
    assert not vpc.has("CloudTrail"), "it records calls of the whole account"
    for zone in ZONES:
        assert vpc.leads("Instance profile", f"Web servers {zone}")


def test_the_agent_on_each_server_asks(vpc: Picture) -> None:
    for zone in ZONES:
        assert vpc.leads(f"Web servers {zone}", "CodeDeploy")
        assert not vpc.leads("CodeDeploy", f"Web servers {zone}")
    assert "the agent asks" in vpc.section("CodeDeploy")


def test_the_notes_addresses_are_the_pictures(vpc: Picture) -> None:
    servers, databases = vpc.section("Web servers A"), vpc.section("Database servers A")
    for start, end in (("10.0.0.5", "10.0.0.7"), ("10.0.2.5", "10.0.2.7")):
        assert f"{start} to {end}" in servers
    for start, end in (("198.51.100.1", "198.51.100.3"), ("198.51.100.5", "198.51.100.7")):
        assert f"{start} to {end}" in servers
    for start, end in (("10.0.1.5", "10.0.1.7"), ("10.0.3.5", "10.0.3.7")):
        assert f"{start} to {end}" in databases
    for text in ("10.0.0.5–.7", "198.51.100.1–.3"):
        assert text in vpc.the("Web servers A").label
    assert "10.0.3.5–.7" in vpc.the("Database servers B").label


def test_the_tour_names_nothing_before_it_shows(bundled: Workspace, vpc: Picture) -> None:
    tour = next(t for t in bundled.tours if t.id == "private_instance")
    names = {
        "internet gateway": "Internet gateway",
        "router": "Router",
        "NAT gateway": "NAT gateway",
        "web server": "Web servers A",
        "main table": "Main route table",
    }
    seen: set[str] = set()
    for index, step in enumerate(tour.steps):
        shown = stage_of(tour, index, vpc.diagram)
        seen |= shown.highlighted | shown.done
        for word, name in names.items():
            if word in step.text:
                assert vpc.the(name).id in seen, (step.title, word)


def test_the_tour_lights_one_way_at_a_time(bundled: Workspace, vpc: Picture) -> None:
    tour = next(t for t in bundled.tours if t.id == "private_instance")
    flow = [i for i, s in enumerate(tour.steps) if s.style is TourStyle.FLOW]
    assert flow
    for index in flow[:-1]:
        highlighted = stage_of(tour, index, vpc.diagram).highlighted
        zone_b = {c.id for c in vpc.diagram.components if c.label.startswith("Web servers B")}
        assert not highlighted & zone_b
    asks = next(s for s in tour.steps if "asks the database" in s.title)
    assert "request ends at the web server" in asks.text
    assert tour.title == "How a private server answers the internet"
