"""Reporting cards while one studies, and looking at what was reported, as a person does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.model.ids import CardId, DiagramId, SectionId
from app.model.workspace import Workspace
from app.render.recall import RecallOptions
from app.session import answers
from app.study.card import Card, CardKind, Reason
from app.study.progress import Progress
from app.study.reported import Reported
from app.study.schedule import Grade
from app.ui.features.study.reported import GONE, ReportedPage
from app.ui.features.study.room import StudyRoom
from app.ui.shell.window import MainWindow
from tests.ui.features.study.broken import lose_table
from tests.ui.features.study.made import cards
from tests.ui.features.study.reading import wait_until_read as _read

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Room = Callable[[], StudyRoom]
SENTENCES = ("A gateway translates.", "It stands in a public subnet.", "So does this.")


def _names(workspace: Workspace, count: int) -> tuple[Card, ...]:
    found = [c for c in cards(workspace) if c.kind is CardKind.NAME and c.diagram == "vpc"]
    return tuple(found[:count])


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _report(qtbot: QtBot, reason: str = "") -> None:
    qtbot.keyClick(_focused(), Key.Key_R, CONTROL)
    qtbot.keyClicks(_focused(), reason)
    qtbot.keyClick(_focused(), Key.Key_Return)


def _reports() -> tuple[Reported, ...]:
    with Progress() as progress:
        return progress.reports.all()


def test_a_card_is_reported_by_keys_alone(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made, (one, two) = room(), _names(bundled, 2)
    made.study((one, two), RecallOptions())
    assert _focused() is made.bar.field
    qtbot.keyClick(_focused(), Key.Key_R, CONTROL)
    assert _focused() is made.bar.form.field
    assert made.bar.field.isHidden() or not made.bar.field.isVisible()
    qtbot.keyClicks(_focused(), "It is 2, not 3 ")
    qtbot.keyClick(_focused(), Key.Key_Z, CONTROL)  # in the field only
    qtbot.keyClicks(_focused(), "It is 2, not 3 ")
    assert made.session is not None
    assert not made.session.revealed
    qtbot.keyClick(_focused(), Key.Key_Return)
    assert made.session.card == two
    assert _focused() is made.bar.field
    assert made.bar.place.text().startswith("1 of 1. Reported")
    (report,) = _reports()
    assert (report.card, report.reason) == (one.id, "It is 2, not 3 ")
    assert report.diagram == "VPC with public and private subnets"
    qtbot.keyClick(_focused(), Key.Key_Z, CONTROL)
    assert made.session.card == one
    assert made.bar.place.text() == "1 of 2"
    assert _reports() == ()


def test_an_answered_card_can_be_reported_too(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    made.study(_names(bundled, 2), RecallOptions())
    qtbot.keyClick(_focused(), Key.Key_Space)
    qtbot.mouseClick(made.bar.report, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(made.bar.form.report, Qt.MouseButton.LeftButton)
    assert [r.reason for r in _reports()] == [""]
    assert made.session is not None
    assert not made.session.revealed


def test_esc_leaves_the_form_and_then_the_session(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    made.study(_names(bundled, 2), RecallOptions())
    qtbot.keyClick(_focused(), Key.Key_R, CONTROL)
    qtbot.keyClicks(_focused(), "no")
    qtbot.keyClick(_focused(), Key.Key_Escape)
    assert made.session is not None
    assert _focused() is made.bar.field
    qtbot.keyClick(_focused(), Key.Key_R, CONTROL)
    assert made.bar.form.field.text() == "", "what was given up is not kept"
    qtbot.keyClick(_focused(), Key.Key_Tab)
    qtbot.keyClick(_focused(), Key.Key_Tab)
    assert _focused() is made.bar.form.cancel
    qtbot.keyClick(_focused(), Key.Key_Return)
    assert not made.bar.reporting
    assert _reports() == ()
    qtbot.keyClick(_focused(), Key.Key_Escape)
    assert made.session is None


def test_the_form_goes_with_its_card(
    qtbot: QtBot, window: MainWindow, bundled: Workspace, room: Room
) -> None:
    made, (gone,) = room(), _names(bundled, 1)
    stays = next(c for c in cards(bundled) if c.diagram == "ecs")
    made.study((gone, stays), RecallOptions())
    qtbot.keyClick(_focused(), Key.Key_R, CONTROL)
    less = tuple(d for d in bundled.diagrams if d.id != "vpc")
    window.store.do(answers.take_workspace, replace(bundled, diagrams=less))
    _read(qtbot, made)
    assert made.session is not None
    assert made.session.card == stays
    assert not made.bar.reporting


def test_what_is_reported_is_neither_due_nor_new(
    qtbot: QtBot, bundled: Workspace, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    (card,) = _names(bundled, 1)
    with Progress() as progress:
        progress.review(card.id, Grade.AGAIN)
    made = room()
    assert made.start.head.text() == "1 due today, 19 new"
    made.start.start.click()
    assert made.session is not None
    assert made.session.card == card
    _report(qtbot)
    qtbot.keyClick(_focused(), Key.Key_Escape)
    _read(qtbot, made)
    assert "1 card reported" in made.start.said.text()
    assert made.start.head.text().startswith("0 due today")
    assert made.start.reported.text() == "Reported cards (1)…"
    assert made.start.coming.accessibleDescription().startswith("Nothing is due")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    with qtbot.waitSignal(made.start.anki_wanted) as wanted:
        made.start.want_anki()
    assert wanted.args
    assert card not in wanted.args[0], "which is what goes to Anki"


def test_the_last_card_of_a_session(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    made.study(_names(bundled, 1), RecallOptions())
    _report(qtbot)
    _read(qtbot, made)
    assert made.session is None
    assert "1 card reported: see “Reported cards”." in made.start.said.text()


def test_a_report_that_cannot_be_kept_is_told_of(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made, (one, two) = room(), _names(bundled, 2)
    made.study((one, two), RecallOptions())

    lose_table("reports")
    _report(qtbot, "bad")
    assert "cannot be used right now" in made.bar.told.text()
    assert made.session is not None
    assert made.session.card == one


def test_a_group_reports_a_card(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made, (one, two) = room(), _names(bundled, 2)
    made.study_together((one, two), RecallOptions())
    audience = made.round.audience
    assert audience is not None
    qtbot.waitExposed(audience)
    qtbot.keyClick(audience, Key.Key_R, CONTROL)
    assert made.bar.reporting
    qtbot.keyClick(audience, Key.Key_Space)
    assert made.session is not None
    assert not made.session.revealed, "first the report"
    qtbot.keyClicks(made.bar.form.field, "odd")
    qtbot.keyClick(made.bar.form.field, Key.Key_Return)
    assert made.session.card == two
    assert [r.card for r in _reports()] == [one.id]
    qtbot.keyClick(made.asking, Key.Key_Z, CONTROL)
    assert made.session.card == one
    with Progress() as progress:
        assert progress.reviews() == ()


def test_the_picture_is_not_touched_by_what_hides(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    places = [c for c in cards(bundled) if c.kind is CardKind.PLACE and c.diagram == "vpc"]
    made.study((*_names(bundled, 1), *places[:2]), RecallOptions())
    for press in (Key.Key_Space, Key.Key_3):
        qtbot.keyClick(_focused(), press)
    assert made.canvas.keyboard.target is None, "or it would look like the answer"
    _report(qtbot)
    assert _focused() is made.canvas
    assert made.canvas.keyboard.target is None


# The list


@pytest.fixture
def listed(qtbot: QtBot, bundled: Workspace, room: Room) -> Callable[[], ReportedPage]:
    """Two that were reported, and the page that lists them."""

    def open_() -> ReportedPage:
        with Progress() as progress:
            for card, reason in zip(_names(bundled, 2), ("", "<b>bad</b>"), strict=True):
                progress.reports.add(card, DiagramId("VPC"), reason)
        made = room()
        qtbot.mouseClick(made.start.reported, Qt.MouseButton.LeftButton)
        return made.reported

    return open_


def test_an_empty_list_says_what_it_is_for(qtbot: QtBot, room: Room) -> None:
    made = room()
    made.start.reported.setFocus()
    qtbot.keyClick(made.start.reported, Key.Key_Space)
    assert made.pages.currentWidget() is made.reported
    assert made.reported.empty.isVisible()
    assert "press Ctrl+R" in made.reported.empty.text()
    assert made.reported.export.isHidden()
    qtbot.keyClick(_focused(), Key.Key_Escape)
    assert made.pages.currentWidget() is made.start


def test_each_can_be_looked_at_and_brought_back(
    qtbot: QtBot, bundled: Workspace, listed: Callable[[], ReportedPage]
) -> None:
    page = listed()
    one, two = _names(bundled, 2)
    assert page.head.text() == "2 reported cards"
    assert _focused() is page.rows
    assert page.details.question.text() == two.question, "the newest comes first"
    assert page.reason.text() == "What is wrong: <b>bad</b>"
    assert page.details.answer.text() == two.answer
    assert page.details.canvas.isVisible()
    assert page.details.picture.judging.ringed == two.about
    assert page.details.canvas.viewport.appearance.masked == {}
    qtbot.keyClick(_focused(), Key.Key_Down)
    assert page.details.answer.text() == one.answer
    assert page.reason.isHidden()
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(_focused(), Key.Key_Delete)
    qtbot.waitUntil(lambda: page.rows.topLevelItemCount() == 1, timeout=10_000)
    assert [r.card for r in _reports()] == [two.id]
    assert "will be asked again" in page.said.text()
    qtbot.keyClick(_focused(), Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: page.rows.topLevelItemCount() == 2, timeout=10_000)
    assert len(_reports()) == 2


def test_the_last_one_that_is_brought_back_leaves_the_empty_list(
    qtbot: QtBot, listed: Callable[[], ReportedPage]
) -> None:
    page = listed()
    qtbot.mouseClick(page.bring, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.rows.topLevelItemCount() == 1, timeout=10_000)
    qtbot.mouseClick(page.bring, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.rows.topLevelItemCount() == 0, timeout=10_000)
    assert page.empty.isVisible()
    assert page.rows.isHidden()
    assert _focused() is page.close_button
    qtbot.keyClick(_focused(), Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: page.rows.topLevelItemCount() == 1, timeout=10_000)


def test_what_has_become_of_a_card_is_said(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    (card,) = _names(bundled, 1)
    with Progress() as progress:
        progress.reports.add(replace(card, answer="Another"), DiagramId("VPC"))
        progress.reports.add(replace(card, id=CardId("name|gone|x")), DiagramId("Gone"))
    made = room()
    made.start.reported.click()
    page = made.reported
    assert page.now.text() == GONE
    assert page.details.canvas.isHidden()
    qtbot.keyClick(_focused(), Key.Key_Down)
    assert page.now.text().startswith("It has changed since")
    assert card.answer in page.now.text()


def test_the_list_goes_to_a_file(
    qtbot: QtBot, listed: Callable[[], ReportedPage], tmp_path: Path, window: MainWindow
) -> None:
    page, file = listed(), tmp_path / "list.md"
    room = window.commands.studying.room
    assert room is not None
    with qtbot.waitSignal(room.files.said):
        room.files.write_reported(file)
    assert page.said.text() == f"Exported 2 reported cards to {file}."
    assert "What is wrong: \\<b\\>bad\\</b\\>" in file.read_text()


def test_a_list_that_cannot_be_changed_is_told_of(
    qtbot: QtBot, listed: Callable[[], ReportedPage]
) -> None:
    page = listed()
    lose_table("reports")
    qtbot.keyClick(_focused(), Key.Key_Delete)
    assert "cannot be used right now" in page.said.text()
    assert page.rows.topLevelItemCount() == 2


# Why an answer is the answer


def _explained(workspace: Workspace) -> Card:
    (card,) = _names(workspace, 1)
    other = next(s.id for s in workspace.notebook.sections if s.file.endswith("asg.md"))
    places = (SectionId("nat-gateway"), SectionId("nat-gateway"), other)
    return replace(card, reasons=tuple(map(Reason, SENTENCES, places)))


def test_the_answer_shows_the_sentence_that_explains_it(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made, card = room(), _explained(bundled)
    made.study((card, *_names(bundled, 2)[1:]), RecallOptions())
    reasons = made.bar.reasons
    assert reasons.isHidden()
    QApplication.processEvents()
    before = made.canvas.size(), made.canvas.looking.camera
    qtbot.keyClick(_focused(), Key.Key_Space)
    QApplication.processEvents()
    assert (made.canvas.size(), made.canvas.looking.camera) == before, (
        "the picture stays where it is"
    )
    assert [q.text() for q in reasons.quotes] == [f"“{s}”" for s in SENTENCES]
    assert reasons.links[0].text() == "NAT gateway, in VPC (N)"
    assert len(reasons.links) == 2, "two of one section lead there once"
    qtbot.keyClick(_focused(), Key.Key_N)
    notes = made.asking.notes
    assert notes is not None
    assert notes.isVisible()
    assert notes.store.state.section == "nat-gateway"
    qtbot.waitUntil(lambda: notes.panel.showing.file.endswith("vpc.md"), timeout=10_000)
    assert notes.isAncestorOf(_focused())
    qtbot.mouseClick(reasons.links[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: notes.panel.showing.file.endswith("asg.md"), timeout=10_000)
    qtbot.keyClick(_focused(), Key.Key_Escape)
    assert notes.isHidden()
    assert made.session is not None
    qtbot.keyClick(_focused(), Key.Key_Space)
    assert made.session.card != card, "and Space takes the grade"
    assert reasons.isHidden()


def test_the_notes_close_with_their_card(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made, card = room(), _explained(bundled)
    made.study((card, *_names(bundled, 2)[1:]), RecallOptions())
    qtbot.keyClick(_focused(), Key.Key_N)
    assert made.asking.notes is None, "before the answer it would tell"
    made.bar.field.clear()
    qtbot.keyClick(_focused(), Key.Key_Space)
    qtbot.keyClick(_focused(), Key.Key_N)
    qtbot.keyClick(_focused(), Key.Key_3)
    assert made.asking.notes is not None
    assert made.asking.notes.isHidden()


def test_a_note_s_question_has_its_picture_for_the_audience_too(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made = room()
    card = next(
        c for c in cards(bundled) if c.kind is CardKind.NOTE and "main route table" in c.answer
    )
    made.study_together((card,), RecallOptions())
    audience = made.round.audience
    assert audience is not None
    qtbot.waitExposed(audience)
    assert audience.canvas.isVisible()
    assert audience.canvas.viewport.appearance.masked, "but for what answers it"
    qtbot.keyClick(made.asking, Key.Key_Space)
    assert not audience.canvas.viewport.appearance.masked


def test_the_audience_sees_it_with_the_answer(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made, card = room(), _explained(bundled)
    made.study_together((card,), RecallOptions())
    audience = made.round.audience
    assert audience is not None
    qtbot.waitExposed(audience)
    assert audience.reasons.isHidden()
    qtbot.keyClick(made.asking, Key.Key_Space)
    assert audience.reasons.isVisible()
    first = audience.reasons.text().splitlines()[0]
    assert first == f"“{SENTENCES[0]}” (NAT gateway, in VPC)"


def test_a_card_without_a_sentence_leads_to_its_section(
    qtbot: QtBot, bundled: Workspace, room: Room
) -> None:
    made, (card,) = room(), _names(bundled, 1)
    made.study((replace(card, section=SectionId("nat-gateway"), reasons=()),), RecallOptions())
    qtbot.keyClick(_focused(), Key.Key_Space)
    assert made.bar.reasons.quotes == []
    assert [link.text() for link in made.bar.reasons.links] == [
        "In the notes: NAT gateway, in VPC (N)"
    ]


def test_a_note_s_question_leads_to_the_note(qtbot: QtBot, bundled: Workspace, room: Room) -> None:
    made = room()
    card = next(c for c in cards(bundled) if c.kind is CardKind.NOTE and c.diagram == "vpc")
    made.study((replace(card, reasons=()),), RecallOptions())
    qtbot.keyClick(_focused(), Key.Key_Space)
    assert [link.text() for link in made.bar.reasons.links] == ["In the notes: VPC (N)"]
