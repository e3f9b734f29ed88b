"""What the picture of Cloud Map shows, and what its note says of it."""

from __future__ import annotations

import pytest

from app.model.ids import DiagramId
from tests.bundled.conftest import Picture, Pictures


@pytest.fixture
def picture(drawn: Pictures) -> Picture:
    return drawn[DiagramId("cloud_map")]


def test_what_cannot_register_itself_is_registered(picture: Picture) -> None:
    assert picture.labels("Order servers", "Service orders") == ["1 register"]
    assert picture.leads("CloudFormation stack", "Service jobs")
    assert picture.leads("CloudFormation stack", "SQS queue")
    assert not picture.edges("SQS queue", "Service jobs")
    text = picture.section("SQS queue")
    assert "the script or template that creates it registers it too" in text


def test_a_vpc_is_round_the_private_namespace(picture: Picture) -> None:
    for name in ("Service orders", "Web shop", "Private hosted zone", "Version 2 server"):
        assert picture.kinds_around(name)[-2:] == ["vpc", "region"]
    assert picture.around("SQS queue") == ["Region eu-west-1"]
    assert "resolve inside its VPC only" in picture.section("Namespace shop.local")


def test_the_call_does_not_pass_through_cloud_map(picture: Picture, drawn: Pictures) -> None:
    assert picture.leads("Web shop", "Version 2 server")
    assert not picture.edges("Service orders", "Version 2 server")
    assert "does not pass through Cloud Map" in drawn.note("cloud_map.md")


def test_it_is_said_that_cloud_map_may_fail_open(picture: Picture) -> None:
    text = picture.section("Custom health check")
    assert "fail open" in text
    assert "HEALTHY_OR_ELSE_ALL" in text
