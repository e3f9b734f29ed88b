"""What the pictures of RDS show, and what its note says of it."""

from __future__ import annotations

import pytest

from app.model.ids import DiagramId
from app.model.style import Dash
from tests.bundled.conftest import Picture, Pictures

NOTE = "rds.md"
HOME, AWAY = "Region eu-west-1", "Region eu-central-1"


@pytest.fixture
def replicas(drawn: Pictures) -> Picture:
    return drawn[DiagramId("rds/rds1")]


@pytest.fixture
def instance(drawn: Pictures) -> Picture:
    return drawn[DiagramId("rds/rds2")]


@pytest.fixture
def cluster(drawn: Pictures) -> Picture:
    return drawn[DiagramId("rds/rds_cluster")]


def test_a_replica_stands_in_the_same_zone_in_another_and_in_another_region(
    replicas: Picture,
) -> None:
    main = replicas.around("Main instance")
    assert main[1] == "Availability Zone A"
    assert main[-1] == HOME
    assert replicas.around("Application")[0] == "Availability Zone A"
    assert replicas.around("Read replica in the same zone")[1:] == main[1:]
    assert replicas.around("Read replica in another zone")[1] == "Availability Zone B"
    assert replicas.around("Read replica in another zone")[-1] == HOME
    assert replicas.around("Read replica in another region")[-1] == AWAY


def test_replication_is_asynchronous_and_each_replica_has_a_connection_string(
    replicas: Picture, drawn: Pictures
) -> None:
    for place in ("the same zone", "another zone", "another region"):
        assert replicas.leads("Main instance", f"Read replica in {place}")
        assert replicas.labels("Main instance", f"Read replica in {place}") == ["asynchronous"]
    assert replicas.labels("Application", "Main instance") == ["writes, reads: shop"]
    for place, name in (("the same zone", "shop-r1"), ("another zone", "shop-r2")):
        assert replicas.labels("Application", f"Read replica in {place}") == [f"reads: {name}"]
        assert name in replicas.section(f"Read replica in {place}")
    assert "Replication is asynchronous" in drawn.note(NOTE)


def test_how_many_replicas_there_may_be_and_that_one_can_be_promoted(
    replicas: Picture, drawn: Pictures
) -> None:
    assert replicas.has("Main instance (up to 15 replicas)")
    text = replicas.section("Promoted replica")
    assert "up to 15 replicas" in text
    assert "still holds for Oracle and SQL Server" in text
    (edge,) = replicas.edges("Read replica in another region", "Promoted replica")
    assert edge.label == "promote"
    assert edge.style.dash is Dash.DASHED
    assert "can be promoted" in text


@pytest.mark.parametrize("id", ["rds/rds1", "rds/rds2", "rds/rds_cluster"])
def test_an_endpoint_of_a_database_is_no_endpoint_of_a_vpc(drawn: Pictures, id: DiagramId) -> None:
    kinds = {node.kind for node in drawn[id].diagram.nodes}
    assert not {k for k in kinds if k.endswith((".Endpoint", ".Backup", ".GenericFirewall"))}


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("rds/rds1", "KMS key"),
        ("rds/rds1", "CloudWatch alarm"),
        ("rds/rds2", "EventBridge"),
        ("rds/rds2", "Automated backups"),
    ],
)
def test_what_is_no_part_of_the_vpc_stands_outside_it(
    drawn: Pictures, id: DiagramId, name: str
) -> None:
    assert drawn[id].kinds_around(name) == ["region"]


def test_a_multi_az_instance_is_two_instances_in_two_zones_of_one_vpc(instance: Picture) -> None:
    for name, zone in (("Main instance", "A"), ("Standby", "B")):
        assert instance.around(name) == [
            f"Private subnet {zone}",
            f"Availability Zone {zone}",
            "VPC 10.0.0.0/16",
            HOME,
        ]
    assert instance.labels("Main instance", "Standby") == ["synchronous"]
    assert not instance.edges("Application", "Standby")


def test_the_way_to_the_standby_is_dashed_and_on_the_base_sheet(instance: Picture) -> None:
    (now,) = instance.edges("DB endpoint", "Main instance")
    (later,) = instance.edges("DB endpoint", "Standby")
    assert later.style.dash is Dash.DASHED
    assert now.style.dash is None
    assert later.id in instance.with_layers().edges
    assert "scaling" not in instance.diagram.layers


def test_backups_are_taken_from_the_standby(instance: Picture) -> None:
    assert instance.leads("Standby", "Automated backups")
    assert not instance.edges("Main instance", "Automated backups")
    assert "the backup is taken from the standby" in instance.section("Automated backups")


def test_a_cluster_writes_in_one_zone_and_reads_in_two_others(cluster: Picture) -> None:
    assert not cluster.diagram.layers
    standbys = ("First readable standby", "Second readable standby")
    zones = {cluster.around(name)[0] for name in standbys}
    assert zones == {"Availability Zone B", "Availability Zone C"}
    for standby in standbys:
        assert cluster.leads("Reader endpoint", standby)
        assert cluster.labels("Writer", standby) == ["semi-synchronous"]
    (later,) = cluster.edges("Writer endpoint", "First readable standby")
    assert later.style.dash is Dash.DASHED
    assert "semi-synchronous" in cluster.section("First readable standby")
