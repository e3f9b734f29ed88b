"""What a person leaves out of what they look at, filter by filter. As in `app.session.verbs`; `undo` takes
each back."""

from __future__ import annotations

from dataclasses import replace

from app.model import filtering
from app.model.filtering import Only
from app.model.ids import ElementId
from app.session import navigation
from app.session.session import Session
from app.session.verbs import filtered


def only(session: Session, component: ElementId) -> Session:
    """Only that component and what it holds."""
    return _only(session, filtering.only(component))


def near(session: Session, component: ElementId) -> Session:
    """Only that component and what an edge joins it to."""
    return _only(session, filtering.near(component))


def only_traced(session: Session) -> Session:
    """Only what is traced, all of it bright: the trace is left, and nothing is selected."""
    trace = session.state.trace
    if trace is None:
        return session
    made = filtered(session, (*session.state.filters, Only(trace)))
    return made.to(replace(made.state, trace=None, selection=None))


def take_back(session: Session, number: int) -> Session:
    """Without that filter, from 0; the others stay."""
    return filtered(session, filtering.without(session.state.filters, number))


def _only(session: Session, one: Only) -> Session:
    """Selected, too: that is what one looks at."""
    diagram, state = session.diagram, session.state
    start = one.trace.start
    if diagram is None or diagram.index.component(start) is None or one in state.filters:
        return session
    made = filtered(session, (*state.filters, one))
    selected = navigation.selected(made.state, start, session.workspace)
    return made.step_to(replace(selected, trace=None))
