"""A week of study, day by day, against `fsrs` itself."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import fsrs

from app.model.ids import CardId, DiagramId
from app.study.card import Card, CardKind
from app.study.plan import today
from app.study.progress import Progress
from app.study.review_session import ReviewSession
from app.study.schedule import Grade, recall, reviewed, ticks

START = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)


def _cards(count: int) -> list[Card]:
    return [
        Card(CardId(f"name|d|n{n}"), CardKind.NAME, DiagramId("d"), "?", str(n))
        for n in range(count)
    ]


def _same(progress: Progress, id: CardId, card: fsrs.Card) -> None:
    own = progress.memory(id)
    assert own is not None
    assert own.due_at == card.due
    assert (own.state, own.step) == (int(card.state), card.step)
    assert own.stability == card.stability
    assert own.difficulty == card.difficulty


def test_a_week_is_scheduled_as_fsrs_says(progress: Progress) -> None:
    cards, chance = _cards(45), random.Random(4)  # noqa: S311
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    expected: dict[CardId, fsrs.Card] = {}
    clock = START
    for day in range(7):
        clock = START + timedelta(days=day)
        plan = today(cards, progress.memories(), progress.reviews(), clock, new=8)
        due = {id for id, c in expected.items() if c.due.date() <= clock.date()}
        assert {c.id for c in plan.due} == due, f"day {day}"
        assert len(plan.new) == min(8, 45 - len(expected))
        review_session = ReviewSession(plan.cards, progress, lambda: clock)  # noqa: B023 - as it stands then
        while review_session.current is not None:
            id = review_session.current.id
            grade = Grade(chance.choice((1, 2, 3, 3, 3, 4)))
            before = expected.get(id) or fsrs.Card(1, due=clock)
            review_session.grade(grade)
            expected[id], _ = scheduler.review_card(before, fsrs.Rating(int(grade)), clock)
            _same(progress, id, expected[id])
            clock += timedelta(seconds=40)
        left = [c for c in expected.values() if c.due < clock + timedelta(minutes=10)]
        assert left == [], "a review ends when all is learned for the day"
    assert len(expected) == 45
    with Progress(progress.path) as again:  # another window
        for id, card in expected.items():
            _same(again, id, card)


def test_nothing_is_random() -> None:
    now, one, other = START, None, None
    for grade in (3, 3, 1, 3, 4, 2):
        one, other = reviewed(one, Grade(grade), now), reviewed(other, Grade(grade), now)
        assert one == other
        now = one.due_at + timedelta(hours=3)
    assert one is not None
    assert 0 < recall(one, now + timedelta(days=400)) < recall(one, now) <= 1


def test_times_are_kept_to_the_microsecond() -> None:
    odd = START.replace(microsecond=123457)
    memory = reviewed(None, Grade.GOOD, odd)
    assert memory.last == ticks(odd)
    assert memory.due_at == odd + timedelta(minutes=10)


def test_a_card_that_was_not_known_comes_again_in_the_same_review(progress: Progress) -> None:
    clock = START
    review_session = ReviewSession(_cards(3), progress, lambda: clock)
    asked = []
    for grade in (1, 4, 4, 3, 3):
        assert review_session.current is not None
        asked.append(review_session.current.answer)
        review_session.grade(Grade(grade))
    assert asked == ["0", "1", "2", "0", "0"], "again, then its two learning steps"
    assert review_session.current is None
    assert review_session.learned == review_session.total == 3


def test_undo_takes_back_the_grade_and_asks_again(progress: Progress) -> None:
    review_session = ReviewSession(_cards(2), progress)
    review_session.grade(Grade.GOOD)
    review_session.grade(Grade.EASY)
    assert review_session.undo()
    assert review_session.current is not None
    assert review_session.current.answer == "1"
    assert set(progress.memories()) == {"name|d|n0"}
    assert len(progress.reviews()) == 1
    assert review_session.undo()
    assert not progress.memories()
    assert not review_session.undo()


def test_a_grade_that_another_window_has_followed_is_not_taken_back(progress: Progress) -> None:
    review_session = ReviewSession(_cards(1), progress)
    review_session.grade(Grade.EASY)
    with Progress(progress.path) as other:
        other.review(CardId("name|d|n0"), Grade.AGAIN)
    assert not review_session.undo()
    assert len(progress.reviews()) == 2


def test_what_is_no_longer_known_is_left_out(progress: Progress) -> None:
    review_session = ReviewSession(_cards(4), progress)
    review_session.skip(lambda card: card.answer in "13")
    assert review_session.current is not None
    assert review_session.current.answer == "1"
    assert review_session.total == 2


def test_grades_are_those_of_fsrs() -> None:
    assert [int(g) for g in Grade] == [int(r) for r in fsrs.Rating]
