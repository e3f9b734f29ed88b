"""What of a picture does not show while a card is asked, and what of it once it is answered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.layer import layer_name, visible
from app.model.view_state import ViewState
from app.scene.appearance import Mask
from app.study.card import Card, CardKind
from app.study.giveaways import answers, telling, tells, tells_order


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
class RecallOptions:
    """How to ask: `icons` and `lines` hide these too where a name is asked."""

    recall: Recall = Recall.ONE
    icons: bool = False
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """`masked` by element id; `lines` are edges that do not show; `untitled`: nor does the diagram's
    title, nor the legend's entries of the layers in `unnamed`."""

    masked: dict[ElementId, Mask] = field(default_factory=dict)
    lines: frozenset[ElementId] = frozenset()
    untitled: bool = False
    unnamed: frozenset[str] = frozenset()


def shown(diagram: Diagram, card: Card, way: RecallOptions, revealed: bool) -> Shown:
    """What is hidden while the card is asked, or once it is revealed."""
    if revealed and way.recall is not Recall.ALL_ONE:
        return Shown()
    found = _hidden(diagram, card, way, revealed)
    if revealed:
        return found
    names = answers(diagram, card)
    told = dict.fromkeys(telling(diagram, card), Mask.LABEL)
    return replace(
        found,
        masked=told | found.masked,
        untitled=_title_tells(diagram, card, names),
        unnamed=frozenset(x for x in diagram.layers if tells(layer_name(x), names)),
    )


def _title_tells(diagram: Diagram, card: Card, names: tuple[str, ...]) -> bool:
    if card.kind is CardKind.ORDER:
        return tells_order(diagram.title)
    return card.kind is not CardKind.PLACE and tells(diagram.title, names)


def _hidden(diagram: Diagram, card: Card, way: RecallOptions, revealed: bool) -> Shown:
    """What the card asks for, and what the way to ask adds."""
    if card.kind is CardKind.NAME:
        return _name(diagram, card, way, revealed)
    if card.kind is CardKind.PLACE:  # with the other names there, this one is where there is none
        every = way if way.recall is not Recall.ONE else replace(way, recall=Recall.ALL_ALL)
        return _name(diagram, card, every, revealed)
    if card.kind is CardKind.CONNECTION:
        own = {card.hidden, *card.twins}
        return Shown(lines=_lines(diagram, card, way) - (own if revealed else set()))
    if card.kind is CardKind.REACH and way.recall is not Recall.ONE:
        return Shown(lines=_all_lines(diagram) - (_between(diagram, card) if revealed else set()))
    if card.kind is CardKind.ORDER and not revealed:  # the labels of lines may be numbered
        masked = {e.id: Mask.LABEL for e in diagram.edges if e.label}
        return Shown(masked, frozenset(card.twins))
    return Shown()


def read_off(diagram: Diagram, card: Card, way: RecallOptions) -> tuple[str, ...]:
    """The texts in sight, with all layers on, that hold the card's answer while it is asked: none,
    where the card is a good one. Where one of the components in sight is the answer, or where what
    is asked for is a place, its name may be read."""
    hidden = shown(diagram, card, way, revealed=False)
    state = asked(diagram, ViewState(diagram.id, frozenset(diagram.layers)), card, hidden)
    seen = visible(diagram, state.layers, state.hidden)
    elements = ((x.id, x.label) for x in (*diagram.components, *diagram.edges))
    texts = [
        label
        for id, label in elements
        if (id in seen.nodes or id in seen.clusters or id in seen.edges)
        and Mask.LABEL not in hidden.masked.get(id, Mask(0))
        and (not card.targets or id in card.about or id in seen.edges)
    ]
    texts += [layer_name(x) for x in diagram.named_layers if x not in hidden.unnamed]
    texts += [] if hidden.untitled or card.kind is CardKind.PLACE else [diagram.title]
    texts += [] if card.kind is CardKind.PLACE else [card.question]
    names = answers(diagram, card)
    titles = [card.question] if card.kind is CardKind.ORDER and tells_order(card.question) else []
    return (*titles, *(text for text in texts if tells(text, names)))


def asked(diagram: Diagram, state: ViewState, card: Card, hidden: Shown) -> ViewState:
    """The view state in which the card is asked: what it is about shows, nothing is selected."""
    layers = (state.layers & frozenset(diagram.layers)) | card.layers
    return replace(
        ViewState(diagram.id, layers),
        hidden=hidden.lines,
    )


def _name(diagram: Diagram, card: Card, way: RecallOptions, revealed: bool) -> Shown:
    mask = Mask.LABEL | Mask.ICON if way.icons else Mask.LABEL
    target = card.hidden
    if way.recall is Recall.ONE:
        own = frozenset(e.id for e in diagram.index.incident(target))
        twins = dict.fromkeys(card.twins, Mask.LABEL)
        return Shown({**twins, target: mask}, own if way.lines else frozenset())
    masked = {c.id: mask for c in diagram.components}
    if revealed:
        del masked[target]
    return Shown(masked, _all_lines(diagram) if way.lines else frozenset())


def _lines(diagram: Diagram, card: Card, way: RecallOptions) -> frozenset[ElementId]:
    one = frozenset({card.hidden, *card.twins})
    if way.recall is Recall.ONE:
        return one
    # Where a line leads can only be asked of the one of them that is missing.
    kept = card.about[:1] if card.targets else ()
    rest = (e.id for e in diagram.edges if not {e.tail, e.head} & set(kept))
    return one | frozenset(rest)


def _all_lines(diagram: Diagram) -> frozenset[ElementId]:
    return frozenset(e.id for e in diagram.edges)


def _between(diagram: Diagram, card: Card) -> set[ElementId]:
    ends = card.targets | set(card.about)
    return {e.id for e in diagram.edges if e.tail in ends and e.head in ends}
