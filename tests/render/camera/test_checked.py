"""The frames of the bundled tours and cards are looked over."""

from __future__ import annotations

from dataclasses import replace

from app.model.ids import CardId, DiagramId, ElementId
from app.render.camera.checked import SCREENS, checked_cards, checked_steps
from app.study.card import Card, CardKind
from tests.render.camera.rows import row, tour


def _card(kind: CardKind, *about: ElementId, hidden: ElementId = ElementId("")) -> Card:
    return Card(
        CardId(f"{kind}|{about}"), kind, DiagramId("row"), "Q", "A", about=about, hidden=hidden
    )


def test_every_step_is_scored_on_each_screen() -> None:
    found = list(checked_steps(tour("n3", "", "n4 n5"), {DiagramId("row"): row()}))
    assert [(f.step, f.screen) for f in found] == [(n, s) for s in SCREENS for n in range(3)]
    assert [f.score for f in found] == [0.0] * 9
    assert [f.whole for f in found[:3]] == [False, True, False]


def test_what_cannot_be_seen_well_has_a_fault_that_says_why() -> None:
    far = replace(row(), width=9000.0, height=4400.0)
    found = list(checked_steps(tour("n0 n9"), {DiagramId("row"): far}))
    assert all(f.score > 0 for f in found)
    assert "px high" in found[0].faults[0].message


def test_cards_that_look_alike_are_checked_once() -> None:
    cards = [
        _card(CardKind.NAME, ElementId("n3"), hidden=ElementId("n3")),
        replace(_card(CardKind.NAME, ElementId("n3"), hidden=ElementId("n3")), id=CardId("again")),
        _card(CardKind.CONNECTION, ElementId("n3"), ElementId("n4"), hidden=ElementId("n3-n4")),
        _card(CardKind.REACH, ElementId("n3")),
    ]
    found = list(checked_cards(cards, row()))
    assert len(found) == 2 * len(SCREENS)
    assert {str(x.rule) for f in found for x in f.faults} <= {"blank"}, "the row is but thin"
