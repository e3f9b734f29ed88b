"""Which layers a diagram might have whose file names none: from kinds, titles, labels and lines.

Few, each with its reason. What most of a picture is about is no sheet over it; nor is what carries it: a
load balancer, unless the rest holds together without it. Edges that go with what they join need no layer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from app.catalogue import catalogue
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.elements import Element
from app.model.ids import ElementId
from app.model.layer_choice import LayerProposal
from app.model.style import Dash
from app.sources.graphs.colours import hue_name
from app.sources.layers.phrases import says

MOST = 6  # proposals
FEWEST = 6  # nodes of a diagram that any are made for
_LARGEST = 0.5  # of a picture's nodes, or of its edges
_OF_EDGES = 2  # proposals of edges alike in their labels, and of those alike in their lines
_ALIKE = 3  # edges that are alike, from which that says something
_LETTERS, _LONG = 3, 40  # of a label that says something: letters at least, characters at most
_NAMED = 3  # components that a reason names
_PARTING = str.maketrans(",;:=", "    ")  # what parts layers where they are listed


def proposals(diagram: Diagram) -> tuple[LayerProposal, ...]:
    """Those of topics in the catalogue's order, then those of edges, the larger ones first."""
    proposing = _Proposing(diagram)
    return tuple(proposing.made())[:MOST] if proposing.large_enough else ()


@dataclass(slots=True)
class _Evidence:
    """What speaks for a layer."""

    clusters: list[Cluster] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    @property
    def ids(self) -> tuple[ElementId, ...]:
        found: list[Element] = [*self.clusters, *self.nodes, *self.edges]
        return tuple(element.id for element in found)

    @property
    def reason(self) -> str:
        said = []
        if self.clusters:
            said.append(_listed("the cluster", (c.label for c in self.clusters)))
        if self.nodes:
            said.append(_listed("the icon", (n.label or _class(n) for n in self.nodes), " of"))
        if self.edges:
            said.append(_listed("the label", (e.label for e in self.edges)))
        head, last = ", ".join(said[:-1]), said[-1]
        return f"for {f'{head} and {last}' if head else last}"


