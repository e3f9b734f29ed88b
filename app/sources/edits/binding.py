"""Closing a gap of the coverage: what there is to choose from, and what a choice writes.

A component is bound to a section by a `URL` at its line of the diagram; where that cannot be
written, by an alias of the section's note; else the line to write is told. A section is shown, too,
by a diagram's picture under its heading. A picture that nothing provides gets a diagram's name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from app.errors import EditError
from app.model.diagram import Cluster, Diagram, Node
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Section
from app.model.workspace import Workspace
from app.paths import path_of
from app.sources.coverage import Gap, GapKind, name_of
from app.sources.edits.alias_edit import scalar
from app.sources.edits.editable import read
from app.sources.edits.edits import Advice, Edit
from app.sources.edits.picture_edit import named
from app.sources.file_formats import format_of
from app.sources.finding import place
from app.sources.formats.record import DiagramEdit, NoteEdit
from app.sources.section_index import SectionIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to close a gap: `title` and `where` are for people. A component's or section's
    gap is closed by binding `component` (of `diagram`) to `section`, or by showing the picture of
    `diagram` in it; a picture's by showing `diagram`, or, where that is empty, by naming a diagram
    as the picture is called."""

    title: str
    where: str
    diagram: DiagramId = DiagramId("")
    component: ElementId = ElementId("")
    section: SectionId = SectionId("")


def choices(workspace: Workspace, gap: Gap) -> tuple[Choice, ...]:
    """Those that come into question, best first."""
    if gap.kind is GapKind.NO_PICTURE:
        near = (d for id in gap.diagrams if (d := workspace.diagram(id)))
        return (*(_picture(d) for d in near), Choice(f"Name a diagram “{_stem(gap)}”", "filename"))
    if gap.kind is GapKind.NOT_SHOWN:
        offered = (
            (diagram, component)
            for id, inside in gap.components
            if (diagram := workspace.diagram(id)) and (component := diagram.index.component(inside))
        )
        return tuple(_components(gap.section, offered)) if _bindable(workspace, gap) else ()
    found = map(workspace.notebook.section, gap.sections)
    return tuple(_section(gap, s) for s in found if s)


def others(workspace: Workspace, gap: Gap) -> tuple[Choice, ...]:
    """All that can be chosen."""
    if gap.kind is GapKind.NO_PICTURE:
        return tuple(map(_picture, workspace.diagrams))
    if gap.kind is GapKind.NOT_SHOWN:
        every = ((d, c) for d in workspace.diagrams for c in d.components)
        bound = _components(gap.section, every) if _bindable(workspace, gap) else ()
        return (*bound, *(_picture(d, gap.section) for d in workspace.diagrams))
    return tuple(_section(gap, s) for s in workspace.notebook.sections)


def plan(workspace: Workspace, gap: Gap, choice: Choice) -> Edit | Advice:
    """What the choice writes, or what a person may write. Reads the files it is about."""
    if gap.kind is GapKind.NO_PICTURE:
        return _plan_picture(workspace, gap, choice)
    diagram = workspace.diagram(choice.diagram)
    section = workspace.notebook.section(choice.section)
    if diagram is None or section is None:
        return _CHANGED
    if not choice.component:
        return _plan_image(workspace, diagram, section)
    component = diagram.index.component(choice.component)
    return _plan_link(workspace, diagram, component, section) if component else _CHANGED


def _plan_link(
    workspace: Workspace, diagram: Diagram, component: Node | Cluster, section: Section
) -> Edit | Advice:
    index = SectionIndex(workspace.notebook)
    url = url_of(section, index)
    try:
        return _plan_url(workspace, diagram, component, url)
    except EditError as why:
        reason = str(why)
    if workspace.borrowed or index.by_url(component.url or "") is None:  # which comes first
        try:
            return _plan_alias(workspace, index, component, section)
        except EditError as why:
            if workspace.borrowed:
                text = f"aliases: [{scalar(name_of(component))}]"
                how = "Write this into the front matter"
                return Advice(text, how, str(why), section.file, 1)
    way = _of_diagram(workspace, diagram.source)
    text = way.advice(isinstance(component, Cluster), url) if way else url
    place = "in place of the URL" if component.url else "among the attributes"
    how = f"Write this {place} of “{name_of(component)}”"
    return Advice(text, how, reason, diagram.source, component.line)


_CHANGED = Advice("", "", "The workspace has changed in the meantime. Choose again.")


def url_of(section: Section, index: SectionIndex) -> str:
    """The URL that names a section and no other, without what would need quotes."""
    file = section.file.rpartition("/")[2]
    for url in (f"#{section.id}", f"{file}#{section.anchor}", f"{section.file}#{section.anchor}"):
        safe = re.sub(r"[\s%\"'\\<>{}|&\x00-\x1f]", lambda m: quote(m[0]), url)
        if index.by_url(safe) == [section]:
            return safe
    return f"#{section.id}"


