"""A workspace: what was found in an opened folder or file."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.model.diagram import Diagram
from app.model.notes import Link, Notebook
from app.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Workspace:
    """`root` is an absolute folder. `links` maps diagram id → component id → link."""

    root: str
    title: str
    bundled: bool
    diagrams: tuple[Diagram, ...] = ()
    notebook: Notebook = field(default_factory=Notebook)
    links: dict[str, dict[str, Link]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def diagram(self, id: str) -> Diagram | None:
        return next((d for d in self.diagrams if d.id == id), None)

    def link(self, diagram: str, component: str) -> Link | None:
        return self.links.get(diagram, {}).get(component)

    def shown_in(self, section: str) -> tuple[tuple[str, str], ...]:
        """The (diagram id, component id) pairs whose component opens that section."""
        return tuple(
            (diagram, component)
            for diagram, links in self.links.items()
            for component, link in links.items()
            if link.section == section
        )
