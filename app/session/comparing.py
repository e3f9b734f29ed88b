"""A diagram that is compared with how it was: the comparison shows as a diagram of its own, into which one goes as into
any that a component has, and follows the files."""

from __future__ import annotations

from dataclasses import replace

from app.model.change_tour import tour_of_changes
from app.model.comparison import Comparison, ElementChange
from app.model.tour import TourOrigin
from app.model.workspace import Workspace
from app.session import navigation, verbs
from app.session.session import Session

KEPT = 4  # comparisons; with another one the first goes


def show_comparison(session: Session, comparison: Comparison) -> Session:
    """Go there. What was compared so before is compared anew."""
    workspace = session.workspace
    if workspace is None or workspace.diagram(comparison.base) is None:
        return session
    others = [c for c in workspace.compared if c.id != comparison.id]
    known = replace(workspace, compared=(*others, comparison)[-KEPT:])
    session = replace(session, workspace=known)
    if session.state.diagram == comparison.id:
        return session
    trail = navigation.way_in(session.state, comparison.id)
    return session.step_to(navigation.gone(session.history, known, comparison.id, trail))


def compares(session: Session) -> bool:
    """One is in a comparison, and no tour leads elsewhere."""
    workspace = session.workspace
    there = workspace is not None and workspace.comparison(session.state.diagram) is not None
    return there and not session.state.tour


def leave_comparison(session: Session) -> Session:
    """Back out to the diagram that was compared; one can go forward to the comparison again."""
    workspace = session.workspace
    comparison = workspace.comparison(session.state.diagram) if workspace else None
    if comparison is None:
        return session
    if session.state.trail:
        return verbs.go_up(session)
    return verbs.show(session, comparison.base)


def tour_changes(session: Session) -> Session:
    """Begin a tour of what changes in the current diagram; a plan has one of its own."""
    workspace, diagram = session.workspace, session.diagram
    changes = changes_shown(session)
    if workspace is None or diagram is None or not changes:
        return session
    of_plans = (t for t in workspace.tours if t.origin is TourOrigin.PLAN)
    own = next((tour for tour in of_plans if diagram.id in tour.diagrams), None)
    if own is not None:
        return verbs.start_tour(session, own.id)
    tour = tour_of_changes(diagram, changes)
    others = (t for t in workspace.tours if t.origin is not TourOrigin.CHANGES)
    known = replace(workspace, tours=(*others, tour))
    return verbs.start_tour(replace(session, workspace=known), tour.id)


def changes_shown(session: Session) -> tuple[ElementChange, ...]:
    """Those of the current diagram: of a comparison, or what its file says itself."""
    workspace, diagram = session.workspace, session.diagram
    if workspace is None or diagram is None or not diagram.index.changes:
        return ()
    comparison = workspace.comparison(diagram.id)
    if comparison is not None:
        return comparison.difference.changes
    from app.model.difference import changes_of

    kept = diagram.index.kept
    found: tuple[ElementChange, ...] | None = kept.get("changes")
    if found is None:
        found = kept["changes"] = changes_of(diagram)
    return found


def with_compared(workspace: Workspace, before: Workspace) -> Workspace:
    """The workspace, read again, with what was compared in it, as that is now."""
    if not before.compared:
        return workspace
    from app.model.difference import compared

    own = {d.id: d for d in workspace.diagrams}
    old = {d.id: d for d in before.diagrams}
    found = []
    for one in before.compared:
        if one.base in own:
            same = own[one.base] == old.get(one.base)
            found.append(one if same else compared(one.before, own[one.base], one.beside))
    return replace(workspace, compared=tuple(found))
