"""A diagram that is compared with how it was: the comparison shows as a diagram of its own, into which one goes as into
any that a component has, and follows the files."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from app.model.change_tour import tour_of_changes
from app.model.comparison import Comparison, ElementChange
from app.model.diagram import Diagram
from app.model.ids import DiagramId
from app.model.inside_changes import first_of, reached, with_marks
from app.model.tour import TourOrigin
from app.model.workspace import Workspace
from app.session import navigation, verbs
from app.session.session import Session

KEPT = 40  # comparisons; with others the first go


class ChangePlace(NamedTuple):
    """A change, and the diagram in which it is seen, with the diagrams through which one goes there."""

    change: ElementChange
    diagram: Diagram
    trail: tuple[DiagramId, ...] = ()


def show_comparison(
    session: Session, comparison: Comparison, others: tuple[Comparison, ...] = ()
) -> Session:
    """Go there; `others` are those of the same run. What was compared so before is compared anew."""
    workspace = session.workspace
    if workspace is None or workspace.diagram(comparison.base) is None:
        return session
    run = (*others, comparison)
    ids = {c.id for c in run}
    kept = [c for c in workspace.compared if c.id not in ids][-max(KEPT - len(run), 1) :]
    known = with_marks(replace(workspace, compared=(*kept, *run)))
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


def go_to_change(session: Session, place: ChangePlace) -> Session:
    """Select it where it is seen, with the layer that it is on."""
    workspace, layer = session.workspace, place.change.kind.value
    if workspace is None:
        return session
    if session.state.diagram != place.diagram.id:
        there = navigation.gone(session.history, workspace, place.diagram.id, place.trail)
        session = session.step_to(there)
    if layer in place.diagram.layers and layer not in session.state.layers:
        session = verbs.toggle_layer(session, layer)
    return verbs.select(session, place.change.element)


def tour_changes(session: Session) -> Session:
    """Begin a tour of what changes in the current diagram, and inside; a plan has one of its own."""
    workspace, diagram = session.workspace, session.diagram
    places = places_of_changes(session)
    if workspace is None or diagram is None or not places:
        return session
    of_plans = (t for t in workspace.tours if t.origin is TourOrigin.PLAN)
    own = next((tour for tour in of_plans if diagram.id in tour.diagrams), None)
    if own is not None:
        return verbs.start_tour(session, own.id)
    begins = _first(workspace, diagram, session.state.trail)
    parts = {begins.id: (begins, list[ElementChange]())}
    for place in places:
        parts.setdefault(place.diagram.id, (place.diagram, []))[1].append(place.change)
    tour = tour_of_changes(parts.values())
    others = (t for t in workspace.tours if t.origin is not TourOrigin.CHANGES)
    known = replace(workspace, tours=(*others, tour))
    return verbs.start_tour(replace(session, workspace=known), tour.id)


def _first(workspace: Workspace, diagram: Diagram, trail: tuple[DiagramId, ...]) -> Diagram:
    """The diagram in which a tour begins, also where nothing changes but inside."""
    found = first_of(workspace, (*trail, diagram.id))
    return diagram if found is None else found.difference.diagram


def places_of_changes(session: Session) -> tuple[ChangePlace, ...]:
    """All of the run that one is in, from where one came into it: first those above, then those inside."""
    workspace, diagram = session.workspace, session.diagram
    if workspace is None or diagram is None:
        return ()
    first = first_of(workspace, (*session.state.trail, diagram.id))
    if first is None:
        return tuple(ChangePlace(change, diagram) for change in changes_shown(session))
    trail = session.state.trail
    before = trail[: trail.index(first.id)] if first.id in trail else trail
    return tuple(
        ChangePlace(change, one.comparison.difference.diagram, (*before, *one.trail))
        for one in reached(workspace, first)
        for change in one.comparison.difference.changes
    )


def changes_shown(session: Session) -> tuple[ElementChange, ...]:
    """Those of the current diagram: of a comparison, or what its file says itself."""
    workspace, diagram = session.workspace, session.diagram
    if workspace is None or diagram is None or not diagram.index.changes:
        return ()
    comparison = workspace.comparison(diagram.id)
    if comparison is not None:
        return comparison.difference.changes
    from app.model.difference import changes_of

    return diagram.index.kept.of("changes", lambda: changes_of(diagram))


def with_compared(workspace: Workspace, before: Workspace) -> Workspace:
    """The workspace, read again, with what was compared in it, as that is now."""
    if not before.compared:
        return workspace
    from app.model.difference import compared_anew

    own = {d.id: d for d in workspace.diagrams}
    old = {d.id: d for d in before.diagrams}
    found = []
    for one in before.compared:
        if one.base in own:
            now = own[one.base]
            found.append(one if now == old.get(one.base) else compared_anew(one, now))
    return with_marks(replace(workspace, compared=tuple(found)))