class _Proposing:
    def __init__(self, diagram: Diagram) -> None:
        self._diagram = diagram
        self._edges = [e for e in diagram.edges if not e.invisible]
        self._nodes = [n for n in diagram.nodes if not n.joint]
        self._topics = {topic.layer: topic for topic in catalogue().topics}
        self._on: dict[ElementId, str] = {}  # by component, the layer that it would be on
        # The labels of automata and call graphs are no topics.
        self._of_architecture = any("." in n.kind for n in self._nodes)

    @property
    def large_enough(self) -> bool:
        return len(self._nodes) >= FEWEST

    def made(self) -> Iterator[LayerProposal]:
        found = self._of_components()
        self._on = self._spread(found)
        found = {layer: what for layer, what in found.items() if self._is_sheet(layer)}
        self._on = {id: layer for id, layer in self._on.items() if layer in found}
        left = [e for e in self._edges if e.tail not in self._on and e.head not in self._on]
        for layer, edges in self._of_labels(left).items():
            if layer in found or len(edges) > 1:
                found.setdefault(layer, _Evidence()).edges += edges
        for layer in self._topics:
            if layer in found:
                yield LayerProposal(layer, found[layer].ids, found[layer].reason)
        taken = {e.id for what in found.values() for e in what.edges}
        yield from self._of_edges([e for e in left if e.id not in taken])

    # Components

    def _of_components(self) -> dict[str, _Evidence]:
        found: dict[str, _Evidence] = defaultdict(_Evidence)
        index = self._diagram.index
        held = Counter(around for node in self._nodes for around in index.around(node.id))
        for cluster in self._diagram.clusters:
            layer = _layer_of_title(cluster.label)
            if layer and held[cluster.id] <= _LARGEST * len(self._nodes):
                found[layer].clusters.append(cluster)
        for node in self._nodes:
            if layer := _layer_of_kind(node.kind):
                found[layer].nodes.append(node)
        for layer, topic in self._topics.items():
            if layer in found and topic.kept_with in found:
                part, whole = found.pop(layer), found[topic.kept_with]
                whole.clusters += part.clusters
                whole.nodes += part.nodes
        return {layer: self._without_held(what) for layer, what in found.items()}

    def _without_held(self, found: _Evidence) -> _Evidence:
        """Without what goes with a cluster of the same layer."""
        around, clusters = self._diagram.index.around, {c.id for c in found.clusters}
        return _Evidence(
            [c for c in found.clusters if clusters.isdisjoint(around(c.id))],
            [n for n in found.nodes if clusters.isdisjoint(around(n.id))],
        )

    def _spread(self, found: dict[str, _Evidence]) -> dict[ElementId, str]:
        """By component, the layer that it would be on: its own, or that of the innermost cluster."""
        own = {id: layer for layer, what in found.items() for id in what.ids}
        on = {}
        for id in self._diagram.index.parents:
            around = self._diagram.index.around(id)
            if layer := next((own[at] for at in (id, *around) if at in own), ""):
                on[id] = layer
        return on

    def _is_sheet(self, layer: str) -> bool:
        """It takes something with it and leaves as much; what may carry the picture takes several
        things, and the rest holds together without it."""
        taken = {node.id for node in self._nodes if self._on.get(node.id) == layer}
        if not 0 < len(taken) <= _LARGEST * len(self._nodes):
            return False
        return not self._topics[layer].structural or (
            len(taken) > 1 and not self._falls_apart(taken)
        )

    def _falls_apart(self, without: set[ElementId]) -> bool:
        """Whether what edges join is in more pieces without these nodes."""
        joined = {end for edge in self._edges for end in edge.via}
        left = [e for e in self._edges if without.isdisjoint(e.via)]
        return _pieces(joined - without, left) > _pieces(joined, self._edges)

    # Edges

    def _of_labels(self, edges: list[Edge]) -> dict[str, list[Edge]]:
        """By layer, the edges whose labels say its topic."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in edges if self._of_architecture else ():
            if layer := _layer_of_label(edge.label):
                found[layer].append(edge)
        return found

    def _of_edges(self, edges: list[Edge]) -> Iterator[LayerProposal]:
        """Edges of one label, and edges of one look among others."""
        labelled = [(label, alike) for label, alike in _groups(edges, _label) if self._tells(label)]
        for label, alike in self._telling(labelled):
            name = " ".join(label.translate(_PARTING).split())
            reason = f"for the {len(alike)} edges labelled “{label}”"
            yield LayerProposal(name[:1].upper() + name[1:], _ids(alike), reason)
            gone = set(_ids(alike))
            edges = [e for e in edges if e.id not in gone]
        for look, alike in self._telling(_groups(edges, _look)):
            yield LayerProposal(
                f"{look.capitalize()} lines",
                _ids(alike),
                f"for the {len(alike)} {look} lines",
            )

    def _tells(self, label: str) -> bool:
        letters = sum(map(str.isalpha, label))
        return self._of_architecture and letters >= _LETTERS and len(label) <= _LONG

    def _telling(self, groups: list[tuple[str, list[Edge]]]) -> list[tuple[str, list[Edge]]]:
        """Those that are several and not most edges of the picture."""
        most = _LARGEST * len(self._edges)
        return [group for group in groups if _ALIKE <= len(group[1]) <= most][:_OF_EDGES]


# Kinds, titles and labels are few, however many components there are.


@lru_cache(maxsize=4096)
def _layer_of_kind(kind: str) -> str:
    return next((t.layer for t in catalogue().topics if t.has_class(kind)), "")


@lru_cache(maxsize=4096)
def _layer_of_title(title: str) -> str:
    return next((t.layer for t in catalogue().topics if says(title, t.titles)), "")


@lru_cache(maxsize=4096)
def _layer_of_label(label: str) -> str:
    return next((t.layer for t in catalogue().topics if says(label, t.labels)), "")


def _pieces(nodes: set[ElementId], edges: Iterable[Edge]) -> int:
    """In how many pieces these nodes are."""
    over = {node: node for node in nodes}

    def root(node: ElementId) -> ElementId:
        while over[node] != node:
            over[node] = over[over[node]]
            node = over[node]
        return node

    for edge in edges:
        over[root(edge.via[0])] = root(edge.via[1])
    return len({root(node) for node in nodes})


def _groups(edges: list[Edge], key: Callable[[Edge], str]) -> list[tuple[str, list[Edge]]]:
    """Edges alike in what is not empty, the larger groups first."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if said := key(edge):
            found[said].append(edge)
    return sorted(found.items(), key=lambda group: -len(group[1]))


def _label(edge: Edge) -> str:
    return " ".join(edge.label.split())


def _look(edge: Edge) -> str:
    """What its author says of its line that tells it from others: `red`, `dashed red`."""
    stroke = edge.style.stroke
    if stroke is None:
        return ""
    dash = stroke.dash.value if stroke.dash not in (None, Dash.SOLID) else ""
    hue = hue_name(stroke.colours[0].colour) if stroke.colours else ""
    return f"{dash} {hue}".strip()


def _class(node: Node) -> str:
    return node.kind.rpartition(".")[2]


def _ids(edges: Iterable[Edge]) -> tuple[ElementId, ...]:
    return tuple(e.id for e in edges)


def _listed(what: str, texts: Iterable[str], of: str = "") -> str:
    """`the clusters “A”, “B” and 2 more`."""
    names = [f"“{text}”" for text in dict.fromkeys(" ".join(text.split()) for text in texts)]
    more = len(names) - _NAMED
    shown = [*names[:_NAMED], f"{more} more"] if more > 0 else names
    head, last = ", ".join(shown[:-1]), shown[-1]
    return f"{what}{'s' if len(names) > 1 else ''}{of} {f'{head} and {last}' if head else last}"
