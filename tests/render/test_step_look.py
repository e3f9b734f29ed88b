"""How strongly things show at a step of a tour."""

from __future__ import annotations

import pytest

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.laid_out import LaidOutDiagram
from app.model.tour import Step, Style, Tour
from app.model.view_state import ViewState
from app.render.look import DIMMED
from app.render.step_look import DONE, step_look
from app.render.theme import LIGHT


@pytest.fixture
def picture() -> LaidOutDiagram:
    diagram = Diagram(
        "d",
        "D",
        "d",
        "d.py",
        layers=("iam",),
        nodes=(Node("a", "A", cluster="box"), Node("b", "B"), Node("c", "C", layers=("iam",))),
        clusters=(Cluster("box", "Box"),),
        edges=(Edge("a-b", "a", "b", ("a", "b")), Edge("b-c", "b", "c", ("b", "c"))),
    )
    return LaidOutDiagram(diagram, 10, 10, {}, {}, {})


def _tour(style: Style) -> Tour:
    on = frozenset({"iam"})
    steps = [Step(id, "", "d", on, (id,) if id else (), style) for id in ("a", "b", "")]
    return Tour("t", "T", tuple(steps))


def test_a_build_draws_only_what_has_been_told(picture: LaidOutDiagram) -> None:
    tour, on = _tour(Style.BUILD), frozenset({"iam"})
    first = step_look(picture, ViewState("d", on, step=0), tour, LIGHT)
    assert first.strength == {"a": 1.0, "box": 1.0}
    second = step_look(picture, ViewState("d", on, step=1), tour, LIGHT)
    assert second.strength == {"a": 1.0, "box": 1.0, "b": 1.0, "a-b": 1.0}
    assert second.lit == frozenset()


def test_a_flow_dims_the_rest_and_weakens_what_is_done(picture: LaidOutDiagram) -> None:
    look = step_look(picture, ViewState("d", frozenset({"iam"}), step=1), _tour(Style.FLOW), LIGHT)
    assert look.strength == {
        "a": DONE,
        "box": DONE,
        "b": 1.0,
        "a-b": 1.0,
        "c": DIMMED,
        "b-c": DIMMED,
    }
    assert look.lit == {"a-b"}


def test_a_step_without_focus_shows_what_layers_and_hiding_let_through(
    picture: LaidOutDiagram,
) -> None:
    for style in Style:
        look = step_look(picture, ViewState("d", frozenset(), step=2), _tour(style), LIGHT)
        assert look.strength == dict.fromkeys(("a", "b", "box", "a-b"), 1.0)
        assert look.lit == frozenset()
    hidden = ViewState("d", frozenset(), hidden=frozenset({"box"}), step=2)
    assert set(step_look(picture, hidden, _tour(Style.FLOW), LIGHT).strength) == {"b"}
