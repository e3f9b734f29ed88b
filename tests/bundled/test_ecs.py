"""The ECS cluster: what stands where, what leads to what, and the tour through it."""

from __future__ import annotations

import itertools

import pytest

from app.model.ids import DiagramId, TourId
from app.model.tour import stage_of
from app.model.workspace import Workspace
from tests.bundled.conftest import Picture, Pictures, line

PLACES = ["private-subnet", "availability-zone", "vpc", "region", "account"]


@pytest.fixture
def ecs(drawn: Pictures) -> Picture:
    return drawn[DiagramId("ecs")]


@pytest.mark.parametrize("zone", ["A", "B"])
def test_each_zone_has_subnets_an_instance_an_agent_and_two_tasks(ecs: Picture, zone: str) -> None:
    for name in (f"ECS agent {zone}", f"Task {zone}1", f"Task {zone}2"):
        inside = ecs.around(name)
        assert inside[:2] == [f"Container instance {zone}", "Instance security group"]
        assert inside[2:4] == [f"Private subnet {zone}", f"Availability Zone {zone}"]
        assert ecs.kinds_around(name)[2:] == PLACES
    gateway = ecs.around(f"NAT gateway {zone}")
    assert gateway[:2] == [f"Public subnet {zone}", f"Availability Zone {zone}"]
    tasks = [c for c in ecs.diagram.nodes if c.label.startswith(f"Task {zone}")]
    assert len(tasks) == 2
    assert all("2 containers" in task.label for task in tasks)
    for task in tasks:
        assert ecs.leads(f"ECS agent {zone}", line(task.label))
    assert ecs.leads("Web service", f"ECS agent {zone}")
    assert ecs.leads("Auto Scaling group", f"Container instance {zone}")


def test_what_spans_zones_stands_in_the_region(ecs: Picture, drawn: Pictures) -> None:
    services = ["ecs-cluster", "region", "account"]
    for name in ("Web service", "Worker service", "Capacity provider"):
        assert ecs.kinds_around(name) == services
    for name in ("Auto Scaling group", "Task definitions", "ECR", "CodePipeline", "ECS cluster"):
        assert ecs.kinds_around(name) == ["region", "account"]
    assert "They belong to the region and span the zones" in drawn.note("ecs.md")


def test_a_fargate_task_stands_in_a_subnet_and_on_no_instance(ecs: Picture) -> None:
    assert ecs.kinds_around("Fargate task") == PLACES
    assert ecs.leads("Worker service", "Fargate task")


def test_the_load_balancer_is_in_front_of_all_tasks_of_the_web_service(ecs: Picture) -> None:
    name = "Application Load Balancer"
    assert ecs.kinds_around(name)[:2] == ["security-group", "vpc"]
    assert ecs.kinds_around("Internet gateway")[0] == "vpc"
    assert ecs.leads("Users", "Internet gateway")
    assert ecs.leads("Internet gateway", name)
    assert all(ecs.leads(name, f"Task {zone}{n}") for zone in "AB" for n in (1, 2))


def test_the_pipeline_deploys_and_the_registry_does_not(ecs: Picture, drawn: Pictures) -> None:
    assert ecs.leads("CodeBuild", "ECR")
    assert ecs.leads("Deploy action", "Task definitions")
    assert ecs.leads("Deploy action", "Web service")
    assert ecs.around("CodeBuild")[0] == ecs.around("Deploy action")[0] == "CodePipeline"
    registry = ecs.the("ECR").id
    assert not [e for e in ecs.diagram.edges if e.way[0] == registry], "it is pulled from"
    assert ecs.leads("VPC 10.0.0.0/16", "ECR")
    assert ecs.labels("VPC 10.0.0.0/16", "ECR") == ["agents and Fargate pull"]
    assert "ECS action registers a new revision" in drawn.note("cicd.md")


def test_cluster_auto_scaling_is_a_loop(ecs: Picture, drawn: Pictures) -> None:
    way = (
        *("Web service", "Capacity provider", "CloudWatch metrics", "CloudWatch alarm"),
        *("Scaling policy", "Auto Scaling group", "Container instance A"),
    )
    for start, end in itertools.pairwise(way):
        assert ecs.leads(start, end), (start, end)
    metric = ecs.labels("Capacity provider", "CloudWatch metrics")
    assert metric == ["CapacityProviderReservation"]
    assert f"ECS publishes the metric {metric[0]}" in drawn.note("ecs.md")


def test_the_instance_role_leads_somewhere_on_its_layer_alone(ecs: Picture) -> None:
    shown = ecs.with_layers("iam").edges
    for start, end in (
        ("Instance role", "Launch template"),
        ("Launch template", "Auto Scaling group"),
    ):
        assert {e.id for e in ecs.edges(start, end)} <= shown


def test_security_groups_are_boundaries(ecs: Picture) -> None:
    assert not [n for n in ecs.diagram.nodes if "security group" in line(n.label)]
    kinds = {c.kind for c in ecs.diagram.clusters if "security group" in line(c.label)}
    assert kinds == {"security-group"}


def test_the_tour_tells_nothing_twice_and_names_nothing_before_it_shows(
    bundled: Workspace, ecs: Picture
) -> None:
    tour = bundled.tour(TourId("commit_to_task"))
    assert tour is not None
    told = [id for step in tour.steps for id in step.focus]
    assert len(told) == len(set(told))
    names = {c.id: line(c.label.partition("\n")[0]).lower() for c in ecs.diagram.components}
    for n, step in enumerate(tour.steps):
        shown = stage_of(tour, n, ecs.diagram)
        text = line(step.text).lower()
        seen = {name for id, name in names.items() if id in shown.highlighted | shown.done}
        early = {name for name in names.values() if name in text} - seen
        assert early == set(), step.title
    text = line(" ".join(step.text for step in tour.steps))
    assert "CapacityProviderReservation" in text
