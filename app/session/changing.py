"""What a person makes of the layers of a diagram whose file names none; and undo, of that as of hiding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.model import choosing, folding
from app.model.diagram import Diagram
from app.model.layer_choice import LayerChoice
from app.session.answers import in_workspace
from app.session.history import FoldedBefore
from app.session.session import Session


def choose_layers(session: Session, choice: LayerChoice) -> Session:
    """A person gives the current diagram these layers, where its file names none; `undo` takes it
    back. A layer that is new is on; one that has another name shows as it did."""
    diagram = session.diagram
    if diagram is None or diagram.choice is None or choice == diagram.choice:
        return session
    return _with_choice(session.at(session.history.with_undo(diagram.choice)), diagram, choice)


def undo(session: Session) -> Session:
    """What is hidden or folded in the current diagram, or what layers a person gave it, is again as it
    was before that was changed last."""
    diagram = session.diagram
    history, before = session.history.undone()
    if before is None:
        return session
    if isinstance(before, LayerChoice):
        gone = session.at(history)
        return gone if diagram is None else _with_choice(gone, diagram, before)
    if isinstance(before, FoldedBefore):
        folds = folding.known_folds(diagram, before.folds) if diagram else before.folds
        return session.at(replace(history, state=history.state.with_folds(folds)))
    return session.at(replace(history, state=replace(history.state, filters=before)))


def _with_choice(session: Session, diagram: Diagram, choice: LayerChoice) -> Session:
    workspace = session.workspace
    if workspace is None:
        return session
    now = choosing.chosen(diagram, choice)
    diagrams = tuple(now if d.id == diagram.id else d for d in workspace.diagrams)
    made = in_workspace(session, replace(workspace, diagrams=diagrams))
    shown = session.state.layers & frozenset(now.layers)
    shown |= frozenset(now.layers) - frozenset(diagram.layers)
    for old, new in _renamed(diagram.choice, choice):
        shown = shown - {new} | ({new} if old in session.state.layers else frozenset())
    return made.to(replace(made.state, layers=shown))


def _renamed(old: LayerChoice | None, new: LayerChoice) -> Iterator[tuple[str, str]]:
    """The layers of which only the name is another."""
    if old is not None and len(old.layers) == len(new.layers):
        for was, now in zip(old.layers, new.layers, strict=True):
            if was.layer != now.layer and was.elements == now.elements:
                yield was.layer, now.layer
