"""Coverage: where diagrams and notes do not meet. A gap each, with its file and line, and what
comes into question to close it.

A section is shown where a component or an edge opens it, or where a diagram's picture stands in
it. Nothing needs to show a section without text, which only holds others; nor “Check yourself”
and what stands under it, which ask about the whole note; nor what stands before a note's first
heading. What has no name (an unlabelled cluster, a joint) needs no section. Pictures on the web
are no gap: the note says in their place that they are not loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from urllib.parse import unquote

from app.model.diagram import Cluster, Diagram, Node
from app.model.elements import urls_of
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Image, Link, Note, Section
from app.model.problem import Problem, warning
from app.model.workspace import Workspace
from app.paths import path_of
from app.sources import linking
from app.sources.markdown.picture_files import find
from app.sources.section_index import SectionIndex

QUESTIONS = "check yourself"
_LIKE = 0.5  # of two file names (difflib's ratio) from which one is offered for the other


class GapKind(StrEnum):
    """What does not meet; the values are the kinds of problems, as `check --json` has them."""

    NO_SECTION = "no-section"
    DANGLING = linking.DANGLING
    AMBIGUOUS = linking.AMBIGUOUS
    NOT_SHOWN = "not-shown"
    NO_PICTURE = "no-picture"


LINKED = frozenset({GapKind.DANGLING, GapKind.AMBIGUOUS})  # what linking has told of already


@dataclass(frozen=True, slots=True)
class Gap:
    """`name` is what is concerned: a component's label, a section's title, an image's target.
    `file` is relative to the workspace. A component's gap has `diagram` and `component`, the
    others the id of their `section`. Best first, what may close it: `sections` (ids) for a
    component, `components` (diagram id, component id) for a section, `diagrams` (ids) for a
    picture."""

    kind: GapKind
    name: str
    message: str
    file: str
    line: int | None
    diagram: DiagramId = DiagramId("")
    component: ElementId = ElementId("")
    section: SectionId = SectionId("")
    sections: tuple[SectionId, ...] = ()
    components: tuple[tuple[DiagramId, ElementId], ...] = ()
    diagrams: tuple[DiagramId, ...] = ()

    def problem(self) -> Problem:
        """The same as a warning."""
        return warning(self.message, self.file, self.line, self.kind)


def coverage(workspace: Workspace) -> tuple[Gap, ...]:
    """All gaps, by kind. Looks for the files of pictures; reads none."""
    index = SectionIndex(workspace.notebook)
    own = () if workspace.borrowed else workspace.diagrams
    found = [gap for diagram in own for gap in _components(workspace, diagram)]
    if workspace.diagrams:
        found += _sections(workspace, index)
    found += _pictures(workspace)
    order = list(GapKind)
    return tuple(sorted(found, key=lambda gap: order.index(gap.kind)))


def name_of(component: Node | Cluster) -> str:
    """Its label on one line, else its class; empty for what has no name."""
    label = " ".join(component.label.split())
    if label or isinstance(component, Cluster) or "." not in component.kind:
        return label
    return component.kind.rpartition(".")[2]


def _components(workspace: Workspace, diagram: Diagram) -> Iterator[Gap]:
    """One for each name that a diagram has."""
    told: set[tuple[GapKind, str]] = set()
    for component in diagram.components:
        link = workspace.link(diagram.id, component.id)
        kind, name = _wrong(link), name_of(component)
        if link is None or kind is None or not name or (kind, name) in told:
            continue
        told.add((kind, name))
        message = {
            GapKind.NO_SECTION: f"“{name}” has no section in the notes.",
            GapKind.DANGLING: f"“{name}” points to {component.url}, which no note has.",
            GapKind.AMBIGUOUS: f"“{name}” matches several sections equally well.",
        }[kind]
        place = diagram.source, component.line, diagram.id, component.id
        yield Gap(kind, name, message, *place, sections=link.nearest)


def _wrong(link: Link | None) -> GapKind | None:
    if link is None or link.section:
        return None
    known = {"URL": GapKind.DANGLING, linking.AMBIGUOUS: GapKind.AMBIGUOUS}
    return known.get(link.reason, GapKind.NO_SECTION)


def _sections(workspace: Workspace, index: SectionIndex) -> Iterator[Gap]:
    shown = {link.section for links in workspace.links.values() for link in links.values()}
    for diagram in workspace.diagrams:
        for edge in diagram.edges:
            for url in urls_of(edge):
                shown.update(s.id for s in index.by_url(url) or ())
    near = _near(workspace, index)
    for note in workspace.notebook.notes:
        for section in _wanting(note):
            if section.id in shown or any(map(workspace.pictured, section.images)):
                continue
            yield Gap(
                GapKind.NOT_SHOWN,
                section.title,
                f"No diagram shows the section “{section.title}”.",
                section.file,
                section.line,
                section=section.id,
                components=tuple(near.get(section.id, ())),
            )


def _wanting(note: Note) -> Iterator[Section]:
    """The sections that a diagram is to show."""
    asking = 0  # level of the “Check yourself” round it
    for section in note.sections:
        if asking and section.level > asking:
            continue
        asking = section.level if section.title.strip().casefold() == QUESTIONS else 0
        whole = section.level > 0 or len(note.sections) == 1
        if whole and not asking and section.text.strip():
            yield section


def _near(
    workspace: Workspace, index: SectionIndex
) -> dict[str, list[tuple[DiagramId, ElementId]]]:
    """By section the components that are called like it: first those without a section, then
    those that no URL binds to theirs."""
    free: dict[str, list[tuple[DiagramId, ElementId]]] = {}
    bound: dict[str, list[tuple[DiagramId, ElementId]]] = {}
    nearest: dict[str, tuple[str, ...]] = {}
    for diagram in workspace.diagrams:
        for component in diagram.components:
            link = workspace.link(diagram.id, component.id)
            name = name_of(component)
            if link is None or not name or (link.reason == "URL" and link.section):
                continue
            if link.section and name not in nearest:
                nearest[name] = index.nearest((name,))
            into = bound if link.section else free
            for section in nearest[name] if link.section else link.nearest:
                into.setdefault(section, []).append((diagram.id, component.id))
    return {s: [*free.get(s, ()), *bound.get(s, ())] for s in {*free, *bound}}


def _pictures(workspace: Workspace) -> Iterator[Gap]:
    by_name = {d.filename.casefold(): d.id for d in reversed(workspace.diagrams)}
    for section in workspace.notebook.sections:
        for image in section.images:
            if not provided(workspace, section.file, image):
                near = get_close_matches(image.stem.casefold(), by_name, cutoff=_LIKE)
                yield Gap(
                    GapKind.NO_PICTURE,
                    image.target,
                    f"The picture {image.target} is missing: it is neither a file nor a diagram.",
                    section.file,
                    image.line,
                    section=section.id,
                    diagrams=tuple(by_name[name] for name in near),
                )


def provided(workspace: Workspace, note: str, image: Image) -> bool:
    """Whether there is a diagram of that name, or a file inside the workspace; what is on the
    web is not looked for."""
    if re.match(r"(?:[a-zA-Z][a-zA-Z0-9+.-]+:|//)", image.target) or workspace.pictured(image):
        return True
    name = unquote(image.target.replace("\\", "/")).split("?")[0].split("#")[0]
    try:
        root = path_of(workspace.root).resolve()
        path = (root / path_of(note)).parent.joinpath(name).resolve()
        if path.is_relative_to(root) and path.is_file():
            return True
        return find(workspace.root, note, image.target, image.anywhere) is not None
    except (OSError, RuntimeError, ValueError):  # a circle of links; a zero byte in the name
        return False
