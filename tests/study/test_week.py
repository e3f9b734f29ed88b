"""A week of studying three of the bundled diagrams, with a clock of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

import pytest

from app.model.workspace import Workspace
from app.study import plan
from app.study.card import Card
from app.study.card_generator import cards
from app.study.limit import MORE
from app.study.progress import Progress
from app.study.review_session import ReviewSession
from app.study.schedule import Grade
from app.study.waiting import Wait, waiting

ZONE = timezone(timedelta(hours=13))  # where it is another day than in Greenwich
EIGHT = datetime(2026, 11, 23, 8, tzinfo=ZONE)
DIAGRAMS = ("vpc", "ecs", "glue")
DAY, NEW = timedelta(days=1), 9  # cards a day
FIRST = (Grade.GOOD, Grade.AGAIN, Grade.EASY, Grade.HARD)  # of new cards, in turn


class Learner:
    """Answers all that is asked, a minute a card, as somebody does who forgets some of it."""

    def __init__(self, progress: Progress, deck: Iterable[Card]) -> None:
        self.progress, self.deck, self.now = progress, tuple(deck), EIGHT
        progress.limits.set(NEW)
        self.answered = 0

    def today(self) -> plan.Today:
        self.progress.settle(self.now)
        limit = self.progress.limits.on(self.now).today
        return plan.today(
            self.deck, self.progress.memories(), self.progress.reviews(), self.now, limit
        )

    def study(self) -> list[Card]:
        """What today asks, to the end; what was asked, in its order."""
        asked: list[Card] = []
        review_session = ReviewSession(self.today().cards, self.progress, lambda: self.now)
        while (card := review_session.current) is not None:
            assert len(asked) < 500, "it ends"
            grade = Grade.GOOD if card in asked else FIRST[self.answered % len(FIRST)]
            asked.append(card)
            self.answered += 1
            review_session.grade(grade)
            self.now += timedelta(minutes=1)
        return asked

    def wait(self) -> Wait | None:
        memories, limit = self.progress.memories(), self.progress.limits.on(self.now)
        return waiting(self.deck, self.today(), memories, self.now, limit)

    def expected_tomorrow(self) -> int:
        return plan.forecast(self.deck, self.progress.memories(), self.now)[1]

    def sleep(self) -> None:
        self.now = self.now.replace(hour=8, minute=0) + timedelta(days=1)


@pytest.fixture(scope="module")
def deck(bundled: Workspace) -> tuple[Card, ...]:
    some = tuple(d for d in bundled.diagrams if d.id in DIAGRAMS)
    return tuple(c for c in cards(replace(bundled, diagrams=some)) if c.diagram in DIAGRAMS)


def test_a_week_has_no_jump_and_no_dead_end(deck: tuple[Card, ...], progress: Progress) -> None:
    learner = Learner(progress, deck)
    begun, expected = set[str](), 0
    for day in range(7):
        today = learner.today()
        assert len(today.due) == expected, "what was foretold is what is due"
        assert len(today.new) == NEW
        assert not begun & {c.id for c in today.new}
        begun |= {c.id for c in today.new}
        turns = [c.diagram for c in today.cards]
        assert {*turns[:4]} == {*DIAGRAMS}, "no diagram has to wait for another"
        asked = learner.study()
        assert {c.id for c in today.cards} == {c.id for c in asked}
        again = [a for a, b in pairwise(asked[: len(today.cards)]) if a.id == b.id]
        assert not again, "not twice on end, while there are others"
        wait = learner.wait()
        assert wait is not None
        assert wait.until == date(2026, 11, 24) + timedelta(days=day)
        assert f"{NEW} new cards; " in wait.sentence
        expected = learner.expected_tomorrow()
        learner.sleep()
    assert begun <= progress.memories().keys()
    far = [m.due_at for m in progress.memories().values() if m.due_at > learner.now + 40 * DAY]
    assert not far, "nothing that is a week old is locked away"


def test_who_wants_more_gets_it_and_who_is_done_hears_when(
    deck: tuple[Card, ...], progress: Progress
) -> None:
    learner = Learner(progress, [c for c in deck if c.diagram == "glue"][: NEW + MORE])
    learner.study()
    assert not learner.today().cards
    progress.limits.pass_by(MORE, learner.now)
    assert len(learner.today().new) == MORE
    learner.study()
    for _ in range(4):
        wait = learner.wait()
        assert wait is not None
        assert wait.until is not None
        assert wait.until > learner.now.date()
        while learner.now.date() < wait.until:
            assert not learner.today().cards, "it said so"
            learner.sleep()
        assert learner.today().due, "the day that was said has cards"
        learner.study()
