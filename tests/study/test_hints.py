"""What helps with a card does not answer it."""

from __future__ import annotations

from dataclasses import replace

from app.model.diagram import Diagram
from app.model.ids import CardId, ElementId
from app.model.workspace import Workspace
from app.study.card import CardKind
from app.study.card_generator import cards
from app.study.giveaways import answers, tells
from app.study.hints import Hint, hints
from tests.study.conftest import edge


def test_no_hint_of_a_bundled_card_says_its_answer(bundled: Workspace) -> None:
    told, helped = {}, 0
    for card in cards(bundled):
        diagram = bundled.diagram(card.diagram)
        given = hints(diagram, card)
        helped += bool(given)
        assert given or card.kind is CardKind.NOTE, card.id
        if diagram is not None and card.kind is not CardKind.PLACE:
            texts = [hint.text.removeprefix("It names what") for hint in given]
            told[card.id] = [text for text in texts if tells(text, answers(diagram, card))]
    assert {id: texts for id, texts in told.items() if texts} == {}
    assert helped > 1200


def test_first_the_letter_then_the_cluster(workspace: Workspace, shop: Diagram) -> None:
    found = {c.id: hints(shop, c) for c in cards(workspace)}
    inside = Hint("It stands in “VPC 10.0.0.0/16”.", frozenset({ElementId("vpc")}))
    assert found[CardId("name|shop|vpc/rds:db")] == (Hint("It begins with “D”."), inside)
    assert found[CardId("name|shop|user:users")][1] == Hint("It stands in no cluster.")
    assert found[CardId("place|shop|vpc/rds:db")] == (inside,), "its name is in the question"
    said = f"connection|shop|{shop.edges[0].id}"
    assert found[CardId(said)] == (Hint("It begins with “H”."),), "what a line says stands in none"
    order = next(hints for id, hints in found.items() if id.startswith("order"))
    assert [hint.step for hint in order] == [0, -1]


def test_a_cluster_that_has_the_answer_in_its_name_is_no_hint(
    workspace: Workspace, shop: Diagram
) -> None:
    (vpc,) = shop.clusters
    inner = replace(vpc, id=ElementId("vpc/dbs"), label="All databases", parent=ElementId("vpc"))
    nodes = tuple(replace(n, cluster=inner.id) if n.id == "vpc/rds:db" else n for n in shop.nodes)
    deep = replace(
        shop, nodes=nodes, clusters=(vpc, inner), edges=(edge("user:users", "vpc/rds:db"),)
    )
    found = {c.id: hints(deep, c) for c in cards(replace(workspace, diagrams=(deep,)))}
    assert found[CardId("name|shop|vpc/rds:db")][1].shows == {"vpc"}
    assert found[CardId("place|shop|vpc/rds:db")][0].shows == {"vpc/dbs"}
