"""What components may be called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Link
from app.model.workspace import Workspace
from app.sources.markdown.note import notebook, parse_note
from app.study.answers import accepts
from app.study.naming import Names

NAT = "vpc/nat:nat-gateway"


def labelled(shop: Diagram, *labels: str) -> Diagram:
    """A diagram with components of these labels, called by their number."""
    nodes = tuple(
        Node(ElementId(str(n)), label, "aws.compute.EC2") for n, label in enumerate(labels)
    )
    return replace(shop, nodes=nodes, clusters=(), edges=())


def test_a_component_goes_by_the_title_and_the_aliases_of_its_note(
    workspace: Workspace, shop: Diagram
) -> None:
    names = Names(shop, workspace)
    assert accepts("egress", names.of(ElementId(NAT)), names.rivals({ElementId(NAT)}))
    assert accepts("NAT", names.of(ElementId(NAT)))
    assert not accepts("Web server", names.of(ElementId(NAT)), names.rivals({ElementId(NAT)}))


@pytest.mark.parametrize(("component", "accepted"), [(NAT, True), ("vpc/rds:db", False)])
def test_a_section_that_is_about_more_is_no_name(
    workspace: Workspace, shop: Diagram, component: ElementId, accepted: bool
) -> None:
    led = replace(
        workspace, links={DiagramId("shop"): {component: Link(component, SectionId("nat"), "URL")}}
    )
    assert accepts("egress", Names(shop, led).of(component)) is accepted


def test_its_class_is_no_name(workspace: Workspace, shop: Diagram) -> None:
    """Its icon may stand in for another's."""
    names = Names(shop, workspace)
    assert not accepts("EC2", names.of(ElementId("vpc/ec2:web")))
    assert not accepts("RDS", names.of(ElementId("vpc/rds:db")))


def test_twins_differ_by_a_letter_or_a_number(workspace: Workspace, shop: Diagram) -> None:
    twins = Names(
        labelled(shop, "Web servers A", "Web servers B\n10.0.0.7", "user1", "user2", "Web", "S3"),
        workspace,
    ).twins
    assert [twins(ElementId(str(n))) for n in range(6)] == [
        {"1"},
        {"0"},
        {"3"},
        {"2"},
        set(),
        set(),
    ]


def test_what_twins_are_both_called_is_right_for_each_of_them(
    workspace: Workspace, shop: Diagram
) -> None:
    names = Names(labelled(shop, "Web servers A", "Web servers B", "Batch servers A"), workspace)
    for fork, other in (("0", "1"), ("1", "0")):
        assert accepts("web servers", names.of(ElementId(fork)), names.rivals({ElementId(fork)}))
        assert not accepts(
            names.labels[ElementId(other)],
            names.of(ElementId(fork)),
            names.rivals({ElementId(fork)}),
        )
    assert not accepts("web servers", names.of(ElementId("2")), names.rivals({ElementId("2")}))


def test_so_it_is_where_a_zone_has_several(workspace: Workspace, shop: Diagram) -> None:
    names = Names(labelled(shop, "Task A1", "Task A2", "Task B1", "Batch task"), workspace)
    for fork, other in (("0", "2"), ("2", "1")):
        assert accepts("task", names.of(ElementId(fork)), names.rivals({ElementId(fork)}))
        assert not accepts(
            names.labels[ElementId(other)],
            names.of(ElementId(fork)),
            names.rivals({ElementId(fork)}),
        )
    assert not accepts("task", names.of(ElementId("3")), names.rivals({ElementId("3")}))


def test_twins_also_go_by_the_title_that_says_whose_they_are(
    workspace: Workspace, shop: Diagram
) -> None:
    book = notebook([parse_note("# Shop\n\n## ECS task\n\nIt runs.", "notes/shop.md")[0]])
    links: dict[DiagramId, dict[ElementId, Link]] = {
        DiagramId("shop"): {ElementId("0"): Link(ElementId("0"), SectionId("ecs-task"), "URL")}
    }
    names = Names(
        labelled(shop, "Task A1", "Task B2", "Batch task"),
        replace(workspace, notebook=book, links=links),
    )
    assert [accepts("ECS task", names.of(ElementId(str(n)))) for n in range(3)] == [
        True,
        True,
        False,
    ]


def test_an_alias_that_two_have_means_neither(workspace: Workspace, shop: Diagram) -> None:
    link = workspace.links[DiagramId("shop")][ElementId(NAT)]
    two = replace(
        workspace, links={DiagramId("shop"): {ElementId("0"): link, ElementId("1"): link}}
    )
    names = Names(labelled(shop, "Way out", "Back door"), two)
    assert not accepts("egress", names.of(ElementId("0")))
    assert accepts("egress", Names(labelled(shop, "Way out"), two).of(ElementId("0")))


def test_cards_call_it_by_the_first_line_where_that_tells_it_from_the_others(
    workspace: Workspace, shop: Diagram
) -> None:
    shown = labelled(
        *(shop, "NAT gateway\n198.51.100.4", "Role\nreads S3", "Role\nwrites S3"),
        *("Database\nsecurity group", "Router", "ACL\n10.0.0.1", "ACL\n10.0.0.1"),
    )
    assert list(Names(shown, workspace).labels.values()) == [
        "NAT gateway",
        "Role reads S3",
        "Role writes S3",
        "Database security group",
        "Router",
        "ACL",
        "ACL",
    ]
