"""What the picture of ElastiCache shows, and what its note says of it."""

from __future__ import annotations

import re

import pytest

from app.model.ids import DiagramId
from tests.bundled.conftest import Picture, Pictures


@pytest.fixture
def picture(drawn: Pictures) -> Picture:
    return drawn[DiagramId("elasticache")]


def test_application_cache_and_database_stand_in_the_vpc_cloudwatch_does_not(
    picture: Picture,
) -> None:
    for name in ("Application", "ElastiCache", "RDS"):
        assert picture.kinds_around(name)[-2:] == ["vpc", "region"]
    assert picture.kinds_around("CloudWatch") == ["region"]
    assert picture.kinds_around("Phone") == []


def test_a_hit_is_one_trip_and_a_miss_is_three(picture: Picture, drawn: Pictures) -> None:
    cache = picture.labels("Application", "ElastiCache")
    assert {"1 get, hit: the value", "3 set with a lifetime"} <= set(cache)
    assert picture.labels("Application", "RDS") == ["2 miss: read"]
    assert not picture.edges("ElastiCache", "RDS")
    text = picture.section("Application")
    assert re.findall(r"(?<= )[1-4](?=\. )", text) == ["1", "2", "3"]
    assert "a miss costs three trips" in text


def test_sessions_and_write_through_are_layers_of_their_own(picture: Picture) -> None:
    assert {"sessions", "write-through"} <= set(picture.diagram.layers)
    sessions = picture.with_layers("sessions")
    for name in ("Phone", "Application Load Balancer", "Second server"):
        assert picture.the(name).id in sessions.nodes
        assert picture.the(name).id not in picture.with_layers("networking").nodes


def test_the_security_group_is_a_boundary_round_the_cache(picture: Picture) -> None:
    assert picture.kinds_around("ElastiCache")[0] == "security-group"
    assert picture.the("Cache security group").id in picture.with_layers("networking").clusters
    assert picture.the("ElastiCache").id in picture.with_layers().nodes


def test_shards_share_the_slots(picture: Picture) -> None:
    slots = [picture.labels("ElastiCache", f"Primary {n}")[0] for n in (1, 2)]
    assert slots == ["slots 0–8191", "slots 8192–16383"]
    assert "16,384 slots" in picture.section("Primary 1")
