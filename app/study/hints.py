"""What helps with a card without answering it: how the answer begins, then where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.study.answers import names_of, words
from app.study.card import Card, CardKind
from app.study.giveaways import answers, tells
from app.study.naming import in_one_line


@dataclass(frozen=True, slots=True)
class Hint:
    """`text` is a sentence; `shows` are clusters whose names show from now on. `step` is the index of
    the step that is put in its place, the last one as -1."""

    text: str
    shows: frozenset[ElementId] = frozenset()
    step: int | None = None


def hints(diagram: Diagram | None, card: Card) -> tuple[Hint, ...]:
    """One after the other; none of them says the answer. A question of the notes has some where
    its answer names something in the picture."""
    if card.kind is CardKind.ORDER:
        return (
            Hint("The first one is in its place now.", step=0),
            Hint("The last one is, too.", step=-1),
        )
    return tuple(_hints(diagram, card)) if diagram is not None else ()


def _hints(diagram: Diagram, card: Card) -> Iterator[Hint]:
    wanted = _wanted(diagram, card)
    labels = dict.fromkeys(in_one_line(c.label) for c in diagram.components if c.id in wanted)
    if card.kind is CardKind.REACH:
        yield Hint(_beginnings(tuple(labels)))
    elif card.kind is CardKind.NOTE:
        if labels:
            yield Hint(f"It names what begins with {_begins(next(iter(labels)))}.")
    elif card.kind is not CardKind.PLACE and len(card.answer) > 1:
        yield Hint(f"It begins with {_begins(card.answer)}.")
    if wanted:
        yield _where(diagram, card, wanted)


def _wanted(diagram: Diagram, card: Card) -> frozenset[ElementId]:
    """The components that are the answer, or that it names; none where that is what a line says."""
    if card.kind is CardKind.NAME:
        return frozenset((card.hidden,))
    if card.kind is not CardKind.NOTE:
        return card.targets
    said, names = card.answer.casefold(), set(answers(diagram, card))
    found = [
        (at, c.id)
        for c in diagram.components
        for name in names.intersection(names_of(c.label))
        if (at := said.find(name.casefold())) >= 0
    ]
    return frozenset((min(found)[1],) if found else ())  # the one that it names first


def _where(diagram: Diagram, card: Card, wanted: Collection[ElementId]) -> Hint:
    """The innermost cluster round each, but for those whose names hold the answer."""
    index = diagram.index
    names = () if card.kind is CardKind.PLACE else answers(diagram, card)
    labels = {c.id: in_one_line(c.label) for c in diagram.clusters if not tells(c.label, names)}
    around = (next((c for c in index.around(id) if labels.get(c)), None) for id in wanted)
    shows = frozenset(c for c in around if c is not None)
    said = " or ".join(dict.fromkeys(f"“{labels[id]}”" for id in sorted(shows)))
    stand = "They stand" if card.kind is CardKind.REACH and len(wanted) > 1 else "It stands"
    return Hint(f"{stand} in {said or 'no cluster'}.", shows)


def _beginnings(labels: tuple[str, ...]) -> str:
    begun = " and ".join(dict.fromkeys(map(_begins, labels)))
    if len(labels) == 1:
        return f"It begins with {begun}."
    return f"There are {len(labels)}: they begin with {begun}."


def _begins(name: str) -> str:
    """Its first letter, in quotes."""
    said = words(name)
    return f"“{(said[0] if said else name)[:1].upper()}”"
