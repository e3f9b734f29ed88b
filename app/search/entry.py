"""What can be found, and what a search answers with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId
from app.model.layer import layer_name
from app.model.tour import TourOrigin
from app.model.wording import counted
from app.model.workspace import Workspace
from app.search.plain import plain


class EntryKind(StrEnum):
    """In the order that equals stand in."""

    DIAGRAM = "diagram"
    COMPONENT = "component"
    SECTION = "section"
    TOUR = "tour"
    LAYER = "layer"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Entry:
    """`id` is the component's, section's, diagram's, layer's, tour's or command's. `place` is where
    it belongs, for people: diagram and cluster, or the note; of a diagram or tour how much is in
    it, of a command its keys. `text` is read for words, too; `names` are looked at as the title is.
    `layers` are a component's, or the layer itself. `diagram` is a layer's or a tour's first
    one."""

    kind: EntryKind
    id: str
    title: str
    place: str = ""
    diagram: DiagramId | None = None
    file: str | None = None
    line: int | None = None
    text: str = ""
    layers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """`score` is 0..1, of the query alone."""

    entry: Entry
    score: float


Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, and the spans (start, end) in it that the query matched."""

    text: str
    spans: Spans = ()


def entries(workspace: Workspace) -> Iterator[Entry]:
    """Everything in a workspace that can be found."""
    for diagram in workspace.diagrams:
        yield Entry(
            EntryKind.DIAGRAM,
            diagram.id,
            diagram.title or diagram.id,
            counted(len(diagram.components), "component"),
            diagram.id,
            file=diagram.source,
            text=f"{diagram.id} {diagram.filename}",
        )
        yield from _components(diagram)
    yield from _layers(workspace)
    yield from _tours(workspace)
    for note in workspace.notebook.notes:
        for n, section in enumerate(note.sections):
            own = section.title == note.title
            yield Entry(
                EntryKind.SECTION,
                section.id,
                section.title or note.title,
                "" if own else note.title,
                file=section.file,
                line=section.line,
                text=plain(section.text),
                names=() if n else note.aliases,
            )


def _components(diagram: Diagram) -> Iterator[Entry]:
    titles = {c.id: _one_line(c.label) for c in diagram.clusters}
    for found in diagram.components:
        title = _one_line(found.label)
        if not title:
            continue
        around = found.cluster if isinstance(found, Node) else found.parent
        place = [diagram.title or diagram.id, titles.get(around or ElementId(""), "")]
        yield Entry(
            EntryKind.COMPONENT,
            found.id,
            title,
            " › ".join(p for p in place if p),
            diagram.id,
            diagram.source,
            found.line,
            _one_line(found.tooltip or ""),
            found.layers,
        )


def _layers(workspace: Workspace) -> Iterator[Entry]:
    on: dict[str, list[Diagram]] = {}
    for diagram in workspace.diagrams:
        for layer in diagram.named_layers:
            on.setdefault(layer, []).append(diagram)
    for layer, diagrams in on.items():
        first = diagrams[0]
        place = (first.title or first.id) if len(diagrams) == 1 else f"{len(diagrams)} diagrams"
        name = layer_name(layer)
        text = "" if name.casefold() == layer else layer
        yield Entry(EntryKind.LAYER, layer, name, place, first.id, text=text, layers=(layer,))


def _tours(workspace: Workspace) -> Iterator[Entry]:
    """Words of a tour count only where somebody wrote them: what others say is found elsewhere."""
    for tour in workspace.tours:
        own = tour.origin is TourOrigin.FILE
        first = workspace.diagram(tour.steps[0].diagram) if tour.steps else None
        count = counted(len(tour.steps), "step")
        yield Entry(
            EntryKind.TOUR,
            tour.id,
            tour.title or tour.id,
            f"{first.title or first.id}, {count}" if first else count,
            first.id if first else None,
            tour.file or None,
            text=plain("\n\n".join(f"{s.title}\n\n{s.text}" for s in tour.steps)) if own else "",
            names=("tour",),
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())
