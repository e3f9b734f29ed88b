"""The bundled tours: what a step says, and what the picture shows at it."""

from __future__ import annotations

import re

import pytest

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.layer import visible
from app.model.tour import Step, Tour, TourStyle, stage_of
from app.model.workspace import Workspace
from app.sources.finding import bundled_root
from app.study.answers import words
from app.study.naming import Names
from app.study.short_forms import shortened

TOURS = sorted(path.stem for path in (bundled_root() / "resources" / "tours").glob("*.md"))


@pytest.fixture
def tour(bundled: Workspace, request: pytest.FixtureRequest) -> Tour:
    found = bundled.tour(request.param)
    assert found is not None
    return found


each_tour = pytest.mark.parametrize("tour", TOURS, indirect=True)


def of(workspace: Workspace, step: Step) -> Diagram:
    found = workspace.diagram(step.diagram)
    assert found is not None
    return found


def named(diagram: Diagram, workspace: Workspace, step: Step) -> set[str]:
    """The components that a step's title and words name: where that is one word, such as
    “Internet”, written as it is on the picture."""
    names = Names(diagram, workspace)
    text = f"{step.title}. {step.text}"
    said = f" {' '.join(shortened(words(text)))} "
    return {
        component.id
        for component in diagram.components
        for name in names.of(component.id)
        if f" {' '.join(shortened(words(name)))} " in said
        and (len(words(name)) > 1 or re.search(rf"\b{re.escape(name)}\b", text))
    }


@each_tour
def test_nothing_is_named_before_it_shows(bundled: Workspace, tour: Tour) -> None:
    early = []
    for n, step in enumerate(tour.steps):
        if step.style is not TourStyle.BUILD or not step.focus:
            continue  # all of the picture is there
        diagram = of(bundled, step)
        names, stage = Names(diagram, bundled), stage_of(tour, n, diagram)
        on = visible(diagram, step.layers)
        there = (stage.highlighted | stage.done) & (on.nodes | on.clusters)
        early += [
            f"step {n + 1}: {names.labels[ElementId(id)]}"
            for id in named(diagram, bundled, step)
            if id not in there and not names.twins(ElementId(id)) & there
        ]
    assert early == []


@each_tour
def test_what_a_step_speaks_of_is_on_its_layers(bundled: Workspace, tour: Tour) -> None:
    hidden = []
    for n, step in enumerate(tour.steps, 1):
        diagram = of(bundled, step)
        on = visible(diagram, step.layers)
        hidden += [
            f"step {n}: {id}" for id in step.focus if id not in on.nodes | on.clusters | on.edges
        ]
    assert hidden == []


@each_tour
def test_no_step_is_told_twice(tour: Tour) -> None:
    shown = [(s.diagram, s.style, s.layers, frozenset(s.focus)) for s in tour.steps]
    assert len(set(shown)) == len(shown)
    assert len({s.title for s in tour.steps}) == len(tour.steps)


@each_tour
def test_a_lit_edge_is_what_the_words_speak_of(bundled: Workspace, tour: Tour) -> None:
    """A word of it or of one of its ends is said, but for its ending; or it was lit before, and is
    the way back."""
    unsaid, before = [], set[str]()
    for n, step in enumerate(tour.steps, 1):
        diagram = of(bundled, step)
        labels = {c.id: c.label for c in diagram.components}
        spoken = stems(f"{step.title}. {step.text}")
        unsaid += [
            f"step {n}: {labels[edge.tail]} -> {labels[edge.head]}"
            for edge in diagram.edges
            if edge.id in step.focus
            and edge.id not in before
            and not stems(f"{labels[edge.tail]} {labels[edge.head]} {edge.label}") & spoken
        ]
        before |= set(step.focus)
    assert unsaid == []


def stems(text: str) -> set[str]:
    return {word[:5] for word in words(text) if len(word) > 2}
