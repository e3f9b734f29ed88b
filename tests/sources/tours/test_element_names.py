"""Which elements a name means, and which name means an element."""

from __future__ import annotations

import pytest

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Link, Note, Notebook, Section
from app.model.style import HEADS, Style
from app.model.workspace import Workspace
from app.sources.tours.element_names import ElementNames, nearest

DIAGRAM = Diagram(
    DiagramId("x"),
    "X",
    "x",
    "x.py",
    nodes=(
        Node(ElementId("nat"), "NAT gateway\n198.51.100.4"),
        Node(ElementId("a1"), "Elastic IPs\n.1"),
        Node(ElementId("a2"), "Elastic IPs\n.2"),
        Node(ElementId("twin1"), "Twin"),
        Node(ElementId("twin2"), "Twin"),
        Node(ElementId("arrow"), "raw -> curated"),
        Node(ElementId("quote"), 'say "hi"'),
        Node(ElementId("comment"), "a --> b"),
        Node(ElementId("blank"), ""),
    ),
    clusters=(Cluster(ElementId("vpc"), "VPC"),),
    edges=(
        Edge(
            ElementId("out"),
            ElementId("nat"),
            ElementId("vpc"),
            (ElementId("nat"), ElementId("a1")),
        ),
        Edge(
            ElementId("in"),
            ElementId("a1"),
            ElementId("nat"),
            (ElementId("a1"), ElementId("nat")),
            style=Style(heads=HEADS["back"]),
        ),
        Edge(
            ElementId("both"),
            ElementId("a2"),
            ElementId("nat"),
            (ElementId("a2"), ElementId("nat")),
            style=Style(heads=HEADS["both"]),
        ),
        Edge(
            ElementId("line"),
            ElementId("a1"),
            ElementId("vpc"),
            (ElementId("a1"), ElementId("vpc")),
            style=Style(heads=HEADS["none"]),
        ),
        Edge(
            ElementId("shape"),
            ElementId("a2"),
            ElementId("vpc"),
            (ElementId("a2"), ElementId("vpc")),
            invisible=True,
        ),
        Edge(
            ElementId("odd"),
            ElementId("arrow"),
            ElementId("vpc"),
            (ElementId("arrow"), ElementId("vpc")),
        ),
    ),
)
SECTION = Section(SectionId("vpc/nat"), "nat", "NAT", 2, "vpc.md", 3, "")
WORKSPACE = Workspace(
    "/w",
    "W",
    False,
    (DIAGRAM,),
    Notebook((Note("vpc.md", "VPC", (), (SECTION,), ""),)),
    {
        DiagramId("x"): {
            ElementId("nat"): Link(ElementId("nat"), SectionId("vpc/nat"), "URL"),
            ElementId("a1"): Link(ElementId("a1"), None, ""),
        }
    },
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
def test_what_a_name_means(names: ElementNames, name: ElementId, ids: set[str]) -> None:
    assert set(names.find(name)) == ids


def test_the_name_of_an_element_means_it_alone(names: ElementNames) -> None:
    for element in (*DIAGRAM.components, *DIAGRAM.edges):
        if not (isinstance(element, Edge) and element.invisible):
            assert names.find(ElementId(names.name(element.id))) == (element.id,)
    said = names.names(
        (
            ElementId("nat"),
            ElementId("a1"),
            ElementId("twin1"),
            ElementId("quote"),
            ElementId("comment"),
            ElementId("blank"),
            ElementId("in"),
            ElementId("gone"),
        )
    )
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
