"""The cards of a workspace."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.notes import Section
from app.model.tour import Origin, Tour
from app.model.workspace import Workspace
from app.study.answers import initials, names_of, spaced, words
from app.study.card import Card, Kind, card_id
from app.study.reach import Reach

FEWEST, MOST = 3, 12  # steps to put in order
LOST = 6  # components that one can be asked to name
_FOLD = re.compile(r"<details[^<>]*>\s*<summary[^<>]*>", re.IGNORECASE)
_SUMMARY_END = re.compile("</summary>", re.IGNORECASE)
_FOLD_END = re.compile("</details>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_MARKS = re.compile(r"\*{1,3}|`|(?<!\w)_{1,2}|_{1,2}(?!\w)")
_STEP = re.compile(r"Step \d+")


def cards(workspace: Workspace) -> tuple[Card, ...]:
    """All of them, by diagram, then the notes'. No two have the same id."""
    found: list[Card] = []
    for diagram in workspace.diagrams:
        found += _of_diagram(diagram, workspace)
    for tour in workspace.tours:
        found += filter(None, (_order(tour),))
    for section in workspace.notebook.sections:
        found += _questions(section, workspace)
    return tuple({card.id: card for card in found}.values())


def called(label: str) -> str:
    """A label in one line."""
    return " ".join(label.split())


# Of a diagram


def _of_diagram(diagram: Diagram, workspace: Workspace) -> Iterator[Card]:
    names = _Names(diagram, workspace)
    tied = {end for e in diagram.edges if not e.invisible for end in (e.tail, e.head)}
    for component in diagram.components:
        slab = isinstance(component, Node) and component.size is not None
        if words(component.label) and (not slab or component.id in tied):
            yield _name(diagram, component, names, workspace)
            if isinstance(component, Node) and not slab:
                yield _place(diagram, component, names)
    for edge in diagram.edges:
        if not edge.invisible:
            yield from filter(None, (_connection(diagram, edge, names),))
    reach = Reach(diagram)
    for node in diagram.nodes:
        lost = reach.cut_off(node.id) & names.labels.keys()
        if 0 < len(lost) <= LOST and words(node.label):
            yield _loss(diagram, node, lost, names)


class _Names:
    """What each component of a diagram may be called."""

    def __init__(self, diagram: Diagram, workspace: Workspace) -> None:
        self.own = {c.id: names_of(c.label) for c in diagram.components}
        self._said = {n: words(n) for names in self.own.values() for n in names}
        self.labels = {c.id: called(c.label) for c in diagram.components}
        self.layers = {c.id: frozenset(c.layers[:1]) for c in diagram.components}
        weak = {c.id: tuple(self._weak(diagram, c, workspace)) for c in diagram.components}
        # A name that several go by means none of them.
        count = Counter(k for names in weak.values() for k in {words(n) for n in names})
        taken = set(self._said.values())
        self.weak = {
            id: tuple(n for n in names if count[words(n)] == 1 and words(n) not in taken)
            for id, names in weak.items()
        }

    def of(self, id: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.own[id] + self.weak[id]))

    def rivals(self, ids: frozenset[str]) -> frozenset[str]:
        mine = {words(n) for id in ids for n in self.of(id)}
        return frozenset(
            n
            for id, names in self.own.items()
            for n in names
            if id not in ids and self._said[n] not in mine
        )

    def _weak(
        self, diagram: Diagram, component: Node | Cluster, workspace: Workspace
    ) -> Iterator[str]:
        """Its class, its initials, the title of its section and the aliases of its note. Where a
        `URL` leads to the section, that may be about more: an analyst's about Athena."""
        kind = spaced(component.kind.rpartition(".")[2]) if "." in component.kind else ""
        if isinstance(component, Node) and kind:
            yield kind
        for name in self.own[component.id][:2]:
            if short := initials(name):
                yield short
        link = workspace.link(diagram.id, component.id)
        section = workspace.notebook.section(link.section or "") if link else None
        if section is None or link is None:
            return
        known = set(words(f"{component.label} {kind}"))
        if link.reason != "URL" or known.issuperset(words(section.title)):
            yield section.title
            note = workspace.notebook.note(section.file)
            if note is not None and note.sections and note.sections[0].id == section.id:
                yield from note.aliases


def _name(diagram: Diagram, component: Node | Cluster, names: _Names, workspace: Workspace) -> Card:
    link = workspace.link(diagram.id, component.id)
    same = frozenset(
        id for id, label in names.labels.items() if label == names.labels[component.id]
    )
    return Card(
        card_id(Kind.NAME, diagram.id, component.id),
        Kind.NAME,
        diagram.id,
        "Which component is this?" if isinstance(component, Node) else "What is this group?",
        names.labels[component.id],
        section=link.section if link else None,
        about=(component.id,),
        hidden=component.id,
        accepted=names.of(component.id),
        rivals=names.rivals(same),
        layers=names.layers[component.id],
    )


