"""What comes in from those who read files and lay out diagrams. Each takes the session as it is
and gives it as it is then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from app.model.diagram_layout import DiagramLayout, recoloured, same
from app.model.ids import DiagramId
from app.model.notes import Note
from app.model.problem import Problem, distinct
from app.model.view_state import ViewState
from app.model.workspace import Workspace
from app.session import touring, verbs
from app.session.comparing import with_compared
from app.session.folding import rendering_apart
from app.session.history import NavigationHistory, off_tour, opened
from app.session.reconcile import same_workspace, with_broken, with_made, with_outer
from app.session.session import Session

REPORTS = 50  # problems of the running program kept
OUTER = 100  # notes outside of what is open kept

T = TypeVar("T")

# On what a tidied layout hangs.
_ASKED = attrgetter("diagram", "layers", "hidden", "folds", "tidy")


def expect(session: Session, diagram: DiagramId, left: tuple[ViewState, ...]) -> Session:
    """Another workspace is being opened: that diagram is to be shown, and `left` is how its
    diagrams were left."""
    return replace(session, expected=(diagram, left))


def take_workspace(session: Session, workspace: Workspace) -> Session:
    """A workspace that was read. Of the same folder, what still exists stays: diagram, layers,
    selection, viewport, history, and the last good layouts; also the diagrams of files that are
    broken now."""
    before = session.workspace
    if before is not None and same_workspace(before, workspace):
        workspace = with_compared(with_broken(workspace, before), before)
        workspace = with_made(workspace, before)
        workspace = with_outer(workspace, before.notebook.outer)
    return in_workspace(session, workspace)


def take_first(session: Session, workspace: Workspace, diagram: DiagramId) -> Session:
    """The same, where that diagram is to be looked at."""
    session = take_workspace(session, workspace)
    if session.state.diagram != diagram:
        session = verbs.restore(session, session.state_of(diagram))
    return session


def in_workspace(session: Session, workspace: Workspace) -> Session:
    """The same, without what the workspace does not have."""
    before, old = session.workspace, session.state
    moved = before is not None and not same_workspace(before, workspace)
    if moved:
        before = None
        history = opened(workspace, *session.expected)
        session = Session(history=history, reports=session.reports)
    known = workspace.ids
    session = replace(
        session,
        workspace=workspace,
        layouts=_of(session.layouts, known),
        layout_problems=_of(session.layout_problems, known),
        before_tour=_read_again(session.before_tour, workspace, before),
        before_preview=_read_again(session.before_preview, workspace, before),
    )
    session = session.at(session.history.read_again(workspace, before))
    if before is not None and _only_meanwhile(session.history, before, workspace):
        own = workspace.own_section(session.state.diagram) or session.state.section
        session = session.at(replace(session.history, state=replace(session.state, section=own)))
    ended = False
    if session.state.tour:
        there = touring.read_again(session.history, old, workspace, before)
        ended = there is None
        if there is None:
            session = verbs.stop_tour(session)
        else:
            session = session.at(replace(session.history, state=there))
    if not (moved or ended) and old.diagram != session.state.diagram:
        session = session.at(session.history.leaving(old))
    return session


def _only_meanwhile(history: NavigationHistory, before: Workspace, workspace: Workspace) -> bool:
    """Whether the section that is open was only there to be read while the notes came, and nobody has gone on from it."""
    coming = before.notebook.sections if before.growing and not workspace.growing else ()
    if not coming or history.can_go_back or history.can_go_forward or history.state.selection:
        return False
    section, reading = history.state.section, history.state.reading
    return section == coming[0].id and reading in (None, section)


def take_outer(session: Session, note: Note) -> Session:
    """A note that is no part of what is open, and to which a link is followed; or such a note, read
    again. The last ones are kept."""
    workspace = session.workspace
    if workspace is None or note in workspace.notebook.outer:
        return session
    others = [n for n in workspace.notebook.outer if n.file != note.file]
    return replace(session, workspace=with_outer(workspace, (*others, note)[-OUTER:]))


def _of(by_diagram: Mapping[DiagramId, T], known: frozenset[DiagramId]) -> Mapping[DiagramId, T]:
    if by_diagram.keys() <= known:
        return by_diagram
    return {id: found for id, found in by_diagram.items() if id in known}


def _read_again(
    history: NavigationHistory | None, workspace: Workspace, before: Workspace | None
) -> NavigationHistory | None:
    """A history that something brings back."""
    if history is None:
        return None
    history = history.read_again(workspace, before)
    if history.state.tour and workspace.tour(history.state.tour) is None:
        return replace(history, state=off_tour(history.state))
    return history


def reload_failed(session: Session, problem: Problem) -> Session:
    """The workspace could not be read again (it is away, perhaps): it stays as it was, with that
    problem, until it can."""
    workspace = session.workspace
    if workspace is None or problem in workspace.problems:
        return session
    old = frozenset(d.id for d in workspace.diagrams)
    problems = (*workspace.problems, problem)
    return replace(session, workspace=replace(workspace, problems=problems, outdated=old))


def take_layout(session: Session, diagram: DiagramId, layout: DiagramLayout) -> Session:
    """A diagram's full layout, in the style in which it is to be drawn now. The same one again
    changes nothing."""
    if layout.rendering != session.rendering_of(diagram):
        return session
    layout = recoloured(layout, session.state_of(diagram).recolour)
    if diagram in session.layout_problems:
        left = {id: p for id, p in session.layout_problems.items() if id != diagram}
        session = replace(session, layout_problems=left)
    if same(session.layouts.get(diagram), layout):
        return session
    return replace(session, layouts={**session.layouts, diagram: layout})


def take_tidied(session: Session, asked: ViewState, layout: DiagramLayout) -> Session:
    """The layout of what is visible, unless that is not any more what was asked."""
    now = session.state
    awaited = _ASKED(asked) == _ASKED(now) and layout.rendering == rendering_apart(session)
    layout = recoloured(layout, now.recolour)
    if not (awaited and session.apart) or same(session.tidied, layout):
        return session
    return replace(session, tidied=layout)


def layout_failed(session: Session, diagram: DiagramId, problem: Problem) -> Session:
    """The last good layout stays."""
    return replace(session, layout_problems={**session.layout_problems, diagram: problem})


def report(session: Session, problem: Problem) -> Session:
    """A problem of the running program itself."""
    return replace(session, reports=distinct((*session.reports, problem))[-REPORTS:])
