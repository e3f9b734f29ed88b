"""Who sends what to CloudWatch, EventBridge and CloudTrail, against the note."""

from __future__ import annotations

import pytest

from app.model.ids import DiagramId
from tests.bundled.conftest import Picture, Pictures


@pytest.fixture(scope="module")
def watch(drawn: Pictures) -> Picture:
    return drawn[DiagramId("cloudwatch")]


def test_the_trail_is_not_fed_by_the_event_history(watch: Picture) -> None:
    assert not watch.edges("Event history", "Trail")
    assert watch.leads("Anyone", "Event history")
    assert watch.leads("Anyone", "Trail")
    assert not watch.edges("Event history", "S3 bucket")
    assert "A trail is not fed by the event history" in watch.section("Trail")


def test_memory_needs_the_agent_and_cpu_does_not(watch: Picture) -> None:
    assert watch.labels("CloudWatch agent", "Metrics") == ["memory"]
    assert watch.around("CloudWatch agent") == ["EC2 instance"]
    assert watch.labels("Amazon EC2", "Metrics") == ["CPU"]
    assert watch.around("Amazon EC2") == [], "the service, not an instance"


def test_ec2_says_that_an_instance_has_stopped(watch: Picture) -> None:
    assert watch.leads("Amazon EC2", "Event bus")
    assert watch.labels("Amazon EC2", "Event bus") == ["instance stopped"]
    assert not watch.edges("CloudWatch agent", "Event bus")
    assert "is said by Amazon EC2" in watch.section("Event bus")


def test_the_role_is_the_agents(watch: Picture) -> None:
    assert watch.leads("Instance role", "CloudWatch agent")
