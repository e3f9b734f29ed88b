"""All that a file says of a graph, as it says it: nodes, edges, ports, nested clusters, attributes
whole, and where each stands. What of it means what is `Diagram`'s matter.

The words are Graphviz's, and so is what its attributes mean. Readers of other formats say the same
with them: https://graphviz.org/doc/info/attrs.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.model.details import ChangeKind, Condition, Details
from app.model.placed import PlacedElement

Attributes = Mapping[str, str]


class Html(str):
    """A value that is HTML-like markup, without the angle brackets round it; other values are text
    with Graphviz's escapes (`\\N`, `\\n`)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where something stands: a file as problems name it, a line and a column (both from 1, in
    characters), None where that is not certain."""

    file: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class SourceNode:
    """`id` is its name in the file. A node without the attribute `label` is called by its name.
    `kind` is the class in a `diagrams` script (`aws.compute.EC2`), empty in other files; `cluster`
    the id of the innermost cluster round it. `number` is by which the engine knows it, as of
    clusters and, counted apart, of edges. `drawn` is how a file draws it that itself says where all
    stands, as of clusters and edges."""

    id: str
    place: SourcePlace
    attributes: Attributes = field(default_factory=dict)
    cluster: str | None = None
    kind: str = ""
    number: int = -1
    details: Details | None = None
    change: ChangeKind | None = None
    drawn: PlacedElement | None = None


@dataclass(frozen=True, slots=True)
class SourceCluster:
    """`name` is the file's, which clusters in different ones may share; the first that has it has
    it as its id. `parent` is the id of the cluster round it. `attributes` are with what it inherits
    of style, and without what is said of that one alone (a link, a tooltip, a class)."""

    id: str
    name: str
    place: SourcePlace
    attributes: Attributes = field(default_factory=dict)
    parent: str | None = None
    number: int = -1
    details: Details | None = None
    change: ChangeKind | None = None
    drawn: PlacedElement | None = None


@dataclass(frozen=True, slots=True)
class SourceEnd:
    """What an edge ends at: the id of a node, or of a cluster. `port` is as Graphviz writes it:
    `name`, `name:compass` or `compass`."""

    id: str
    port: str = ""
    is_cluster: bool = False


@dataclass(frozen=True, slots=True)
class SourceEdge:
    """An edge from tail to head. `attributes` are with what it inherits of the defaults before
    it."""

    tail: SourceEnd
    head: SourceEnd
    place: SourcePlace
    attributes: Attributes = field(default_factory=dict)
    number: int = -1
    change: ChangeKind | None = None
    drawn: PlacedElement | None = None


@dataclass(frozen=True, slots=True)
class SourceRank:
    """Nodes, by id, that share a rank: `same`, `min`, `source`, `max` or `sink`."""

    rank: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceGraph:
    """One graph of a file; `name` is the file's own for it. `title` and `filename` (of its picture,
    without suffix) are said in the file's own way, and empty where they are not said. Clusters,
    nodes and edges come in the order in which they are to be placed; a cluster behind the one
    that holds it. `dot` is the text in which the engine finds it, as the graph of that `number`
    (from 0) there. `heading` are the lines of its title, none where it asks for none, and None where
    it says nothing of them. It is `unfinished` where an error in the file came before its end,
    `scripted` where a `diagrams` script draws it. Of graphs of one file that show less or more of the same, `level` is
    which one it is (`overview`, `all`); `conditions` name elements by their ids in the file."""

    place: SourcePlace
    name: str = ""
    title: str = ""
    filename: str = ""
    directed: bool = True
    strict: bool = False
    attributes: Attributes = field(default_factory=dict)
    nodes: tuple[SourceNode, ...] = ()
    clusters: tuple[SourceCluster, ...] = ()
    edges: tuple[SourceEdge, ...] = ()
    ranks: tuple[SourceRank, ...] = ()
    dot: str = ""
    number: int = 0
    unfinished: bool = False
    heading: tuple[str, ...] | None = None
    scripted: bool = False
    level: str = ""
    conditions: tuple[Condition, ...] = ()

    @property
    def placed(self) -> bool:
        """Whether the file itself says where all stands."""
        drawn = (one.drawn for several in (self.nodes, self.clusters) for one in several)
        return any(one is not None for one in drawn)

    @property
    def said(self) -> Iterator[tuple[Attributes, int | None]]:
        """The attributes of it and of each of its elements, with the element's line."""
        yield self.attributes, None
        for elements in (self.clusters, self.nodes, self.edges):
            yield from ((element.attributes, element.place.line) for element in elements)
