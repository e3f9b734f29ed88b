"""Which elements a name means, and which name means an element."""

from __future__ import annotations

import pytest

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.notes import Link, Note, Notebook, Section
from app.model.style import HEADS, Style
from app.model.workspace import Workspace
from app.sources.tours.element_names import ElementNames, nearest

DIAGRAM = Diagram(
    "x",
    "X",
    "x",
    "x.py",
    nodes=(
        Node("nat", "NAT gateway\n198.51.100.4"),
        Node("a1", "Elastic IPs\n.1"),
        Node("a2", "Elastic IPs\n.2"),
        Node("twin1", "Twin"),
        Node("twin2", "Twin"),
        Node("arrow", "raw -> curated"),
        Node("quote", 'say "hi"'),
        Node("comment", "a --> b"),
        Node("blank", ""),
    ),
    clusters=(Cluster("vpc", "VPC"),),
    edges=(
        Edge("out", "nat", "vpc", ("nat", "a1")),
        Edge("in", "a1", "nat", ("a1", "nat"), style=Style(heads=HEADS["back"])),
        Edge("both", "a2", "nat", ("a2", "nat"), style=Style(heads=HEADS["both"])),
        Edge("line", "a1", "vpc", ("a1", "vpc"), style=Style(heads=HEADS["none"])),
        Edge("shape", "a2", "vpc", ("a2", "vpc"), invisible=True),
        Edge("odd", "arrow", "vpc", ("arrow", "vpc")),
    ),
)
SECTION = Section("vpc/nat", "nat", "NAT", 2, "vpc.md", 3, "")
WORKSPACE = Workspace(
    "/w",
    "W",
    False,
    (DIAGRAM,),
    Notebook((Note("vpc.md", "VPC", (), (SECTION,), ""),)),
    {"x": {"nat": Link("nat", "vpc/nat", "URL"), "a1": Link("a1", None, "")}},
)


@pytest.fixture
def names() -> ElementNames:
    return ElementNames(DIAGRAM, WORKSPACE)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("NAT gateway", {"nat"}),
        ("nat  GATEWAY", {"nat"}),
        ("nat gateway 198.51.100.4", {"nat"}),
        ("nat", {"nat"}),
        ("#nat", {"nat"}),
        ("#vpc/nat", {"nat"}),
        ("NAT", {"nat"}),
        ("Elastic IPs", {"a1", "a2"}),
        ("Elastic IPs .2", {"a2"}),
        ("raw -> curated", {"arrow"}),
        ("NAT gateway -> VPC", {"out"}),
        ("NAT gateway → VPC", {"out"}),
        ("out", {"out"}),
        ("NAT gateway -> Elastic IPs .1", {"in"}),
        ("NAT gateway -> Elastic IPs .2", {"both"}),
        ("Elastic IPs .2 -> NAT gateway", {"both"}),
        ("NAT gateway -> Elastic IPs", {"in", "both"}),
        ("VPC -- Elastic IPs .1", {"line"}),
        ("raw -> curated -> VPC", {"odd"}),
        ("Elastic IPs .1 -> NAT gateway", set()),  # drawn the other way round
        ("Elastic IPs .2 -> VPC", set()),  # invisible
        ("nothing", set()),
        ("->", set()),
        ("NAT gateway ->", set()),
    ],
)
def test_what_a_name_means(names: ElementNames, name: str, ids: set[str]) -> None:
    assert set(names.find(name)) == ids


def test_the_name_of_an_element_means_it_alone(names: ElementNames) -> None:
    for element in (*DIAGRAM.components, *DIAGRAM.edges):
        if not (isinstance(element, Edge) and element.invisible):
            assert names.find(names.name(element.id)) == (element.id,)
    said = names.names(("nat", "a1", "twin1", "quote", "comment", "blank", "in", "gone"))
    assert said == [
        "NAT gateway",
        "Elastic IPs .1",
        "twin1",
        "quote",
        "comment",
        "blank",
        "NAT gateway -> Elastic IPs .1",
        "gone",
    ]


def test_the_nearest_names(names: ElementNames) -> None:
    assert names.nearest("NAT gatway 198.51.100.4") == " Did you mean “NAT gateway 198.51.100.4”?"
    assert names.nearest("#nta") == " Did you mean “#nat” or “#vpc/nat”?"
    assert names.nearest("qqq") == ""
    assert names.nearest("VPCC -> NAT gateway") == " “VPCC” is unknown. Did you mean “VPC”?"
    assert "no edge" in names.nearest("VPC -> NAT gateway")
    assert nearest("ec", ["ECS", "ECR", "S3"]) == " Did you mean “ECS” or “ECR”?"
