"""What a tour that is under way makes of the view state. Values only, as in `app.ui.walk`."""

from __future__ import annotations

from dataclasses import replace

from app.model.tour import Tour
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.ui.walk import Walk


def at_step(
    walk: Walk, workspace: Workspace | None, tour: Tour, step: int, layers: frozenset[str]
) -> ViewState:
    """At a step, with these layers and nothing selected; `viewport` None frames what it lights."""
    now, there = walk.state, walk.state_of(tour.steps[step].diagram, workspace)
    there = replace(there, layers=layers, tour=tour.id, step=step)
    there = replace(there, section=now.section, tidy=now.tidy)
    return replace(there, selection=None, reading=None, viewport=None)


def next_layers(tour: Tour, step: int, now: ViewState) -> frozenset[str]:
    """The layers to go to a step with. Those that a person has switched at the step where one is
    stay as they were switched, as long as the diagram stays."""
    here, there = tour.steps[now.step], tour.steps[step]
    if there.diagram == now.diagram == here.diagram:
        return _as_switched(there.layers, here.layers, now.layers)
    return there.layers


def read_again(
    walk: Walk, old: ViewState, workspace: Workspace, before: Workspace | None
) -> ViewState | None:
    """The state, which was `old`, at the same step of the tour or the last one that there is now;
    None where the tour has gone. Who is at the step stays at it, wherever it leads now."""
    state, tour = walk.state, workspace.tour(old.tour)
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
    return at_step(walk, workspace, tour, number, layers)


def _as_switched(
    layers: frozenset[str], here: frozenset[str], on: frozenset[str]
) -> frozenset[str]:
    """A step's layers, but for those that a person has switched at a step that has `here`."""
    return (layers | (on - here)) - (here - on)
