"""What would give a card's answer away: texts in sight that hold it while it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.study.answers import names_of, says, words
from app.study.card import Card, CardKind
from app.study.short_forms import shortened

_NO_NAMES = frozenset((word,) for word in ("i", "we", "you", "yes", "no", "nothing"))
_FROM, _TO = (re.compile(rf"\b{word}\b", re.IGNORECASE) for word in ("from", "to"))


def answers(diagram: Diagram, card: Card) -> tuple[str, ...]:
    """Every text that is the answer, or a part of it. Of an order there is none; of a note's
    question, what the answer names of the picture and the question does not."""
    if card.accepted:
        return card.accepted
    if card.kind is CardKind.NOTE:
        labels = [c.label for c in diagram.components]
        labels += [e.label for e in diagram.edges if says(e.label)]
        known = named(card.question, labels)
        return tuple(name for name in named(card.answer, labels) if name not in known)
    if card.kind is CardKind.PLACE:
        return names_of(card.answer)
    found = (diagram.index.component(id) for id in sorted(card.targets))
    return tuple(name for c in found if c is not None for name in names_of(c.label))


def named(text: str, labels: Iterable[str]) -> tuple[str, ...]:
    """The names in labels that a text says."""
    names = dict.fromkeys(name for label in labels for name in names_of(label))
    return tuple(n for n in names if words(n) not in _NO_NAMES and tells(text, (n,)))


def tells_order(title: str) -> bool:
    """Whether a title says where its steps begin and end: `from push to pull`."""
    begins = _FROM.search(title)
    return begins is not None and _TO.search(title, begins.end() + 1) is not None


def tells(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in a text, whole, in whatever usual way both are said."""
    said = _spoken(text)
    return any((name := _spoken(n)) != " " and name in said for n in names)


def telling(diagram: Diagram, card: Card) -> frozenset[ElementId]:
    """The elements whose labels must not be read. Where the answer is one of the components in
    sight, their names do not tell which."""
    names = answers(diagram, card)
    open_ = card.kind is CardKind.PLACE or bool(card.targets)
    components = (
        [c for id in card.about if (c := diagram.index.component(id)) is not None]
        if open_
        else diagram.components
    )
    labelled = ((x.id, x.label) for x in (*components, *diagram.edges))
    return frozenset(id for id, label in labelled if label and tells(label, names))


@lru_cache(maxsize=8192)
def _spoken(text: str) -> str:
    """Its words as the usual short forms, between spaces."""
    return f" {' '.join(shortened(words(text)))} " if words(text) else " "
