"""Where things stand in the page: numbers and addresses of what a workspace holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, ElementId, SectionId
from app.model.notes import Note
from app.model.workspace import Workspace
from app.sources.markdown.links import resolve


@dataclass(frozen=True)
class PagePicture:
    """A picture of the page, by its `number` there; one that steps of tours show folded is `of` the
    diagram of that number."""

    number: int
    layout: DiagramLayout
    of: int | None = None

    @cached_property
    def elements(self) -> Mapping[ElementId, int]:
        """The numbers of what is drawn."""
        return {id: number for number, id in enumerate(elements(self.layout))}

    def numbers(self, ids: Iterable[ElementId]) -> list[int]:
        """Those of these that are drawn, in order."""
        return sorted(self.elements[id] for id in ids if id in self.elements)


class Places:
    """`layouts` by diagram id; a diagram without one is not in the page. `folded` are what steps of tours
    fold, with how their diagrams are laid out then. Numbers count from 0, in
    the workspace's order, folded ones behind; a picture's elements are its nodes, clusters and edges that are drawn."""

    def __init__(
        self,
        workspace: Workspace,
        layouts: Mapping[DiagramId, DiagramLayout],
        folded: Iterable[tuple[frozenset[ElementId], DiagramLayout]] = (),
    ) -> None:
        self.workspace = workspace
        self.layouts = layouts
        self.diagrams = [d for d in workspace.diagrams if d.id in layouts]
        self.pictures = [PagePicture(n, layouts[d.id]) for n, d in enumerate(self.diagrams)]
        self._folded: dict[tuple[DiagramId, frozenset[ElementId]], PagePicture] = {}
        for clusters, layout in folded:
            id = layout.diagram.id
            made = PagePicture(len(self.pictures), layout, self.diagram(id))
            self.pictures.append(made)
            self._folded[id, clusters] = made
        self.layers = list(dict.fromkeys(layer for d in self.diagrams for layer in d.named_layers))

    @cached_property
    def _diagrams(self) -> dict[DiagramId, int]:
        return {d.id: number for number, d in enumerate(self.diagrams)}

    @cached_property
    def _sections(self) -> dict[SectionId, str]:
        numbered = enumerate(self.workspace.notebook.readable)
        return {
            section.id: f"n{n}-s{k}"
            for n, note in numbered
            for k, section in enumerate(note.sections)
        }

    def diagram(self, id: DiagramId) -> int | None:
        """Its number in the page; None where it is not in it."""
        return self._diagrams.get(id)

    def picture(self, diagram: DiagramId, folded: frozenset[ElementId]) -> PagePicture:
        """Of a diagram that is in the page, folded so where some step shows it so."""
        return self._folded.get((diagram, folded)) or self.pictures[self._diagrams[diagram]]

    def element(self, diagram: DiagramId, id: ElementId) -> int | None:
        """Its number in the picture of its diagram; None where it is not in it."""
        number = self.diagram(diagram)
        return None if number is None else self.pictures[number].elements.get(id)

    def section(self, id: SectionId | None) -> str | None:
        """The id of a section's element in the page."""
        return self._sections.get(id or SectionId(""))

    def pictured(self, stem: str) -> Diagram | None:
        """The diagram whose picture is called so, without suffix; None where none is in the
        page."""
        return next((d for d in self.diagrams if d.filename == stem), None)

    def address(self, href: str, note: Note | None, number: int) -> str | None:
        """Where a link in a note (its number for `number`) leads: an address of this page, or of
        the web; None where it leads nowhere."""
        target = resolve(href, note, self.workspace)
        if target.kind == "web":
            return target.to
        if target.kind == "section":
            found = self.section(SectionId(target.to))
            if found is None:
                return None
            return f"#{found.partition('-')[0]}-{target.place}" if target.place else f"#{found}"
        if target.kind == "place":
            return f"#n{number}-{target.to}" if target.to else None
        shown = DiagramId(target.to)
        diagram = self.diagram(shown) if target.kind == "diagram" else None
        if diagram is None:
            return None
        at = self.element(shown, target.component) if target.component else None
        return f"#d{diagram}" if at is None else f"#d{diagram}-{at}"


def elements(layout: DiagramLayout) -> list[ElementId]:
    """The ids of what is drawn of a diagram."""
    diagram = layout.diagram
    return [
        *(n.id for n in diagram.nodes if n.id in layout.nodes),
        *(c.id for c in diagram.clusters if c.id in layout.clusters),
        *(e.id for e in diagram.edges if e.id in layout.edges),
    ]
