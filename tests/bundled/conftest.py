"""The bundled pictures, read as a person would: by what stands written on them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import DiagramId, SectionId
from app.model.layer import Visible, visible
from app.model.workspace import Workspace
from app.sources.finding import bundled_root

SCRIPTS = sorted(path.stem for path in (bundled_root() / "diagrams").glob("*.py"))


def each(workspace: Workspace, script: str) -> list[Diagram]:
    """The diagrams that a script defines."""
    return [d for d in workspace.diagrams if d.id.partition("/")[0] == script]


def line(text: str) -> str:
    """A text in one line, without marks of Markdown that stand round words."""
    return " ".join(text.replace("**", "").replace("`", "").split())


@dataclass(frozen=True)
class Picture:
    """`Web servers`, `Private subnet A`: components go by their label, in one line. Its first
    line does, too, or its start, where only one component has it."""

    diagram: Diagram
    workspace: Workspace

    def the(self, name: str) -> Node | Cluster:
        """The one component of that name. Raises LookupError where there is none, or more."""
        components = self.diagram.components
        exact = [c for c in components if line(c.label) == name]
        found = exact or [c for c in components if line(c.label).startswith(name)]
        if len(found) == 1:
            return found[0]
        labels = sorted(line(c.label) for c in components)
        raise LookupError(f"{len(found)} components are called {name!r}: {labels}")

    def has(self, name: str) -> bool:
        return any(line(c.label).startswith(name) for c in self.diagram.components)

    def around(self, name: str) -> list[str]:
        """The labels of the clusters round a component, innermost first."""
        labels = {c.id: line(c.label) for c in self.diagram.clusters}
        return [labels[id] for id in self.diagram.index.around(self.the(name).id)]

    def kinds_around(self, name: str) -> list[str]:
        """The AWS groups round a component (`private-subnet`, `vpc`, …), innermost first."""
        kinds = {c.id: c.kind for c in self.diagram.clusters}
        return [kinds[id] for id in self.diagram.index.around(self.the(name).id)]

    def edges(self, start: str, end: str) -> list[Edge]:
        """The visible edges that join two components, whichever way they point."""
        ends = {self.the(start).id, self.the(end).id}
        return [e for e in self.diagram.edges if not e.invisible and {e.tail, e.head} == ends]

    def leads(self, start: str, end: str) -> bool:
        """Whether an arrow leads from one to the other."""
        way = self.the(start).id, self.the(end).id
        return any(e.way == way or (e.arrows == "both") for e in self.edges(start, end))

    def labels(self, start: str, end: str) -> list[str]:
        return [line(e.label) for e in self.edges(start, end)]

    def section(self, name: str) -> str:
        """The text of the section that a component opens."""
        link = self.workspace.link(self.diagram.id, self.the(name).id)
        found = self.workspace.notebook.section(link.section or SectionId("")) if link else None
        assert found is not None, f"{name} opens no section"
        return line(found.text)

    def with_layers(self, *layers: str) -> Visible:
        """What shows with the base sheet and these layers."""
        return visible(self.diagram, frozenset(layers))


class Pictures:
    """By diagram id: `vpc`, `rds/rds1`."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __getitem__(self, id: DiagramId) -> Picture:
        found = self.workspace.diagram(id)
        assert found is not None, f"no diagram {id}: {[d.id for d in self.workspace.diagrams]}"
        return Picture(found, self.workspace)

    def note(self, file: str) -> str:
        """A note's text in one line: `vpc.md`."""
        found = [n for n in self.workspace.notebook.notes if n.file.rpartition("/")[2] == file]
        assert len(found) == 1, f"{len(found)} notes are called {file}"
        return line(found[0].text)


@pytest.fixture(scope="session")
def drawn(bundled: Workspace) -> Pictures:
    """For example `drawn["vpc"].around("NAT gateway")`."""
    return Pictures(bundled)