def _plan_url(workspace: Workspace, diagram: Diagram, component: Node | Cluster, url: str) -> Edit:
    if workspace.borrowed:
        raise EditError("The diagram came with Acetate.")
    source = read(workspace.root, diagram.source)
    way = _of_diagram(workspace, diagram.source)
    if way is None:
        raise EditError("A file of this format is not changed.")
    cluster = isinstance(component, Cluster)
    text = way.with_url(source, component.line, component.label, cluster, url)
    line = component.line or 1
    return source.edit(text, line, f'Wrote URL="{url}" into {diagram.source}, line {line}.')


def _of_diagram(workspace: Workspace, file: str) -> DiagramEdit | None:
    """How a file with diagrams is written to, where it can be."""
    root, name = place(workspace, file)
    format = format_of(root / path_of(name))
    return format.edit if format and isinstance(format.edit, DiagramEdit) else None


def _of_note(workspace: Workspace, file: str) -> NoteEdit:
    """How a note is written to. Raises EditError where it cannot be."""
    root, name = place(workspace, file)
    format = format_of(root / path_of(name))
    if format and isinstance(format.edit, NoteEdit):
        return format.edit
    raise EditError("A file of this format is not changed.")


def _plan_alias(
    workspace: Workspace, index: SectionIndex, component: Node | Cluster, section: Section
) -> Edit:
    """An alias is its note's first section. Raises EditError where it would not do."""
    note = workspace.notebook.note(section.file)
    name = " ".join(component.label.split())
    if not name or note is None or note.sections[0] != section or index.by_alias([name]):
        raise EditError("An alias would not lead to this section.")
    source = read(workspace.root, note.file)
    text, line = _of_note(workspace, note.file).with_alias(source, name)
    return source.edit(text, line, f"Wrote the alias “{name}” into {note.file}.")


def _plan_image(workspace: Workspace, diagram: Diagram, section: Section) -> Edit | Advice:
    title = re.sub(r"[\[\]\\\r\n]+", " ", diagram.title)
    image = f"![{title}]({named('', diagram.filename)})"
    try:
        source = read(workspace.root, section.file)
        text, line = _of_note(workspace, section.file).with_image(source, section, image)
        said = f"Wrote the picture of “{diagram.title}” into {section.file}, line {line}."
        return source.edit(text, line, said)
    except EditError as why:
        how = "Write this under the heading"
        return Advice(image, how, str(why), section.file, section.line)


def _plan_picture(workspace: Workspace, gap: Gap, choice: Choice) -> Edit | Advice:
    diagram = workspace.diagram(choice.diagram)
    if diagram is None:
        text = f"filename={json.dumps(_stem(gap), ensure_ascii=False)}"
        how = "Write this into the Diagram(…) of a script; a DOT file must have this name itself"
        return Advice(text, how, "Only you can say which diagram is meant.")
    new = named(gap.name, diagram.filename)
    try:
        source = read(workspace.root, gap.file)
        line = gap.line or 1
        way = _of_note(workspace, gap.file)
        text = way.with_picture(source, line, gap.name, diagram.filename)
        return source.edit(text, line, f"Wrote {new} into {gap.file}, line {line}.")
    except EditError as why:
        how = f"Write this in place of {gap.name}"
        return Advice(new, how, str(why), gap.file, gap.line)


def _stem(gap: Gap) -> str:
    return re.sub(r"\.\w+$", "", gap.name.replace("\\", "/").rpartition("/")[2])


def _section(gap: Gap, section: Section) -> Choice:
    where = f"{section.file}, line {section.line}"
    return Choice(section.title, where, gap.diagram, gap.component, section.id)


def _picture(diagram: Diagram, section: SectionId = SectionId("")) -> Choice:
    return Choice(diagram.title, f"picture {diagram.filename}", diagram.id, section=section)


def _bindable(workspace: Workspace, gap: Gap) -> bool:
    """Whether a component can be bound to the section: our own diagrams are not written to, and
    an alias leads to a note's first section."""
    note = workspace.notebook.note(gap.file)
    return not workspace.borrowed or (note is not None and note.sections[0].id == gap.section)


def _components(
    section: SectionId, pairs: Iterable[tuple[Diagram, Node | Cluster]]
) -> Iterator[Choice]:
    """One for each name in a diagram."""
    told: set[tuple[str, str]] = set()
    for diagram, component in pairs:
        name = name_of(component)
        if name and (diagram.id, name) not in told:
            told.add((diagram.id, name))
            yield Choice(name, diagram.title, diagram.id, component.id, section)
