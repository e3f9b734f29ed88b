"""Cards that are not asked for a while: buried for a day, or suspended until they are brought back."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.errors import ProgressError
from app.model.ids import CardId, DiagramId, ElementId
from app.model.lasting import renamed
from app.model.workspace import Workspace
from app.study.card import Card, CardKind
from app.study.card_generator import cards
from app.study.pauses import Pause
from app.study.progress import Progress
from app.study.review_session import Rehearsal, ReviewSession
from app.study.schedule import Grade
from app.study.transfer import export, take

NOW = datetime(2026, 11, 24, 22, tzinfo=timezone(timedelta(hours=13)))
A, B, C = (Card(CardId(f"name|d|{n}"), CardKind.NAME, DiagramId("d"), "Which?", n) for n in "abc")


def test_buried_is_until_midnight_and_suspended_until_brought_back(progress: Progress) -> None:
    progress.pauses.pause([A.id], Pause.BURIED, NOW)
    progress.pauses.pause([B.id], Pause.SUSPENDED, NOW)
    late, tomorrow = NOW.replace(hour=23, minute=59), NOW + timedelta(hours=2)
    assert progress.pauses.all(late) == {A.id: Pause.BURIED, B.id: Pause.SUSPENDED}
    assert progress.pauses.all(tomorrow) == {B.id: Pause.SUSPENDED}
    before = progress.pauses.bring_back([A.id, B.id])
    assert progress.pauses.all(late) == {}
    progress.pauses.take_back(before)
    assert progress.pauses.all(late) == {A.id: Pause.BURIED, B.id: Pause.SUSPENDED}


@pytest.mark.parametrize("away", [timedelta(days=18_000), timedelta(days=-300)])
def test_what_was_buried_by_a_wrong_clock_comes_back(progress: Progress, away: timedelta) -> None:
    progress.pauses.pause([A.id], Pause.BURIED, NOW + away)
    assert progress.pauses.all(NOW + away) == {A.id: Pause.BURIED}
    assert progress.pauses.all(NOW) == {}


@pytest.mark.parametrize("kind", [ReviewSession, Rehearsal])
def test_a_paused_card_leaves_the_review_and_undo_brings_it_back(
    progress: Progress, kind: type[ReviewSession | Rehearsal]
) -> None:
    review_session = kind((A, B, C), progress)
    review_session.pause(Pause.SUSPENDED)
    review_session.grade(Grade.EASY)
    review_session.pause(Pause.BURIED)
    assert (review_session.current, review_session.total, review_session.paused) == (None, 1, 2)
    for card in (C, B, A):
        assert review_session.undo()
        assert review_session.current is card
    assert (review_session.total, review_session.paused) == (3, 0)
    assert progress.pauses.kept() == ()


def test_a_renamed_element_stays_suspended(workspace: Workspace, progress: Progress) -> None:
    before, after = frozenset({ElementId("vpc/ec2:web")}), frozenset({ElementId("vpc/ec2:shop")})
    card = next(
        c for c in cards(workspace) if c.hidden == "vpc/ec2:web" and c.kind is CardKind.NAME
    )
    progress.follow("/r", {DiagramId("shop"): before}, renamed)
    progress.pauses.pause([card.id], Pause.SUSPENDED, NOW)
    progress.follow("/r", {DiagramId("shop"): after}, renamed)
    assert "name|shop|vpc/ec2:shop" in progress.pauses.all(NOW)


def test_pauses_go_with_the_progress(progress: Progress, tmp_path: Path) -> None:
    progress.pauses.pause([A.id, B.id], Pause.SUSPENDED, NOW)
    export(progress, tmp_path / "p.json")
    with Progress(tmp_path / "other.sqlite") as other:
        other.pauses.pause([A.id], Pause.BURIED, NOW)
        assert take(other, tmp_path / "p.json") == 1
        assert other.pauses.all(NOW) == {A.id: Pause.BURIED, B.id: Pause.SUSPENDED}
        assert take(other, tmp_path / "p.json") == 0
    raw = (tmp_path / "p.json").read_text().replace("suspended", "asleep")
    (tmp_path / "p.json").write_text(raw)
    with (
        Progress(tmp_path / "third.sqlite") as third,
        pytest.raises(ProgressError, match="nothing was taken"),
    ):
        take(third, tmp_path / "p.json")
