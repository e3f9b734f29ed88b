"""What of a picture does not show while a card is asked, and what of it once it is answered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.model.diagram import Diagram
from app.model.view_state import ViewState
from app.render.look import Mask
from app.study.card import Card, Kind


class Recall(StrEnum):
    """How much is hidden, and how much of that the answer shows."""

    ONE = "one"
    ALL_ONE = "all-one"
    ALL_ALL = "all-all"


RECALLS = {
    Recall.ONE: "Hide one",
    Recall.ALL_ONE: "Hide all, reveal one",
    Recall.ALL_ALL: "Hide all, reveal all",
}


@dataclass(frozen=True, slots=True)
class Way:
    """How to ask: `icons` and `lines` hide these too where a name is asked."""

    recall: Recall = Recall.ONE
    icons: bool = False
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """`masked` by element id; `lines` are edges that do not show."""

    masked: dict[str, Mask] = field(default_factory=dict)
    lines: frozenset[str] = frozenset()


def shown(diagram: Diagram, card: Card, way: Way, revealed: bool) -> Shown:
    """What is hidden while the card is asked, or once it is revealed."""
    if revealed and way.recall is not Recall.ALL_ONE:
        return Shown()
    if card.kind is Kind.NAME:
        return _name(diagram, card, way, revealed)
    if card.kind is Kind.PLACE:  # with the other names there, this one is where there is none
        every = way if way.recall is not Recall.ONE else replace(way, recall=Recall.ALL_ALL)
        return _name(diagram, card, every, revealed)
    if card.kind is Kind.CONNECTION:
        own = {card.hidden, *card.twins}
        return Shown(lines=_lines(diagram, card, way) - (own if revealed else set()))
    if card.kind is Kind.REACH and way.recall is not Recall.ONE:
        return Shown(lines=_all_lines(diagram) - (_between(diagram, card) if revealed else set()))
    if card.kind is Kind.ORDER and not revealed:  # their labels may be numbered
        return Shown({e.id: Mask.LABEL for e in diagram.edges if e.label})
    return Shown()


def asked(diagram: Diagram, state: ViewState, card: Card, hidden: Shown) -> ViewState:
    """The view state in which the card is asked: what it is about shows, nothing is selected."""
    layers = (state.layers & frozenset(diagram.layers)) | card.layers
    return replace(
        ViewState(diagram.id, layers),
        hidden=hidden.lines,
    )


def _name(diagram: Diagram, card: Card, way: Way, revealed: bool) -> Shown:
    mask = Mask.LABEL | Mask.ICON if way.icons else Mask.LABEL
    target = card.hidden
    if way.recall is Recall.ONE:
        own = frozenset(e.id for e in diagram.edges if target in (e.tail, e.head))
        twins = dict.fromkeys(card.twins, Mask.LABEL)
        return Shown({**twins, target: mask}, own if way.lines else frozenset())
    masked = {c.id: mask for c in diagram.components}
    if revealed:
        del masked[target]
    return Shown(masked, _all_lines(diagram) if way.lines else frozenset())


def _lines(diagram: Diagram, card: Card, way: Way) -> frozenset[str]:
    one = frozenset({card.hidden, *card.twins})
    if way.recall is Recall.ONE:
        return one
    # Where a line leads can only be asked of the one of them that is missing.
    kept = card.about[:1] if card.targets else ()
    rest = (e.id for e in diagram.edges if not {e.tail, e.head} & set(kept))
    return one | frozenset(rest)


def _all_lines(diagram: Diagram) -> frozenset[str]:
    return frozenset(e.id for e in diagram.edges)


def _between(diagram: Diagram, card: Card) -> set[str]:
    ends = card.targets | set(card.about)
    return {e.id for e in diagram.edges if e.tail in ends and e.head in ends}
