"""How strongly each element shows: the view state, read for the painter."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import Flag, auto

from app.model.diagram import Diagram, FoldedFrom
from app.model.diagram_layout import DiagramLayout
from app.model.folding import stand_in, stand_ins, whole
from app.model.ids import ElementId
from app.model.layer import NOTHING, Visible, folded_view, visible
from app.model.tour import Stage, Tour, TourStyle, stage_of
from app.model.tracing import Traced, follow
from app.model.view_state import ViewState, neighbours
from app.scene.changed import strengths
from app.scene.shot import Shot
from app.scene.theme import Theme

DIMMED = 0.12
DONE = 0.55  # what earlier steps of a flow have lit


class Mask(Flag):
    """What of an element a neutral tile with a question mark stands for."""

    LABEL = auto()
    ICON = auto()


@dataclass(frozen=True, slots=True)
class Appearance:
    """`opacity` is an element's opacity (0..1) by id; without one it is not drawn. `highlighted`
    edges are thicker. `layers` are on: an edge on several takes the first one's style.
    `shown` is what the layers, less what is hidden or still to come, show.
    `transparent`: there is no canvas behind, so tints must let through what is.
    `done` are components that earlier steps of a flow have lit: they carry a tick.
    `flowing` edges are those that a flow has lit now. `masked` are elements of which something
    is asked: what is masked is not painted at all. `shot` is what the camera makes of it."""

    theme: Theme
    opacity: Mapping[ElementId, float]
    highlighted: frozenset[ElementId] = frozenset()
    selection: ElementId | None = None
    layers: frozenset[str] = frozenset()
    transparent: bool = False
    shown: Visible = NOTHING
    done: frozenset[ElementId] = frozenset()
    flowing: frozenset[ElementId] = frozenset()
    masked: Mapping[ElementId, Mask] = field(default_factory=dict)
    shot: Shot | None = None

    def masks(self, element: ElementId, part: Mask) -> bool:
        """Whether that part of the element is not painted."""
        return part in self.masked[element] if element in self.masked else False


def through(plain: Appearance, shot: Shot | None) -> Appearance:
    """The appearance in that shot: what it leaves out does not show."""
    if shot is None or shot.whole:
        return plain
    gone, shown = shot.left_out, plain.shown
    opacity = {id: part for id, part in plain.opacity.items() if id not in gone}
    seen = Visible(shown.nodes - gone, shown.clusters - gone, shown.edges - gone)
    return replace(plain, opacity=opacity, shown=seen, shot=shot)


def appearance(
    layout: DiagramLayout,
    state: ViewState,
    theme: Theme,
    transparent: bool = False,
    also: frozenset[ElementId] = frozenset(),
    tour: Tour | None = None,
) -> Appearance:
    """What is visible at full strength, or as the step of `tour` that the state is at shows it;
    with a selection, all but it, its neighbours, its edges, the components in `also` and the
    clusters around them dimmed; with a trace, all but what it finds; where something has changed from
    one state to the next, what has not is weaker."""
    seen, stage = _seen(layout.diagram, state, tour)
    everything = seen.nodes | seen.clusters | seen.edges
    selection = stand_in(layout.diagram, state.selection)
    if selection not in everything:
        selection = None
    if traced := traced_in(whole(layout.diagram), state, tour):
        highlighted = stand_ins(layout.diagram, traced.edges) & seen.edges
        bright = {*stand_ins(layout.diagram, frozenset(traced.components))}
        bright |= _around(layout.diagram, bright)
        opacity = _lit(everything, bright | highlighted)
        return Appearance(theme, opacity, highlighted, selection, state.layers, transparent, seen)
    if selection is None:
        opacity = dict.fromkeys(everything, 1.0)
        weaker = strengths(layout.diagram)
        opacity.update((id, weaker[id]) for id in everything & weaker.keys())
        plain = Appearance(theme, opacity, frozenset(), None, state.layers, transparent, seen)
        return _staged(plain, *stage) if stage else plain
    highlighted = neighbours(layout.diagram, selection)[1] & seen.edges
    # A neighbour by an edge that does not show is no neighbour here.
    index = layout.diagram.index
    ends = {end for e in index.edges_of(highlighted) for end in (e.tail, e.head)}
    bright = ends | stand_ins(layout.diagram, also) | {*index.inside((selection,))}
    bright |= _around(layout.diagram, bright)
    opacity = _lit(everything, bright | highlighted)
    return Appearance(theme, opacity, highlighted, selection, state.layers, transparent, seen)


def shown(diagram: Diagram, state: ViewState, tour: Tour | None = None) -> Visible:
    """What of a diagram shows in that view state, and at the step of `tour` it is at."""
    return _seen(diagram, state, tour)[0]


def traced_in(diagram: Diagram, state: ViewState, tour: Tour | None = None) -> Traced | None:
    """What the trace of that view state finds along what shows; None without one, or where nothing of it
    shows."""
    if state.trace is None:
        return None
    found = follow(diagram, state.trace, shown(diagram, state, tour))
    return found if found.components else None


def _seen(
    diagram: Diagram, state: ViewState, tour: Tour | None
) -> tuple[Visible, tuple[Stage, TourStyle] | None]:
    """What shows, and what the step makes of it: None where it shows everything, or is of another
    diagram. What shows because a person has switched a layer on is there, whatever it says."""
    if diagram.folding is not None:
        seen, staged = _seen(diagram.folding.whole, state, tour)
        return folded_view(diagram, seen), staged and (
            _folded(diagram.folding, staged[0]),
            staged[1],
        )
    found = visible(diagram, state.layers, state.hidden)
    if tour is None or tour.id != state.tour or not 0 <= state.step < len(tour.steps):
        return found, None
    step = tour.steps[state.step]
    if step.diagram != diagram.id or not step.focus:
        return found, None
    stage = stage_of(tour, state.step, diagram)
    if not state.layers <= step.layers:
        own = visible(diagram, step.layers, state.hidden)
        added = found.nodes - own.nodes | found.clusters - own.clusters | found.edges - own.edges
        stage = replace(stage, pending=stage.pending - added, absent=stage.absent - added)
    nodes, clusters = found.nodes - stage.absent, found.clusters - stage.absent
    ends = nodes | clusters
    edges = frozenset(
        e.id
        for e in diagram.index.edges_of(found.edges - stage.absent)
        if e.tail in ends and e.head in ends
    )
    return Visible(nodes, clusters, edges), (stage, step.style)


def _folded(folding: FoldedFrom, stage: Stage) -> Stage:
    """What stands for several is lit where one of them is, else shown before, else still to come."""
    highlighted = folding.stand_ins(stage.highlighted)
    done = folding.stand_ins(stage.done) - highlighted
    return Stage(highlighted, done, folding.stand_ins(stage.pending) - highlighted - done)


def _staged(plain: Appearance, stage: Stage, style: TourStyle) -> Appearance:
    """As the step shows it."""
    opacity = dict(plain.opacity)
    highlighted = stage.highlighted & plain.shown.edges
    opacity |= dict.fromkeys(stage.pending & opacity.keys(), DIMMED)
    if style is TourStyle.BUILD:
        return replace(plain, opacity=opacity, highlighted=highlighted)
    opacity |= dict.fromkeys(stage.done & opacity.keys(), DONE)
    done = stage.done & plain.shown.nodes
    return replace(plain, opacity=opacity, highlighted=highlighted, flowing=highlighted, done=done)


def _lit(
    everything: frozenset[ElementId], bright: AbstractSet[ElementId]
) -> dict[ElementId, float]:
    """All of it dimmed but for what is bright. It is worked out with each click, for thousands."""
    opacity = dict.fromkeys(everything, DIMMED)
    opacity.update(dict.fromkeys(everything & bright, 1.0))
    return opacity


def _around(diagram: Diagram, components: set[ElementId]) -> set[ElementId]:
    """The clusters that hold these components."""
    around = diagram.index.around
    return {cluster for component in components for cluster in around(component)}
