"""The elements of a diagram by id and by what belongs to what: made once, asked by everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from app.model.colour_key import KeyedColour, colour_key
from app.model.details import ChangeKind
from app.model.elements import Cluster, Edge, Element, Node, Parents, clusters_around
from app.model.ids import ElementId
from app.model.kept_answers import KeptAnswers
from app.model.ways import Ways, ways


class ElementIndex:
    """Of elements that do not change. Each table is made when it is first asked for, in one walk;
    a look-up then costs as much as what it finds, however large the diagram is."""

    def __init__(
        self, nodes: tuple[Node, ...], clusters: tuple[Cluster, ...], edges: tuple[Edge, ...]
    ) -> None:
        self._nodes, self._clusters, self._edges = nodes, clusters, edges
        self.kept = KeptAnswers()

    @cached_property
    def components(self) -> tuple[Node | Cluster, ...]:
        """What a person can name: nodes, but for those that only join lines, and clusters."""
        return (*(n for n in self._nodes if n.label or not n.form), *self._clusters)

    @cached_property
    def elements(self) -> Mapping[ElementId, Element]:
        """Nodes, clusters, edges."""
        every: tuple[Element, ...] = (*self._nodes, *self._clusters, *self._edges)
        return {e.id: e for e in every}

    @cached_property
    def named(self) -> Mapping[str, Node | Cluster]:
        """The `components`."""
        return {c.id: c for c in self.components}

    @cached_property
    def edges(self) -> Mapping[ElementId, Edge]:
        """By id."""
        return {e.id: e for e in self._edges}

    @cached_property
    def changes(self) -> Mapping[ElementId, ChangeKind]:
        """What becomes of those that do not stay as they are."""
        return {id: e.change for id, e in self.elements.items() if e.change is not None}

    @cached_property
    def colour_key(self) -> tuple[KeyedColour, ...]:
        """What the colours of its edges say; those that change are in the colour of that."""
        return colour_key(tuple(e for e in self._edges if e.change is None))

    @cached_property
    def parents(self) -> Parents:
        """By the id of each node and cluster the cluster round it, None where there is none."""
        return {c.id: c.parent for c in self._clusters} | {n.id: n.cluster for n in self._nodes}

    @cached_property
    def _children(self) -> Mapping[ElementId | None, tuple[ElementId, ...]]:
        found: dict[ElementId | None, list[ElementId]] = {}
        for id, parent in self.parents.items():
            found.setdefault(parent, []).append(id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    @cached_property
    def _incident(self) -> Mapping[ElementId, tuple[Edge, ...]]:
        found: dict[ElementId, list[Edge]] = {}
        for edge in self._edges:
            for end in {edge.tail, edge.head}:
                found.setdefault(end, []).append(edge)
        return {id: tuple(edges) for id, edges in found.items()}

    @cached_property
    def ways(self) -> Ways:
        """Which way its edges lead."""
        return ways(self._nodes, self._edges)

    @cached_property
    def parallels(self) -> tuple[tuple[Edge, ...], ...]:
        """Edges that may be drawn as one line, where several may: they say nothing of their ends."""
        between: dict[object, list[Edge]] = {}
        for edge in self._edges:
            if edge.tail != edge.head and not edge.invisible:
                between.setdefault((edge.tail, edge.head), []).append(edge)
        alike: dict[object, list[Edge]] = {}
        for several in between.values():
            if len(several) > 1:
                for edge in several:
                    if not (edge.tail_label or edge.head_label or edge.aside):
                        alike.setdefault(edge.likeness, []).append(edge)
        return tuple(tuple(found) for found in alike.values() if len(found) > 1)

    @cached_property
    def _order(self) -> Mapping[ElementId, int]:
        return {e.id: at for at, e in enumerate(self._edges)}

    @cached_property
    def _on_layers(self) -> Mapping[str, tuple[Element, ...]]:
        found: dict[str, list[Element]] = {}
        for element in self.elements.values():
            for layer in element.layers:
                found.setdefault(layer, []).append(element)
        return {layer: tuple(elements) for layer, elements in found.items()}

    @cached_property
    def on_layers(self) -> Mapping[str, int]:
        """How many elements say each layer, without edges that are never drawn."""
        drawn = (e for e in self.elements.values() if not (isinstance(e, Edge) and e.invisible))
        return Counter(layer for element in drawn for layer in element.layers)

    @cached_property
    def layer_sets(self) -> frozenset[tuple[str, ...]]:
        """The different sets of layers that elements are on."""
        return frozenset(element.layers for element in self.elements.values())

    @cached_property
    def filled(self) -> frozenset[ElementId]:
        """The clusters that hold a node, at any depth."""
        found: set[ElementId] = set()
        for node in self._nodes:
            for cluster in self.around(node.id):
                if cluster in found:  # and so are those around it
                    break
                found.add(cluster)
        return frozenset(found)

    def fill(self) -> None:
        """Make all tables now, in a thread that has the time, rather than when they are asked for."""
        for name, table in vars(ElementIndex).items():
            if isinstance(table, cached_property):
                getattr(self, name)

    def component(self, id: ElementId) -> Node | Cluster | None:
        """What a person can name, by its id."""
        return self.named.get(id)

    def around(self, component: ElementId) -> Iterator[ElementId]:
        """The clusters round a component, innermost first."""
        return clusters_around(component, self.parents)

    def children(self, cluster: ElementId | None) -> tuple[ElementId, ...]:
        """What stands in a cluster itself, or (None) in none: clusters, then nodes."""
        return self._children.get(cluster, ())

    def inside(self, components: Iterable[ElementId]) -> Iterator[ElementId]:
        """These and what they hold, at any depth, each once."""
        left = list(dict.fromkeys(components))
        seen = set(left)
        while left:
            id = left.pop()
            yield id
            fresh = [child for child in self._children.get(id, ()) if child not in seen]
            seen.update(fresh)
            left += fresh

    def incident(self, component: ElementId) -> tuple[Edge, ...]:
        """The edges that end at a component, those that are never drawn too."""
        return self._incident.get(component, ())

    def edges_of(self, ids: Iterable[ElementId]) -> Iterator[Edge]:
        """The edges among these, in the diagram's order."""
        found = [self._order[id] for id in ids if id in self._order]
        return (self._edges[at] for at in sorted(found))

    def on_layer(self, layer: str) -> tuple[Element, ...]:
        """Nodes, clusters and edges that say that layer."""
        return self._on_layers.get(layer, ())
