"""What a diagram is made of: nodes, edges and clusters, without geometry.

Ids are lasting: cluster path + kind + label + ordinal, so that they are the same in each
run of a script although `diagrams` draws random node names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.model.details import ChangeKind, Details
from app.model.ids import ElementId
from app.model.rich_text import LabelSide, RichText
from app.model.style import BARE, PLAIN, Shape, Style
from app.model.style import form as form_of
from app.model.web_address import web_address

Parents = Mapping[ElementId, ElementId | None]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its text and the name by which edges end at it, or what it is split
    into. `rich` is as a node's."""

    text: str = ""
    port: str = ""
    parts: tuple[Field, ...] = ()
    rich: RichText | None = None

    @property
    def leaves(self) -> Iterator[Field]:
        """The fields that are not split."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves


@dataclass(frozen=True, slots=True)
class Node:
    """`layers` is empty for the base sheet. `kind` is the `diagrams` class without its
    package, as `aws.compute.EC2`, or the Graphviz shape for DOT. `icon` is a file path. `fields` are a record's, side by side. `rich` is how
    its label looks, where that is more than plain text. `more_urls` are where
    parts of its label lead. Its icon is `magnified` times as large as others'. One that stands for a folded
    cluster has that one's kind in `folds`, and is empty there else. `details` are what a file says of it that describes
    what runs, `change` what becomes of it, as of clusters and edges; `inside`, as of clusters, how much changes in the diagram that it
    has of its own."""

    id: ElementId
    label: str
    kind: str = ""
    cluster: ElementId | None = None
    layers: tuple[str, ...] = ()
    icon: str | None = None
    style: Style = PLAIN
    url: str | None = None
    tooltip: str | None = None
    line: int | None = None
    fields: tuple[Field, ...] = ()
    rich: RichText | None = None
    more_urls: tuple[str, ...] = ()
    magnified: float = 1.0
    folds: str = ""
    details: Details | None = None
    change: ChangeKind | None = None
    inside: int = 0

    @property
    def form(self) -> str:
        """`point` for a dot, `blank` for nothing to be seen but the label: lines join in either;
        else nothing."""
        return form_of(self.style, self.label)

    @property
    def shape(self) -> Shape | None:
        """What holds its label, where its file says that; None where it has an icon, was to have one
        or only joins lines."""
        shape = self.style.shape
        bare = shape is None or not shape.name or self.icon or self.style.image
        return None if bare or self.form else shape

    @property
    def table(self) -> bool:
        """Whether a table is all that is to be seen of it."""
        bare = self.shape is not None and self.shape.name in BARE
        return bare and self.rich is not None and self.rich.table is not None

    @property
    def joint(self) -> bool:
        """It says nothing and only joins lines: to a person it is no component."""
        return bool(self.form) and not self.label

    @property
    def boxed(self) -> bool:
        """Its label, where it has one, stands in the middle of it, not under an icon."""
        return self.shape is not None or bool(self.form)


@dataclass(frozen=True, slots=True)
class Cluster:
    """`kind` names the AWS group convention (`vpc`, `public-subnet`, …) or is `generic`. `rich` is how
    its title looks, as a node's; it stands at that `side`, at the left where none is said, and on top
    unless `beneath`. `more_urls` are where parts of its title lead."""

    id: ElementId
    label: str
    kind: str = "generic"
    parent: ElementId | None = None
    layers: tuple[str, ...] = ()
    style: Style = PLAIN
    url: str | None = None
    tooltip: str | None = None
    line: int | None = None
    rich: RichText | None = None
    more_urls: tuple[str, ...] = ()
    side: LabelSide | None = None
    beneath: bool = False
    details: Details | None = None
    change: ChangeKind | None = None
    inside: int = 0


class Dependent(StrEnum):
    """Which end of an edge stops working without the other."""

    TAIL = "tail"
    HEAD = "head"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Dependence:
    """What an edge's author states of its ends, and why, in a sentence of plain text; empty where
    none is given."""

    dependent: Dependent
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """`tail` and `head` are ids of nodes or (ltail, lhead) of clusters; `via` are then the ids
    of nodes inside, which Graphviz is given, or of the cluster where it holds none. `tail_port` and
    `head_port` are where it meets them, as the file has it: a port, a side, or both (`f0:n`).
    `aside` is written beside it, besides its label. `hints` are Graphviz layout attributes (`weight`,
    `minlen`, `constraint`, `samehead`, `labelangle`, …). `url` is where its line leads, `more_urls` where its label and its ends do,
    as far as that is elsewhere. `rich` is how its labels look, as a node's: its own by the empty name,
    those besides by `tail`, `head` and `aside`. It may stand for a `count` of edges."""

    id: ElementId
    tail: ElementId
    head: ElementId
    via: tuple[ElementId, ElementId]
    label: str = ""
    layers: tuple[str, ...] = ()
    tail_label: str = ""
    head_label: str = ""
    aside: str = ""
    tail_port: str = ""
    head_port: str = ""
    invisible: bool = False
    style: Style = PLAIN
    depends: Dependence | None = None
    hints: dict[str, str] = field(default_factory=dict)
    url: str | None = None
    more_urls: tuple[str, ...] = ()
    tooltip: str | None = None
    line: int | None = None
    rich: dict[str, RichText] = field(default_factory=dict)
    count: int = 1
    change: ChangeKind | None = None

    @property
    def arrows(self) -> str:
        """At which ends it has a head: `forward`, `back`, `both` or `none`."""
        return self.style.arrows

    @property
    def likeness(self) -> object:
        """The same for edges that may be drawn as one line: between the same two, at the same ports, in
        the same direction, on the same layers, in the same style."""
        ports, style = (self.tail_port, self.head_port), self.style
        look = style.stroke, style.heads
        return self.tail, self.head, ports, self.layers, self.invisible, look

    @property
    def tethered(self) -> bool:
        """Whether its label is to be seen to be its own, by a line to it (`decorate`)."""
        return self.hints.get("decorate", "").lower() in ("true", "yes", "1")

    @property
    def way(self) -> tuple[ElementId, ElementId]:
        """Its ends as the arrow is drawn: from, to."""
        return (self.head, self.tail) if self.arrows == "back" else (self.tail, self.head)


Element = Node | Cluster | Edge


def urls_of(element: Element) -> tuple[str, ...]:
    """Where an element leads, as the file says it."""
    own = (element.url,) if element.url else ()
    return (*own, *element.more_urls)


def link_of(element: Element) -> str | None:
    """Where a click leads: the first of its addresses outside; without one, as the file says it."""
    return next(filter(web_address, urls_of(element)), element.url)


def ties(nodes: Iterable[Node], clusters: Iterable[Cluster]) -> dict[ElementId, ElementId]:
    """What stands for each cluster where only nodes can be joined: the id of the middle one of the
    nodes in it, at any depth; where it holds none, that of an empty cluster in it, or its own.
    Parents stand before their children."""
    nodes, clusters = tuple(nodes), tuple(clusters)
    parents = {c.id: c.parent for c in clusters} | {n.id: n.cluster for n in nodes}
    inside: dict[ElementId, list[ElementId]] = {c.id: [] for c in clusters}
    for node in nodes:
        for around in clusters_around(node.id, parents):
            inside[around].append(node.id)
    empty: dict[ElementId, ElementId] = {}
    for cluster in reversed(clusters):
        own = empty.setdefault(cluster.id, cluster.id)
        if cluster.parent is not None:
            empty.setdefault(cluster.parent, own)
    return {id: held[len(held) // 2] if held else empty[id] for id, held in inside.items()}


def clusters_around(component: ElementId, parents: Parents) -> Iterator[ElementId]:
    """The clusters round a component, innermost first. `parents` are its diagram's."""
    at = parents.get(component)
    while at is not None:
        yield at
        at = parents.get(at)
