"""Tours that nobody wrote: through a diagram's layers, along its numbered edges, by what a plan
changes of it, and down the numbered lists of the notes that name its components.

One is offered where each of its steps says something: a layer adds to the picture, a numbered edge
joins two components, an item of a list names what the picture shows together. A list that is no
such tour may still tell an order, which studying asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from app.model.diagram import Cluster, Diagram, Node
from app.model.ids import DiagramId, ElementId, TourId
from app.model.layer import layer_name
from app.model.notes import Note, Section
from app.model.tour import Step, Tour, TourOrigin, TourStyle, stage_of
from app.model.workspace import Workspace
from app.sources.by_note import ByNote
from app.sources.tours.plan_tour import by_plan

LEAST = 2  # steps of a tour
MOST = 40  # steps that are offered
NAMED = 16  # components in a step's text
TOGETHER = 2  # components of a step without an edge
_NUMBERED = re.compile(r"\s*(\d{1,2})[.):]?(?:\s+(.*))?$", re.DOTALL)
_ITEM = re.compile(r"(\d{1,3})[.)]\s+(.*)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)")
# What says of a list that its steps follow each other.
_SEQUENCE = re.compile(
    r"\bstep by step\b|\bone after (?:the other|another)\b|\bin (?:this|that|the following) order\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+")


class Automatic(NamedTuple):
    """`tours` are offered; `orders` are sequences that studying asks for, and no tours."""

    tours: tuple[Tour, ...]
    orders: tuple[Tour, ...]


class _NumberedList(NamedTuple):
    section: Section
    number: int  # in the section
    items: list[str]
    sequence: bool  # the words before it say that it is one in time


def automatic(workspace: Workspace, kept: ByNote | None = None) -> Automatic:
    """All of them: by diagram, then by note, of which something may be `kept`."""
    found: list[Tour] = []
    orders: list[Tour] = []
    for diagram in workspace.diagrams:
        found += filter(None, (by_plan(diagram), by_layers(diagram), by_edges(diagram)))
    notes, names = workspace.notebook.notes, _AllItemNames(workspace)
    for lists in filter(None, (kept or ByNote()).each(notes, _lists_of, lambda _: None)):
        for tour in _by_lists(lists, names):
            if _says_something(tour, workspace):
                found.append(tour)
            elif tour.sequence:
                orders.append(tour)
    return Automatic(tuple(found), tuple(orders))


def _says_something(tour: Tour, workspace: Workspace) -> bool:
    """Each step shows what it speaks of, and no component to itself."""
    diagram = workspace.diagram(tour.steps[0].diagram)
    if diagram is None:
        return False
    nodes, edges = ({e.id for e in part} for part in (diagram.nodes, diagram.edges))
    for number, step in enumerate(tour.steps):
        highlighted = stage_of(tour, number, diagram).highlighted
        if not step.focus or (len(highlighted & nodes) < TOGETHER and not highlighted & edges):
            return False
    return True


def by_layers(diagram: Diagram) -> Tour | None:
    """From the base sheet through the layers, each added to those before; what is empty is no
    step."""
    if not diagram.named_layers:
        return None
    drawn = (e for e in diagram.edges if not e.invisible)
    on: frozenset[str] = frozenset()
    steps = []
    if any(e.layers == () for part in (diagram.nodes, diagram.clusters, drawn) for e in part):
        steps.append(Step("The base sheet", _on_the_base(diagram), diagram.id, on))
    for layer in diagram.named_layers:
        on |= {layer}
        steps.append(Step(layer_name(layer), _on_the_layer(diagram, layer), diagram.id, on))
    if len(steps) < LEAST:
        return None
    title = f"{diagram.title}, layer by layer"
    return Tour(TourId(f"{diagram.id}/layers"), title, tuple(steps), TourOrigin.LAYERS)


def _on_the_base(diagram: Diagram) -> str:
    """What stands there side by side, be it all in one cluster."""
    held: dict[str | None, list[Node | Cluster]] = {}
    for component in diagram.components:
        if not component.layers:
            held.setdefault(diagram.index.parents.get(component.id), []).append(component)
    here = held.get(None, [])
    while len(here) == 1 and here[0].id in held:
        here = held[here[0].id]
    return _listed(" ".join(c.label.split()) for c in here)


def _on_the_layer(diagram: Diagram, layer: str) -> str:
    """The components that it adds, or else the ways that its edges go."""
    names = {c.id: " ".join(c.label.split()) for c in diagram.components}
    added = _listed(names[c.id] for c in diagram.components if layer in c.layers)
    edges = (e for e in diagram.edges if layer in e.layers and not e.invisible)
    return added or _listed(" → ".join(names.get(end) or "…" for end in e.way) for e in edges)


def _listed(texts: Iterable[str]) -> str:
    """Each once, so many at most."""
    found = [text for text in dict.fromkeys(texts) if text]
    more = len(found) - NAMED
    return ", ".join(found[:NAMED]) + (f" and {more} more" if more > 0 else "")


def by_edges(diagram: Diagram) -> Tour | None:
    """Along the edges whose labels begin with numbers, in their order."""
    numbered: dict[int, list[tuple[ElementId, str]]] = {}
    for edge in diagram.edges:
        match = None if edge.invisible else _NUMBERED.match(edge.label)
        if match:
            said = " ".join((match[2] or "").split())
            numbered.setdefault(int(match[1]), []).append((edge.id, said))
    # Ports and percentages are numbers, too.
    if len(numbered) < LEAST or min(numbered) > 1 or max(numbered) > 2 * len(numbered):
        return None
    edges = diagram.index.edges
    labels = {c.id: " ".join(c.label.split()) for c in diagram.components}
    steps = []
    for _, group in sorted(numbered.items()):
        ways = [" → ".join(labels.get(end, "…") for end in edges[id].way) for id, _ in group]
        labels_said = dict.fromkeys(said for _, said in group if said)
        title = ", ".join(labels_said) or ways[0]
        on = frozenset(diagram.layers)
        focus = tuple(id for id, _ in group)
        steps.append(
            Step(
                title[:1].upper() + title[1:],
                "; ".join(ways),
                diagram.id,
                on,
                focus,
                TourStyle.FLOW,
            )
        )
    title = f"{diagram.title}, step by step"
    return Tour(TourId(f"{diagram.id}/edges"), title, tuple(steps), TourOrigin.EDGES, sequence=True)


def by_lists(note: Note, workspace: Workspace) -> Iterator[Tour]:
    """A tour for each numbered list that names components of one diagram."""
    return _by_lists(_lists_of(note), _AllItemNames(workspace))


def _by_lists(lists: Iterable[_NumberedList], names: _AllItemNames) -> Iterator[Tour]:
    for found in lists:
        tour = _by_list(found, names)
        if tour is not None:
            yield tour


def _lists_of(note: Note, _: None = None) -> list[_NumberedList]:
    """Those that may be tours."""
    return [
        _NumberedList(section, number, items, _is_sequence(said))
        for section in note.sections
        for number, (said, items) in enumerate(_lists(section.text))
        if LEAST <= len(items) <= MOST
    ]


def _by_list(found: _NumberedList, names: _AllItemNames) -> Tour | None:
    section, number, items, sequence = found
    shown, named = _shown_by(section, items, names)
    if shown is None:
        return None
    on = frozenset(shown.layers)
    labels = {c.id: " ".join(c.label.split()) for c in shown.components}
    steps = []
    for n, (item, focus) in enumerate(zip(items, named, strict=True), 1):
        title = ", ".join(dict.fromkeys(labels[id] for id in focus)) or f"Step {n}"
        words = _LINK.sub(r"\1", item)  # it is read aloud, and from another folder
        steps.append(Step(title, words, shown.id, on, focus, TourStyle.FLOW))
    suffix = f"-{number + 1}" if number else ""
    id = f"{section.id}/list{suffix}"
    return Tour(TourId(id), section.title, tuple(steps), TourOrigin.LIST, sequence=sequence)


def _is_sequence(said: str) -> bool:
    """Whether the words before a numbered list say that its order is one in time."""
    return _SEQUENCE.search(said) is not None


def _shown_by(
    section: Section, items: list[str], names: _AllItemNames
) -> tuple[Diagram | None, list[tuple[ElementId, ...]]]:
    """The diagram that a list is about, and what each item names in it: one that the section shows
    before one that its note shows, before any other; of equals the one that has more of it."""
    workspace = names.workspace
    note = workspace.notebook.note(section.file)
    near = {d.id for i in section.images if (d := workspace.pictured(i))}
    around = {
        d.id
        for s in (note.sections if note else ())
        for i in s.images
        if (d := workspace.pictured(i))
    }
    best: tuple[int, int] = (0, 0)
    shown, named = None, list[tuple[ElementId, ...]]()
    texts = [_item_text(item) for item in items]
    for diagram in workspace.diagrams:
        known = names.of(diagram)
        found = [known.in_item(text) for text in texts]
        hits = sum(map(bool, found))
        rank = (2 * (diagram.id in near) + (diagram.id in around), hits)
        if hits >= max(LEAST, len(items) / 2) and rank > best:
            best, shown, named = rank, diagram, found
    return shown, named


def _lists(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each numbered list that begins at the margin: the paragraph before it, and its items, their
    wrapped lines joined."""
    items: list[str] = []
    before, ended = "", True
    fenced = False
    for line in (*text.split("\n"), "end"):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        match = None if fenced else _ITEM.match(line)
        if match:
            if items and int(match[1]) == 1:
                yield before, items
                items, before = [], ""
            items.append(match[2].strip())
        elif items and line.startswith((" ", "\t")) and line.strip():
            items[-1] += " " + line.strip()
        elif line.strip():
            if items:
                yield before, items
                items, before = [], ""
            before, ended = (line if ended else f"{before} {line}"), False
        else:
            ended = True


