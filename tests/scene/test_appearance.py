"""View state → strengths."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, ElementId, TourId
from app.model.tour import Step, Tour, TourStyle
from app.model.view_state import ViewState
from app.scene.appearance import DIMMED, DONE, appearance
from app.scene.theme import LIGHT

BOTH = frozenset({"networking", "iam"})


def test_what_is_visible_is_at_full_strength(layout: DiagramLayout) -> None:
    shown = appearance(layout, ViewState(DiagramId("sample"), BOTH), LIGHT)
    everything = {"user", "web", "db", "key", "outer", "inner", "in", "ask", "may"}
    assert shown.opacity == dict.fromkeys(everything, 1.0)
    assert not shown.highlighted


def test_what_a_layer_hides_has_no_strength(layout: DiagramLayout) -> None:
    shown = appearance(layout, ViewState(DiagramId("sample"), frozenset({"networking"})), LIGHT)
    assert not {"key", "may"} & set(shown.opacity)
    assert "in" in shown.opacity


def test_a_selection_dims_all_but_its_neighbourhood(layout: DiagramLayout) -> None:
    shown = appearance(
        layout, ViewState(DiagramId("sample"), BOTH, selection=ElementId("db")), LIGHT
    )
    bright = {id for id, opacity in shown.opacity.items() if opacity == 1.0}
    assert bright == {"db", "web", "ask", "inner", "outer"}
    assert shown.opacity[ElementId("user")] == DIMMED
    assert shown.highlighted == {"ask"}
    assert shown.selection == "db"


def test_a_selected_cluster_keeps_what_it_holds(layout: DiagramLayout) -> None:
    shown = appearance(
        layout, ViewState(DiagramId("sample"), BOTH, selection=ElementId("inner")), LIGHT
    )
    assert {shown.opacity[ElementId(id)] for id in ("inner", "db", "outer", "key", "may")} == {1.0}
    assert shown.opacity[ElementId("user")] == DIMMED


def test_a_neighbour_by_a_hidden_edge_is_none(layout: DiagramLayout) -> None:
    shown = appearance(
        layout,
        ViewState(DiagramId("sample"), frozenset({"iam"}), selection=ElementId("web")),
        LIGHT,
    )
    assert shown.opacity[ElementId("user")] == DIMMED


def test_a_hidden_selection_dims_nothing(layout: DiagramLayout) -> None:
    shown = appearance(
        layout, ViewState(DiagramId("sample"), frozenset(), selection=ElementId("key")), LIGHT
    )
    assert set(shown.opacity.values()) == {1.0}
    assert shown.selection is None


def test_what_is_hidden_has_no_strength(layout: DiagramLayout) -> None:
    shown = appearance(
        layout, ViewState(DiagramId("sample"), BOTH, hidden=frozenset({ElementId("inner")})), LIGHT
    )
    assert set(shown.opacity) == {"user", "web", "key", "outer", "in"}


def test_a_selected_edge_keeps_its_ends(layout: DiagramLayout) -> None:
    shown = appearance(
        layout, ViewState(DiagramId("sample"), BOTH, selection=ElementId("ask")), LIGHT
    )
    assert {shown.opacity[ElementId(id)] for id in ("ask", "web", "db", "inner", "outer")} == {1.0}
    assert shown.opacity[ElementId("user")] == DIMMED
    assert shown.highlighted == {"ask"}


# Steps of a tour


def _tour(style: TourStyle, *focus: tuple[str, ...], layers: frozenset[str] = BOTH) -> Tour:
    steps = tuple(
        Step(f"Step {n}", "", DiagramId("sample"), layers, tuple(map(ElementId, f)), style)
        for n, f in enumerate(focus)
    )
    return Tour(TourId("t"), "T", steps)


def _at(step: int, **more: Any) -> ViewState:
    return ViewState(
        DiagramId("sample"), more.pop("layers", BOTH), tour=TourId("t"), step=step, **more
    )


def test_a_build_up_draws_only_what_has_come(layout: DiagramLayout) -> None:
    tour = _tour(TourStyle.BUILD, ("user",), ("web",), ("db",))
    first, second = (appearance(layout, _at(n), LIGHT, tour=tour) for n in (0, 1))
    assert first.opacity == {"user": 1.0, "web": DIMMED, "outer": DIMMED}
    beside = dict.fromkeys(("db", "inner"), DIMMED)
    assert second.opacity == dict.fromkeys(("user", "web", "outer", "in"), 1.0) | beside
    assert second.highlighted == {"in"}
    assert second.shown.edges == {"in"}, "what is not there cannot be clicked"
    assert not second.done | second.flowing


def test_a_flow_lights_fades_and_ticks(layout: DiagramLayout) -> None:
    tour = _tour(TourStyle.FLOW, ("user", "web"), ("db",))
    shown = appearance(layout, _at(1), LIGHT, tour=tour)
    assert shown.opacity[ElementId("key")] == DIMMED
    assert shown.opacity[ElementId("user")] == DONE
    assert shown.opacity[ElementId("db")] == shown.opacity[ElementId("ask")] == 1.0
    assert shown.highlighted == shown.flowing == {"ask"}
    assert shown.done == {"user", "web"}


def test_a_step_without_focus_shows_everything(layout: DiagramLayout) -> None:
    plain = appearance(layout, ViewState(DiagramId("sample"), BOTH), LIGHT)
    assert appearance(layout, _at(0), LIGHT, tour=_tour(TourStyle.FLOW, ())) == plain


def test_another_tour_or_diagram_changes_nothing(layout: DiagramLayout) -> None:
    plain = appearance(layout, ViewState(DiagramId("sample"), BOTH), LIGHT)
    tour = _tour(TourStyle.BUILD, ("user",))
    assert appearance(layout, ViewState(DiagramId("sample"), BOTH), LIGHT, tour=tour) == plain
    elsewhere = replace(tour, steps=(replace(tour.steps[0], diagram=DiagramId("other")),))
    assert appearance(layout, _at(0), LIGHT, tour=elsewhere) == plain
    assert appearance(layout, _at(7), LIGHT, tour=tour) == plain


def test_a_layer_that_is_switched_on_shows_what_it_has(layout: DiagramLayout) -> None:
    tour = _tour(TourStyle.BUILD, ("db",), layers=frozenset({"networking"}))
    base = appearance(layout, _at(0, layers=frozenset({"networking"})), LIGHT, tour=tour)
    assert "key" not in base.opacity
    more = appearance(layout, _at(0), LIGHT, tour=tour)
    assert {"key", "may"} <= set(more.opacity)
    assert "user" not in more.opacity
    assert "in" not in more.opacity, "an edge needs both its ends"


def test_hiding_and_layers_hold_in_a_step(layout: DiagramLayout) -> None:
    tour = _tour(TourStyle.BUILD, ("user", "web", "db"))
    fewer = appearance(layout, _at(0, layers=frozenset({"iam"})), LIGHT, tour=tour)
    assert "in" not in fewer.opacity
    hidden = appearance(layout, _at(0, hidden=frozenset({"web"})), LIGHT, tour=tour)
    assert set(hidden.opacity) == {"user", "db", "inner", "outer"}


def test_a_selection_composes_with_a_step(layout: DiagramLayout) -> None:
    tour = _tour(TourStyle.FLOW, ("user",), ("db",))
    shown = appearance(layout, _at(1, selection="key"), LIGHT, tour=tour)
    assert shown.opacity[ElementId("key")] == 1.0
    assert shown.opacity[ElementId("web")] == DIMMED
    build = _tour(TourStyle.BUILD, ("user",))
    assert appearance(layout, _at(0, selection="db"), LIGHT, tour=build).selection is None
