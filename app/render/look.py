"""How strongly each element shows: the view state, read for the painter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.model.diagram import Diagram
from app.model.laid_out import LaidOutDiagram
from app.model.layer import NOTHING, Visible, visible
from app.model.tour import Scene, Style, Tour, scene
from app.model.view_state import ViewState, neighbours
from app.render.theme import Theme

DIMMED = 0.12
DONE = 0.55  # what earlier steps of a flow have lit


@dataclass(frozen=True, slots=True)
class Look:
    """`strength` is an element's opacity (0..1) by id; without one it is not drawn. `lit`
    edges are thicker. `layers` are on: an edge on several takes the first one's style.
    `shown` is what the layers, less what is hidden or still to come, show.
    `transparent`: there is no canvas behind, so tints must let through what is.
    `done` are components that earlier steps of a flow have lit: they carry a tick.
    `flowing` edges are those that a flow has lit now."""

    theme: Theme
    strength: Mapping[str, float]
    lit: frozenset[str] = frozenset()
    selection: str | None = None
    layers: frozenset[str] = frozenset()
    transparent: bool = False
    shown: Visible = NOTHING
    done: frozenset[str] = frozenset()
    flowing: frozenset[str] = frozenset()


def look(
    picture: LaidOutDiagram,
    state: ViewState,
    theme: Theme,
    transparent: bool = False,
    also: frozenset[str] = frozenset(),
    tour: Tour | None = None,
) -> Look:
    """What is visible at full strength, or as the step of `tour` that the state is at shows it;
    with a selection, all but it, its neighbours, its edges, the components in `also` and the
    clusters around them dimmed."""
    shown = visible(picture.diagram, state.layers, state.hidden)
    stage = _stage(picture.diagram, state, tour, shown)
    if stage is not None:
        shown = _without(picture.diagram, shown, stage.absent)
    everything = shown.nodes | shown.clusters | shown.edges
    selection = state.selection if state.selection in everything else None
    if selection is None:
        if stage is not None and tour is not None:
            flow = tour.steps[state.step].style is Style.FLOW
            return _staged(
                stage,
                flow,
                Look(theme, {}, layers=state.layers, transparent=transparent, shown=shown),
            )
        strength = dict.fromkeys(everything, 1.0)
        return Look(theme, strength, frozenset(), None, state.layers, transparent, shown)
    lit = neighbours(picture.diagram, selection)[1] & shown.edges
    # A neighbour by an edge that does not show is no neighbour here.
    ends = {end for e in picture.diagram.edges if e.id in lit for end in (e.tail, e.head)}
    bright = ends | also | _with_inside(picture.diagram, selection)
    bright |= _around(picture.diagram, bright)
    strength = {id: 1.0 if id in bright or id in lit else DIMMED for id in everything}
    return Look(theme, strength, lit, selection, state.layers, transparent, shown)


def _stage(diagram: Diagram, state: ViewState, tour: Tour | None, shown: Visible) -> Scene | None:
    """What the step shows; None where it shows everything or is of another diagram. What shows
    because a person has switched a layer on is there, whatever the step says."""
    if tour is None or tour.id != state.tour or not 0 <= state.step < len(tour.steps):
        return None
    step = tour.steps[state.step]
    if step.diagram != diagram.id or not step.focus:
        return None
    stage = scene(tour, state.step, diagram)
    if state.layers <= step.layers:
        return stage
    own = visible(diagram, step.layers, state.hidden)
    added = (shown.nodes - own.nodes) | (shown.edges - own.edges) | (shown.clusters - own.clusters)
    return replace(stage, pending=stage.pending - added, absent=stage.absent - added)


def _without(diagram: Diagram, shown: Visible, absent: frozenset[str]) -> Visible:
    """What is not absent; an edge needs both its ends."""
    nodes, clusters = shown.nodes - absent, shown.clusters - absent
    ends = nodes | clusters
    edges = (e for e in diagram.edges if e.id in shown.edges and e.id not in absent)
    return Visible(
        nodes, clusters, frozenset(e.id for e in edges if e.tail in ends and e.head in ends)
    )


def _staged(stage: Scene, flow: bool, plain: Look) -> Look:
    shown = plain.shown
    components = shown.nodes | shown.clusters
    strength = dict.fromkeys(components | shown.edges, 1.0)
    strength |= dict.fromkeys(stage.pending & strength.keys(), DIMMED)
    lit = stage.lit & shown.edges
    if not flow:
        return replace(plain, strength=strength, lit=lit)
    strength |= dict.fromkeys(stage.done & strength.keys(), DONE)
    done = stage.done & shown.nodes
    return replace(plain, strength=strength, lit=lit, flowing=lit, done=done)


def _with_inside(diagram: Diagram, component: str) -> set[str]:
    """The component and what it holds, at any depth."""
    found = {component}
    for cluster in diagram.clusters:  # parents stand before their children
        if cluster.parent in found:
            found.add(cluster.id)
    found.update(n.id for n in diagram.nodes if n.cluster in found)
    return found


def _around(diagram: Diagram, components: set[str]) -> set[str]:
    """The clusters that hold these components."""
    parents = {c.id: c.parent for c in diagram.clusters}
    homes = parents | {n.id: n.cluster for n in diagram.nodes}
    found: set[str] = set()
    for component in components:
        at = homes.get(component)
        while at is not None and at not in found:
            found.add(at)
            at = parents.get(at)
    return found
