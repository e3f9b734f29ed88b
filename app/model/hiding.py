"""Single elements that a person has hidden, and what hiding and showing does to that set.

`hidden` names as little as it can: a hidden cluster stands for all that it holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.index import ElementIndex
from app.model.layer import part, visible

Hidden = frozenset[ElementId]


class Shows(Enum):
    """How far an element is there, as far as hiding goes; layers are another matter."""

    WHOLE = "shown"
    PARTLY = "partly hidden"  # a cluster, of which something is hidden
    NOT = "hidden"


def hide(diagram: Diagram, hidden: Hidden, elements: Iterable[ElementId]) -> Hidden:
    """These hidden too. What a cluster holds goes with it, and comes back with it."""
    wanted, around = frozenset(elements), diagram.index.around
    within = {id for id in hidden if not wanted.isdisjoint(around(id))}
    return (hidden - within) | wanted


def show(diagram: Diagram, hidden: Hidden, elements: Iterable[ElementId]) -> Hidden:
    """These shown again, whole. Of a hidden cluster around them only they come back; an edge
    brings the hidden ones of its ends."""
    index, found = diagram.index, set(hidden)
    wanted = list(elements)
    for edge in [index.edges[id] for id in wanted if id in index.edges]:
        wanted += [end for end in (edge.tail, edge.head) if _gone(index, hidden, end)]
    for element in wanted:
        for cluster in reversed([*index.around(element)]):  # outermost first
            if cluster in found:
                found.remove(cluster)
                found.update(index.children(cluster))
        found -= {id for id in found if id == element or element in index.around(id)}
    return frozenset(found)


def _gone(index: ElementIndex, hidden: Hidden, component: ElementId) -> bool:
    """Whether it is hidden, or all that it holds."""
    if component in hidden or not hidden.isdisjoint(index.around(component)):
        return True
    held = index.children(component)
    return bool(held) and all(_gone(index, hidden, id) for id in held)


def states(diagram: Diagram, hidden: Hidden) -> dict[ElementId, Shows]:
    """By element id, edges too. An edge of which an end is hidden is hidden."""
    index = diagram.index
    found = dict.fromkeys(index.elements, Shows.WHOLE)
    hidden = known(diagram, hidden)
    if not hidden:
        return found
    gone = set(index.inside(hidden))
    around = {cluster for id in hidden for cluster in index.around(id)} - gone
    found |= dict.fromkeys(gone, Shows.NOT)
    # Parents stand before their children.
    for cluster in reversed([c.id for c in diagram.clusters if c.id in around]):
        held = {found[id] for id in index.children(cluster)}
        found[cluster] = held.pop() if len(held) == 1 else Shows.PARTLY
        if found[cluster] is Shows.NOT:
            gone.add(cluster)
    found |= dict.fromkeys((e.id for id in gone for e in index.incident(id)), Shows.NOT)
    return found


def known(diagram: Diagram, hidden: Hidden) -> Hidden:
    """Those that the diagram has."""
    return hidden.intersection(diagram.index.elements)


def left_over(diagram: Diagram, hidden: Hidden) -> Diagram:
    """The diagram without what is hidden, for laying out. Ids stay."""
    if not hidden:
        return diagram
    return part(diagram, visible(diagram, frozenset(diagram.layers), hidden))


def named(diagram: Diagram, name: str) -> Hidden:
    """The elements of that id, or else the components of that label, or of that first line of
    one; in any case."""
    if known(diagram, frozenset({ElementId(name)})):
        return frozenset({ElementId(name)})
    wanted = name.casefold()
    return frozenset(
        c.id
        for c in diagram.components
        if wanted in (" ".join(c.label.split()).casefold(), c.label.partition("\n")[0].casefold())
    )
