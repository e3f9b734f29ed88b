"""View state: what a person looks at. The window, every export and the command line obey it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.model.diagram import Diagram
from app.model.filtering import Filters
from app.model.folding import FoldState
from app.model.ids import DiagramId, ElementId, SectionId, TourId
from app.model.picture_style import PictureStyle
from app.model.tracing import Trace


@dataclass(frozen=True, slots=True)
class Viewport:
    """The diagram point (pt) at the middle of the view, and the scale in px per pt."""

    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class ViewState:
    """`layers` are the layers that are on. `viewport` None means: fit the picture. `trail` are
    the diagrams through which one came in here, outermost first. `section` is the one that is
    open in the notes, `reading` the one in view there, whose components are lit. `filters` are what a
    person leaves out (`app.model.filtering`), `hidden` the elements that do not show for them, whatever layers are on. `tour` is the id
    of the tour that is under way, empty for none, and `step` its step, from 0. `style` is the one in which the diagram
    is to be drawn, None for its own; `method` one of Graphviz's that lays it out as written, empty for
    its own. With `recolour` a dark theme turns it round then, without it stands on a light sheet; None: as its
    file sets a background or not. `trace` is what is traced, which dims all else.
    `folded` are clusters that show as one component each; `merge` and `spread` say which edges that run
    alike are drawn as one line (`app.model.folding.FoldState`).
    """

    diagram: DiagramId = DiagramId("")
    layers: frozenset[str] = frozenset()
    selection: ElementId | None = None
    section: SectionId | None = None
    viewport: Viewport | None = None
    tidy: bool = False
    trail: tuple[DiagramId, ...] = ()
    reading: SectionId | None = None
    hidden: frozenset[ElementId] = frozenset()
    tour: TourId = TourId("")
    step: int = 0
    style: PictureStyle | None = None
    method: str = ""
    recolour: bool | None = None
    trace: Trace | None = None
    filters: Filters = ()
    folded: frozenset[ElementId] = frozenset()
    merge: bool | None = None
    spread: frozenset[ElementId] = frozenset()

    @property
    def folds(self) -> FoldState:
        """All that is folded."""
        return FoldState(self.folded, self.merge, self.spread)

    def with_folds(self, folds: FoldState) -> ViewState:
        """With just that folded."""
        return replace(self, folded=folds.clusters, merge=folds.merge, spread=folds.spread)

    def toggled(self, layer: str) -> ViewState:
        """With that layer on where it is off, and off where it is on."""
        return replace(self, layers=self.layers ^ {layer})

    def alone(self, layer: str, all_layers: tuple[str, ...]) -> ViewState:
        """That layer only; where it is already alone, all of them again."""
        only = frozenset({layer})
        return replace(self, layers=frozenset(all_layers) if self.layers == only else only)


def neighbours(
    diagram: Diagram, component: ElementId
) -> tuple[frozenset[ElementId], frozenset[ElementId]]:
    """The ids of components joined to this one by an edge, and the ids of those edges.

    For a cluster, also what it holds (at any depth) and the edges that touch it; for an edge
    its ends, and itself.
    """
    index = diagram.index
    if edge := index.edges.get(component):
        return frozenset((edge.tail, edge.head)), frozenset((edge.id,))
    own = set(index.inside((component,)))
    edges = [e for id in own for e in index.incident(id) if not e.invisible]
    near = {end for e in edges for end in (e.tail, e.head)}
    return frozenset((near | own) - {component}), frozenset(e.id for e in edges)
