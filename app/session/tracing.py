"""What a person does with a trace: begins one, goes further or less far, leaves it. As in
`app.session.verbs`."""

from __future__ import annotations

from dataclasses import replace

from app.model.ids import ElementId
from app.model.layer import Visible, visible
from app.model.tour import TourOrigin
from app.model.trace_tour import tour_along
from app.model.tracing import Trace, Traced, Way, between, follow
from app.session import navigation
from app.session.session import Session
from app.session.verbs import start_tour

SHORTEST = 2  # steps of a tour


def trace(session: Session, component: ElementId, way: Way, steps: int | None = None) -> Session:
    """Trace a component of the current diagram, and select it. The same trace again ends it."""
    diagram, wanted = session.diagram, Trace(component, way, steps)
    if diagram is None or diagram.index.component(component) is None or session.state.tour:
        return session
    return _with(session, None if session.state.trace == wanted else wanted)


def trace_way(session: Session, way: Way) -> Session:
    """The trace under way the other way, from where it starts."""
    now = session.state.trace
    if now is None or now.way is way or now.goal is not None:
        return session
    return _with(session, replace(now, way=way))


def trace_paths(session: Session, goal: ElementId, start: ElementId | None = None) -> Session:
    """The shortest path to that component, from the start of the trace under way or of what is selected,
    where no `start` is given. That one again shows all paths, and then the shortest."""
    start, diagram, now = start or path_start(session), session.diagram, session.state.trace
    if start is None or diagram is None or session.state.tour or start == goal:
        return session
    known = diagram.index.component
    if known(start) is None or known(goal) is None:
        return session
    if now is not None and now.ends == (start, goal):
        return trace_every(session)
    return _with(session, between(diagram, start, goal, False, shown(session)))


def trace_every(session: Session) -> Session:
    """All paths instead of the shortest, or that one again."""
    now = session.state.trace
    if now is None or now.goal is None:
        return session
    return _with(session, replace(now, every=not now.every))


def trace_further(session: Session, by: int = 1) -> Session:
    """So many steps further, or with less than 0 less far. As far as there is anything, it is all the way.
    Of paths, further is all, and less far the shortest."""
    now = session.state.trace
    if now is None:
        return session
    if now.goal is not None:
        return _with(session, replace(now, every=by > 0))
    found = traced(session)
    far = found.furthest if now.steps is None else now.steps
    steps = None if by > 0 and (now.steps is None or not found.more) else max(far + by, 1)
    if steps is not None and by > 0 and not _found(session, replace(now, steps=steps)).more:
        steps = None
    return _with(session, replace(now, steps=steps))


def trace_all(session: Session) -> Session:
    """All the way."""
    now = session.state.trace
    return session if now is None else _with(session, replace(now, steps=None))


def tour_traced(session: Session) -> Session:
    """Begin a tour along what is traced: of paths along the shortest, else step by step away. The
    workspace has the last such tour."""
    workspace, diagram, state = session.workspace, session.diagram, session.state
    if workspace is None or diagram is None or state.trace is None:
        return session
    tour = tour_along(diagram, state.trace, state.layers, state.hidden)
    if len(tour.steps) < SHORTEST:
        return session
    others = (t for t in workspace.tours if t.origin is not TourOrigin.TRACE)
    known = replace(workspace, tours=(*others, tour))
    return start_tour(replace(session, workspace=known), tour.id)


def leave_trace(session: Session) -> Session:
    """All is as bright as it was."""
    return session.to(replace(session.state, trace=None))


# What is asked of a session


def traced(session: Session) -> Traced:
    """What the trace under way finds; nothing without one."""
    return Traced() if session.state.trace is None else _found(session, session.state.trace)


def path_start(session: Session) -> ElementId | None:
    """From where paths go: where the trace under way starts, or else what is selected."""
    now, diagram = session.state.trace, session.diagram
    start = now.start if now is not None else session.state.selection
    known = diagram is not None and start is not None and diagram.index.component(start) is not None
    return start if known else None


def shown(session: Session) -> Visible:
    """What of the current diagram shows."""
    state = session.state
    if session.diagram is None:
        return Visible(frozenset(), frozenset(), frozenset())
    return visible(session.diagram, state.layers, state.hidden)


def _found(session: Session, trace: Trace) -> Traced:
    return Traced() if session.diagram is None else follow(session.diagram, trace, shown(session))


def _with(session: Session, trace: Trace | None) -> Session:
    state = session.state
    selection = state.selection
    if trace is not None and selection not in trace.ends:
        selected = navigation.selected(state, trace.start, session.workspace)
        return session.step_to(replace(selected, trace=trace))
    return session.to(replace(state, trace=trace))
