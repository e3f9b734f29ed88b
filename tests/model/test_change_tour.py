"""A tour of what changes."""

from __future__ import annotations

from dataclasses import replace

from app.model.change_tour import TOLD, tour_of_changes
from app.model.comparison import ElementChange
from app.model.details import ChangeKind
from app.model.diagram import Diagram
from app.model.ids import DiagramId, ElementId
from app.model.tour import TourOrigin

SHOP = Diagram(DiagramId("shop"), "Shop", "shop", "shop.dot", layers=("added", "gone"))


def _change(kind: ChangeKind, name: str, *words: str) -> ElementChange:
    return ElementChange(kind, ElementId(name.lower()), name, words)


def test_a_step_for_each_kind_of_change() -> None:
    told = (
        _change(ChangeKind.ADDED, "Queue"),
        _change(ChangeKind.CHANGED, "Web", "a: 1 → 2", "moved"),
        _change(ChangeKind.GONE, "DB"),
    )
    tour = tour_of_changes([(SHOP, told)])
    assert tour.origin is TourOrigin.CHANGES
    assert [step.title for step in tour.steps] == [
        "Shop",
        "What was added",
        "What has changed",
        "What is gone",
    ]
    assert [step.focus for step in tour.steps] == [(), ("queue",), ("web",), ("db",)]
    assert tour.steps[2].text == "- Web: a: 1 → 2; moved"
    assert {step.layers for step in tour.steps} == {frozenset(("added", "gone"))}


def test_many_are_not_all_named_and_none_is_no_tour() -> None:
    tour = tour_of_changes([(SHOP, [_change(ChangeKind.ADDED, f"N{n}") for n in range(TOLD + 3)])])
    assert tour.steps[1].text.endswith("\n- and 3 more")
    assert len(tour.steps[1].focus) == TOLD + 3
    assert tour_of_changes([(SHOP, ())]).steps == ()


def test_what_changes_inside_comes_after_what_is_above() -> None:
    net = replace(SHOP, id=DiagramId("net"), title="Network")
    tour = tour_of_changes([(SHOP, ()), (net, [_change(ChangeKind.ADDED, "Route")])])
    assert tour.id == "shop/changes"
    assert [(step.diagram, step.title) for step in tour.steps] == [
        ("shop", "Shop"),
        ("net", "Network"),
        ("net", "What was added"),
    ]
