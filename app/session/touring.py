"""What a tour that is under way makes of the view state. Values only, as in `app.session.history`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TypeVar

from app.model.diagram import Diagram
from app.model.filtering import Filters
from app.model.ids import ElementId, SectionId
from app.model.tour import Step, Tour
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.session.history import NavigationHistory

Id = TypeVar("Id", bound=str)


def at_step(
    history: NavigationHistory,
    workspace: Workspace | None,
    tour: Tour,
    step: int,
    layers: frozenset[str],
) -> ViewState:
    """At a step, with these layers, nothing selected, and the section of the notes that the step is
    about open; `viewport` None frames what it lights."""
    now, there = history.state, history.state_of(tour.steps[step].diagram, workspace)
    folded = next_folded(tour, step, now)
    filters = next_filters(tour, step, there)
    there = replace(there, layers=layers, folded=folded, filters=filters)
    there = replace(there, tour=tour.id, step=step)
    section = section_of(workspace, tour, step) if workspace else None
    there = replace(there, section=section or now.section, tidy=now.tidy)
    return replace(there, selection=None, reading=None, viewport=None, trace=None)


def section_of(workspace: Workspace, tour: Tour, step: int) -> SectionId | None:
    """The section that most of what a step speaks of opens, if it can of what the step before did
    not speak of; of a step that shows everything the one that shows the diagram's picture."""
    here, before = tour.steps[step], tour.steps[step - 1] if step else None
    diagram = workspace.diagram(here.diagram)
    if diagram is None:
        return None
    spoken = _components(diagram, here)
    known = _components(diagram, before) if before and before.diagram == here.diagram else []
    fresh = [id for id in spoken if id not in known]
    for ids in (fresh, spoken):
        links = (workspace.link(diagram.id, id) for id in ids)
        sections = Counter(link.section for link in links if link and link.section)
        if sections:
            return sections.most_common(1)[0][0]  # of equals the one that was named first
    return next(iter(workspace.homes(diagram.id)), None)


def _components(diagram: Diagram, step: Step) -> list[ElementId]:
    """What a step names, and the ends of each edge that it names."""
    ends = {edge.id: (edge.tail, edge.head) for edge in diagram.edges}
    return [id for named in step.focus for id in ends.get(named, (named,))]


def next_layers(tour: Tour, step: int, now: ViewState) -> frozenset[str]:
    """The layers to go to a step with. Those that a person has switched at the step where one is
    stay as they were switched, as long as the diagram stays."""
    here, there = tour.steps[now.step], tour.steps[step]
    if there.diagram == now.diagram == here.diagram:
        return _as_switched(there.layers, here.layers, now.layers)
    return there.layers


def next_folded(tour: Tour, step: int, now: ViewState) -> frozenset[ElementId]:
    """The clusters to go to a step with as folded; as `next_layers`."""
    there = tour.steps[step]
    if now.tour != tour.id or now.step >= len(tour.steps):
        return there.folded
    here = tour.steps[now.step]
    if there.diagram == now.diagram == here.diagram:
        return _as_switched(there.folded, here.folded, now.folded)
    return there.folded


def next_filters(tour: Tour, step: int, there: ViewState) -> Filters:
    """What a person has left out of the diagram, and then the step, without what other steps of the tour
    leave out."""
    steps = [filter for s in tour.steps if s.diagram == there.diagram for filter in s.filters]
    own = tuple(filter for filter in there.filters if filter not in steps)
    return (*own, *tour.steps[step].filters)


def read_again(
    history: NavigationHistory,
    old: ViewState,
    workspace: Workspace,
    before: Workspace | None,
) -> ViewState | None:
    """The state, which was `old`, at the same step of the tour or the last one that there is now;
    None where the tour has gone. Who is at the step stays at it, wherever it leads now."""
    state, tour = history.state, workspace.tour(old.tour)
    past = before.tour(old.tour) if before else None
    if tour is None:
        return None
    number = min(old.step, len(tour.steps) - 1)
    step = tour.steps[number]
    was = past.steps[old.step] if past and old.step < len(past.steps) else None
    if was is None or was.diagram != old.diagram:
        return replace(state, step=number)
    layers, diagram = step.layers, workspace.diagram(step.diagram)
    if was.diagram == step.diagram and diagram is not None:
        layers = _as_switched(layers, was.layers, old.layers) & frozenset(diagram.layers)
    if was == step and state.diagram == step.diagram:
        return replace(state, layers=layers, step=number)
    return at_step(history, workspace, tour, number, layers)


def _as_switched(layers: frozenset[Id], here: frozenset[Id], on: frozenset[Id]) -> frozenset[Id]:
    """A step's layers, or what it folds, but for those that a person has switched at a step that has
    `here`."""
    return (layers | (on - here)) - (here - on)
