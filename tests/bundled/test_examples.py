"""The examples in `docs/examples` open without a word of complaint, and say what an architect would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main
from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.sources.workspace import load

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def opened(name: str) -> dict[str, Diagram]:
    """By level."""
    workspace = load(EXAMPLES / name)
    assert workspace.problems == ()
    return {diagram.level or "all": diagram for diagram in workspace.diagrams}


def name_of(diagram: Diagram, id: ElementId) -> str:
    return " ".join(diagram.index.named[id].label.split())


def flows(diagram: Diagram) -> set[tuple[str, str, str]]:
    return {
        (name_of(diagram, edge.way[0]), edge.label, name_of(diagram, edge.way[1]))
        for edge in diagram.edges
    }


def around(diagram: Diagram, label: str) -> list[str]:
    """The kinds of the clusters round a component, the innermost first."""
    (id,) = [c.id for c in diagram.components if " ".join(c.label.split()).startswith(label)]
    kinds = {cluster.id: cluster.kind for cluster in diagram.clusters}
    return [kinds[one] for one in diagram.index.around(id)]


def test_orders_flow_from_the_api_to_the_slips() -> None:
    found = flows(opened("orders")["overview"])
    assert found >= {
        ("OrdersApi", "POST /orders", "TakeOrder"),
        ("OrdersApi", "GET /orders/{id}", "ShowOrder"),
        ("TakeOrder", "writes", "Orders"),
        ("Orders", "triggers", "TellOfOrder"),
        ("TellOfOrder", "publishes to", "OrderTaken"),
        ("OrderTaken", "publishes to", "Warehouse"),
        ("Warehouse", "triggers", "PackOrder"),
        ("Warehouse", "failures to", "NotPacked"),
        ("PackOrder", "writes", "Slips"),
    }


def test_what_is_there_in_production_alone_is_told() -> None:
    (condition,) = opened("orders")["all"].conditions
    assert (condition.name, condition.holds) == ("IsProd", False)
    assert len(condition.elements) == 2


def test_a_note_opens_behind_each_component() -> None:
    workspace = load(EXAMPLES / "orders")
    (overview,) = [d for d in workspace.diagrams if d.level == "overview"]
    unexplained = [
        node.label
        for node in overview.nodes
        if not (link := workspace.link(overview.id, node.id)) or not link.section
    ]
    assert unexplained == []


def test_terraform_says_the_same_of_orders() -> None:
    diagram = opened("orders-terraform")["overview"]
    assert flows(diagram) >= {
        ("take order", "writes", "orders DynamoDB table"),
        ("orders DynamoDB table", "triggers", "pack order"),
        ("pack order", "writes", "slips"),
        ("pack order", "failures to", "not packed"),
    }


@pytest.mark.parametrize("level", ["overview", "all"])
def test_terraform_says_the_same_of_the_tiers(level: str) -> None:
    diagram = opened("three-tier-terraform")[level]
    assert around(diagram, "shop NAT gateway") == ["public-subnet", "vpc"]
    assert around(diagram, "EC2 instances") == ["auto-scaling-group", "private-subnet", "vpc"]
    assert around(diagram, "shop RDS database") == ["private-subnet", "vpc"]
    assert around(diagram, "files") == []
    assert ("EC2 instances", "reads", "files") in flows(diagram)


def test_three_tiers_stand_in_their_network() -> None:
    diagram = opened("three-tier")["all"]
    assert around(diagram, "Nat") == ["public-subnet", "availability-zone", "vpc"]
    assert around(diagram, "AppA") == ["availability-zone", "vpc"]
    assert around(diagram, "Database") == ["vpc"]
    assert around(diagram, "Files") == []
    kinds = {c.label.split()[0]: c.kind for c in diagram.clusters if "subnet" in c.kind}
    assert kinds == {
        **dict.fromkeys(("PublicA", "PublicB"), "public-subnet"),
        **dict.fromkeys(("AppA", "AppB", "DataA", "DataB"), "private-subnet"),
    }


def test_the_overview_draws_each_tier_once() -> None:
    diagram = opened("three-tier")["overview"]
    kinds = {c.label: c.kind for c in diagram.clusters if "subnet" in c.kind}
    assert kinds == {
        "Public × 2 zones": "public-subnet",
        "App × 2 zones": "private-subnet",
        "Data × 2 zones": "private-subnet",
    }
    assert around(diagram, "Nat") == ["public-subnet", "vpc"]
    assert around(diagram, "EC2 instances")[:2] == ["auto-scaling-group", "private-subnet"]
    assert around(diagram, "Database") == ["private-subnet", "vpc"]


@pytest.mark.parametrize("file", ["orders/template.yaml", "orders-terraform"])
def test_the_overview_is_meant_where_nobody_says_which(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(EXAMPLES / file), "-o", str(tmp_path / "it.json")]) == 0
    written = json.loads((tmp_path / "it.json").read_text("utf-8"))
    assert not any("Role" in node["label"] for node in written["nodes"])
    assert main(["trace", "Slips", str(EXAMPLES / "orders/template.yaml"), "--way", "to"]) == 0
    assert "PackOrder → Slips, writes" in capsys.readouterr().out
