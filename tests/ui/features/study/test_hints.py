"""Hints, and which grade is proposed, as a person meets them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.model.workspace import Workspace
from app.render.recall import RecallOptions
from app.study.card import Card, CardKind
from app.study.schedule import Grade
from app.ui.features.study.room import StudyRoom
from tests.ui.features.study.made import cards

Key = Qt.Key
Room = Callable[[], StudyRoom]
CONTROL = Qt.KeyboardModifier.ControlModifier


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _card(workspace: Workspace, kind: CardKind, part: str = "") -> Card:
    return next(c for c in cards(workspace) if c.kind is kind and part in c.answer)


def _proposed(room: StudyRoom) -> list[Grade]:
    return [grade for grade, button in room.bar.grades.items() if button.isDefault()]


def test_hints_come_one_by_one_and_what_is_known_with_them_is_hard(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    made.study((_card(bundled, CardKind.NAME, "NAT gateway"),), RecallOptions())
    qtbot.keyClick(_focused(), Key.Key_H, CONTROL)
    assert made.bar.told.text() == "It begins with “N”."
    qtbot.mouseClick(made.bar.hint, Qt.MouseButton.LeftButton)
    assert made.bar.told.text().endswith("It stands in “Public subnet A 10.0.0.0/24”.")
    assert not made.bar.hint.isEnabled()
    assert made.bar.hint.toolTip() == "There is no other hint."
    qtbot.keyClicks(made.bar.field, "nat gateway")
    qtbot.keyClick(made.bar.field, Key.Key_Return)
    assert made.bar.hint.isHidden()
    assert _proposed(made) == [Grade.HARD]


def test_a_hint_shows_the_name_of_the_cluster_in_the_picture(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    made.study((_card(bundled, CardKind.PLACE, "NAT gateway"),), RecallOptions())
    before = made.canvas.viewport.appearance.masked
    qtbot.keyClick(_focused(), Key.Key_H)
    (shown,) = before.keys() - made.canvas.viewport.appearance.masked.keys()
    assert shown.endswith("public-subnet-a-10-0-0-0-24")


def test_a_hint_puts_a_step_in_its_place(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    card = next(c for c in cards(bundled) if c.kind is CardKind.ORDER and len(c.steps) > 3)
    made.study((card,), RecallOptions())
    for _ in range(2):
        qtbot.keyClick(_focused(), Key.Key_H)
    steps = made.steps.steps()
    assert (steps[0], steps[-1]) == (card.steps[0], card.steps[-1])
    assert sorted(steps) == sorted(card.steps)


@pytest.mark.parametrize(
    ("kind", "proposed"),
    [(CardKind.NAME, Grade.AGAIN), (CardKind.PLACE, Grade.AGAIN), (CardKind.ORDER, Grade.AGAIN),
     (CardKind.NOTE, Grade.GOOD)],
)  # fmt: skip
def test_giving_up_proposes_again(
    qtbot: QtBot, bundled: Workspace, room: Room, kind: CardKind, proposed: Grade
) -> None:
    made = room()
    made.study((_card(bundled, kind),) * 2, RecallOptions())
    qtbot.keyClick(_focused(), Key.Key_Space)
    assert _proposed(made) == [proposed], "a note's question is answered in one's head"
    assert made.bar.grades[proposed].text().endswith(f"({int(proposed)}, Space)")


def test_every_button_tells_its_key(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    one_each = {card.kind: card for card in cards(bundled)}
    made.study(tuple(one_each.values()), RecallOptions())
    for _ in one_each:
        for _ in range(2):
            buttons = [b for b in made.bar.findChildren(QPushButton) if b.isVisible()]
            untold = [b.text() for b in buttons if not b.text().endswith(")")]
            assert not untold or untold == [x.text() for x in made.bar.reasons.links[1:]]
            qtbot.keyClick(_focused(), Key.Key_Space)


def test_all_steps_are_in_sight_beside_their_picture(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    under = made.parentWidget()
    assert under is not None
    under.resize(1366, 740)
    orders = [card for card in cards(bundled) if card.kind is CardKind.ORDER]
    made.study(tuple(orders), RecallOptions())
    for _ in orders:
        QApplication.processEvents()
        place = made.canvas.geometry()
        assert made.steps.count() >= 3
        assert made.steps.verticalScrollBar().maximum() == 0
        assert place.left() > made.steps.geometry().right()
        for _ in range(2):
            qtbot.keyClick(_focused(), Key.Key_Space)


def test_the_picture_stays_where_it_is_beside_a_question_of_the_notes(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    card = max((c for c in cards(bundled) if c.kind is CardKind.NOTE), key=lambda c: len(c.answer))
    made.study((card, _card(bundled, CardKind.NAME)), RecallOptions())
    QApplication.processEvents()
    place = made.canvas.geometry()
    qtbot.keyClick(_focused(), Key.Key_Space)
    QApplication.processEvents()
    assert made.canvas.geometry() == place
    assert made.bar.told.mapTo(made, made.bar.told.rect().topRight()).x() < place.left()
    assert made.bar.reasons.quotes, "with the sentence that explains it"
    qtbot.keyClick(_focused(), Key.Key_Space)
    QApplication.processEvents()
    assert made.bar.isAncestorOf(made.bar.told)


def test_in_a_low_window_the_first_wrong_step_is_scrolled_to(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    card = next(c for c in cards(bundled) if c.kind is CardKind.ORDER and len(c.steps) > 3)
    made.study((card,), RecallOptions())
    made.steps.setMaximumHeight(120)
    first, *_, last = card.steps
    made.steps.show_steps((first, *card.steps[1:-2], last, card.steps[-2]))
    QApplication.processEvents()
    made.steps.show_steps((first, *card.steps[1:-2], last, card.steps[-2]), card.steps)
    wrong = made.steps.item(len(card.steps) - 2)
    assert made.steps.viewport().rect().contains(made.steps.visualItemRect(wrong))
