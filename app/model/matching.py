"""Which element of one diagram is the same thing as which of another: by what a file calls it, by its lasting id,
and where it was renamed or moved, as far as that is sure."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping

from app.model.details import Details
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import ElementId
from app.model.lasting import renamed

Matches = Mapping[ElementId, ElementId]
Component = Node | Cluster
_Key = Callable[[Component], Hashable]  # None for what is not asked


def matched(before: Diagram, after: Diagram, loosely: bool = False) -> Matches:
    """By the id of each element of `before` that `after` has too, its id there. Of the edges between the same two, those
    with the same label are the same, then any, in their order. `loosely`, of files of different kinds, those are the same, too, that
    alone have a label, wherever they stand."""
    found = _components(before, after, loosely)
    return {**found, **_edges(before.edges, after.edges, found)}


def around(component: Component) -> ElementId | None:
    """The id of the cluster that it stands in."""
    return component.cluster if isinstance(component, Node) else component.parent


def _components(before: Diagram, after: Diagram, loosely: bool) -> dict[ElementId, ElementId]:
    found: dict[ElementId, ElementId] = {}
    were, are = _components_of(before), _components_of(after)

    def take(pairs: Iterable[tuple[ElementId, ElementId]]) -> None:
        for old, new in pairs:
            if old in were and new in are:
                found[old] = new
                del were[old], are[new]

    take(_pairs(_alone(were, _called), _alone(are, _called)))
    take(_pairs(_alone(were, _known), _alone(are, _known)))
    new_ids = renamed(frozenset(were), frozenset(are))
    take((old, new) for old, new in new_ids.items() if _alike(were[old].details, are[new].details))

    # Something else under the same name in the same place: it was replaced.
    def place_then(component: Component) -> Hashable:
        home = around(component)
        return (
            None
            if home is not None and home not in found
            else _place(component, found.get(home or ElementId("")))
        )

    def place_now(component: Component) -> Hashable:
        return _place(component, around(component))

    take(_pairs(_alone(were, place_then), _alone(are, place_now)))
    if loosely:
        take(_pairs(_alone(were, _named), _alone(are, _named)))
    return found


def _components_of(diagram: Diagram) -> dict[ElementId, Component]:
    every: tuple[Component, ...] = (*diagram.nodes, *diagram.clusters)
    return {component.id: component for component in every}


def _called(component: Component) -> Hashable:
    """By what the file calls it that describes it."""
    details = component.details
    return (details.type, details.name) if details is not None and details.name else None


def _known(component: Component) -> Hashable:
    return component.id, isinstance(component, Node)


def _place(component: Component, home: ElementId | None) -> Hashable:
    return (home, component.label, isinstance(component, Node)) if component.label else None


def _named(component: Component) -> Hashable:
    label = " ".join(component.label.split()).casefold()
    return (label, isinstance(component, Node)) if label else None


def _alone(components: Mapping[ElementId, Component], key: _Key) -> dict[Hashable, ElementId]:
    """By each key that one alone has, its id."""
    found: dict[Hashable, list[ElementId]] = defaultdict(list)
    for component in components.values():
        found[key(component)].append(component.id)
    return {said: ids[0] for said, ids in found.items() if said is not None and len(ids) == 1}


def _pairs(
    old: Mapping[Hashable, ElementId], new: Mapping[Hashable, ElementId]
) -> list[tuple[ElementId, ElementId]]:
    return [(id, new[said]) for said, id in old.items() if said in new]


def _alike(old: Details | None, new: Details | None) -> bool:
    """Whether one can be the other under a new name: most of what is said of both is the same."""
    if old is None or new is None:
        return old is new
    ours, theirs = _said(old), _said(new)
    return old.type == new.type and 2 * len(ours & theirs) >= max(len(ours), len(theirs))


def _said(details: Details) -> set[tuple[str, ...]]:
    return {*details.said} or {(p.name, p.value) for p in details.properties}


def _edges(
    before: Iterable[Edge], after: Iterable[Edge], found: Mapping[ElementId, ElementId]
) -> dict[ElementId, ElementId]:
    left = [
        (edge, (found[edge.tail], found[edge.head], edge.invisible))
        for edge in before
        if edge.tail in found and edge.head in found
    ]
    there = [(edge, (edge.tail, edge.head, edge.invisible)) for edge in after]
    same: dict[ElementId, ElementId] = {}
    for labelled in (True, False):
        waiting: dict[Hashable, deque[ElementId]] = defaultdict(deque)
        taken = set(same.values())
        for edge, ends in there:
            if edge.id not in taken:
                waiting[ends, edge.label if labelled else ""].append(edge.id)
        for edge, ends in left:
            key = ends, edge.label if labelled else ""
            if edge.id not in same and waiting[key]:
                same[edge.id] = waiting[key].popleft()
    return same
