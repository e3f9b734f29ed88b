from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.diagram import Diagram
from app.model.notes import Link
from app.model.workspace import Workspace
from app.study.answers import accepts
from app.study.card import Card, Kind
from app.study.deck import cards
from app.study.reach import Reach


def _by_id(workspace: Workspace) -> dict[str, Card]:
    return {c.id: c for c in cards(workspace)}


def test_what_a_workspace_asks(workspace: Workspace) -> None:
    found = _by_id(workspace)
    assert {c.kind for c in found.values()} == set(Kind)
    assert "name|shop|vpc" in found
    assert "name|shop|text:free" not in found, "a caption that nothing is tied to"
    assert [c.steps for c in found.values() if c.kind is Kind.ORDER] == [("HTTPS", "HTTP", "SQL")]
    note = [c for c in found.values() if c.kind is Kind.NOTE]
    assert [(c.question, c.answer, c.diagram, c.section) for c in note] == [
        (
            "Can the internet start a connection?",
            "No. See the table.\n\nIt only answers.",
            "shop",
            "check-yourself",
        )
    ]


def test_a_component_goes_by_its_class_its_initials_and_its_sections_name(
    workspace: Workspace,
) -> None:
    found = _by_id(workspace)
    balancer = found["name|shop|vpc/elb:balancer"]
    assert accepts("alb", balancer.accepted, balancer.rivals)
    assert accepts("elb", balancer.accepted, balancer.rivals)
    nat = found["name|shop|vpc/nat:nat-gateway"]
    assert accepts("egress", nat.accepted, nat.rivals)
    assert not accepts("Web server", nat.accepted, nat.rivals)


def test_a_class_that_two_have_means_neither(workspace: Workspace, shop: Diagram) -> None:
    other = replace(shop.nodes[2], id="vpc/ec2:batch", label="Batch")
    two = replace(workspace, diagrams=(replace(shop, nodes=(*shop.nodes, other)),))
    found = _by_id(two)
    assert not accepts("ec2", found["name|shop|vpc/ec2:web"].accepted)
    assert accepts("ec2", _by_id(workspace)["name|shop|vpc/ec2:web"].accepted)


def test_a_place_is_answered_by_a_click(workspace: Workspace, shop: Diagram) -> None:
    place = _by_id(workspace)["place|shop|vpc/rds:db"]
    assert (place.question, place.about) == ("Where is “Database”?", ()), "nothing points at it"
    twin = replace(shop.nodes[4], id="vpc/rds:db~2")
    two = replace(workspace, diagrams=(replace(shop, nodes=(*shop.nodes, twin)),))
    assert _by_id(two)[place.id].targets == {"vpc/rds:db", "vpc/rds:db~2"}


def test_an_edge_is_asked_by_its_label_or_by_where_it_leads(workspace: Workspace) -> None:
    found = _by_id(workspace)
    said = found["connection|shop|vpc/ec2:web->vpc/rds:db"]
    assert said.question == "What connects “Web server 10.0.0.5” and “Database”?"
    assert accepts("sql", said.accepted)
    led = found["connection|shop|vpc/ec2:web->vpc/nat:nat-gateway"]
    assert led.targets == {"vpc/nat:nat-gateway"}
    assert accepts("nat gateway", led.accepted, led.rivals)
    assert not accepts("database", led.accepted, led.rivals), "that line is in the picture"


def test_what_is_cut_off_follows_the_arrows_of_the_base_sheet(shop: Diagram) -> None:
    reach = Reach(shop)
    behind = {"vpc/rds:db", "vpc/nat:nat-gateway"}
    assert reach.cut_off("vpc/ec2:web") == behind, "the role's way to the database is no way in"
    assert reach.cut_off("vpc/elb:balancer") == behind | {"vpc/ec2:web"}
    assert reach.cut_off("vpc/rds:db") == frozenset()


def test_what_has_a_second_way_is_not_cut_off(shop: Diagram) -> None:
    past = replace(shop.edges[0], id="x", head="vpc/ec2:web", label="")
    reach = Reach(replace(shop, edges=(*shop.edges, past)))
    assert reach.cut_off("vpc/elb:balancer") == frozenset()


def test_an_edge_to_a_cluster_reaches_all_in_it(shop: Diagram) -> None:
    into = replace(shop.edges[0], head="vpc")
    reach = Reach(replace(shop, edges=(into, shop.edges[2])))
    inside = {n.id for n in shop.nodes if n.cluster == "vpc"}
    assert reach.cut_off("user:users") == inside


def test_ids_do_not_follow_looks(workspace: Workspace, shop: Diagram) -> None:
    moved = replace(shop, direction="TB", title="Another")
    assert set(_by_id(replace(workspace, diagrams=(moved,)))) == set(_by_id(workspace))


def test_the_bundled_workspace_has_no_two_cards_of_one_id(bundled: Workspace) -> None:
    found = cards(bundled)
    assert len({c.id for c in found}) == len(found) > 500
    for card in found:
        assert card.question
        assert card.answer
        assert not card.diagram or bundled.diagram(card.diagram)
        if card.kind is Kind.NAME:
            assert accepts(card.answer, card.accepted, card.rivals), card.id


@pytest.mark.parametrize(
    ("component", "accepted"), [("vpc/nat:nat-gateway", True), ("vpc/rds:db", False)]
)
def test_a_section_that_is_about_more_is_no_name(
    workspace: Workspace, component: str, accepted: bool
) -> None:
    led = replace(workspace, links={"shop": {component: Link(component, "nat", "URL")}})
    (card,) = (c for c in cards(led) if c.kind is Kind.NAME and c.about == (component,))
    assert card.section == "nat"
    assert accepts("egress", card.accepted) is accepted
    assert accepts("NAT", card.accepted) is accepted


def test_nothing_is_asked_about_points_and_blanks(workspace: Workspace, shop: Diagram) -> None:
    nodes = tuple(
        replace(n, label="", form="point") if n.id == "vpc/elb:balancer" else n for n in shop.nodes
    )
    joined = replace(shop, nodes=nodes)
    found = cards(replace(workspace, diagrams=(joined,)))
    named = {id for card in found for id in (*card.about, *card.targets, card.hidden)}
    assert found
    assert "vpc/elb:balancer" not in named
