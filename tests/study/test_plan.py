from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from app.model.ids import CardId, DiagramId, ElementId
from app.study.card import Card, CardKind
from app.study.plan import by_turns, forecast, retention, today, wrong_lately
from app.study.progress import Review
from app.study.schedule import Grade, Memory, ticks

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=13)))


def _card(name: CardId, kind: CardKind = CardKind.NAME) -> Card:
    return Card(name, kind, DiagramId("d"), "?", name)


def _memory(due: datetime) -> Memory:
    return Memory(2, None, 3.0, 5.0, ticks(due), ticks(due - timedelta(days=3)))


def test_a_day_ends_at_the_persons_midnight() -> None:
    cards = [_card(CardId("late")), _card(CardId("next")), _card(CardId("past"))]
    memories: dict[CardId, Memory] = {
        CardId("late"): _memory(NOON.replace(hour=23, minute=59)),
        CardId("next"): _memory(NOON.replace(day=25, hour=0)),
        CardId("past"): _memory(NOON - timedelta(days=40)),
    }
    found = today(cards, memories, (), NOON)
    assert [c.id for c in found.due] == ["past", "late"], "the longest due first"
    assert forecast(cards, memories, NOON, days=3) == (2, 1, 0)


def test_new_cards_are_so_many_a_day_and_of_all_kinds() -> None:
    cards = [_card(CardId(f"n{n}")) for n in range(9)] + [_card(CardId("o"), CardKind.ORDER)]
    begun = [Review(CardId("n0"), ticks(NOON - timedelta(hours=1)), Grade.GOOD)]
    begun += [Review(CardId("n1"), ticks(NOON - timedelta(days=2)), Grade.GOOD)]
    memories = {
        CardId("n0"): _memory(NOON + timedelta(days=5)),
        CardId("n1"): _memory(NOON + timedelta(days=5)),
    }
    found = today(cards, memories, begun, NOON, new=4)
    assert [c.id for c in found.new] == ["n2", "o", "n3"], "one has begun today"
    assert found.later == 5
    assert [c.id for c in by_turns(cards)][:3] == ["n0", "o", "n1"]


def test_one_answer_does_not_give_another_away() -> None:
    cards = [
        replace(_card(CardId(f"{kind}{n}"), kind), hidden=ElementId(f"e{n}"))
        for kind in (CardKind.NAME, CardKind.PLACE)
        for n in range(4)
    ]
    order = [c.id for c in by_turns(cards)]
    assert order[:4] == ["name0", "place2", "name1", "place3"], "each element once"
    assert sorted(order) == sorted(c.id for c in cards)


def test_new_cards_come_among_those_that_are_due() -> None:
    memories = {CardId(f"d{n}"): _memory(NOON - timedelta(days=9 - n)) for n in range(6)}
    cards = [_card(id) for id in memories] + [_card(CardId("a")), _card(CardId("b"))]
    order = "".join(c.id for c in today(cards, memories, (), NOON).cards)
    assert order == "d0d1d2ad3d4d5b"


def test_retention_counts_the_first_review_of_a_later_day() -> None:
    day = timedelta(days=1)
    log = [
        Review(CardId("a"), ticks(NOON - 2 * day), Grade.GOOD),  # it begins: does not count
        Review(CardId("a"), ticks(NOON - 2 * day) + 60, Grade.AGAIN),
        Review(CardId("b"), ticks(NOON - 2 * day) + 90, Grade.GOOD),
        Review(CardId("a"), ticks(NOON - day), Grade.AGAIN),
        Review(CardId("a"), ticks(NOON - day) + 60, Grade.GOOD),  # again on that day: neither
        Review(CardId("b"), ticks(NOON), Grade.HARD),
    ]
    found = retention(log, NOON, days=3)
    assert [(d.asked, d.kept) for d in found] == [(0, 0), (1, 0), (1, 1)]
    assert found[-1].day == date(2026, 11, 24)
    assert sum(d.asked for d in retention(log, NOON, among=[CardId("b")])) == 1


def test_utc_and_here_may_be_on_different_days() -> None:
    memories = {CardId("a"): _memory(datetime(2026, 11, 24, 12, tzinfo=UTC))}  # the 25th over there
    assert today([_card(CardId("a"))], memories, (), NOON).due == ()


def test_diagrams_come_by_turns_and_two_cards_of_an_element_apart() -> None:
    cards = [
        Card(
            CardId(f"{kind}|{diagram}|{n}"),
            kind,
            DiagramId(diagram),
            "?",
            "a",
            hidden=ElementId(f"{n}"),
        )
        for diagram, count in (("vpc", 4), ("ecs", 2))
        for n in range(count)
        for kind in (CardKind.NAME, CardKind.PLACE)
    ]
    memories = {c.id: _memory(NOON - timedelta(days=1, minutes=n)) for n, c in enumerate(cards)}
    order = today(cards, memories, (), NOON).cards
    assert [c.diagram for c in order] == ["vpc", "ecs", "vpc"] * 4
    elements = [(c.diagram, c.hidden) for c in order]
    apart = [elements.index(e, elements.index(e) + 1) - elements.index(e) for e in set(elements)]
    assert min(apart) > 3


def test_what_was_not_known_lately() -> None:
    day = timedelta(days=1)
    log = [
        Review(CardId("old"), ticks(NOON - 8 * day), Grade.AGAIN),
        Review(CardId("b"), ticks(NOON - 2 * day), Grade.AGAIN),
        Review(CardId("a"), ticks(NOON - day), Grade.AGAIN),
        Review(CardId("a"), ticks(NOON), Grade.EASY),
        Review(CardId("good"), ticks(NOON), Grade.HARD),
    ]
    found = wrong_lately([_card(CardId(n)) for n in ("old", "a", "b", "good")], log, NOON)
    assert [c.id for c in found] == ["b", "a"], "the longest ago first"
