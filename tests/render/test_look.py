"""View state → strengths."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.model.laid_out import LaidOutDiagram
from app.model.tour import Step, Style, Tour
from app.model.view_state import ViewState
from app.render.look import DIMMED, DONE, look
from app.render.theme import LIGHT

BOTH = frozenset({"networking", "iam"})


def test_what_is_visible_is_at_full_strength(picture: LaidOutDiagram) -> None:
    shown = look(picture, ViewState("sample", BOTH), LIGHT)
    everything = {"user", "web", "db", "key", "outer", "inner", "in", "ask", "may"}
    assert shown.strength == dict.fromkeys(everything, 1.0)
    assert not shown.lit


def test_what_a_layer_hides_has_no_strength(picture: LaidOutDiagram) -> None:
    shown = look(picture, ViewState("sample", frozenset({"networking"})), LIGHT)
    assert not {"key", "may"} & set(shown.strength)
    assert "in" in shown.strength


def test_a_selection_dims_all_but_its_neighbourhood(picture: LaidOutDiagram) -> None:
    shown = look(picture, ViewState("sample", BOTH, selection="db"), LIGHT)
    bright = {id for id, strength in shown.strength.items() if strength == 1.0}
    assert bright == {"db", "web", "ask", "inner", "outer"}
    assert shown.strength["user"] == DIMMED
    assert shown.lit == {"ask"}
    assert shown.selection == "db"


def test_a_selected_cluster_keeps_what_it_holds(picture: LaidOutDiagram) -> None:
    shown = look(picture, ViewState("sample", BOTH, selection="inner"), LIGHT)
    assert {shown.strength[id] for id in ("inner", "db", "outer", "key", "may")} == {1.0}
    assert shown.strength["user"] == DIMMED


def test_a_neighbour_by_a_hidden_edge_is_none(picture: LaidOutDiagram) -> None:
    shown = look(picture, ViewState("sample", frozenset({"iam"}), selection="web"), LIGHT)
    assert shown.strength["user"] == DIMMED


def test_a_hidden_selection_dims_nothing(picture: LaidOutDiagram) -> None:
    shown = look(picture, ViewState("sample", frozenset(), selection="key"), LIGHT)
    assert set(shown.strength.values()) == {1.0}
    assert shown.selection is None


def test_what_is_hidden_has_no_strength(picture: LaidOutDiagram) -> None:
    shown = look(picture, ViewState("sample", BOTH, hidden=frozenset({"inner"})), LIGHT)
    assert set(shown.strength) == {"user", "web", "key", "outer", "in"}


def test_a_selected_edge_keeps_its_ends(picture: LaidOutDiagram) -> None:
    shown = look(picture, ViewState("sample", BOTH, selection="ask"), LIGHT)
    assert {shown.strength[id] for id in ("ask", "web", "db", "inner", "outer")} == {1.0}
    assert shown.strength["user"] == DIMMED
    assert shown.lit == {"ask"}


# Steps of a tour


def _tour(style: Style, *focus: tuple[str, ...], layers: frozenset[str] = BOTH) -> Tour:
    steps = tuple(Step(f"Step {n}", "", "sample", layers, f, style) for n, f in enumerate(focus))
    return Tour("t", "T", steps)


def _at(step: int, **more: Any) -> ViewState:
    return ViewState("sample", more.pop("layers", BOTH), tour="t", step=step, **more)


def test_a_build_up_draws_only_what_has_come(picture: LaidOutDiagram) -> None:
    tour = _tour(Style.BUILD, ("user",), ("web",), ("db",))
    first, second = (look(picture, _at(n), LIGHT, tour=tour) for n in (0, 1))
    assert first.strength == {"user": 1.0, "web": DIMMED, "outer": DIMMED}
    beside = dict.fromkeys(("db", "inner"), DIMMED)
    assert second.strength == dict.fromkeys(("user", "web", "outer", "in"), 1.0) | beside
    assert second.lit == {"in"}
    assert second.shown.edges == {"in"}, "what is not there cannot be clicked"
    assert not second.done | second.flowing


def test_a_flow_lights_fades_and_ticks(picture: LaidOutDiagram) -> None:
    tour = _tour(Style.FLOW, ("user", "web"), ("db",))
    shown = look(picture, _at(1), LIGHT, tour=tour)
    assert shown.strength["key"] == DIMMED
    assert shown.strength["user"] == DONE
    assert shown.strength["db"] == shown.strength["ask"] == 1.0
    assert shown.lit == shown.flowing == {"ask"}
    assert shown.done == {"user", "web"}


def test_a_step_without_focus_shows_everything(picture: LaidOutDiagram) -> None:
    plain = look(picture, ViewState("sample", BOTH), LIGHT)
    assert look(picture, _at(0), LIGHT, tour=_tour(Style.FLOW, ())) == plain


def test_another_tour_or_diagram_changes_nothing(picture: LaidOutDiagram) -> None:
    plain = look(picture, ViewState("sample", BOTH), LIGHT)
    tour = _tour(Style.BUILD, ("user",))
    assert look(picture, ViewState("sample", BOTH), LIGHT, tour=tour) == plain
    elsewhere = replace(tour, steps=(replace(tour.steps[0], diagram="other"),))
    assert look(picture, _at(0), LIGHT, tour=elsewhere) == plain
    assert look(picture, _at(7), LIGHT, tour=tour) == plain


def test_a_layer_that_is_switched_on_shows_what_it_has(picture: LaidOutDiagram) -> None:
    tour = _tour(Style.BUILD, ("db",), layers=frozenset({"networking"}))
    base = look(picture, _at(0, layers=frozenset({"networking"})), LIGHT, tour=tour)
    assert "key" not in base.strength
    more = look(picture, _at(0), LIGHT, tour=tour)
    assert {"key", "may"} <= set(more.strength)
    assert "user" not in more.strength
    assert "in" not in more.strength, "an edge needs both its ends"


def test_hiding_and_layers_hold_in_a_step(picture: LaidOutDiagram) -> None:
    tour = _tour(Style.BUILD, ("user", "web", "db"))
    fewer = look(picture, _at(0, layers=frozenset({"iam"})), LIGHT, tour=tour)
    assert "in" not in fewer.strength
    hidden = look(picture, _at(0, hidden=frozenset({"web"})), LIGHT, tour=tour)
    assert set(hidden.strength) == {"user", "db", "inner", "outer"}


def test_a_selection_composes_with_a_step(picture: LaidOutDiagram) -> None:
    tour = _tour(Style.FLOW, ("user",), ("db",))
    shown = look(picture, _at(1, selection="key"), LIGHT, tour=tour)
    assert shown.strength["key"] == 1.0
    assert shown.strength["web"] == DIMMED
    build = _tour(Style.BUILD, ("user",))
    assert look(picture, _at(0, selection="db"), LIGHT, tour=build).selection is None
