"""What can be found, and what a search answers with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath

from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId
from app.model.layer import layer_name
from app.model.notes import Note
from app.model.tour import TourOrigin
from app.model.wording import counted
from app.model.workspace import Workspace
from app.search.plain import lists, plain
from app.subjects import subjects

PATH = 44  # characters of a file's path that are told


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
    it belongs, for people: diagram and cluster, or the note's file; of a diagram or tour how much is in
    it, of a command its keys. `text` is read for words, too; `names` are looked at as the title is;
    `around` is in what a section stands: its note, the headings above, file and folder.
    `layers` are a component's, or the layer itself. `diagram` is a layer's or a tour's first
    one. `lent`: it is one of ours, beside a person's own notes. `lists`: it says little more than
    what is found elsewhere, as a table of contents or a quiz."""

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
    around: tuple[str, ...] = ()
    lent: bool = False
    lists: bool = False


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
    if workspace.borrowed:
        own = {t.id for t in workspace.tours if t.origin is TourOrigin.LIST}  # in a person's notes
        for entry in _drawn(workspace):
            is_own = entry.kind is EntryKind.TOUR and entry.id in own
            yield entry if is_own else replace(entry, lent=True)
    else:
        yield from _drawn(workspace)
    for note in workspace.notebook.notes:
        yield from _sections(note)


def _drawn(workspace: Workspace) -> Iterator[Entry]:
    """Diagrams, and what is on them or leads through them."""
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


def _sections(note: Note) -> Iterator[Entry]:
    """`around` is the file's name without its ending, its folders, and the titles above, each once."""
    path = PurePosixPath(note.file)
    file = (note.title, path.stem, *path.parts[:-1])
    above: dict[int, str] = {}
    asks = subjects().is_exercise(note.file)
    for n, section in enumerate(note.sections):
        text = plain(section.text)
        above = {level: title for level, title in above.items() if level < section.level}
        yield Entry(
            EntryKind.SECTION,
            section.id,
            section.title or note.title,
            _short(path),
            file=section.file,
            line=section.line,
            text=text,
            lists=asks or lists(section.text, text),
            names=() if n else note.aliases,
            around=tuple(dict.fromkeys((*above.values(), *file))),
        )
        above[section.level] = section.title


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


def _short(path: PurePosixPath) -> str:
    """A file as it fits into a row: its path, or its name where that is long."""
    said = path.as_posix()
    return said if len(said) <= PATH or len(path.parts) < 2 else f"…/{path.name}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
