"""The cards of a workspace."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.model.diagram import Cluster, Diagram, Node
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.tour import Step, Tour, TourOrigin
from app.model.workspace import Workspace
from app.study.answers import words
from app.study.card import Card, CardKind, Reason, card_id
from app.study.connections import Connections
from app.study.giveaways import tells_order
from app.study.naming import Names
from app.study.questions import questions
from app.study.sentences import Explained, plain

FEWEST, MOST = 3, 12  # steps to put in order
_STEP = re.compile(r"Step \d+")


def cards(workspace: Workspace) -> tuple[Card, ...]:
    """All of them, by diagram, then the notes'. No two have the same id."""
    found: list[Card] = []
    subjects = {
        d.id: _NamedDiagram(d, Names(d, workspace), Explained(d, workspace))
        for d in workspace.diagrams
    }
    for subject in subjects.values():
        found += _of_diagram(subject, workspace)
    passing = (TourOrigin.TRACE, TourOrigin.CHANGES)
    told = (t for t in workspace.tours if t.origin not in passing)
    for tour in (*told, *workspace.orders):
        found += filter(None, (_order(tour, subjects, workspace),))
    for section in workspace.notebook.sections:
        found += questions(section, workspace)
    return tuple({card.id: card for card in found}.values())


# Of a diagram


@dataclass(frozen=True)
class _NamedDiagram:
    """A diagram, what its components are called, and what the notes say of it."""

    diagram: Diagram
    names: Names
    explained: Explained


def _of_diagram(subject: _NamedDiagram, workspace: Workspace) -> Iterator[Card]:
    diagram, names, explained = subject.diagram, subject.names, subject.explained
    layers = {c.id: frozenset(c.layers[:1]) for c in diagram.components}
    tied = {end for e in diagram.edges if not e.invisible for end in (e.tail, e.head)}
    for component in diagram.components:
        # A box that nothing is tied to may be a caption.
        shape = component.shape if isinstance(component, Node) else None
        caption = shape is not None and shape.fixed and component.id not in tied
        if words(component.label) and not caption:
            reasons = explained.component(component.id)
            yield _name(diagram, component, names, reasons, workspace)
            if isinstance(component, Node):
                yield _place(diagram, component, names, reasons)
    yield from Connections(diagram, names, layers, explained).cards()


def _name(
    diagram: Diagram,
    component: Node | Cluster,
    names: Names,
    reasons: tuple[Reason, ...],
    workspace: Workspace,
) -> Card:
    link = workspace.link(diagram.id, component.id)
    label = names.labels[component.id]
    same = frozenset(id for id, other in names.labels.items() if other == label)
    return Card(
        card_id(CardKind.NAME, diagram.id, component.id),
        CardKind.NAME,
        diagram.id,
        "Which component is this?" if isinstance(component, Node) else "Which cluster is this?",
        label,
        section=link.section if link else None,
        about=(component.id,),
        hidden=component.id,
        accepted=names.of(component.id),
        rivals=names.rivals(same),
        layers=frozenset(component.layers[:1]),
        reasons=reasons,
        twins=tuple(sorted(names.twins(component.id))),
    )


def _place(diagram: Diagram, node: Node, names: Names, reasons: tuple[Reason, ...]) -> Card:
    label = names.labels[node.id]
    return Card(
        card_id(CardKind.PLACE, diagram.id, node.id),
        CardKind.PLACE,
        diagram.id,
        f"Where is “{label}”?",
        label,
        hidden=node.id,
        targets=frozenset(n.id for n in diagram.nodes if names.labels.get(n.id) == label),
        layers=frozenset(node.layers[:1]),
        reasons=reasons,
    )


# Of tours


def _order(
    tour: Tour, subjects: Mapping[DiagramId, _NamedDiagram], workspace: Workspace
) -> Card | None:
    """Of a tour whose steps follow from each other, in one diagram."""
    if not tour.sequence or not FEWEST <= len(tour.steps) <= MOST:
        return None
    subject = subjects.get(tour.diagrams[0])
    if subject is None:
        return None
    diagram, labels = subject.diagram, subject.names.labels
    steps = tuple(_said(step, tour.origin, diagram, labels) for step in tour.steps)
    if len({words(s) for s in steps}) < len(steps) or not all(map(words, steps)):
        return None
    home = SectionId(tour.id.partition("/list")[0]) if tour.origin is TourOrigin.LIST else None
    at_home = home or next(iter(workspace.homes(diagram.id)), None)
    ends = {e.id: (e.tail, e.head) for e in diagram.edges}
    ids = [id for step in tour.steps for named in step.focus for id in ends.get(named, (named,))]
    # The arrows of the steps, and between what they are about, lead from one to the next.
    ways = tuple(e.id for e in diagram.edges if e.tail in ids and e.head in ids)
    reasons = subject.explained.all_of(ids, at_home, but=steps)
    return Card(
        card_id(CardKind.ORDER, diagram.id, tour.id),
        CardKind.ORDER,
        diagram.id,
        "Put these steps in order."
        if tells_order(tour.title)
        else f"“{tour.title}”: put these steps in order.",
        "\n".join(f"{n}. {step}" for n, step in enumerate(steps, 1)),
        section=home,
        steps=steps,
        layers=frozenset().union(*(s.layers for s in tour.steps)),
        twins=ways,
        reasons=tuple(r for r in reasons if not home or r.section == home),
    )


def _said(step: Step, origin: TourOrigin, diagram: Diagram, labels: Mapping[ElementId, str]) -> str:
    """A step as it is put in order. What edges say is little without where they lead; with where
    they come from, too, one step would be found by the end of another."""
    if origin is TourOrigin.LIST or _STEP.fullmatch(step.title):
        return plain(step.text)
    edges = [e for e in diagram.edges if e.id in step.focus] if origin is TourOrigin.EDGES else []
    heads = dict.fromkeys(labels.get(e.way[1], "…") for e in edges)
    return f"{step.title} → {', '.join(heads)}" if heads else step.title
