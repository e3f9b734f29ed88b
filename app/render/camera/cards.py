"""The shot of a card, one for its question and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.model.diagram_layout import DiagramLayout
from app.model.ids import ElementId
from app.model.view_state import ViewState
from app.render.camera.choosing import best
from app.render.camera.content import VisibleContent, content
from app.render.camera.subject import Subject, card_subject
from app.scene.appearance import Mask, appearance
from app.scene.shot import Room, Shot
from app.scene.theme import LIGHT
from app.study.card import Card, CardKind


def held(card: Card) -> tuple[tuple[ElementId, ...], tuple[ElementId, ...]]:
    """What the frame of a card is to hold: what is asked, and what its answer shows besides.
    Nothing where the answer may stand anywhere."""
    if card.kind is CardKind.REACH:
        return (), ()
    return card.about, (card.hidden, *sorted(card.targets))


def card_shot(
    layout: DiagramLayout,
    state: ViewState,
    about: tuple[ElementId, ...],
    also: tuple[ElementId, ...],
    masked: Mapping[ElementId, Mask],
    room: Room,
) -> Shot | None:
    """The shot of what a card asked in that state is about, and what its answer shows besides, for
    a room of px; None where that may stand anywhere, or nothing of it shows."""
    seen, subject = card_seen(layout, state, about, also, masked)
    return best(seen, subject, room) if subject else None


def card_seen(
    layout: DiagramLayout,
    state: ViewState,
    about: tuple[ElementId, ...],
    also: tuple[ElementId, ...],
    masked: Mapping[ElementId, Mask],
) -> tuple[VisibleContent, Subject | None]:
    """What shows of the picture, and what of it the card is about. Lines that show with the answer
    only have their room from the beginning."""
    plain = appearance(layout, replace(state, hidden=frozenset()), LIGHT)
    seen = content(layout, replace(plain, masked=masked))
    return seen, card_subject(seen, about, also) if about else None
