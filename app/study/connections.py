"""Cards about a diagram's edges: what they say, where they lead, and what depends on what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from app.model.diagram import Dependent, Diagram, Edge
from app.model.ids import ElementId
from app.model.layer import layer_name
from app.study.answers import line_names, line_rivals, line_said, says, words
from app.study.card import Card, CardKind, card_id
from app.study.giveaways import tells
from app.study.naming import Names
from app.study.sentences import Explained

LOST = 6  # components that one can be asked to name
ONE_WAY = ("forward", "back")
Layers = dict[ElementId, frozenset[str]]


class Connections:
    """`layers` are to be on for each component to show."""

    def __init__(
        self, diagram: Diagram, names: Names, layers: Layers, explained: Explained
    ) -> None:
        self._diagram, self._names, self._layers = diagram, names, layers
        self._explained = explained
        self._edges = [e for e in diagram.edges if not e.invisible and self._between_two(e)]

    def cards(self) -> Iterator[Card]:
        """All of them; two that ask the same of the same are one."""
        asked: set[tuple[str, tuple[ElementId, ...]]] = set()
        for card in (*self._said(), *self._led(), *self._lost()):
            if (card.question, card.about) not in asked:
                asked.add((card.question, card.about))
                yield card

    def _between_two(self, edge: Edge) -> bool:
        labels = self._names.labels
        tail, head = labels.get(edge.tail, ""), labels.get(edge.head, "")
        return bool(words(tail)) and bool(words(head)) and words(tail) != words(head)

    # What an edge says

    def _said(self) -> Iterator[Card]:
        """What connects two components; where several edges do, each one way, what leads from one
        to the other. Any label of those that the question fits is right."""
        told = [e for e in self._edges if says(e.label)]
        pairs = Counter(frozenset(self._ends(e)) for e in told)
        both = {frozenset(self._ends(e)) for e in told if e.arrows not in ONE_WAY}
        groups: dict[tuple[str, ...], list[Edge]] = {}
        for edge in told:
            ends = self._ends(edge)
            one_way = pairs[frozenset(ends)] > 1 and frozenset(ends) not in both
            key = ("from", *ends) if one_way else ("both", *sorted(ends))
            groups.setdefault(key, []).append(edge)
        for key, edges in groups.items():
            yield self._one_said(edges, key[0] == "from")

    def _one_said(self, edges: list[Edge], one_way: bool) -> Card:
        first = edges[0]
        tail, head = self._ends(first)
        question = f"What connects “{tail}” and “{head}”?"
        if one_way:
            question = f"What leads from “{tail}” to “{head}”?"
        labels = dict.fromkeys(line_said(e.label) for e in edges)
        accepted = tuple(dict.fromkeys(n for e in edges for n in line_names(e.label)))
        if tells(question, accepted):
            question = "What connects the two marked components?"
        return Card(
            card_id(CardKind.CONNECTION, self._diagram.id, first.id),
            CardKind.CONNECTION,
            self._diagram.id,
            question,
            "; ".join(labels),
            about=(first.tail, first.head),
            hidden=first.id,
            accepted=accepted,
            rivals=frozenset.intersection(*(line_rivals(e.label) for e in edges)),
            layers=frozenset().union(*(self._on(e) for e in edges)),
            reasons=self._explained.edge(first),
            twins=tuple(e.id for e in edges[1:]),
        )

    def _ends(self, edge: Edge) -> tuple[str, str]:
        """Their labels, as the arrow is drawn."""
        start, end = edge.way
        return self._names.labels[start], self._names.labels[end]

    # Where an edge leads

    def _led(self) -> Iterator[Card]:
        """Asked of an edge that says nothing where it is the only one of its layer that leaves its
        first end, else where it is the only one that comes to the other. One with a head at each
        end, or at none, does both at both."""
        begin = Counter((e.layers[:1], end) for e in self._edges for end in self._left(e))
        end = Counter((e.layers[:1], end) for e in self._edges for end in self._reached(e))
        for edge in self._edges:
            if says(edge.label) or edge.arrows == "none":
                continue
            layer, (first, last) = edge.layers[:1], self._ends(edge)
            if edge.arrows not in ONE_WAY:
                for known, wanted in (edge.way, edge.way[::-1]):
                    label = self._names.labels[known]
                    if begin[layer, label] == end[layer, label] == 1:
                        yield self._one_led(edge, "Where does the {} at {} lead?", known, wanted)
                        break
            elif begin[layer, first] == 1:
                yield self._one_led(edge, "Where does the {} from {} lead?", *edge.way)
            elif end[layer, last] == 1:
                yield self._one_led(edge, "Where does the {} to {} come from?", *edge.way[::-1])

    def _left(self, edge: Edge) -> tuple[str, ...]:
        """The labels of the ends that it leaves."""
        return self._ends(edge)[:1] if edge.arrows in ONE_WAY else self._ends(edge)

    def _reached(self, edge: Edge) -> tuple[str, ...]:
        return self._ends(edge)[1:] if edge.arrows in ONE_WAY else self._ends(edge)

    def _one_led(self, edge: Edge, question: str, known: ElementId, wanted: ElementId) -> Card:
        """`question` has room for the line and for the end that is known."""
        labels, accepted = self._names.labels, self._names.of(wanted)
        targets = frozenset(id for id, label in labels.items() if label == labels[wanted])
        layer = layer_name(edge.layers[0]) if edge.layers else ""
        line = f"{layer} line" if layer and not tells(layer, accepted) else "line"
        return Card(
            card_id(CardKind.CONNECTION, self._diagram.id, edge.id),
            CardKind.CONNECTION,
            self._diagram.id,
            question.format(line, _called(labels[known], accepted)),
            labels[wanted],
            about=(known,),
            hidden=edge.id,
            targets=targets,
            accepted=accepted,
            rivals=self._names.rivals(targets),
            layers=self._on(edge),
            reasons=self._explained.edge(edge, wanted),
        )

    # What depends on what

    def _lost(self) -> Iterator[Card]:
        """Asked of what the diagram's author states: what stops working without a component, and
        what in turn without that."""
        needs: dict[ElementId, list[tuple[ElementId, Edge]]] = {}
        for edge in self._edges:
            if edge.depends is None:
                continue
            if edge.depends.dependent in (Dependent.TAIL, Dependent.BOTH):
                needs.setdefault(edge.head, []).append((edge.tail, edge))
            if edge.depends.dependent in (Dependent.HEAD, Dependent.BOTH):
                needs.setdefault(edge.tail, []).append((edge.head, edge))
        for gone in needs:
            lost, stated = _without(gone, needs)
            if len(lost) <= LOST:
                yield self._one_lost(gone, lost, stated)

    def _one_lost(self, gone: ElementId, lost: dict[ElementId, None], stated: list[Edge]) -> Card:
        labels = self._names.labels
        called = _called(labels[gone], (name for id in lost for name in self._names.of(id)))
        return Card(
            card_id(CardKind.REACH, self._diagram.id, gone),
            CardKind.REACH,
            self._diagram.id,
            f"What stops working without {called}?",
            ", ".join(dict.fromkeys(labels[id] for id in lost)),
            about=(gone,),
            targets=frozenset(lost),
            layers=frozenset().union(*(self._on(e) for e in stated)),
            reasons=self._explained.stated(stated),
        )

    def _on(self, edge: Edge) -> frozenset[str]:
        """The layers that show an edge and its ends."""
        return frozenset(edge.layers[:1]) | self._layers[edge.tail] | self._layers[edge.head]


def _called(label: str, names: Iterable[str]) -> str:
    """A component in a question that has one of these names for its answer."""
    return "the marked component" if tells(label, names) else f"“{label}”"


def _without(
    gone: ElementId, needs: dict[ElementId, list[tuple[ElementId, Edge]]]
) -> tuple[dict[ElementId, None], list[Edge]]:
    """What stops working without a component, the nearest first, and the edges that say so."""
    lost: dict[ElementId, None] = {}
    stated: list[Edge] = []
    waiting = [gone]
    while waiting:
        for dependent, edge in needs.get(waiting.pop(0), ()):
            if dependent != gone and dependent not in lost:
                lost[dependent] = None
                stated.append(edge)
                waiting.append(dependent)
    return lost, stated
