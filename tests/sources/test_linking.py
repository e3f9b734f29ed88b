"""A component opens the section that is about it, and says why."""

from __future__ import annotations

import pytest

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, ElementId
from app.model.notes import Link
from app.model.problem import Problem, Severity
from app.model.style import Shape, Style
from app.sources.graphs.classes import class_names
from app.sources.linking import link
from app.sources.markdown.note import notebook, parse_note

BOOK = notebook(
    parse_note(text, f"notes/{file}.md")[0]
    for file, text in {
        "ecs": "---\naliases: [diagrams.aws.compute.ECS, Container service]\n---\n"
        "# ECS\n## ECS service\n## Task role\n## Same\n",
        "vpc": "---\naliases: [VPC]\n---\n# Networks\n## Public subnet\n## NAT gateway\n## Same\n",
        "ec2": "# EC2\n## EC2 instance\n",
    }.items()
)


def one(component: Node | Cluster) -> tuple[Link, tuple[Problem, ...]]:
    node, cluster = isinstance(component, Node), isinstance(component, Cluster)
    diagram = Diagram(
        DiagramId("d"),
        *("D", "d", "d.py"),
        nodes=(component,) if node else (),  # type: ignore[arg-type]
        clusters=(component,) if cluster else (),  # type: ignore[arg-type]
    )
    links, problems = link([diagram], BOOK)
    return links[DiagramId("d")][component.id], problems


@pytest.mark.parametrize(
    ("component", "section", "reason"),
    [
        (Node(ElementId("n"), "x", url="#task-role"), "task-role", "URL"),
        (Node(ElementId("n"), "x", url="#Task-Role"), "task-role", "URL"),
        (Node(ElementId("n"), "x", url="ecs.md#task-role"), "task-role", "URL"),
        (Node(ElementId("n"), "x", url="../notes/vpc.md#same"), "vpc/same", "URL"),
        (Node(ElementId("n"), "x", url="#vpc/same"), "vpc/same", "URL"),
        (Node(ElementId("n"), "x", url="ec2.md"), "ec2", "URL"),
        (Node(ElementId("n"), "container SERVICE"), "ecs", "alias"),
        (Node(ElementId("n"), "x", kind="aws.compute.ElasticContainerService"), "ecs", "alias"),
        (Cluster(ElementId("c"), "VPC 10.0.0.0/16", kind="vpc"), "networks", "alias"),
        (Node(ElementId("n"), "Task\nrole"), "task-role", "label"),
        (Cluster(ElementId("c"), "ECS Service"), "ecs-service", "label"),
        (Node(ElementId("n"), "x", kind="aws.network.NATGateway"), "nat-gateway", "class"),
        (Node(ElementId("n"), "x", kind="aws.compute.EC2Instances"), "ec2-instance", "class"),
        (Cluster(ElementId("c"), "Zone A's", kind="public-subnet"), "public-subnet", "class"),
        # Links to elsewhere are no section's: the rest of the rules hold.
        (Node(ElementId("n"), "Task role", url="https://example.org/#x"), "task-role", "label"),
        (Node(ElementId("n"), "Task role", url="d.py"), "task-role", "label"),
        # “AWS” and “Amazon” in front count for nothing.
        (Node(ElementId("n"), "Amazon EC2 instance"), "ec2-instance", "name"),
    ],
)
def test_it_opens(component: Node | Cluster, section: str, reason: str) -> None:
    made, problems = one(component)
    assert (made.section, made.reason) == (section, reason)
    assert problems == ()


def test_no_match_offers_what_is_near_and_is_no_problem() -> None:
    made, problems = one(Node(ElementId("n"), "Task execution role"))
    assert (made.section, made.reason) == (None, "no match")
    assert made.nearest[0] == "task-role"
    assert len(made.nearest) <= 3
    assert problems == ()
    assert one(Node(ElementId("n"), ""))[0].nearest == ()


def test_an_anchor_that_does_not_exist_is_an_error_with_its_place() -> None:
    made, (told,) = one(Node(ElementId("n"), "Role", url="#task-rol", line=7))
    assert (made.section, made.reason, made.nearest[0]) == (None, "URL", "task-role")
    assert (told.severity, told.file, told.line) == (Severity.ERROR, "d.py", 7)
    assert "#task-rol" in told.message


def test_two_sections_equally_good_are_a_problem_not_a_guess() -> None:
    for component in (
        Node(ElementId("n"), "Same", line=3),
        Node(ElementId("n"), "x", url="#same", line=3),
    ):
        made, (told,) = one(component)
        assert (made.section, made.reason) == (None, "ambiguous")
        assert made.nearest == ("ecs/same", "vpc/same")
        assert (told.severity, told.line) == (Severity.WARNING, 3)
        assert "notes/ecs.md, line 7 and notes/vpc.md, line 7" in told.message


