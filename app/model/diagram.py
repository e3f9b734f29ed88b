"""A diagram as its source says it, and what it is made of (`app.model.elements`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from app.model.arrangement import USUAL, Arrangement
from app.model.details import Condition
from app.model.elements import (
    Cluster,
    Dependence,
    Dependent,
    Edge,
    Node,
    Parents,
    clusters_around,
    ties,
)
from app.model.ids import DiagramId, ElementId
from app.model.index import ElementIndex
from app.model.layer_choice import LayerChoice, LayerProposal
from app.model.picture_style import PictureStyle
from app.model.rich_text import RichText
from app.model.style import PLAIN, Style
from app.model.written import WrittenGraph

__all__ = [
    "Cluster",
    "Dependence",
    "Dependent",
    "Diagram",
    "Edge",
    "FoldedFrom",
    "Node",
    "Parents",
    "clusters_around",
    "ties",
]


class _Indexed:
    """Room for an index, and for what it was folded from, that are no fields: they are neither
    compared, encoded nor copied."""

    __slots__ = ("_folding", "_index")
    _index: ElementIndex
    _folding: FoldedFrom | None


@dataclass(frozen=True, slots=True)
class Diagram(_Indexed):
    """`id` is the script's stem (or stem/filename where a script defines several);
    `filename` is the picture's name without suffix; `source` the file's path;
    `layers` are in reading order, those that are `off` until somebody switches them on; `direction` is LR, RL, TB or BT; `style` is the sheet's, `heading`
    are the lines of the title in its picture where they are not the title itself, `rich` is how that looks, and
    `arrangement` what its layout is to follow. `choice` is what layers a person gave it, and None where its file names them
    itself; `proposals` are those that it might have. `written` is what Graphviz is given to draw it as its file says; None
    where that is not known. It is drawn in its `own_style` where nobody says otherwise. Of diagrams of one file that show
    less or more of the same, `level` is which one it is; `conditions` are on which elements of it are there."""

    id: DiagramId
    title: str
    filename: str
    source: str
    direction: str = "LR"
    layers: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    edges: tuple[Edge, ...] = ()
    style: Style = PLAIN
    written: WrittenGraph | None = None
    arrangement: Arrangement = USUAL
    own_style: PictureStyle = PictureStyle.HOUSE
    unfinished: bool = False  # an error in its file came before its end
    choice: LayerChoice | None = None
    proposals: tuple[LayerProposal, ...] = ()
    heading: tuple[str, ...] | None = None
    rich: RichText | None = None
    level: str = ""
    conditions: tuple[Condition, ...] = ()
    off: tuple[str, ...] = ()

    @property
    def index(self) -> ElementIndex:
        """Its elements by id and by what belongs to what, made once."""
        try:
            return self._index
        except AttributeError:
            made = ElementIndex(self.nodes, self.clusters, self.edges)
            object.__setattr__(self, "_index", made)
            return made

    @property
    def folding(self) -> FoldedFrom | None:
        """What it was folded from (`app.model.folding`); None where nothing of it is folded."""
        return getattr(self, "_folding", None)

    def folded_from(self, whole: Diagram, standing: Mapping[ElementId, ElementId]) -> Diagram:
        """The same as one that was folded from `whole` so."""
        made = replace(self)
        object.__setattr__(made, "_folding", FoldedFrom(whole, standing))
        return made

    @property
    def title_lines(self) -> tuple[str, ...]:
        """What its picture says as title; nothing where its file asks for none."""
        return ((self.title,) if self.title else ()) if self.heading is None else self.heading

    @property
    def components(self) -> tuple[Node | Cluster, ...]:
        """What a person can name: nodes, but for those that only join lines, and clusters."""
        return self.index.components

    @property
    def offered(self) -> tuple[LayerProposal, ...]:
        """The proposals that a person has neither accepted nor turned off."""
        settled = self.choice.settled if self.choice else frozenset()
        return tuple(proposal for proposal in self.proposals if proposal.layer not in settled)

    @property
    def named_layers(self) -> tuple[str, ...]:
        """The layers that something to see is on: legends, chips and keys are for no others."""
        empty = set(self.layers)
        seen: tuple[Iterable[Node | Cluster | Edge], ...] = (
            (n for n in self.nodes if n.label or n.form != "blank"),
            self.clusters,
            (e for e in self.edges if not e.invisible),
        )
        for element in chain(*seen):
            if not empty:
                break
            empty.difference_update(element.layers)
        return tuple(layer for layer in self.layers if layer not in empty)


@dataclass(frozen=True, slots=True)
class FoldedFrom:
    """What a diagram was folded from: the `whole` one. `standing` says, by the id of each of its
    elements that is not there as itself, the id of what stands for it."""

    whole: Diagram
    standing: Mapping[ElementId, ElementId]

    def stand_in(self, element: ElementId) -> ElementId:
        """What stands for an element, itself where it is there."""
        return self.standing.get(element, element)

    def stand_ins(self, elements: Iterable[ElementId]) -> frozenset[ElementId]:
        """What stands for these."""
        return frozenset(self.standing.get(id, id) for id in elements)
