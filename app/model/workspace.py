"""A workspace: what was found in an opened folder or file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.model.comparison import Comparison
from app.model.diagram import Diagram
from app.model.ids import DiagramId, ElementId, SectionId, TourId
from app.model.left_out import LeftOut
from app.model.levels import levels
from app.model.notes import Image, Link, Notebook
from app.model.picture_style import PictureStyle
from app.model.problem import NOT_DRAWN, Problem
from app.model.tour import Tour, TourOrigin


@dataclass(frozen=True, slots=True)
class Workspace:
    """`root` is an absolute folder. `links` maps diagram id → component id → link. Where
    `borrowed`, there are notes only, and the diagrams are the bundled ones: `subjects` is then by diagram
    the section that is about it, `apart` are those of which the notes do not speak. `tours` are those that
    are offered; `orders` are lists of the notes that make none, and that studying asks for.
    `outdated` are the ids of diagrams as they were before their files broke, `wanted` the addresses of
    icons that nobody has agreed to have fetched, `restricted` the scripts that were evaluated, since nobody
    trusts them. While it is `growing`, there are files left to read,
    the notes among them. `too_many` is how many files and folders there are at least in a folder that was
    over-large to be read whole; else 0. `left_out` is what of the folder is not read, by why. `read` are files besides
    those of its formats that its diagrams hang on, by absolute path. `compared` are those of its diagrams that somebody
    compares with how they were: each shows as a diagram that is not among the others."""

    root: str
    title: str
    bundled: bool
    diagrams: tuple[Diagram, ...] = ()
    notebook: Notebook = field(default_factory=Notebook)
    links: dict[DiagramId, dict[ElementId, Link]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    borrowed: bool = False
    subjects: Mapping[DiagramId, SectionId] = field(default_factory=dict)
    apart: frozenset[DiagramId] = frozenset()
    tours: tuple[Tour, ...] = ()
    orders: tuple[Tour, ...] = ()
    outdated: frozenset[str] = frozenset()
    wanted: tuple[str, ...] = ()
    restricted: tuple[str, ...] = ()
    growing: bool = False
    too_many: int = 0
    left_out: tuple[LeftOut, ...] = ()
    read: tuple[str, ...] = ()
    compared: tuple[Comparison, ...] = ()

    def diagram(self, id: DiagramId) -> Diagram | None:
        """The one of that id, which may be a comparison's; None where there is none."""
        found = next((d for d in self.diagrams if d.id == id), None)
        if found is None and (comparison := self.comparison(id)) is not None:
            return comparison.difference.diagram
        return found

    def beside(self, id: DiagramId) -> tuple[Diagram, ...]:
        """The diagrams among which that one is: of a comparison those of its run."""
        return tuple(c.difference.diagram for c in self.run(id).values()) or self.diagrams

    def levels(self, diagram: Diagram) -> Mapping[str, Diagram]:
        """By level those of the file of a diagram, itself among them, of a comparison comparisons; nothing where there is but one."""
        return levels(self.beside(diagram.id), diagram)

    def run(self, id: DiagramId) -> Mapping[DiagramId, Comparison]:
        """By what each is of, the comparisons that were made with that one; none where it is none."""
        comparison = self.comparison(id) if self.compared else None
        beside = comparison.beside if comparison else None
        return {c.base: c for c in self.compared if c.beside == beside}

    @property
    def ids(self) -> frozenset[DiagramId]:
        """Of all that can be looked at, comparisons too."""
        return frozenset((*(d.id for d in self.diagrams), *(c.id for c in self.compared)))

    def original(self, id: DiagramId) -> DiagramId:
        """The diagram that a comparison is of; any other is itself. What the notes say of it holds for both."""
        comparison = self.comparison(id) if self.compared else None
        return comparison.base if comparison else id

    def comparison(self, id: DiagramId) -> Comparison | None:
        """The one that shows as the diagram of that id."""
        return next((c for c in self.compared if c.id == id), None)

    def own_style(self, id: DiagramId) -> PictureStyle:
        """In which that diagram is drawn where nobody says otherwise."""
        found = self.diagram(id)
        return found.own_style if found else PictureStyle.HOUSE

    def problems_drawn(self, style_of: Callable[[DiagramId], PictureStyle]) -> tuple[Problem, ...]:
        """Its problems when each diagram is drawn in that style: as written, all is drawn."""
        if not any(problem.kind == NOT_DRAWN for problem in self.problems):
            return self.problems
        house = {d.source for d in self.diagrams if style_of(d.id) is PictureStyle.HOUSE}
        return tuple(p for p in self.problems if p.kind != NOT_DRAWN or p.file in house)

    def tour(self, id: TourId) -> Tour | None:
        """The one of that id among those that are offered; None where there is none."""
        return next((t for t in self.tours if t.id == id), None)

    def tour_of(self, diagram: DiagramId) -> Tour | None:
        """The first tour with a file that begins at a diagram."""
        own = (t for t in self.tours if t.origin is TourOrigin.FILE and t.steps)
        return next((t for t in own if t.steps[0].diagram == diagram), None)

    def link(self, diagram: DiagramId, component: ElementId) -> Link | None:
        """What a component opens, by the ids of both; None for what is no component."""
        return self.links.get(self.original(diagram), {}).get(component)

    def inside(self, diagram: DiagramId, component: ElementId) -> DiagramId | None:
        """The id of the diagram that a component has of its own."""
        link = self.link(diagram, component)
        return link.diagram if link else None

    def doors(self, diagram: DiagramId) -> Mapping[ElementId, DiagramId]:
        """By component of a diagram, which is no comparison's, the id of the one that it has of its own."""
        links = self.links.get(diagram, {})
        return {id: link.diagram for id, link in links.items() if link.diagram is not None}

    def pictured(self, image: Image) -> Diagram | None:
        """The diagram that an image of a note is a picture of."""
        if image.own:
            return None
        return next((d for d in self.diagrams if d.filename == image.stem), None)

    def homes(self, diagram: DiagramId) -> tuple[SectionId, ...]:
        """The ids of the sections in which the diagram's picture stands."""
        found = self.diagram(self.original(diagram))
        return self.notebook.picturing(found.filename) if found else ()

    def own_section(self, diagram: DiagramId) -> SectionId | None:
        """The id of the section that a diagram has: the first in which its picture stands, of a
        borrowed one its subject, else the one that most components open that lead into it, else that
        most of its own open. Notes that do not speak of a diagram have none about it."""
        diagram = self.original(diagram)
        if known := (*self.homes(diagram), *filter(None, [self.subjects.get(diagram)])):
            return known[0]
        if diagram in self.apart:
            return None
        links = [link for links in self.links.values() for link in links.values() if link.section]
        leading = [link.section for link in links if link.diagram == diagram]
        own = [link.section for link in self.links.get(diagram, {}).values()]
        counted = Counter(section for section in leading or own if section)
        return counted.most_common(1)[0][0] if counted else None

    def about(self, diagram: DiagramId, section: SectionId | None) -> frozenset[ElementId]:
        """The ids of a diagram's components that open a section."""
        links = self.links.get(self.original(diagram), {}) if section else {}
        return frozenset(id for id, link in links.items() if link.section == section)

    def shown_in(self, section: SectionId) -> tuple[tuple[DiagramId, ElementId], ...]:
        """The (diagram id, component id) pairs whose component opens that section."""
        return tuple(
            (diagram, component)
            for diagram, links in self.links.items()
            for component, link in links.items()
            if link.section == section
        )
