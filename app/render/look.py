"""How strongly each element shows: the view state, read for the painter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Flag, auto

from app.model.diagram import Diagram
from app.model.laid_out import LaidOutDiagram
from app.model.layer import NOTHING, Visible, visible
from app.model.view_state import ViewState, neighbours
from app.render.theme import Theme

DIMMED = 0.12


class Mask(Flag):
    """What of an element a neutral tile with a question mark stands for."""

    LABEL = auto()
    ICON = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """`strength` is an element's opacity (0..1) by id; without one it is not drawn. `lit`
    edges are thicker. `layers` are on: an edge on several takes the first one's style.
    `shown` is what the layers, less what is hidden, show.
    `transparent`: there is no canvas behind, so tints must let through what is. `masked` are
    elements of which something is asked: what is masked is not painted at all."""

    theme: Theme
    strength: Mapping[str, float]
    lit: frozenset[str] = frozenset()
    selection: str | None = None
    layers: frozenset[str] = frozenset()
    transparent: bool = False
    shown: Visible = NOTHING
    masked: Mapping[str, Mask] = field(default_factory=dict)

    def masks(self, element: str, part: Mask) -> bool:
        return part in self.masked[element] if element in self.masked else False


def look(
    picture: LaidOutDiagram,
    state: ViewState,
    theme: Theme,
    transparent: bool = False,
    also: frozenset[str] = frozenset(),
) -> Look:
    """What is visible at full strength; with a selection, all but it, its neighbours, its edges,
    the components in `also` and the clusters around them dimmed."""
    shown = visible(picture.diagram, state.layers, state.hidden)
    everything = shown.nodes | shown.clusters | shown.edges
    selection = state.selection if state.selection in everything else None
    if selection is None:
        strength = dict.fromkeys(everything, 1.0)
        return Look(theme, strength, frozenset(), None, state.layers, transparent, shown)
    lit = neighbours(picture.diagram, selection)[1] & shown.edges
    # A neighbour by an edge that does not show is no neighbour here.
    ends = {end for e in picture.diagram.edges if e.id in lit for end in (e.tail, e.head)}
    bright = ends | also | _with_inside(picture.diagram, selection)
    bright |= _around(picture.diagram, bright)
    strength = {id: 1.0 if id in bright or id in lit else DIMMED for id in everything}
    return Look(theme, strength, lit, selection, state.layers, transparent, shown)


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
