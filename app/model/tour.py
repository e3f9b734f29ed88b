"""A tour: steps through diagrams, each with what it shows and the words that go with it.

A step stands resolved: whatever its source left out has been taken over from the step before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.model.diagram import Diagram, Node
from app.model.filtering import Filters, Hide, Only
from app.model.ids import DiagramId, ElementId, TourId

SECONDS = 8.0  # a step's stay in autoplay, where nothing else is said


class TourStyle(StrEnum):
    """How a step shows its focus: `build` adds it to what earlier steps have shown; `flow` lights
    it in the faded picture, what earlier steps have lit a little weaker."""

    BUILD = "build"
    FLOW = "flow"


class TourOrigin(StrEnum):
    """Where a tour comes from: a file, a diagram's layers, its numbered edges, a numbered list of the
    notes, what a person has traced, what a plan changes, or what has changed. Only the first has a file of its own."""

    FILE = "file"
    LAYERS = "layers"
    EDGES = "edges"
    LIST = "list"
    TRACE = "trace"
    PLAN = "plan"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Step:
    """`layers` are those that are on; `focus` element ids (components and edges) in the order
    they were named; `seconds` its stay in autoplay; `line` is the heading's, 1-based. `folded` are clusters that show as
    one component each, `hides` and `onlys` what the step leaves out."""

    title: str
    text: str
    diagram: DiagramId
    layers: frozenset[str]
    focus: tuple[ElementId, ...] = ()
    style: TourStyle = TourStyle.BUILD
    seconds: float = SECONDS
    line: int | None = None
    folded: frozenset[ElementId] = frozenset()
    hides: tuple[Hide, ...] = ()
    onlys: tuple[Only, ...] = ()

    @property
    def filters(self) -> Filters:
        """All that it leaves out."""
        return (*self.hides, *self.onlys)

    def filtered(self, filters: Filters) -> Step:
        """With just that left out."""
        hides = tuple(one for one in filters if isinstance(one, Hide))
        onlys = tuple(one for one in filters if isinstance(one, Only))
        return replace(self, hides=hides, onlys=onlys)


@dataclass(frozen=True, slots=True)
class Tour:
    """`id` is unique in the workspace: the file's stem, or `diagram/layers`, `diagram/edges`,
    `diagram/plan`, `section/list`. `file` is relative to the workspace, empty where there is none yet. It is a
    `sequence` where it is said that each step follows from the one before it."""

    id: TourId
    title: str
    steps: tuple[Step, ...]
    origin: TourOrigin = TourOrigin.FILE
    file: str = ""
    sequence: bool = False

    @property
    def diagrams(self) -> tuple[DiagramId, ...]:
        """The ids of the diagrams it goes through, each once, in order."""
        return tuple(dict.fromkeys(step.diagram for step in self.steps))

    def layers_of(self, diagram: DiagramId) -> frozenset[str]:
        """Those that are on at any of its steps on that diagram."""
        return frozenset[str]().union(*(s.layers for s in self.steps if s.diagram == diagram))


@dataclass(frozen=True, slots=True)
class Stage:
    """What a step shows of its diagram, by element id. `highlighted` is the step's own, `done` what
    earlier steps have shown, `pending` what is faded: all that is still to come (flow), or of that
    the neighbours of the step's own (build). `absent` is what is not drawn yet (build). Clusters
    that hold what is lit are lit with it."""

    highlighted: frozenset[ElementId] = field(default_factory=frozenset)
    done: frozenset[ElementId] = field(default_factory=frozenset)
    pending: frozenset[ElementId] = field(default_factory=frozenset)
    absent: frozenset[ElementId] = field(default_factory=frozenset)


def stage_of(tour: Tour, index: int, diagram: Diagram) -> Stage:
    """What step `index` shows of its diagram, as far as layers and hiding let it.

    A step without focus shows everything. Earlier steps count from the last change of diagram or
    style on, and from the last step without focus. An edge joins in with its later end; in a flow,
    the edges between what the last step lit and what this one lights are lit.
    """
    step = tour.steps[index]
    every = diagram.index.elements.keys()
    if not step.focus:
        return Stage(highlighted=frozenset(every))
    run = _run(tour, index)
    highlighted = _with_clusters(diagram, step.focus)
    before = _with_clusters(diagram, (id for s in run for id in s.focus))
    last = _with_clusters(diagram, run[-1].focus) if run else set()
    shown = highlighted | before
    for edge in diagram.edges:
        ends = {edge.tail, edge.head}
        if edge.id in highlighted or edge.id in before or not ends <= shown:
            continue
        if step.style is TourStyle.BUILD:
            (before if ends <= before else highlighted).add(edge.id)
        elif ends <= highlighted or (
            ends & highlighted and ends <= highlighted | last and not ends <= last
        ):
            highlighted.add(edge.id)
        elif ends <= before:
            before.add(edge.id)
    done = before - highlighted
    rest = frozenset(every - highlighted - done)
    if step.style is TourStyle.BUILD:
        near = rest & _surroundings(diagram, highlighted)
        return Stage(frozenset(highlighted), frozenset(done), near, rest - near)
    return Stage(frozenset(highlighted), frozenset(done), pending=rest)


def edge_step(tour: Tour, index: int, diagram: Diagram, edge: ElementId) -> int | None:
    """The step at which an edge is first lit, among those of this diagram; where several would
    do, the next one after `index`."""
    highlighted = [
        n
        for n, step in enumerate(tour.steps)
        if step.diagram == diagram.id
        and step.focus
        and edge in stage_of(tour, n, diagram).highlighted
    ]
    return next((n for n in highlighted if n > index), highlighted[0] if highlighted else None)


def _run(tour: Tour, index: int) -> list[Step]:
    """The steps before this one that count."""
    step, found = tour.steps[index], []
    for earlier in reversed(tour.steps[:index]):
        if (earlier.diagram, earlier.style) != (step.diagram, step.style) or not earlier.focus:
            break
        found.append(earlier)
    return found[::-1]


def _surroundings(diagram: Diagram, highlighted: set[ElementId]) -> set[ElementId]:
    """The nodes that an edge joins with these, and the clusters around them. The edges are not
    among them: they come with the step that speaks of them."""
    index = diagram.index
    found: set[ElementId] = set()
    for id in highlighted:
        for edge in index.incident(id):
            ends = [e for e in (edge.tail, edge.head) if isinstance(index.elements.get(e), Node)]
            if not edge.invisible and id in ends:
                found.update(ends)
    for id in list(found):
        found.update(index.around(id))
    return found


def _with_clusters(diagram: Diagram, elements: Iterable[ElementId]) -> set[ElementId]:
    """These, what the clusters among them hold, the ends of the edges among them, and the clusters
    around it all."""
    index, found = diagram.index, set(elements)
    for id in list(found):
        if edge := index.edges.get(id):
            found |= {edge.tail, edge.head}
    found |= {*index.inside(found)}
    for id in list(found):
        found.update(index.around(id))
    return found
