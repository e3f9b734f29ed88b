"""What a person does to what they look at. Each takes the session as it is and gives it as it is
then; what makes no sense there changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.model import filtering, folding
from app.model.diagram_layout import recoloured
from app.model.filtering import Filters
from app.model.ids import DiagramId, ElementId, SectionId, TourId
from app.model.picture_style import PictureStyle
from app.model.view_state import Viewport, ViewState
from app.session import navigation, touring
from app.session.history import off_tour
from app.session.session import Session

# Going somewhere


def show(session: Session, diagram: DiagramId, component: ElementId | None = None) -> Session:
    """Go to a diagram, as it was when it was left, and select a component in it."""
    workspace, state = session.workspace, session.state
    if workspace is None or workspace.diagram(diagram) is None:
        return session
    if diagram == state.diagram:
        return select(session, component) if component else session
    return session.step_to(navigation.gone(session.history, workspace, diagram, (), component))


def go_in(session: Session, component: ElementId) -> Session:
    """Go into the diagram that a component has of its own."""
    inside = session.inside(component)
    if inside is None or session.workspace is None:
        return session
    trail = navigation.way_in(session.state, inside.id)
    there = navigation.gone(session.history, session.workspace, inside.id, trail)
    return session.step_to(there)


def go_up(session: Session, diagram: DiagramId | None = None) -> Session:
    """Back out to a diagram of the trail, the last one where none is named: it is as it was
    left."""
    workspace, trail = session.workspace, session.state.trail
    diagram = diagram or (trail[-1] if trail else None)
    if diagram not in trail or workspace is None:
        return session
    section, trail = session.state_of(diagram).section, trail[: trail.index(diagram)]
    there = navigation.gone(session.history, workspace, diagram, trail, section=section)
    return session.step_to(there)


def go_back(session: Session) -> Session:
    """To the place before this one, where there is one."""
    return session.at(session.history.gone_back(session.workspace))


def go_forward(session: Session) -> Session:
    """To the place that one went back from, where there is one."""
    return session.at(session.history.gone_forward(session.workspace))


def restore(session: Session, state: ViewState, left: Iterable[ViewState] = ()) -> Session:
    """In a state that was remembered; one cannot go back from it. `left` is how other diagrams
    were left."""
    known = {**session.history.left, **{s.diagram: s for s in left}}
    return session.at(replace(session.history, left=known).to(state))


# Selecting and reading


def select(session: Session, element: ElementId | None) -> Session:
    """Select a component, which opens its section, an edge, or nothing."""
    if element == session.state.selection:
        return session
    state = navigation.selected(session.state, element, session.workspace)
    return session.to(state) if element is None else session.step_to(state)


def open_section(session: Session, section: SectionId) -> Session:
    """Show a section in the notes, and light its components; the selection stays."""
    state = replace(session.state, section=section, reading=section)
    return session.to(state) if section == session.state.section else session.step_to(state)


def read(session: Session, section: SectionId | None) -> Session:
    """That section has come into view in the notes: its components are lit."""
    return session.to(replace(session.state, reading=section))


# What shows, and from where


def toggle_layer(session: Session, layer: str) -> Session:
    """Switch a layer of the current diagram on or off, by its id."""
    return session.to(session.state.toggled(layer))


def layer_alone(session: Session, layer: str) -> Session:
    """That layer only; where it is already alone, all of them again."""
    if session.diagram is None:
        return session
    return session.to(session.state.alone(layer, session.diagram.layers))


def set_layers(session: Session, layers: frozenset[str]) -> Session:
    """Those layers, by their ids, and no others."""
    return session.to(replace(session.state, layers=layers))


def hide(session: Session, elements: Iterable[ElementId]) -> Session:
    """Hide single elements of the current diagram, and all that a merged edge stands for; `undo` takes
    it back."""
    if session.diagram is None:
        return session
    if session.layout is not None:
        shown = session.layout.diagram
        elements = [id for element in elements for id in folding.stood_for(shown, element)]
    return filtered(session, filtering.hide(session.diagram, session.state.filters, elements))


def unhide(session: Session, elements: Iterable[ElementId]) -> Session:
    """Show them again, whichever filters leave them out."""
    state = session.state
    if session.diagram is None:
        return session
    shown = filtering.show(session.diagram, state.filters, elements, state.layers)
    return filtered(session, shown)


def unhide_all(session: Session) -> Session:
    """Nothing of the current diagram is left out any more; `undo` takes it back."""
    return filtered(session, ())


def filtered(session: Session, filters: Filters) -> Session:
    """Just those filters of the current diagram; `undo` takes it back."""
    if filters == session.state.filters:
        return session
    return session.at(session.history.with_filters(filters))


def set_tidy(session: Session, on: bool) -> Session:
    """Lay out only what shows, or all again. The layout of it comes as an answer, later."""
    return session.to(replace(session.state, tidy=on))


def set_style(session: Session, style: PictureStyle) -> Session:
    """Draw the current diagram in that style. The layout of it comes as an answer, later."""
    own = session.diagram is not None and session.diagram.own_style is style
    return session.to(replace(session.state, style=None if own else style))


def set_method(session: Session, method: str) -> Session:
    """Lay the current diagram out by one of METHODS where it is drawn as written, empty for the one
    that its file asks for."""
    return session.to(replace(session.state, method=method))


def set_recolour(session: Session, on: bool) -> Session:
    """Turn the colours of the current diagram round in a dark theme where it is drawn as written, or
    leave it on a light sheet."""
    id, layout = session.state.diagram, session.layouts.get(session.state.diagram)
    tidied = session.tidied and recoloured(session.tidied, on)
    session = replace(session.to(replace(session.state, recolour=on)), tidied=tidied)
    if layout is None:
        return session
    return replace(session, layouts={**session.layouts, id: recoloured(layout, on)})


def set_viewport(session: Session, viewport: Viewport | None) -> Session:
    """The canvas tells where it looks, in pt of the diagram; None fits the picture."""
    return session.to(replace(session.state, viewport=viewport))


# Tours


def start_tour(session: Session, id: TourId, step: int = 0) -> Session:
    """Begin a tour, by its id, at a step, from 0; `stop_tour` leads back to all as it is now. No
    such tour or step changes nothing."""
    tour = session.workspace.tour(id) if session.workspace else None
    if tour is None or not 0 <= step < len(tour.steps):
        return session
    layers = tour.steps[step].layers
    there = touring.at_step(session.history, session.workspace, tour, step, layers)
    begun = session.before_tour or session.history
    return replace(session.to(there), before_tour=begun)


def go_step(session: Session, step: int) -> Session:
    """To a step of the tour. Layers that a person has switched during the tour stay as they were
    switched, as long as the diagram stays."""
    tour = session.tour
    if tour is None or not 0 <= step < len(tour.steps):
        return session
    layers = touring.next_layers(tour, step, session.state)
    return session.to(touring.at_step(session.history, session.workspace, tour, step, layers))


def stop_tour(session: Session) -> Session:
    """End the tour: all is as it was before, history and other diagrams too."""
    if not session.state.tour:
        return session
    before = session.before_tour or replace(session.history, state=off_tour(session.state))
    return replace(session.at(before), before_tour=None)
