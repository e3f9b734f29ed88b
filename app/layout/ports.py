"""The two ports of a layout: who says where things stand, and who says how edges run.

The engine is one placer, positions that a file gives would be another. Routers stand in a row: each
draws what it can of the edges that the ones before it left, the last one all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.errors import CancelledError, LayoutError
from app.layout.labels import Taken
from app.layout.text import Text
from app.model.diagram import Diagram, Edge
from app.model.diagram_layout import ClusterPlace, EdgePlace, NodePlace
from app.model.geometry import Box, Point
from app.model.ids import ElementId


@dataclass(frozen=True, slots=True)
class AsBlocks:
    """Clusters are laid out each for itself: every one of them or, from the outside in, so many `levels`
    of such as are not alone in what holds them. No rank in what holds them is folded into more than
    `folds`."""

    folds: int
    levels: int = 0


@dataclass(frozen=True, slots=True)
class Spacing:
    """How one candidate is laid out. Distances in pt. Nodes and edges are given to the placer in the
    file's order, or in another one for each `shuffle` from 1 on. `folded`: edges are
    to be as long as they say, into clusters, too. `blocks`: which clusters are laid out each for itself;
    None for all at once."""

    direction: str = "LR"
    nodesep: float = 26.0
    ranksep: float = 44.0
    margin: float = 16.0
    shuffle: int = 0
    folded: bool = False
    blocks: AsBlocks | None = None

    @property
    def level(self) -> bool:
        """Whether ranks are columns."""
        return self.direction in ("LR", "RL")


@dataclass(frozen=True, slots=True)
class MeasuredTexts:
    """All texts of a diagram, measured once for all candidates. `loops` are the labels of the
    edges that join a component with itself, by that; `ends` those besides its own that an edge
    has: of its `tail` or `head`, or `aside`."""

    nodes: dict[ElementId, Text]
    clusters: dict[ElementId, Text]
    edges: dict[ElementId, Text]
    loops: dict[ElementId, tuple[Text, ...]]
    ends: dict[ElementId, dict[str, Text]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placement:
    """Centres of icons and box nodes, boxes of clusters, and where the placer has drawn them: the
    edges' curves (control points), and the centres of the rooms that it kept for their labels. In
    pt, y down. `remark`: where the placer could not do it, what it was placed by instead, in a line
    for a person."""

    icons: dict[str, Point]
    clusters: dict[ElementId, Box]
    curves: dict[ElementId, tuple[Point, ...]]
    labels: dict[ElementId, Point]
    remark: str = ""


class Placer(Protocol):
    """Says where the nodes and clusters of a diagram stand."""

    @property
    def name(self) -> str:
        """By which a layout tells who placed it."""

    def place(
        self, diagram: Diagram, texts: MeasuredTexts, spacing: Spacing, curves: bool = False
    ) -> Placement:
        """Of every node and cluster its place; with `curves` those of the edges, too, where the
        placer draws any. The same question has the same answer. Raises LayoutError."""


def with_curves(
    placer: Placer, diagram: Diagram, texts: MeasuredTexts, spacing: Spacing
) -> Placement | None:
    """The placer's answer with curves; None where it comes to no end with them, which says nothing
    of the places alone. Raises CancelledError."""
    try:
        return placer.place(diagram, texts, spacing, curves=True)
    except CancelledError:
        raise
    except LayoutError:
        return None


@dataclass(frozen=True, slots=True)
class PlacedDiagram:
    """What stands, when edges begin to be drawn. `taken` is what no label may lie on; who places
    one adds it."""

    diagram: Diagram
    texts: MeasuredTexts
    spacing: Spacing
    placement: Placement
    nodes: dict[ElementId, NodePlace]
    clusters: dict[ElementId, ClusterPlace]
    loops: dict[ElementId, EdgePlace]
    taken: Taken


class Router(Protocol):
    """Says how edges run, and where their labels sit."""

    @property
    def name(self) -> str:
        """By which a layout tells how many edges it drew."""

    def route(self, edges: Sequence[Edge], standing: PlacedDiagram) -> dict[ElementId, EdgePlace]:
        """The places of those edges, by id, for which it has a way. Raises LayoutError."""
