"""The table of all cards: searching it, and pausing cards and bringing them back, by keys and clicks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.model.ids import DiagramId
from app.model.workspace import Workspace
from app.study.card import CardKind
from app.study.pauses import Pause
from app.study.progress import Progress
from app.study.schedule import Grade
from app.ui.features.study.all_cards import NO_MATCH, PAUSED_ONES, AllCardsPage
from app.ui.features.study.card_table import STATUS
from app.ui.features.study.room import StudyRoom
from tests.ui.features.study.made import cards
from tests.ui.features.study.reading import wait_until_read

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Room = Callable[[], StudyRoom]


def _opened(qtbot: QtBot, room: StudyRoom) -> AllCardsPage:
    qtbot.mouseClick(room.start.cards, Qt.MouseButton.LeftButton)
    return room.all_cards


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _shown(page: AllCardsPage) -> list[str]:
    return [page.table.at(n).card.id for n in range(page.table.rowCount())]


def _paused() -> dict[str, Pause]:
    with Progress() as progress:
        return {p.card: p.how for p in progress.pauses.kept()}


def test_what_is_looked_for_is_found_and_studied(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    page = _opened(qtbot, made)
    assert page.head.text() == f"{len(cards(bundled))} cards"
    assert _focused() is page.filter
    qtbot.keyClicks(page.filter, "NAT gateway vpc names")
    (found,) = _shown(page)
    assert found.startswith("name|vpc|")
    assert page.details.answer.text() == "NAT gateway"
    assert page.details.canvas.isVisible()
    qtbot.keyClicks(page.filter, " zebra")
    assert page.nothing.text() == NO_MATCH
    qtbot.keyClick(page.filter, Key.Key_Escape)
    assert len(_shown(page)) == len(cards(bundled))
    assert page.study.isHidden(), "nothing was chosen"
    qtbot.keyClicks(page.filter, "nat gateway")
    asked = len(_shown(page))
    qtbot.mouseClick(page.study, Qt.MouseButton.LeftButton)
    assert made.session is not None
    assert made.session.asking.total == asked


def test_cards_are_suspended_seen_and_brought_back(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    page = _opened(qtbot, made)
    one, two = [c.id for c in cards(bundled)][:2]
    qtbot.keyClick(page.filter, Key.Key_Down)
    assert _focused() is page.rows
    qtbot.keyClick(page.rows, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.rows, Key.Key_F, CONTROL)
    assert _focused() is page.filter
    qtbot.keyClick(page.filter, Key.Key_D, CONTROL)
    wait_until_read(qtbot, made)
    assert _focused() is page.rows
    assert _paused() == {one: Pause.SUSPENDED, two: Pause.SUSPENDED}
    assert page.table.index(0, STATUS).data() == "Suspended"
    assert len(page.rows.selectionModel().selectedRows()) == 2, "they stay chosen"
    assert page.suspend.isHidden()
    page.states.setCurrentText(PAUSED_ONES)
    assert _shown(page) == [one, two]
    page.rows.selectAll()
    qtbot.keyClick(page.rows, Key.Key_Delete)
    wait_until_read(qtbot, made)
    assert _paused() == {}
    assert page.said.text() == "Asked again: 2 cards."
    assert _focused() is page.filter, "no row is left"
    qtbot.keyClick(_focused(), Key.Key_Z, CONTROL)
    wait_until_read(qtbot, made)
    assert set(_paused()) == {one, two}
    qtbot.keyClick(page, Key.Key_Escape)
    wait_until_read(qtbot, made)
    assert made.pages.currentWidget() is made.start
    assert made.known is not None
    assert not {one, two} & {c.id for c in made.known.cards}


def test_a_reported_card_is_brought_back_too(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    card = next(c for c in cards(bundled) if c.kind is CardKind.NAME)
    with Progress() as progress:
        progress.reports.add(card, DiagramId("VPC"))
        progress.review(card.id, Grade.AGAIN)
    made = room()
    page = _opened(qtbot, made)
    page.states.setCurrentText("Reported")
    assert _shown(page) == [card.id]
    assert "1 answer, 1 wrong" in page.details.place.text()
    qtbot.mouseClick(page.bring, Qt.MouseButton.LeftButton)
    wait_until_read(qtbot, made)
    with Progress() as progress:
        assert progress.reports.all() == ()
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    wait_until_read(qtbot, made)
    assert _shown(page) == [card.id]


def test_rows_are_sorted_by_a_click(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    some = cards(bundled)[40:42]
    with Progress() as progress:
        for card, grade in zip(some, (Grade.EASY, Grade.AGAIN), strict=True):
            progress.review(card.id, grade)
    page = _opened(qtbot, room())
    header = page.rows.header()
    left = QPoint(header.sectionViewportPosition(STATUS) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=left)
    assert _shown(page)[:2] == [some[1].id, some[0].id], "what is due first"
