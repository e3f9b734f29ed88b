"""A session beside another one, its base: what is done in it changes nothing there, and it goes on
with the base's files and layouts."""

from __future__ import annotations

from dataclasses import replace

from app.model.view_state import ViewState
from app.session.answers import in_workspace
from app.session.changes import Changed
from app.session.history import NavigationHistory
from app.session.session import Session

FOLLOWED = Changed.WORKSPACE | Changed.LAYOUTS | Changed.PROBLEMS


def fork(base: Session) -> Session:
    """One that shows the same, but for a tour under way, whole and with nothing selected."""
    if base.workspace is None:
        return Session()
    left = {d.id: _plain(base.lasting_state_of(d.id)) for d in base.workspace.diagrams}
    state = _plain(base.lasting_state_of(base.lasting.state.diagram))
    begun = Session(history=NavigationHistory(state, left=left))
    return follow(begun, base)


def follow(session: Session, base: Session) -> Session:
    """A fork, when its base has other files, layouts or problems."""
    workspace = base.workspace
    if workspace is None:
        return session
    if workspace is not session.workspace:
        session = in_workspace(session, workspace)
    return replace(
        session,
        layouts=base.layouts,
        layout_problems=base.layout_problems,
        reports=base.reports,
    )


def _plain(state: ViewState) -> ViewState:
    return replace(state, selection=None, viewport=None, trace=None)
