from __future__ import annotations

from dataclasses import replace

from app.model.diagram import Diagram
from app.model.ids import ElementId, SectionId
from app.model.style import Shape, Style
from app.model.workspace import Workspace
from app.sources.markdown.note import notebook, parse_note
from app.study.answers import accepts
from app.study.card import Card, CardKind, Reason
from app.study.card_generator import cards


def _by_id(workspace: Workspace) -> dict[str, Card]:
    return {c.id: c for c in cards(workspace)}


def test_what_a_workspace_asks(workspace: Workspace) -> None:
    found = _by_id(workspace)
    assert {c.kind for c in found.values()} == set(CardKind) - {CardKind.REACH}
    assert "name|shop|vpc" in found
    assert "name|shop|text:free" not in found, "a caption that nothing is tied to"
    assert [c.steps for c in found.values() if c.kind is CardKind.ORDER] == [
        ("HTTPS", "HTTP", "SQL")
    ]
    note = [c for c in found.values() if c.kind is CardKind.NOTE]
    assert [(c.question, c.answer, c.diagram, c.section) for c in note] == [
        (
            "Can the internet start a connection?",
            "No. See the table.\n\nIt only answers.",
            "shop",
            "check-yourself",
        )
    ]


def test_a_place_is_answered_by_a_click(workspace: Workspace, shop: Diagram) -> None:
    place = _by_id(workspace)["place|shop|vpc/rds:db"]
    assert (place.question, place.about) == ("Where is “Database”?", ()), "nothing points at it"
    fork = replace(shop.nodes[4], id=ElementId("vpc/rds:db~2"))
    two = replace(workspace, diagrams=(replace(shop, nodes=(*shop.nodes, fork)),))
    assert _by_id(two)[place.id].targets == {"vpc/rds:db", "vpc/rds:db~2"}


def test_a_name_is_asked_with_the_labels_of_twins_hidden(
    workspace: Workspace, shop: Diagram
) -> None:
    nodes = tuple(
        replace(n, label="Web servers A") if n.id == "vpc/ec2:web" else n for n in shop.nodes
    )
    fork = replace(shop.nodes[2], id=ElementId("vpc/ec2:web-b"), label="Web servers B")
    two = replace(workspace, diagrams=(replace(shop, nodes=(*nodes, fork)),))
    found = _by_id(two)
    assert found["name|shop|vpc/ec2:web"].twins == ("vpc/ec2:web-b",)
    assert found["name|shop|vpc/rds:db"].twins == ()


def test_steps_are_asked_only_of_what_is_said_to_be_a_sequence(workspace: Workspace) -> None:
    tours = tuple(replace(t, sequence=False) for t in workspace.tours)
    assert not any(c.kind is CardKind.ORDER for c in cards(replace(workspace, tours=tours)))


def test_a_box_that_something_is_tied_to_is_asked_for(workspace: Workspace, shop: Diagram) -> None:
    nodes = tuple(
        replace(n, style=Style(shape=Shape("box", 80, 20, fixed=True)))
        if n.id == "vpc/rds:db"
        else n
        for n in shop.nodes
    )
    found = _by_id(replace(workspace, diagrams=(replace(shop, nodes=nodes),)))
    assert {"name|shop|vpc/rds:db", "place|shop|vpc/rds:db"} <= found.keys()
    assert "place|shop|text:free" not in found


def test_answers_have_reasons_from_the_notes(workspace: Workspace) -> None:
    note = "# NAT\n\nA NAT gateway lets private servers out.\n"
    book = notebook([parse_note(note, "notes/nat.md")[0]])
    found = _by_id(replace(workspace, notebook=book))
    why = (Reason("A NAT gateway lets private servers out.", SectionId("nat")),)
    assert found["name|shop|vpc/nat:nat-gateway"].reasons == why
    assert found["place|shop|vpc/nat:nat-gateway"].reasons == why


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
        if card.kind is CardKind.NAME:
            assert accepts(card.answer, card.accepted, card.rivals), card.id
            assert not card.diagram or card.reasons, card.id


def test_no_two_cards_ask_the_same_of_the_bundled_pictures(bundled: Workspace) -> None:
    """But for those that point at what they ask about."""
    found = [(c.diagram, c.question) for c in cards(bundled) if "marked" not in c.question]
    found = [asked for asked in found if not asked[1].endswith(" is this?")]
    assert len(set(found)) == len(found)


def test_what_is_right_for_one_component_is_not_for_another(bundled: Workspace) -> None:
    names = [c for c in cards(bundled) if c.kind is CardKind.NAME]
    for diagram in bundled.diagrams:
        asked = [c for c in names if c.diagram == diagram.id]
        for card in asked:
            for other in asked:
                if other.answer != card.answer:
                    assert not accepts(other.answer, card.accepted, card.rivals), (card, other)


def test_nothing_is_asked_about_points_and_blanks(workspace: Workspace, shop: Diagram) -> None:
    nodes = tuple(
        replace(n, label="", style=Style(shape=Shape("point"))) if n.id == "vpc/elb:balancer" else n
        for n in shop.nodes
    )
    joined = replace(shop, nodes=nodes)
    found = cards(replace(workspace, diagrams=(joined,)))
    named = {id for card in found for id in (*card.about, *card.targets, card.hidden)}
    assert found
    assert "vpc/elb:balancer" not in named