def _place(diagram: Diagram, node: Node, names: _Names) -> Card:
    label = names.labels[node.id]
    return Card(
        card_id(Kind.PLACE, diagram.id, node.id),
        Kind.PLACE,
        diagram.id,
        f"Where is “{label}”?",
        label,
        hidden=node.id,
        targets=frozenset(n.id for n in diagram.nodes if names.labels.get(n.id) == label),
        layers=names.layers[node.id],
    )


def _connection(diagram: Diagram, edge: Edge, names: _Names) -> Card | None:
    tail, head = names.labels.get(edge.tail, ""), names.labels.get(edge.head, "")
    if not words(tail) or not words(head) or edge.tail == edge.head:
        return None
    label = called(edge.label)
    layers = frozenset(edge.layers[:1]) | names.layers[edge.tail] | names.layers[edge.head]
    made = {"kind": Kind.CONNECTION, "diagram": diagram.id, "hidden": edge.id, "layers": layers}
    id = card_id(Kind.CONNECTION, diagram.id, edge.id)
    if words(label):
        # “1 Request”: the number only says where it stands.
        bare = re.sub(r"^\d{1,2}[.):]?\s+", "", label)
        return Card(
            id,
            question=f"What connects “{tail}” and “{head}”?",
            answer=label,
            about=(edge.tail, edge.head),
            accepted=tuple(dict.fromkeys((label, bare))),
            **made,  # type: ignore[arg-type]
        )
    start, end = (edge.head, edge.tail) if edge.arrows == "back" else (edge.tail, edge.head)
    alike = {(edge.tail, edge.head), (edge.head, edge.tail)}
    others = {
        e.head if e.tail == start else e.tail
        for e in diagram.edges
        if start in (e.tail, e.head) and not e.invisible and (e.tail, e.head) not in alike
    }
    targets = frozenset({end})
    return Card(
        id,
        question=f"A line of “{names.labels[start]}” is hidden. Where does it lead?",
        answer=names.labels[end],
        about=(start,),
        targets=targets,
        accepted=names.of(end),
        rivals=names.rivals(targets) | {names.labels[id] for id in others & names.labels.keys()},
        **made,  # type: ignore[arg-type]
    )


def _loss(diagram: Diagram, node: Node, lost: frozenset[str], names: _Names) -> Card:
    order = [n.id for n in diagram.nodes if n.id in lost]
    return Card(
        card_id(Kind.REACH, diagram.id, node.id),
        Kind.REACH,
        diagram.id,
        f"What stops working without “{names.labels[node.id]}”?",
        ", ".join(dict.fromkeys(names.labels[id] for id in order)),
        about=(node.id,),
        targets=lost,
        layers=frozenset().union(names.layers[node.id], *(names.layers[id] for id in order)),
    )


# Of tours and notes


def _order(tour: Tour) -> Card | None:
    if tour.origin is Origin.LAYERS or not FEWEST <= len(tour.steps) <= MOST:
        return None
    steps = tuple(
        _plain(s.text) if tour.origin is Origin.LIST or _STEP.fullmatch(s.title) else s.title
        for s in tour.steps
    )
    if len({words(s) for s in steps}) < len(steps) or not all(words(s) for s in steps):
        return None
    return Card(
        card_id(Kind.ORDER, tour.diagrams[0], tour.id),
        Kind.ORDER,
        tour.diagrams[0],
        f"“{tour.title}”: put these steps in order.",
        "\n".join(f"{n}. {step}" for n, step in enumerate(steps, 1)),
        section=tour.id.partition("/list")[0] if tour.origin is Origin.LIST else None,
        steps=steps,
        layers=frozenset().union(*(s.layers for s in tour.steps)),
    )


def _questions(section: Section, workspace: Workspace) -> Iterator[Card]:
    """The folds of a section called “Check yourself”. They belong to the diagram that the note
    shows first."""
    if words(section.title) != ("check", "yourself"):
        return
    note = workspace.notebook.note(section.file)
    pictured = [
        d.id
        for s in (note.sections if note else ())
        for i in s.images
        if (d := workspace.pictured(i)) is not None
    ]
    for asked, answered in _folds(section.text):
        question, answer = _plain(asked), _plain(answered)
        if words(question) and answer:
            yield Card(
                card_id(Kind.NOTE, section.file, "-".join(words(question))[:120]),
                Kind.NOTE,
                pictured[0] if pictured else "",
                question,
                answer,
                section=section.id,
            )


def _folds(text: str) -> Iterator[tuple[str, str]]:
    """What each fold that is whole asks, and what it holds."""
    at = 0
    while (
        (fold := _FOLD.search(text, at))
        and (asked := _SUMMARY_END.search(text, fold.end()))
        and (end := _FOLD_END.search(text, asked.end()))
    ):
        yield text[fold.end() : asked.start()], text[asked.end() : end.start()]
        at = end.end()


def _plain(markdown: str) -> str:
    """Without marks and tags; paragraphs stay apart."""
    text = _MARKS.sub("", _LINK.sub(r"\1", _TAG.sub(" ", markdown)))
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(p for p in parts if p)
