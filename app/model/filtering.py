"""What of a diagram a person has left out, filter by filter: single elements, or all but what a trace
finds. Any of them can be taken back, in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from app.model import hiding
from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.layer import visible
from app.model.tracing import Trace, Way, follow, title
from app.model.wording import counted


@dataclass(frozen=True, slots=True)
class Hide:
    """Without these elements. What a cluster holds goes with it."""

    elements: frozenset[ElementId]


@dataclass(frozen=True, slots=True)
class Only:
    """Only what a trace finds, with the clusters around it; and `also` these, with what they hold."""

    trace: Trace
    also: frozenset[ElementId] = frozenset()


Filter = Hide | Only
Filters = tuple[Filter, ...]


def only(component: ElementId) -> Only:
    """Only that, and what it holds."""
    return Only(Trace(component, Way.BOTH, 0))


def near(component: ElementId) -> Only:
    """Only that, and what an edge joins it to."""
    return Only(Trace(component, Way.ANY, 1))


def hidden_by(diagram: Diagram, filters: Filters, layers: frozenset[str]) -> frozenset[ElementId]:
    """The elements that the filters leave out while these layers are on; a cluster stands for all that it
    holds. A trace of theirs goes along what shows with no other trace's filter."""
    found = frozenset[ElementId]().union(*(f.elements for f in filters if isinstance(f, Hide)))
    found = hiding.known(diagram, found)
    shown = visible(diagram, layers, found)
    for one in filters:
        if not isinstance(one, Only):
            continue
        traced = follow(diagram, one.trace, shown)
        kept = traced.components | frozenset(diagram.index.inside(one.also))
        if not traced.components:
            continue  # its ends have gone with a layer, or from the file
        found |= _others(diagram, kept)
        if one.trace.goal is not None:
            found |= shown.edges - traced.edges - one.also
    around = diagram.index.around
    return frozenset(id for id in found if found.isdisjoint(around(id)))


def _others(diagram: Diagram, kept: frozenset[ElementId]) -> frozenset[ElementId]:
    """All but these and the clusters around them."""
    index = diagram.index
    around = {cluster for id in kept for cluster in index.around(id)}
    left = [id for id in index.parents if id not in kept and id not in around]
    known = frozenset(left)
    return frozenset(id for id in left if index.parents[id] not in known)


def hide(diagram: Diagram, filters: Filters, elements: Iterable[ElementId]) -> Filters:
    """With these hidden, too, by one filter more."""
    wanted = hiding.hide(diagram, frozenset(), elements)
    before = frozenset[ElementId]().union(*(f.elements for f in filters if isinstance(f, Hide)))
    return filters if wanted <= before else (*filters, Hide(wanted))


def show(
    diagram: Diagram, filters: Filters, elements: Iterable[ElementId], layers: frozenset[str]
) -> Filters:
    """With these shown again, whole, whichever filters leave them out while these layers are on."""
    wanted, found = list(elements), list[Filter]()
    inside = diagram.index.inside
    for one in filters:
        if isinstance(one, Hide):
            left = hiding.show(diagram, one.elements, wanted)
            found += [Hide(left)] if left else []
            continue
        gone = frozenset(inside(hidden_by(diagram, (one,), layers)))
        missed = (id for id in _with_ends(diagram, wanted) if not gone.isdisjoint(inside((id,))))
        found.append(replace(one, also=one.also | frozenset(missed)))
    return tuple(found)


def _with_ends(diagram: Diagram, elements: Iterable[ElementId]) -> Iterator[ElementId]:
    """These, and of an edge its ends."""
    edges = diagram.index.edges
    for id in elements:
        yield id
        if id in edges:
            yield from (edges[id].tail, edges[id].head)


def settled(diagram: Diagram, filters: Filters, layers: frozenset[str]) -> Filters:
    """The same, with what traces find now in place of those that are no more than near a component: what
    can be told by names."""
    found: list[Filter] = []
    shown = visible(diagram, layers, frozenset())
    for one in filters:
        if isinstance(one, Hide) or _plain(one):
            found.append(one)
            continue
        reached = follow(diagram, one.trace, shown).components
        kept = [c.id for c in diagram.components if c.id in reached or c.id in one.also]
        found += [replace(only(kept[0]), also=frozenset(kept[1:]))] if kept else []
    return tuple(found)


def _plain(one: Only) -> bool:
    """Only some components, or what is near one."""
    start = one.trace.start
    return one.trace == only(start).trace or one == near(start)


def without(filters: Filters, number: int) -> Filters:
    """Without that one, from 0."""
    return filters[:number] + filters[number + 1 :]


def renamed(filters: Filters, now: Callable[[ElementId], ElementId | None]) -> Filters:
    """The same filters of elements that are called anew; without what is `now` no more."""
    found: list[Filter] = []
    for one in filters:
        if isinstance(one, Hide):
            left = frozenset(id for old in one.elements if (id := now(old)))
            found += [Hide(left)] if left else []
            continue
        start, goal = now(one.trace.start), one.trace.goal and now(one.trace.goal)
        if start and (goal or one.trace.goal is None):
            also = frozenset(id for old in one.also if (id := now(old)))
            found.append(Only(replace(one.trace, start=start, goal=goal), also))
    return tuple(found)


def described(diagram: Diagram, one: Filter) -> str:
    """What a filter does, in a few words: `Only near “Orders”`, `Without “Orders”`."""
    if isinstance(one, Hide):
        if len(one.elements) > 1:
            return f"Without {counted(len(one.elements), 'element')}"
        return f"Without {_name(diagram, next(iter(one.elements), ElementId('')))}"
    also = f", and {len(one.also)} more" if one.also else ""
    start = _name(diagram, one.trace.start)
    if one.trace == only(one.trace.start).trace:
        return f"Only {start}{also}"
    if one.trace == near(one.trace.start).trace:
        return f"Only near {start}{also}"
    said = title(diagram, one.trace)
    return f"Only {said[:1].lower()}{said[1:]}{also}"


def _name(diagram: Diagram, id: ElementId) -> str:
    edge = diagram.index.edges.get(id)
    if edge is not None:
        return f"the edge from {_name(diagram, edge.tail)} to {_name(diagram, edge.head)}"
    found = diagram.index.component(id)
    return f"“{' '.join(found.label.split()) or 'Unnamed'}”" if found else "what is gone"
