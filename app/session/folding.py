"""What a person folds in what they look at: clusters, each into one component. As in
`app.session.verbs`; the layout of what is left comes as an answer, later. `undo` takes each back."""

from __future__ import annotations

from collections.abc import Iterable

from app.model import folding
from app.model.ids import ElementId
from app.session.session import Session


def fold(session: Session, clusters: Iterable[ElementId]) -> Session:
    """Fold these clusters of the current diagram."""
    diagram, now = session.diagram, session.state.folded
    return session if diagram is None else _with(session, folding.fold(diagram, now, clusters))


def unfold(session: Session, elements: Iterable[ElementId]) -> Session:
    """Unfold these clusters, and those that these elements stand in."""
    diagram, now = session.diagram, session.state.folded
    return session if diagram is None else _with(session, folding.unfold(diagram, now, elements))


def turn(session: Session, cluster: ElementId) -> Session:
    """Fold a cluster that is open, and unfold one that is folded, or is in one that is."""
    diagram, now = session.diagram, session.state.folded
    if diagram is None:
        return session
    is_folded = cluster in now or folding.fold_of(diagram, now, cluster) is not None
    return unfold(session, (cluster,)) if is_folded else fold(session, (cluster,))


def fold_to(session: Session, depth: int) -> Session:
    """Leave so many levels of clusters open, and fold all deeper ones; none with 0."""
    diagram = session.diagram
    return session if diagram is None else _with(session, folding.to_depth(diagram, depth))


def unfold_all(session: Session) -> Session:
    """Nothing of the current diagram is folded any more."""
    return _with(session, folding.NOTHING_FOLDED)


def set_folded(session: Session, folded: folding.Folded) -> Session:
    """Just these clusters of the current diagram are folded."""
    return _with(session, folded)


def _with(session: Session, folded: folding.Folded) -> Session:
    if folded == session.state.folded:
        return session
    return session.at(session.history.with_folded(folded))
