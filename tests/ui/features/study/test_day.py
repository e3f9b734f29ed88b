"""What the start page offers for a day: the limit of new cards, what was got wrong, and why nothing
can be begun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QPoint, Qt, QTimer
from pytestqt.qtbot import QtBot

from app.model.workspace import Workspace
from app.study.card import Card, CardKind
from app.study.progress import Progress
from app.study.schedule import Grade
from app.ui.features.study.files import StudyFiles
from app.ui.features.study.options import WRONG, StudyOptions
from app.ui.features.study.room import MINUTE, StudyRoom
from app.ui.features.study.rows import DiagramRows
from app.ui.features.study.start import StartPage
from app.ui.shell.window import MainWindow
from tests.ui.features.study.made import cards
from tests.ui.features.study.reading import wait_until_read

Room = Callable[[], StudyRoom]
LEFT = Qt.MouseButton.LeftButton


def _names(workspace: Workspace, diagram: str = "vpc") -> list[Card]:
    return [c for c in cards(workspace) if c.kind is CardKind.NAME and c.diagram == diagram]


def _tick(start: StartPage, *diagrams: str) -> None:
    for n in range(start.rows.topLevelItemCount()):
        row = start.rows.topLevelItem(n)
        assert row is not None
        on = row.data(0, Qt.ItemDataRole.UserRole) in diagrams
        row.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def _ticked(rows: DiagramRows) -> int:
    return sum(row.checkState(0) is Qt.CheckState.Checked for row in rows.items)


def _choose(options: StudyOptions, layer: str) -> None:
    options.layer.setCurrentIndex(options.layer.findData(layer))


def test_the_limit_is_changed_and_passed_by_hand(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    start, day = made.start, made.start.day
    assert start.head.text() == "0 due today, 20 new"
    assert day.field.value() == 20
    day.field.setFocus()
    day.field.selectAll()
    qtbot.keyClicks(day.field, "3")
    qtbot.keyClick(day.field, Qt.Key.Key_Return)
    assert start.head.text() == "0 due today, 3 new"
    qtbot.mouseClick(day.more, LEFT)
    assert start.head.text() == "0 due today, 23 new"
    assert start.start.text() == "Study 23"
    with Progress() as progress:
        limit = progress.limits.on(datetime.now().astimezone())
    assert (limit.new, limit.more) == (3, 20)


def test_a_grey_button_has_its_reason_beside_it(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    some = _names(bundled)[:20]
    with Progress() as progress:
        for card in some:
            progress.review(card.id, Grade.EASY)
    made = room()
    start = made.start
    assert not start.start.isEnabled()
    assert start.why.text().startswith("You have started today's 20 new cards; ")
    assert start.day.said.text().startswith("(20 of 20 started today, ")
    qtbot.mouseClick(start.day.more, LEFT)
    assert start.start.isEnabled()
    assert start.why.text() == ""
    _tick(start)
    assert not start.group.isEnabled()
    assert start.why.text() == "Tick a diagram to study."
    assert start.day.more.isHidden(), "nothing waits"


def test_what_was_got_wrong_is_asked_again(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    one, two, old = _names(bundled)[:3]
    now = datetime.now(UTC)
    with Progress() as progress:
        progress.review(old.id, Grade.AGAIN, now - timedelta(days=30))
        progress.review(one.id, Grade.AGAIN, now - timedelta(days=2))
        progress.review(two.id, Grade.EASY, now - timedelta(days=1))
    made = room()
    start = made.start
    start.options.which.setCurrentIndex(start.options.which.findData(WRONG))
    assert start.head.text() == "1 card that you got wrong lately"
    qtbot.mouseClick(start.start, LEFT)
    assert made.session is not None
    assert made.session.card == one
    made.stop()
    wait_until_read(qtbot, made)
    _tick(start, "ecs")
    assert start.why.text() == "You got nothing wrong in the last week."


def test_all_diagrams_are_ticked_and_none(qtbot: QtBot, room: Room) -> None:
    start = room().start
    rows = start.rows
    assert _ticked(rows) == 1
    qtbot.mouseClick(rows.header().viewport(), LEFT, pos=QPoint(15, rows.header().height() // 2))
    assert _ticked(rows) == len(rows.items)
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not _ticked(rows)
    assert not start.asked


def test_one_layer_is_studied(bundled: Workspace, room: Room) -> None:
    start = room().start
    _tick(start, "vpc", "ecs")
    _choose(start.options, "iam")
    assert start.today.cards
    assert all("iam" in card.layers for card in start.today.cards)
    first = start.rows.topLevelItem(0)
    assert first is not None
    of_vpc = [c for c in cards(bundled) if c.diagram == "vpc" and "iam" in c.layers]
    assert first.text(2) == str(len(of_vpc)), "the counts are of what is asked"
    _tick(start, "purchasing")
    assert start.why.text() == "What is ticked has no such cards."


def test_that_a_clock_stood_wrong_is_said_once(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    one, two = _names(bundled)[:2]
    now = datetime.now(UTC)
    with Progress() as progress:
        for n in range(3):
            progress.review(one.id, Grade.GOOD, now - timedelta(days=9 - n))
        progress.review(two.id, Grade.EASY, now + timedelta(days=18_250))
    made = room()
    assert made.start.said.text().startswith("1 review was set aside")
    made.show_start()
    wait_until_read(qtbot, made)
    assert made.start.said.text() == ""


def test_the_page_follows_the_day(qtbot: QtBot, window: MainWindow) -> None:
    now = [datetime.now().astimezone()]
    background = window.jobs.background
    files = StudyFiles(window, background, window.store)
    made = StudyRoom(window.store, background, files, window, lambda: now[0])
    (minutes,) = [t for t in made.findChildren(QTimer) if t.interval() == MINUTE]
    wait_until_read(qtbot, made)
    for _ in range(2):
        now[0] += timedelta(days=1)
        before = made.known
        minutes.timeout.emit()
        wait_until_read(qtbot, made)
        assert made.known is not before
        assert made.start.is_of(now[0])
    minutes.timeout.emit()
    assert not background.busy, "the same day is read once"
    made.close()
