"""A small workspace with all that cards are made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId, SectionId, TourId
from app.model.notes import Link
from app.model.style import Shape, Style
from app.model.tour import Step, Tour, TourOrigin
from app.model.workspace import Workspace
from app.sources.markdown.note import notebook, parse_note
from app.study.progress import Progress

NOTE = """---
aliases: [egress]
---
# NAT

![](shop.png)

## Check yourself

<details>
<summary>Can the internet *start* a connection?</summary>

No. See the [table](#nat).

It only answers.

</details>

<details><summary>And an empty one?</summary></details>
"""


def edge(tail: str, head: str, label: str = "", **more: object) -> Edge:
    return Edge(f"{tail}->{head}", tail, head, (tail, head), label, **more)  # type: ignore[arg-type]


@pytest.fixture
def shop() -> Diagram:
    return Diagram(
        DiagramId("shop"),
        "Shop",
        "shop",
        "shop.py",
        layers=("iam",),
        nodes=(
            Node(ElementId("user:users"), "Users", "aws.general.Users"),
            Node(
                ElementId("vpc/elb:balancer"),
                "Application Load Balancer",
                "aws.network.ELB",
                ElementId("vpc"),
            ),
            Node(
                ElementId("vpc/ec2:web"),
                "Web server\n10.0.0.5",
                "aws.compute.EC2",
                ElementId("vpc"),
            ),
            Node(
                ElementId("vpc/nat:nat-gateway"),
                "NAT gateway\n198.51.100.4",
                "aws.network.NATGateway",
                ElementId("vpc"),
            ),
            Node(ElementId("vpc/rds:db"), "Database", "aws.database.RDS", ElementId("vpc")),
            Node(ElementId("role:role"), "Role", "aws.security.IAMRole", layers=("iam",)),
            Node(
                ElementId("text:free"),
                "A caption",
                style=Style(shape=Shape("box", 80, 20, fixed=True)),
            ),
        ),
        clusters=(Cluster(ElementId("vpc"), "VPC 10.0.0.0/16", "vpc"),),
        edges=(
            edge("user:users", "vpc/elb:balancer", "1 HTTPS"),
            edge("vpc/elb:balancer", "vpc/ec2:web", "2 HTTP"),
            edge("vpc/ec2:web", "vpc/rds:db", "3 SQL"),
            edge("vpc/ec2:web", "vpc/nat:nat-gateway"),
            edge("role:role", "vpc/rds:db", layers=("iam",)),
            edge("user:users", "text:free", invisible=True),
        ),
    )


@pytest.fixture
def workspace(shop: Diagram) -> Workspace:
    book = notebook([parse_note(NOTE, "notes/nat.md")[0]])
    on = frozenset[str]()
    steps = tuple(Step(t, "", DiagramId("shop"), on) for t in ("HTTPS", "HTTP", "SQL"))
    links: dict[DiagramId, dict[ElementId, Link]] = {
        DiagramId("shop"): {
            ElementId("vpc/nat:nat-gateway"): Link(
                ElementId("vpc/nat:nat-gateway"), SectionId("nat"), "label"
            )
        }
    }
    tours = (
        Tour(TourId("shop/edges"), "Shop, step by step", steps, TourOrigin.EDGES, sequence=True),
        Tour(TourId("shop/layers"), "Shop, layer by layer", steps, TourOrigin.LAYERS),
    )
    return Workspace("/shop", "Shop", False, (shop,), book, links, tours=tours)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "progress.sqlite"


@pytest.fixture
def progress(path: Path) -> Iterator[Progress]:
    made = Progress(path)
    yield made
    made.close()
