"""Which section a component opens, and why.

In this order: its `URL` (`#anchor` or `note.md#anchor`); a note's alias that is its label or its
class; a heading that is its label; a heading that its class spells. The first that matches
counts. Two sections that match equally well are a problem, not a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.model import problem
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.notes import Link, Notebook, Section
from app.model.problem import Problem
from app.sources.classes import class_names
from app.sources.section_index import NEAREST, SectionIndex

Links = dict[str, dict[str, Link]]


def link(diagrams: Iterable[Diagram], notebook: Notebook) -> tuple[Links, tuple[Problem, ...]]:
    """Links by diagram id and component id, and what is wrong with them."""
    index = SectionIndex(notebook)
    links: Links = {}
    problems: dict[Problem, None] = {}
    for diagram in diagrams:
        linker = _Linker(diagram, index)
        components: tuple[Node | Cluster, ...] = (*diagram.nodes, *diagram.clusters)
        links[diagram.id] = {component.id: linker.link(component) for component in components}
        for edge in diagram.edges:
            if index.by_url(edge.url or "") == []:
                linker.dangling(edge)
        problems.update(dict.fromkeys(linker.problems))
    return links, tuple(problems)


class _Linker:
    """Links one diagram's components and collects what is wrong."""

    def __init__(self, diagram: Diagram, index: SectionIndex) -> None:
        self._file = diagram.source
        self._index = index
        self.problems: list[Problem] = []

    def link(self, component: Node | Cluster) -> Link:
        url = component.url or ""
        named = self._index.by_url(url)
        if named == []:
            self.dangling(component)
            nearest = self._index.nearest((url.rpartition("#")[2], *_names(component)))
            return Link(component.id, None, "URL", nearest)
        if named:
            return self._one_of(component, named, "URL")
        names = _names(component)
        full = _full_names(component)
        for reason, found in (
            ("alias", self._index.by_alias((component.label, *full, *names))),
            ("label", self._index.by_title((component.label,))),
            ("class", self._index.by_title(names)),
        ):
            if found:
                return self._one_of(component, found, reason)
        nearest = self._index.nearest((component.label, *map(_words, names)))
        return Link(component.id, None, "no match", nearest)

    def dangling(self, element: Node | Cluster | Edge) -> None:
        text = f"“{_shown(element)}” points to {element.url}, which no note has."
        self.problems.append(problem.error(text, self._file, element.line))

    def _one_of(self, component: Node | Cluster, found: list[Section], reason: str) -> Link:
        if len(found) == 1:
            return Link(component.id, found[0].id, reason)
        where = " and ".join(f"{s.file}, line {s.line}" for s in found[:NEAREST])
        text = f"“{_shown(component)}” matches several sections equally well by {reason}: {where}."
        self.problems.append(problem.warning(text, self._file, component.line))
        return Link(component.id, None, "ambiguous", tuple(s.id for s in found[:NEAREST]))


def _names(component: Node | Cluster) -> tuple[str, ...]:
    """What its class, or its kind of group, is called. A DOT shape says nothing."""
    if isinstance(component, Cluster):
        return () if component.kind == "generic" else (component.kind,)
    return class_names(component.kind) if "." in component.kind else ()


def _full_names(component: Node | Cluster) -> tuple[str, ...]:
    """Its class with its module, with and without the package in front."""
    if isinstance(component, Cluster):
        return ()
    module = component.kind.rpartition(".")[0]
    short = [f"{module}.{name}" for name in _names(component)]
    return (*(f"diagrams.{name}" for name in short), *short)


def _words(name: str) -> str:
    """`NATGateway` → `NAT Gateway`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)


def _shown(element: Node | Cluster | Edge) -> str:
    return " ".join(element.label.split()) or element.id
