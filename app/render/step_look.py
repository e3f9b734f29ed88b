"""How strongly each element shows at a step of a tour."""

from __future__ import annotations

from app.model.laid_out import LaidOutDiagram
from app.model.layer import visible
from app.model.tour import Style, Tour, scene
from app.model.view_state import ViewState
from app.render.look import DIMMED, Look
from app.render.theme import Theme

DONE = 0.55  # strength of what earlier steps of a flow have lit


def step_look(picture: LaidOutDiagram, state: ViewState, tour: Tour, theme: Theme) -> Look:
    """What step `state.step` of the tour shows of what layers and hiding let through. In a
    build-up what comes later is not drawn; in a flow it is dimmed, and what was lit before is
    weaker than what is."""
    diagram, step = picture.diagram, tour.steps[state.step]
    shown = visible(diagram, state.layers, state.hidden)
    everything = shown.nodes | shown.clusters | shown.edges
    seen = scene(tour, state.step, diagram)
    done = DONE if step.style is Style.FLOW else 1.0
    strength = (
        dict.fromkeys(everything & seen.pending, DIMMED)
        | dict.fromkeys(everything & seen.done, done)
        | dict.fromkeys(everything & seen.lit, 1.0)
    )
    lit = seen.lit & shown.edges if step.focus and step.style is Style.FLOW else frozenset()
    return Look(theme, strength, lit, layers=state.layers, shown=shown)
