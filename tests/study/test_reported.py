"""Cards that were reported: withheld until they are brought back, whatever their element is called."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import ProgressError
from app.model.ids import CardId, DiagramId, ElementId
from app.model.lasting import elements, renamed
from app.model.workspace import Workspace
from app.study import report_file, transfer
from app.study.card import Card, CardKind, card_id
from app.study.card_generator import cards
from app.study.progress import Progress
from app.study.reported import Reported, still_asked
from app.study.review_session import Rehearsal, ReviewSession
from app.study.schedule import Grade
from tests.study import old_files

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
REASON = "  “Two” are right; <b>see</b> O'Reilly  "


def _card(element: ElementId, kind: CardKind = CardKind.NAME) -> Card:
    id = card_id(kind, "shop", element)
    return Card(id, kind, DiagramId("shop"), "Which component is this?", element.upper())


A, B, C = (_card(ElementId(element)) for element in "abc")


def test_it_is_kept_as_it_was(path: Path) -> None:
    with Progress(path) as progress:
        made = progress.reports.add(A, DiagramId("Shop"), REASON, NOW)
        progress.reports.add(B, DiagramId(""), "   ", NOW + timedelta(days=1))
    with Progress(path) as progress:
        newer, older = progress.reports.all()
    assert older == made
    assert (older.card, older.question, older.answer) == (A.id, A.question, "A")
    assert (older.diagram, older.reason, older.moment) == ("Shop", REASON, NOW)
    assert older.kind == "Names"
    assert newer.reason == "", "blanks are no reason"


def test_a_reported_card_is_not_asked_until_it_is_brought_back(progress: Progress) -> None:
    made = progress.reports.add(A, DiagramId("Shop"))
    assert still_asked((A, B), progress.reports.withheld()) == (B,)
    assert progress.reports.take_back(made)
    assert still_asked((A, B), progress.reports.withheld()) == (A, B)
    assert not progress.reports.take_back(made), "another window was quicker"
    assert progress.reports.put((made,)) == 1, "undone"
    assert progress.reports.all() == (made,)


def test_two_windows_report_the_same_card(progress: Progress) -> None:
    with Progress(progress.path) as other:
        mine = progress.reports.add(A, DiagramId("Shop"), "one", NOW)
        theirs = other.reports.add(A, DiagramId("Shop"), "two", NOW + timedelta(seconds=1))
        assert progress.reports.take_back(mine)
        assert progress.reports.withheld() == {A.id}, "the other one's still stands"
        assert other.reports.take_back(theirs)
        assert progress.reports.withheld() == frozenset()


def test_a_renamed_element_stays_withheld(workspace: Workspace, progress: Progress) -> None:
    progress.follow(workspace.root, elements(workspace), renamed)
    made = cards(workspace)
    web = next(c for c in made if c.id == "name|shop|vpc/ec2:web")
    line = next(c for c in made if c.id == "connection|shop|vpc/ec2:web->vpc/rds:db")
    for card in (web, line):
        progress.reports.add(card, DiagramId("Shop"))
    (shop,) = workspace.diagrams

    def again(text: str) -> str:
        return text.replace("ec2:web", "ec2:front")

    nodes = tuple(replace(n, id=ElementId(again(n.id))) for n in shop.nodes)
    edges = tuple(
        replace(
            e,
            id=ElementId(again(e.id)),
            tail=ElementId(again(e.tail)),
            head=ElementId(again(e.head)),
        )
        for e in shop.edges
    )
    other = replace(workspace, diagrams=(replace(shop, nodes=nodes, edges=edges),))
    progress.follow(other.root, elements(other), renamed)
    asked = {c.id for c in still_asked(cards(other), progress.reports.withheld())}
    assert again(web.id) not in asked
    assert again(line.id) not in asked
    assert "place|shop|vpc/ec2:front" in asked
    reports = progress.reports.all()
    assert len(reports) == 2, "one report, whatever its card is called"
    assert {again(web.id), web.id} in [set(r.withheld) for r in reports]
    for report in reports:
        progress.reports.take_back(report)
    assert progress.reports.withheld() == frozenset(), "under both names"


def test_a_file_from_before_there_were_reports_takes_them(path: Path) -> None:
    old_files.write(path, 2, "name|shop|a")
    with Progress(path) as progress:
        assert progress.memories()[CardId("name|shop|a")].stability == 3.5
        progress.reports.add(A, DiagramId("Shop"))
        assert progress.reports.withheld() == {A.id}


def test_a_damaged_report_is_left_out(path: Path) -> None:
    with Progress(path) as progress:
        good = progress.reports.add(A, DiagramId("Shop"), "", NOW)
    with sqlite3.connect(path) as file:
        for fields in (("x", -1, "", "", "", ""), ("y", 1, b"\xff", "", "", "")):
            file.execute(
                "INSERT INTO reports (card, at, reason, question, answer, diagram) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                fields,
            )
    file.close()
    with Progress(path) as progress:
        assert progress.reports.all() == (good,)


def test_half_a_character_is_no_text(progress: Progress) -> None:
    assert progress.reports.add(A, DiagramId("Shop"), "no \ud83d", NOW).reason == "no ?"


def test_it_goes_from_one_machine_to_another(
    progress: Progress, tmp_path: Path, path: Path
) -> None:
    file = tmp_path / "progress.json"
    made = progress.reports.add(A, DiagramId("Shop"), REASON, NOW)
    transfer.export(progress, file)
    with Progress(tmp_path / "other.sqlite") as other:
        assert transfer.take(other, file) == 1
        assert other.reports.all() == (made,)
        assert transfer.take(other, file) == 0


@pytest.mark.parametrize("change", [{"reason": None}, {"at": -1}, {"card": "x"}, {"buried": [3]}])
def test_what_is_no_report_is_refused_whole(
    progress: Progress, tmp_path: Path, change: dict[str, object]
) -> None:
    import json

    file = tmp_path / "progress.json"
    progress.reports.add(A, DiagramId("Shop"), REASON, NOW)
    transfer.export(progress, file)
    content = json.loads(file.read_text())
    content["reported"][0] |= change
    file.write_text(json.dumps(content))
    with Progress(tmp_path / "other.sqlite") as other:
        with pytest.raises(ProgressError, match="is damaged"):
            transfer.take(other, file)
        assert other.reports.all() == ()


def test_in_a_review_the_next_card_follows_and_undo_asks_it_again(progress: Progress) -> None:
    review_session = ReviewSession((A, B, C), progress, lambda: NOW)
    review_session.grade(Grade.EASY)
    review_session.report(DiagramId("Shop"), "bad")
    assert (review_session.current, review_session.number, review_session.total) == (C, 2, 2)
    assert progress.reports.withheld() == {B.id}
    assert review_session.undo()
    assert (review_session.current, review_session.number, review_session.total) == (B, 2, 3)
    assert progress.reports.all() == ()
    assert review_session.undo()
    assert (review_session.current, progress.reviews()) == (A, ())


def test_a_card_that_comes_again_does_not_once_it_is_reported(progress: Progress) -> None:
    review_session = ReviewSession((A, B), progress, lambda: NOW)
    review_session.grade(Grade.AGAIN)
    review_session.grade(Grade.EASY)
    assert review_session.current == A
    review_session.report(DiagramId("Shop"), "")
    assert review_session.current is None
    assert (review_session.learned, review_session.total) == (1, 1)


def test_undo_says_so_where_another_window_brought_it_back(progress: Progress) -> None:
    review_session = ReviewSession((A, B), progress, lambda: NOW)
    review_session.report(DiagramId("Shop"), "")
    progress.reports.take_back(progress.reports.all()[0])
    assert not review_session.undo()
    assert review_session.current == B


def test_in_a_group_too(progress: Progress) -> None:
    group = Rehearsal((A, B, C), progress)
    group.grade(Grade.GOOD)
    group.report(DiagramId("Shop"), "bad")
    assert (group.current, group.number, group.total) == (C, 2, 2)
    group.grade(Grade.GOOD)
    assert group.current is None
    group.undo()
    assert group.current == C
    group.undo()
    assert (group.current, group.total) == (B, 3)
    assert progress.reports.all() == ()
    group.undo()
    assert (group.current, group.can_undo) == (A, False)
    group.report("Shop", "")
    assert group.can_undo
    group.skip(lambda card: card is not B)
    assert (group.current, group.total) == (C, 1)
    assert group.undo()
    assert (group.current, group.total) == (A, 2)


def test_the_list_is_markdown_that_says_what_was_said(tmp_path: Path) -> None:
    at = 1_800_000_000_000_000
    steps = Reported(
        CardId("order|shop|t`x"), at, "", "Order?", "1. a_b\n\n- <c>", DiagramId("Shop & more")
    )
    note = Reported(CardId("note|n.md|q"), at, "is *this*\\", "Why | what?", "So.", DiagramId(""))
    text = report_file.as_markdown((steps, note))
    assert "## Shop \\& more" in text
    assert "## Notes without a diagram" in text
    assert "> 1. a\\_b\n>\n> \\- \\<c\\>\n" in text
    assert "### Why \\| what?" in text
    assert "- What is wrong: is \\*this\\*\\\\\n" in text
    assert text.count("What is wrong") == 1
    assert "`` order|shop|t`x ``" in text
    assert report_file.write((steps, note), tmp_path / "list.md") == 2
    assert (tmp_path / "list.md").read_text() == text
