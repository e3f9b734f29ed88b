"""Which section a component opens, and why; and which diagram it has of its own.

The section, in this order: its `URL` (`#anchor` or `note.md#anchor`); a note's alias that is its
label or its class; a heading that is its label; a heading that its class spells; one that is
either but for “AWS” or “Amazon”; a title that is about what it is (“Lambda – Deep Dive”,
`app.sources.titles`); where its `URL` names a diagram, the section that shows it. The first that
matches counts. Two sections that match equally well are a problem, not a guess.

The diagram: the one that its `URL` names (`ecs.py`, `ec2.py#vm`), else the one whose picture
stands in its section, unless it stands in that diagram itself. A box of text is no way into a
diagram that a component with an icon beside it leads to: one mark says it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from app.model import link_reasons, problem
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.elements import urls_of
from app.model.ids import DiagramId, ElementId
from app.model.notes import Link, Notebook, Section
from app.model.problem import Problem
from app.model.wording import counted
from app.sources.diagram_index import DiagramIndex
from app.sources.graphs.classes import class_names
from app.sources.meant import is_people, of_label
from app.sources.section_index import NEAREST, SectionIndex
from app.sources.subject_index import SubjectIndex
from app.subjects import spelt, subjects

Links = dict[DiagramId, dict[ElementId, Link]]
TITLE = "title"  # the reason of a link to what its title is about
CLEAR = 0.8  # of a title, from which on it is about a thing without a doubt
AMBIGUOUS, DANGLING = link_reasons.AMBIGUOUS, "dangling"  # kinds of problems


def link(
    diagrams: Iterable[Diagram], notebook: Notebook, unread: Container[str] = ()
) -> tuple[Links, tuple[Problem, ...]]:
    """Links by diagram id and component id, and what is wrong with them. `unread` are the names
    of diagram files that there are, but that gave no diagram."""
    diagrams = tuple(diagrams)
    index, about = SectionIndex(notebook), SubjectIndex(notebook)
    inside = DiagramIndex(diagrams, notebook)
    links: Links = {}
    problems: dict[Problem, None] = {}
    for diagram in diagrams:
        linker = _Linker(diagram, index, about, inside, unread)
        links[diagram.id] = linker.links()
        for edge in diagram.edges:
            linker.look_at(edge)
        problems.update(dict.fromkeys(linker.problems))
    return links, tuple(problems)


class _Linker:
    """Links one diagram's components and collects what is wrong."""

    def __init__(
        self,
        diagram: Diagram,
        index: SectionIndex,
        subject_index: SubjectIndex,
        diagrams: DiagramIndex,
        unread: Container[str],
    ) -> None:
        self._diagram = diagram
        self._file = diagram.source
        self._index, self._subjects = index, subject_index
        self._diagrams, self._unread = diagrams, unread
        self.problems: list[Problem] = []
        self._tied: dict[tuple[str, str], list[Node | Cluster]] = {}  # by reason and sections

    def links(self) -> dict[ElementId, Link]:
        found = {c.id: self.link(c) for c in self._diagram.components}
        self._tell_of_ties()
        by_icon = {found[n.id].diagram for n in self._diagram.nodes if n.icon}
        for node in self._diagram.nodes:
            named = self._diagrams.by_url(node.url or "", self._file)
            if node.shape and not named and found[node.id].diagram in by_icon:
                found[node.id] = replace(found[node.id], diagram=None)
        return found

    def link(self, component: Node | Cluster) -> Link:
        self.look_at(component)
        inside = self._diagrams.by_url(component.url or "", self._file) or []
        found = self._section(component)
        section = self._index.by_id(found.section)
        if found.reason == "no match" and inside and (home := self._diagrams.home(inside[0])):
            found = Link(component.id, home.id, "diagram")
        own = inside[0] if inside else self._diagrams.of_section(section) if section else None
        if own is None or own is self._diagram:
            return found
        return replace(found, diagram=own.id)

    def look_at(self, element: Node | Cluster | Edge) -> None:
        """Tell where its URLs point to nothing."""
        for url in urls_of(element):
            self._look_at(element, url)

    def _look_at(self, element: Node | Cluster | Edge, url: str) -> None:
        file = PurePosixPath(unquote(url).partition("#")[0]).name
        kind = ""
        if self._index.by_url(url) == []:
            text = f"“{shown(element)}” points to {url}, which no note has."
            kind = DANGLING
        elif self._diagrams.by_url(url, self._file) == [] and file not in self._unread:
            text = f"“{shown(element)}” points to {url}, which is not a diagram in this workspace."
        else:
            return
        self.problems.append(problem.error(text, self._file, element.line, kind))

    def _section(self, component: Node | Cluster) -> Link:
        url = component.url or ""
        named = self._index.by_url(url)
        if named == []:
            nearest = self._index.nearest((url.rpartition("#")[2], *kind_names(component)))
            return Link(component.id, None, "URL", nearest)
        if named:
            return self._one_of(component, named, "URL")
        names = kind_names(component)
        full = _full_names(component)
        for reason, found in (
            ("alias", self._index.by_alias((component.label, *full, *names))),
            ("label", self._index.by_title((component.label,))),
            ("class", self._index.by_title(names)),
            ("name", self._index.by_bare_title((component.label, *map(spelt, names)))),
        ):
            if found:
                return self._one_of(component, found, reason)
        return self._about(component) or self._none(component)

    def _about(self, component: Node | Cluster) -> Link | None:
        """The section that is about what it is, by its label or else its class."""
        if is_people(component):
            return None
        of_class = subjects().of_class(component.kind)
        whole, _ = of_label(component.label, {of_class, *subjects().above(of_class)})
        for name in dict.fromkeys((*whole, of_class)):
            found = self._subjects.about(name) if name else None
            if found is not None and found.worth >= CLEAR:
                return self._one_of(component, [found.section, *found.among], TITLE, name)
        return None

    def _none(self, component: Node | Cluster) -> Link:
        names = (component.label, *map(spelt, kind_names(component)))
        return Link(component.id, None, "no match", self._index.nearest(names))

    def _one_of(
        self, component: Node | Cluster, found: list[Section], reason: str, said: str = ""
    ) -> Link:
        if reason == "label" and len(found) > 1:  # “NAT gateway”, not “NAT gateways”
            label = " ".join(component.label.split())
            found = [s for s in found if s.title == label] or found
        if len(found) == 1:
            return Link(component.id, found[0].id, reason, said=said)
        where = " and ".join(f"{s.file}, line {s.line}" for s in found[:NEAREST])
        self._tied.setdefault((reason, where), []).append(component)
        return Link(component.id, None, AMBIGUOUS, tuple(s.id for s in found[:NEAREST]))

    def _tell_of_ties(self) -> None:
        """Once of all that have the same sections."""
        for (reason, where), (first, *others) in self._tied.items():
            more = f" and {counted(len(others), 'other')}" if others else ""
            match = "match" if others else "matches"
            text = f"“{shown(first)}”{more} {match} several sections equally well by {reason}: {where}."
            self.problems.append(problem.warning(text, self._file, first.line, AMBIGUOUS))


def kind_names(component: Node | Cluster) -> tuple[str, ...]:
    """What its class, or its kind of group, is called. A DOT shape says nothing."""
    if isinstance(component, Cluster):
        return () if component.kind == "generic" else (component.kind,)
    return class_names(component.kind) if "." in component.kind else ()


def _full_names(component: Node | Cluster) -> tuple[str, ...]:
    """Its class with its module, with and without the package in front."""
    if isinstance(component, Cluster):
        return ()
    module = component.kind.rpartition(".")[0]
    short = [f"{module}.{name}" for name in kind_names(component)]
    return (*(f"diagrams.{name}" for name in short), *short)


def shown(element: Node | Cluster | Edge) -> str:
    """What a message calls it."""
    return " ".join(element.label.split()) or element.id
