"""What is on screen, as a step of a tour."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from app.model.diagram import Diagram
from app.model.filtering import settled
from app.model.ids import ElementId
from app.model.layer import layer_name, visible
from app.model.tour import Step, TourStyle
from app.model.view_state import ViewState, neighbours
from app.ui.services.describe import name
from app.ui.session.store import Store


class Focus(Enum):
    """What of the screen a step speaks of."""

    NEAR = "The selection and its neighbours"
    ALONE = "The selection alone"


def capture(store: Store, focus: Focus, style: TourStyle) -> Step | None:
    """A step that shows what is on screen, without words; None where nothing is. Where nothing
    is selected, the focus is that of the tour that is under way, or everything."""
    diagram, state = store.diagram, store.state
    if diagram is None:
        return None
    playing = store.step if store.step and store.step.diagram == diagram.id else None
    selected = state.selection
    if selected is not None:
        ids = focused(diagram, state, selected, focus)
    else:
        ids = playing.focus if playing else ()
    title = (name(diagram, selected) if selected else "") or _title(diagram, state)
    layers = state.layers & frozenset(diagram.layers)
    filters = settled(diagram, state.filters, state.layers)
    step = Step(title, "", diagram.id, layers, ids, style, folded=state.folded)
    return step.filtered(filters)


def focused(
    diagram: Diagram, state: ViewState, selected: ElementId, focus: Focus
) -> tuple[ElementId, ...]:
    """The selected element first, then what of its neighbours shows, in the diagram's order."""
    if focus is Focus.ALONE:
        return (selected,)
    shown = visible(diagram, state.layers, state.hidden)
    near, edges = neighbours(diagram, selected)
    index = diagram.index
    highlighted = [e for e in index.edges_of(edges & shown.edges) if e.id != selected]
    ends = dict.fromkeys(end for e in highlighted for end in e.way if end != selected)
    # What a cluster holds comes with it.
    held = {selected, *near} - ends.keys()
    own = [end for end in ends if held.isdisjoint(index.around(end))]
    return (selected, *own, *(e.id for e in highlighted))


def shown_in(step: Step, taken: Step, *, layers: bool, focus: bool) -> Step:
    """A step with layers, and what is folded and left out, or focus of another; in another diagram, with both."""
    if step.diagram != taken.diagram:
        layers = focus = True
    return replace(
        step,
        diagram=taken.diagram,
        layers=taken.layers if layers else step.layers,
        folded=taken.folded if layers else step.folded,
        focus=taken.focus if focus else step.focus,
    ).filtered(taken.filters if layers else step.filters)


def _title(diagram: Diagram, state: ViewState) -> str:
    on = [layer_name(layer) for layer in diagram.named_layers if layer in state.layers]
    return ", ".join(on) if 0 < len(on) < len(diagram.named_layers) else diagram.title
