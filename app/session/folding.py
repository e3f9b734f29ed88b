"""What a person folds in what they look at: clusters, each into one component. As in
`app.session.verbs`; the layout of what is left comes as an answer, later. `undo` takes each back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.model import folding
from app.model.folding import FoldState
from app.model.ids import ElementId
from app.model.parallels import lines
from app.model.picture_style import PictureStyle, Rendering
from app.session.session import Session


def fold(session: Session, clusters: Iterable[ElementId]) -> Session:
    """Fold these clusters of the current diagram."""
    diagram, now = session.diagram, session.state.folded
    return session if diagram is None else _clusters(session, folding.fold(diagram, now, clusters))


def unfold(session: Session, elements: Iterable[ElementId]) -> Session:
    """Unfold these clusters, and those that these elements stand in."""
    diagram, now = session.diagram, session.state.folded
    return (
        session if diagram is None else _clusters(session, folding.unfold(diagram, now, elements))
    )


def reveal(session: Session, element: ElementId) -> Session:
    """Unfold the clusters that it stands in, so that it is to be seen itself."""
    diagram, now = session.diagram, session.state.folded
    return (
        session if diagram is None else _clusters(session, folding.revealed(diagram, now, element))
    )


def turn(session: Session, element: ElementId) -> Session:
    """Fold a cluster that is open, and unfold one that is folded, or is in one that is. Of an edge that
    shares a line with others, draw each, or all as that line again."""
    diagram, now = session.diagram, session.state.folded
    if diagram is None:
        return session
    if folding.line_of(diagram, session.folds, element) is not None:
        return turn_line(session, element)
    is_folded = element in now or folding.fold_of(diagram, now, element) is not None
    return unfold(session, (element,)) if is_folded else fold(session, (element,))


def turn_line(session: Session, edge: ElementId) -> Session:
    """Draw each of the edges that one line stands for, or all as one line again."""
    diagram, folds = session.diagram, session.folds
    line = folding.line_of(diagram, folds, edge) if diagram is not None else None
    if line is None:
        return session
    return _with(session, replace(session.state.folds, spread=folds.spread ^ {line}))


def set_merge(session: Session, on: bool) -> Session:
    """Draw edges that run alike as one line, or each by itself. Where nobody has said anything, they are
    merged where many do; where none do, wherever some do."""
    diagram = session.diagram
    if diagram is None:
        return session
    merge = None if on and any(lines(diagram, None, frozenset())) else on
    return _with(session, FoldState(session.state.folded, merge))


def fold_to(session: Session, depth: int) -> Session:
    """Leave so many levels of clusters open, and fold all deeper ones; none with 0."""
    diagram = session.diagram
    return session if diagram is None else _clusters(session, folding.to_depth(diagram, depth))


def unfold_all(session: Session) -> Session:
    """No cluster of the current diagram is folded any more."""
    return _clusters(session, folding.NOTHING_FOLDED)


def set_folded(session: Session, folded: folding.Folded) -> Session:
    """Just these clusters of the current diagram are folded."""
    return _clusters(session, folded)


def _clusters(session: Session, folded: folding.Folded) -> Session:
    return _with(session, replace(session.state.folds, clusters=folded))


def _with(session: Session, folds: FoldState) -> Session:
    return (
        session if folds == session.state.folds else session.at(session.history.with_folds(folds))
    )


def rendering_apart(session: Session) -> Rendering:
    """How what shows is to be laid out by itself: folded, in our own style, since the file says nothing
    of how that looks."""
    return Rendering(PictureStyle.HOUSE) if session.state.folded else session.rendering
