"""A look at something else, as a transaction: it is begun, and taken up or rolled back."""

from __future__ import annotations

from dataclasses import replace

from app.model.view_state import ViewState
from app.session.history import place
from app.session.session import Session


def begin(session: Session) -> Session:
    """What is so now comes back when it is rolled back. Nothing happens where one is under way."""
    if session.workspace is None or session.before_preview is not None:
        return session
    return replace(session, before_preview=session.history)


def look(session: Session, state: ViewState) -> Session:
    """That state for the moment: one cannot go back from it, and how diagrams were left stays as
    it was. A tour under way stays at its step."""
    before, workspace = session.before_preview, session.workspace
    if before is None or workspace is None:
        return session
    if state.diagram and workspace.diagram(state.diagram) is None:
        return session
    state = replace(state, tour=before.state.tour, step=before.state.step)
    return session.at(replace(session.history, state=state, left=before.to(state).left))


def commit(session: Session) -> Session:
    """Stay where it has led; one step back leads to where it began."""
    before = session.before_preview
    if before is None:
        return session
    history = session.history
    if place(before.state) != place(session.state):
        history = history.noted(before.state)
    return replace(session, history=history, before_preview=None)


def roll_back(session: Session) -> Session:
    """All is as it was when it was begun."""
    before = session.before_preview
    if before is None:
        return session
    history = replace(session.history, state=before.state, left=before.left)
    return replace(session.at(history), before_preview=None)