def test_many_with_the_same_sections_are_told_of_once() -> None:
    notes = [parse_note("# Gateway\nIn.\n", f"{n}.md")[0] for n in "ab"]
    nodes = tuple(Node(ElementId(f"n{n}"), "Gateway", line=n) for n in range(2, 6))
    links, (told,) = link([Diagram(DiagramId("d"), "D", "d", "d.py", nodes=nodes)], notebook(notes))
    assert {made.reason for made in links[DiagramId("d")].values()} == {"ambiguous"}
    assert (told.line, told.message.partition(" several")[0]) == (2, "“Gateway” and 3 others match")


def test_of_titles_that_are_almost_one_the_very_same_is_meant() -> None:
    note, _ = parse_note("# NAT gateways\n## NAT gateway\n## Gateway\n## Gateway\n", "n.md")
    nodes = Node(ElementId("n"), "NAT\ngateway"), Node(ElementId("g"), "Gateway")
    links, problems = link(
        [Diagram(DiagramId("d"), "D", "d", "d.py", nodes=nodes)], notebook([note])
    )
    assert links[DiagramId("d")][ElementId("n")].section == "nat-gateway"
    assert links[DiagramId("d")][ElementId("g")].reason == "ambiguous"
    assert len(problems) == 1


def test_edges_that_point_nowhere_are_told_too() -> None:
    urls = ("#task-role", "gone.py")
    edge = Edge(
        ElementId("a->b"),
        ElementId("a"),
        ElementId("b"),
        (ElementId("a"), ElementId("b")),
        label="l",
        url="#none",
        more_urls=urls,
        line=9,
    )
    _, told = link([Diagram(DiagramId("d"), "D", "d", "d.py", edges=(edge,))], BOOK)
    assert [(p.line, p.message.partition(", ")[0]) for p in told] == [
        (9, "“l” points to #none"),
        (9, "“l” points to gone.py"),
    ]


def test_classes_have_their_short_names() -> None:
    assert class_names("aws.compute.ElasticContainerService") == ("ElasticContainerService", "ECS")
    assert class_names("aws.nothing.Such") == ("Such",)
    assert class_names("box") == ("box",)


def drawn(name: DiagramId, *nodes: Node, file: str = "") -> Diagram:
    return Diagram(name, name.upper(), name, f"diagrams/{file or name}.py", nodes=nodes)


PICTURED = notebook(
    [
        parse_note(
            "# Shop\n![](images/shop.png)\n## Cart\n<img src='images/cart.png'\n## Till\n"
            "![](other.png) ![](images/till.png)\n",
            "n.md",
        )[0]
    ]
)


@pytest.mark.parametrize(
    ("node", "inside", "section"),
    [
        (Node(ElementId("n"), "Cart"), "cart", "cart"),  # the section's picture
        (Node(ElementId("n"), "x", url="#till"), "till", "till"),
        (Node(ElementId("n"), "Shop"), None, "shop"),  # it is in that diagram
        (
            Node(ElementId("n"), "x", url="cart.py"),
            "cart",
            "cart",
        ),  # the section that shows the diagram
        (Node(ElementId("n"), "Till", url="../diagrams/cart.py"), "cart", "till"),
        (Node(ElementId("n"), "x", url="two.py#till"), "till", "till"),
        (Node(ElementId("n"), "x", url="two.py"), "cart", "cart"),
        (Node(ElementId("n"), "Elsewhere"), None, None),
    ],
)
def test_a_component_has_a_diagram_of_its_own(
    node: Node, inside: str | None, section: str | None
) -> None:
    file = "two" if (node.url or "").startswith("two") else ""
    diagrams = (
        drawn(DiagramId("shop"), node),
        drawn(DiagramId("cart"), file=file),
        drawn(DiagramId("till"), file=file),
    )
    links, problems = link(diagrams, PICTURED)
    made = links[DiagramId("shop")][ElementId("n")]
    assert (made.diagram, made.section, problems) == (inside, section, ())


def test_of_an_icon_and_boxes_of_text_the_icon_leads_into_the_diagram() -> None:
    style = Style(shape=Shape("box", 80.0, 30.0, fixed=True))
    box, named = (
        Node(ElementId("box"), "x", style=style, url="#cart"),
        Node(ElementId("y"), "y", style=style, url="cart.py"),
    )
    icon = Node(ElementId("icon"), "Cart", icon="cart.png")
    for nodes, ways in (((box,), {"box"}), ((box, named, icon), {"y", "icon"})):
        links, _ = link([drawn(DiagramId("shop"), *nodes), drawn(DiagramId("cart"))], PICTURED)
        assert {
            id for id, made in links[DiagramId("shop")].items() if made.diagram == "cart"
        } == ways


def test_a_diagram_that_is_not_there_is_an_error_unless_its_file_was_not_run() -> None:
    diagram = drawn(DiagramId("shop"), Node(ElementId("n"), "Cart", url="gone.py", line=7))
    _, problems = link([diagram], PICTURED)
    assert [(p.severity, p.line) for p in problems] == [(Severity.ERROR, 7)]
    assert "gone.py, which is not a diagram" in problems[0].message
    assert link([diagram], PICTURED, unread={"gone.py"})[1] == ()
