"""No card can be answered by what is to be read while it is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model.diagram import Diagram
from app.model.ids import DiagramId, ElementId, TourId
from app.model.style import HEADS, Style
from app.model.tour import Step, Tour, TourOrigin
from app.model.workspace import Workspace
from app.render.recall import RecallOptions, Shown, read_off, shown
from app.sources.markdown.note import notebook, parse_note
from app.study.card import Card, CardKind
from app.study.card_generator import cards
from app.study.giveaways import named, tells, tells_order
from tests.study.conftest import edge


def test_no_bundled_card_gives_itself_away(bundled: Workspace) -> None:
    told = {
        card.id: texts
        for card in cards(bundled)
        if (diagram := bundled.diagram(card.diagram))
        and (texts := read_off(diagram, card, RecallOptions()))
    }
    assert told == {}


def test_a_title_and_a_line_that_say_the_answer_are_hidden(
    workspace: Workspace, shop: Diagram
) -> None:
    line = replace(edge("user:users", "role:role", "asks the databases"), id=ElementId("says"))
    named = replace(shop, title="A shop and its DB", edges=(*shop.edges, line))
    found = cards(replace(workspace, diagrams=(named,)))
    card = next(c for c in found if c.id == "name|shop|vpc/rds:db")
    hidden = shown(named, card, RecallOptions(), revealed=False)
    assert hidden.untitled
    assert {"vpc/rds:db", "says"} <= hidden.masked.keys()
    assert shown(named, card, RecallOptions(), revealed=True) == Shown()
    assert read_off(named, card, RecallOptions()) == ()


def test_a_question_does_not_name_its_answer(workspace: Workspace, shop: Diagram) -> None:
    line = edge("user:users", "role:role", "roles")
    found = cards(replace(workspace, diagrams=(replace(shop, edges=(line,)),)))
    (card,) = (c for c in found if c.kind is CardKind.CONNECTION)
    assert card.question == "What connects the two marked components?"
    assert card.about == ("user:users", "role:role")


def test_a_line_with_two_heads_leads_both_ways(workspace: Workspace, shop: Diagram) -> None:
    both = edge("user:users", "role:role", style=Style(heads=HEADS["both"]))
    on = edge("user:users", "vpc/rds:db", style=Style(heads=HEADS["both"]))
    found = cards(replace(workspace, diagrams=(replace(shop, edges=(both, on)),)))
    asked = {c.question: c.targets for c in found if c.kind is CardKind.CONNECTION}
    assert asked == {
        "Where does the line at “Role” lead?": {"user:users"},
        "Where does the line at “Database” lead?": {"user:users"},
    }, "from Users, two lead on"


def _order(workspace: Workspace, shop: Diagram, title: str, origin: TourOrigin) -> Card:
    steps = tuple(
        Step(label, "", DiagramId("shop"), frozenset(), (ElementId(f"{a}->{b}"),))
        for label, a, b in (
            ("HTTPS", "user:users", "vpc/elb:balancer"),
            ("HTTP", "vpc/elb:balancer", "vpc/ec2:web"),
            ("SQL", "vpc/ec2:web", "vpc/rds:db"),
        )
    )
    tour = Tour(TourId("shop/x"), title, steps, origin, sequence=True)
    found = cards(replace(workspace, tours=(tour,)))
    return next(c for c in found if c.kind is CardKind.ORDER)


def test_steps_to_put_in_order_do_not_follow_from_each_other(
    workspace: Workspace, shop: Diagram
) -> None:
    card = _order(workspace, shop, "From users to data", TourOrigin.EDGES)
    assert card.question == "Put these steps in order."
    assert card.steps == (
        "HTTPS → Application Load Balancer",
        "HTTP → Web server",
        "SQL → Database",
    )
    hidden = shown(replace(shop, title="From users to data"), card, RecallOptions(), revealed=False)
    assert hidden.untitled
    assert {"user:users->vpc/elb:balancer", "vpc/ec2:web->vpc/rds:db"} <= hidden.lines
    card = _order(workspace, shop, "A purchase", TourOrigin.FILE)
    assert card.question == "“A purchase”: put these steps in order."


NOTE = """# NAT

![](shop.png)

## Check yourself

<details><summary>What lets the web server out?</summary>The NAT gateway, never the database.</details>
"""


def test_the_picture_beside_a_question_of_the_notes_does_not_answer_it(
    workspace: Workspace, shop: Diagram
) -> None:
    book = notebook([parse_note(NOTE, "notes/nat.md")[0]])
    found = cards(replace(workspace, notebook=book))
    (card,) = (c for c in found if c.kind is CardKind.NOTE)
    hidden = shown(shop, card, RecallOptions(), revealed=False)
    assert hidden.masked.keys() == {"vpc/nat:nat-gateway", "vpc/rds:db"}, "but for the web server"
    assert read_off(shop, card, RecallOptions()) == ()


def test_questions_of_a_note_without_a_picture_have_the_one_that_they_name(
    workspace: Workspace, shop: Diagram
) -> None:
    book = notebook([parse_note(NOTE.replace("![](shop.png)", ""), "notes/nat.md")[0]])
    (card,) = (c for c in cards(replace(workspace, notebook=book)) if c.kind is CardKind.NOTE)
    assert card.diagram == "shop"
    bare = replace(workspace, notebook=book, links={})
    (card,) = (c for c in cards(bare) if c.kind is CardKind.NOTE)
    assert card.diagram == ""


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Tasks in a cluster", "Task", True),
        ("Multitasking", "Task", False),
        ("An ALB and its targets", "Application Load Balancer", True),
        ("", "Task", False),
        ("Anything", "", False),
    ],
)
def test_a_name_is_told_however_it_is_said(text: str, name: str, told: bool) -> None:
    assert tells(text, (name,)) is told


def test_what_a_text_names() -> None:
    assert named("No: you ask the role.", ("No", "You", "Role", "Web")) == ("Role",)
    assert tells_order("ECR from push to pull")
    assert not tells_order("What comes from where")
