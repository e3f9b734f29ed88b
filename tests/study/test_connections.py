"""Cards about edges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.diagram import Dependence, Dependent, Diagram, Edge
from app.model.ids import ElementId
from app.model.workspace import Workspace
from app.study.answers import accepts
from app.study.card import Card, CardKind
from app.study.connections import Connections
from app.study.naming import Names
from app.study.sentences import Explained
from tests.study.conftest import edge

WEB, DB, NAT, USERS, BALANCER = (
    "vpc/ec2:web",
    "vpc/rds:db",
    "vpc/nat:nat-gateway",
    "user:users",
    "vpc/elb:balancer",
)


def asked(shop: Diagram, workspace: Workspace, *edges: Edge) -> list[Card]:
    """The cards of the shop with these edges."""
    diagram = replace(shop, edges=edges or shop.edges)
    layers = {c.id: frozenset(c.layers[:1]) for c in diagram.components}
    explained = Explained(diagram, workspace)
    return list(Connections(diagram, Names(diagram, workspace), layers, explained).cards())


def questions(shop: Diagram, workspace: Workspace, *edges: Edge) -> list[str]:
    return [c.question for c in asked(shop, workspace, *edges)]


def test_what_an_edge_says_is_asked(shop: Diagram, workspace: Workspace) -> None:
    (card,) = asked(shop, workspace, edge(WEB, DB, "3 SQL"))
    assert card.question == "What connects “Web server” and “Database”?"
    assert (card.answer, card.hidden, card.about) == ("SQL", f"{WEB}->{DB}", (WEB, DB))
    assert accepts("sql", card.accepted, card.rivals)


@pytest.mark.parametrize("label", ["", "1", "443", ":32768", "port 22"])
def test_numbers_alone_are_not_asked(shop: Diagram, workspace: Workspace, label: str) -> None:
    assert questions(shop, workspace, edge(WEB, DB, label)) == [
        "Where does the line from “Web server” lead?"
    ]


def test_another_protocol_is_wrong(shop: Diagram, workspace: Workspace) -> None:
    (card,) = asked(shop, workspace, edge(USERS, BALANCER, "HTTPS"))
    assert accepts("port 443", card.accepted, card.rivals)
    assert not accepts("HTTP", card.accepted, card.rivals), "though it is but a letter away"


def test_two_edges_one_way_are_one_card(shop: Diagram, workspace: Workspace) -> None:
    again = replace(edge(WEB, DB, "orders"), id=ElementId("again"))
    (card,) = asked(shop, workspace, edge(WEB, DB, "SQL"), again)
    assert (card.question, card.answer) == (
        "What leads from “Web server” to “Database”?",
        "SQL; orders",
    )
    assert accepts("orders", card.accepted)
    assert (card.hidden, card.twins) == (f"{WEB}->{DB}", ("again",)), "neither shows"


def test_two_edges_both_ways_are_two(shop: Diagram, workspace: Workspace) -> None:
    assert questions(shop, workspace, edge(WEB, DB, "asks"), edge(DB, WEB, "answers")) == [
        "What leads from “Web server” to “Database”?",
        "What leads from “Database” to “Web server”?",
    ]


def test_where_a_line_leads_is_asked_from_the_end_that_has_one(
    shop: Diagram, workspace: Workspace
) -> None:
    found = asked(shop, workspace, edge(WEB, DB), edge(WEB, NAT))
    assert [c.question for c in found] == [
        "Where does the line to “Database” come from?",
        "Where does the line to “NAT gateway” come from?",
    ]
    assert {c.targets for c in found} == {frozenset({WEB})}
    assert accepts("web server", found[0].accepted, found[0].rivals)
    told = asked(shop, workspace, edge(WEB, DB), edge(WEB, NAT, "updates"), edge(USERS, DB))
    assert [c.question for c in told] == [
        "What connects “Web server” and “NAT gateway”?",
        "Where does the line from “Users” lead?",
    ]


def test_lines_of_layers_are_apart(shop: Diagram, workspace: Workspace) -> None:
    role = edge(WEB, DB, layers=("iam",))
    found = asked(shop, workspace, edge(WEB, NAT), role)
    assert [c.question for c in found] == [
        "Where does the line from “Web server” lead?",
        "Where does the IAM line from “Web server” lead?",
    ]
    assert [c.layers for c in found] == [frozenset(), {"iam"}]


def test_an_edge_between_equal_labels_is_not_asked(shop: Diagram, workspace: Workspace) -> None:
    assert questions(shop, workspace, edge(WEB, WEB, "itself")) == []


def depends(tail: str, head: str, on: Dependent, why: str = "") -> Edge:
    return replace(edge(tail, head), depends=Dependence(on, why))


def lost(cards: list[Card]) -> dict[str, frozenset[str]]:
    return {c.about[0]: c.targets for c in cards if c.kind is CardKind.REACH}


def test_nothing_stated_nothing_asked(shop: Diagram, workspace: Workspace) -> None:
    assert lost(asked(shop, workspace)) == {}


def test_what_depends_on_it_stops_and_what_depends_on_that(
    shop: Diagram, workspace: Workspace
) -> None:
    edges = (
        depends(WEB, DB, Dependent.TAIL, "It reads everything there."),
        depends(WEB, BALANCER, Dependent.HEAD, "It has one target."),
        depends(USERS, NAT, Dependent.BOTH),
    )
    cards = asked(shop, workspace, *edges)
    assert lost(cards) == {DB: {WEB, BALANCER}, WEB: {BALANCER}, NAT: {USERS}, USERS: {NAT}}
    first = next(c for c in cards if c.about == (DB,) and c.kind is CardKind.REACH)
    assert first.question == "What stops working without “Database”?"
    assert first.answer == "Web server, Application Load Balancer"
    assert [r.text for r in first.reasons] == ["It reads everything there.", "It has one target."]


def test_a_circle_of_dependence_comes_to_an_end(shop: Diagram, workspace: Workspace) -> None:
    edges = (depends(WEB, DB, Dependent.TAIL), depends(DB, WEB, Dependent.TAIL))
    assert lost(asked(shop, workspace, *edges)) == {DB: {WEB}, WEB: {DB}}


def test_what_does_not_show_states_nothing(shop: Diagram, workspace: Workspace) -> None:
    hidden = replace(depends(WEB, DB, Dependent.TAIL), invisible=True)
    assert lost(asked(shop, workspace, hidden, edge(WEB, NAT))) == {}
