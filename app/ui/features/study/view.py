"""A session's card on a canvas."""

from __future__ import annotations

from dataclasses import replace

from app.render.camera import held
from app.render.recall import Shown, asked
from app.session import verbs
from app.study.card import Card, CardKind
from app.ui.features.study.card_picture import CardPicture
from app.ui.features.study.session import StudySession
from app.ui.session.store import Store


def show_answer(picture: CardPicture, store: Store, card: Card) -> None:
    """A card on its diagram, with nothing hidden and what answers it marked, whoever asks it."""
    diagram = store.workspace.diagram(card.diagram) if store.workspace else None
    if diagram is not None:
        answers = (card.hidden,) if card.kind is CardKind.PLACE else tuple(card.targets)
        marks = dict.fromkeys(answers, "right")
        picture.ask(Shown(), tuple(id for id in card.about if id not in marks), marks)
        store.do(verbs.restore, asked(diagram, store.session.state_of(diagram.id), card, Shown()))
        if card.kind is CardKind.PLACE:
            picture.frame(answers)
        else:
            frame_on(picture, card)


def show_on(picture: CardPicture, store: Store, session: StudySession) -> None:
    """The diagram with what is hidden of it now, and what is asked marked. `store` is the canvas's
    own."""
    card = session.card
    diagram = store.workspace.diagram(card.diagram) if store.workspace and card else None
    if card is None or diagram is None:
        return
    hidden = session.shown()
    judged = session.judged()
    ringed = () if card.kind is CardKind.ORDER else card.about
    rings = tuple(id for id in ringed if id not in judged)
    if session.revealed:
        picture.hold()
    # First what hides: no frame shows the answer.
    picture.ask(hidden, rings, judged)
    state = asked(diagram, store.session.state_of(diagram.id), card, hidden)
    if store.state.diagram == diagram.id:
        state = replace(state, viewport=store.state.viewport)
    store.do(verbs.restore, state)


def frame_on(picture: CardPicture, card: Card) -> None:
    """Look at what is asked."""
    picture.frame(*held(card))
