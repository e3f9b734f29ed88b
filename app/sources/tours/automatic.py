"""Tours that nobody wrote: through a diagram's layers, along its numbered edges, and down the
numbered lists of the notes that name its components.

One is offered where each of its steps says something: a layer adds to the picture, a numbered edge
joins two components, an item of a list names what the picture shows together. A list that is no
such tour may still tell an order, which studying asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.model.diagram import Cluster, Diagram, Node
from app.model.ids import ElementId, TourId
from app.model.layer import layer_name
from app.model.notes import Note, Section
from app.model.tour import Step, Tour, TourOrigin, TourStyle, stage_of
from app.model.workspace import Workspace

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


def automatic(workspace: Workspace) -> Automatic:
    """All of them: by diagram, then by note."""
    found: list[Tour] = []
    orders: list[Tour] = []
    for diagram in workspace.diagrams:
        found += filter(None, (by_layers(diagram), by_edges(diagram)))
    for note in workspace.notebook.notes:
        for tour in by_lists(note, workspace):
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
    for section in note.sections:
        for number, (said, items) in enumerate(_lists(section.text)):
            tour = _by_list(section, number, items, workspace, _is_sequence(said))
            if tour is not None:
                yield tour


def _by_list(
    section: Section, number: int, items: list[str], workspace: Workspace, sequence: bool
) -> Tour | None:
    if not LEAST <= len(items) <= MOST:
        return None
    shown, named = _shown_by(section, items, workspace)
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
    section: Section, items: list[str], workspace: Workspace
) -> tuple[Diagram | None, list[tuple[ElementId, ...]]]:
    """The diagram that a list is about, and what each item names in it: one that the section shows
    before one that its note shows, before any other; of equals the one that has more of it."""
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
    for diagram in workspace.diagrams:
        found = [_named(item, diagram, workspace) for item in items]
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


def _named(item: str, diagram: Diagram, workspace: Workspace) -> tuple[ElementId, ...]:
    """The components that an item names: by links to their sections, else by their labels."""
    anchors = {m[2].rpartition("#")[2].casefold() for m in _LINK.finditer(item) if "#" in m[2]}
    files = {m[2].casefold() for m in _LINK.finditer(item) if "#" not in m[2]}
    links = workspace.links.get(diagram.id, {})
    found: dict[ElementId, None] = {}
    for id, link in links.items():
        section = workspace.notebook.section(link.section)
        if section is not None and (
            section.anchor.casefold() in anchors
            or (section.level == 1 and section.file.rpartition("/")[2].casefold() in files)
        ):
            found[id] = None
    plain = _LINK.sub(r"\1", item).casefold()
    words = f" {' '.join(_WORDS.findall(plain))} "
    for component in diagram.components:
        name = " ".join(_WORDS.findall(component.label.partition("\n")[0].casefold()))
        if name and f" {name} " in words:
            found[component.id] = None
    return tuple(c.id for c in diagram.components if c.id in found)
