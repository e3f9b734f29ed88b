"""View state → strengths."""

from __future__ import annotations

from app.model.laid_out import LaidOutDiagram
from app.model.view_state import ViewState
from app.render.look import DIMMED, look
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