@dataclass(frozen=True, slots=True)
class _ItemText:
    """What an item says: the sections (by their anchors) and the files that it links to, and its words,
    with a space round each."""

    anchors: frozenset[str]
    files: frozenset[str]
    words: str


def _item_text(item: str) -> _ItemText:
    targets = [m[2].casefold() for m in _LINK.finditer(item)]
    return _ItemText(
        frozenset(t.rpartition("#")[2] for t in targets if "#" in t),
        frozenset(t for t in targets if "#" not in t),
        _spaced(_LINK.sub(r"\1", item)),
    )


def _spaced(text: str) -> str:
    words = _WORDS.findall(text.casefold())
    return f" {' '.join(words)} " if words else ""


class _ItemNames:
    """By what items of lists name the components of a diagram: links to their sections, else labels."""

    def __init__(self, diagram: Diagram, workspace: Workspace) -> None:
        self._by_anchor: dict[str, list[ElementId]] = {}
        self._by_file: dict[str, list[ElementId]] = {}
        for id, link in workspace.links.get(diagram.id, {}).items():
            section = workspace.notebook.section(link.section)
            if section is None:
                continue
            self._by_anchor.setdefault(section.anchor.casefold(), []).append(id)
            if section.level == 1:
                file = section.file.rpartition("/")[2].casefold()
                self._by_file.setdefault(file, []).append(id)
        self._labels = {c.id: _spaced(c.label.partition("\n")[0]) for c in diagram.components}

    def in_item(self, item: _ItemText) -> tuple[ElementId, ...]:
        """The components that an item names."""
        linked = {id for anchor in item.anchors for id in self._by_anchor.get(anchor, ())}
        linked.update(id for file in item.files for id in self._by_file.get(file, ()))
        words = item.words
        return tuple(
            id for id, name in self._labels.items() if id in linked or (name and name in words)
        )


class _AllItemNames:
    """Those of the diagrams of a workspace, each made when it is first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._of: dict[DiagramId, _ItemNames] = {}

    def of(self, diagram: Diagram) -> _ItemNames:
        """Those of one."""
        if diagram.id not in self._of:
            self._of[diagram.id] = _ItemNames(diagram, self.workspace)
        return self._of[diagram.id]
