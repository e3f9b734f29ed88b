"""A card: one thing to recall, and what of the picture is hidden while it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.model.ids import CardId, DiagramId, ElementId, SectionId


class CardKind(StrEnum):
    """What is asked. The values are part of the cards' ids."""

    NAME = "name"  # which component is this?
    PLACE = "place"  # where is this component?
    CONNECTION = "connection"  # what connects these two?
    ORDER = "order"  # put these steps in order
    REACH = "reach"  # what stops working without this?
    NOTE = "note"  # the notes' “Check yourself”


KINDS = {
    CardKind.NAME: "Names",
    CardKind.PLACE: "Places",
    CardKind.CONNECTION: "Connections",
    CardKind.ORDER: "Order of steps",
    CardKind.REACH: "What depends on it",
    CardKind.NOTE: "Check yourself",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence of the notes that explains an answer, without marks, and the id of the section
    it stands in; empty where an author says it only in the diagram."""

    text: str
    section: SectionId = SectionId("")


@dataclass(frozen=True, slots=True)
class Card:
    """`id` is the same in each run and hangs on the element's lasting id, not on its look.
    `diagram` is empty for a note's question, `section` the id of the section it is about.

    `about` are the elements that are pointed at, `hidden` the one that must not be read off the
    picture, `targets` what a click answers with: one of them, or all where `kind` is REACH. A PLACE
    points at nothing before it is answered.
    `accepted` are the texts that answer by typing, `steps` those to put in order, as they are
    right. `layers` are to be on. `reasons` explain the answer once it is shown. `twins` are elements
    that would give the answer away: by their labels, or where it is a line or an order, as lines."""

    id: CardId
    kind: CardKind
    diagram: DiagramId
    question: str
    answer: str
    section: SectionId | None = None
    about: tuple[ElementId, ...] = ()
    hidden: ElementId = ElementId("")
    targets: frozenset[ElementId] = frozenset()
    accepted: tuple[str, ...] = ()
    rivals: frozenset[str] = frozenset()
    steps: tuple[str, ...] = ()
    layers: frozenset[str] = frozenset()
    reasons: tuple[Reason, ...] = ()
    twins: tuple[ElementId, ...] = ()


def card_id(kind: CardKind, place: str, element: str) -> CardId:
    """`name|vpc|ec2:web-server`: no part of a lasting id holds a bar."""
    return CardId(f"{kind}|{place}|{element}")
