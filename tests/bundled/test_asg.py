"""The Auto Scaling group: its loop, its zones, its targets, what it launches of."""

from __future__ import annotations

import itertools

import pytest

from app.model.ids import DiagramId
from app.model.style import Dash
from tests.bundled.conftest import Picture, Pictures

INSTANCES = ("Instance A1", "New instance", "Instance B1", "Instance B2")


@pytest.fixture
def asg(drawn: Pictures) -> Picture:
    return drawn[DiagramId("asg")]


def test_the_loop_is_closed_and_numbered_as_in_the_note(asg: Picture, drawn: Pictures) -> None:
    way = (
        *("CloudWatch metric", "CloudWatch alarm", "Scaling policy", "Auto Scaling group"),
        *("New instance", "CloudWatch metric"),
    )
    steps = list(itertools.pairwise(way))
    for number, (start, end) in enumerate(steps, 1):
        assert asg.leads(start, end), (start, end)
        (label,) = asg.labels(start, end)
        assert label.startswith(f"{number} ")
    assert f"{len(steps)}. The new instance" in drawn.note("asg.md")


@pytest.mark.parametrize("name", INSTANCES)
def test_each_instance_stands_in_a_zone_and_is_a_target(asg: Picture, name: str) -> None:
    assert asg.kinds_around(name) == ["private-subnet", "availability-zone", "vpc", "region"]
    assert asg.leads("Target group", name)


def test_the_group_spans_its_zones_from_the_region(asg: Picture) -> None:
    assert asg.kinds_around("Auto Scaling group") == ["region"]
    assert asg.leads("Auto Scaling group", "New instance")
    assert asg.labels("Auto Scaling group", "VPC 10.0.0.0/16") == ["spans both zones"]


def test_a_template_or_a_configuration(asg: Picture, drawn: Pictures) -> None:
    assert asg.leads("Launch template", "Auto Scaling group")
    (other,) = asg.edges("Launch configuration", "Auto Scaling group")
    assert (other.label, other.style.dash) == ("instead of a template", Dash.DASHED)
    assert "never from both" in drawn.note("asg.md")


def test_the_note_says_how_far_beyond_the_maximum(asg: Picture) -> None:
    text = asg.section("Auto Scaling group")
    for words in ("by 10 % of it, or by one instance", "10 % of the desired", "100–200 %"):
        assert words in text
