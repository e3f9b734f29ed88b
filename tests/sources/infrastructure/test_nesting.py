"""Modules round what stands in no network."""

from __future__ import annotations

from app.sources.infrastructure.stack import Reference
from tests.sources.infrastructure.small_stacks import module, overview, resource, standing


def test_a_module_is_drawn_round_what_it_deploys() -> None:
    graph = overview(
        resource("One", "S3::Bucket", module="store"),
        resource("Two", "S3::Bucket", module="store"),
        resource("Three", "S3::Bucket", module="alone"),
        modules=(module("store"), module("alone")),
    )
    assert standing(graph) == {"One": "store", "Two": "store", "Three": None, "store": None}


def test_modules_stand_in_modules_that_hold_more() -> None:
    graph = overview(
        *(resource(name, "S3::Bucket", module="inner") for name in "AB"),
        resource("C", "S3::Bucket", module="outer"),
        modules=(module("outer"), module("between", "outer"), module("inner", "between")),
    )
    assert standing(graph)["inner"] == "outer"
    assert "between" not in standing(graph)


def test_names_that_say_nothing_are_told_apart_by_their_modules() -> None:
    graph = overview(
        *(resource(f"{name}/Default", "S3::Bucket", module=name) for name in ("logs", "images")),
        *(resource(f"{name}/Queue", "SQS::Queue", module=name) for name in ("jobs", "mails")),
        resource("Single", "SQS::Queue", module="other"),
        modules=tuple(module(name) for name in ("logs", "images", "jobs", "mails", "other")),
    )
    labels = [node.attributes["label"] for node in graph.nodes]
    assert labels == ["logs", "images", "jobs/Queue", "mails/Queue", "Single"]


def test_networks_go_before_modules() -> None:
    network = (
        resource("Vpc", "EC2::VPC", module="network"),
        resource("Subnet", "EC2::Subnet", {"VpcId": Reference("Vpc")}, module="network"),
        resource("Mail", "SNS::Topic", module="network"),
        resource("Log", "SNS::Topic", module="network"),
    )
    modules = (module("network"), module("web"))
    assert standing(overview(*network, modules=modules))["Vpc"] == "network"
    server = resource("Server", "EC2::Instance", {"SubnetId": Reference("Subnet")}, module="web")
    graph = overview(*network, server, modules=modules)
    assert standing(graph)["Server"] == "Subnet"
    assert standing(graph)["Vpc"] is None
