"""Single elements that a person has hidden, and what hiding and showing does to that set.

`hidden` names as little as it can: a hidden cluster stands for all that it holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from app.model.diagram import Diagram, clusters_around
from app.model.layer import part, visible

Hidden = frozenset[str]


class Shows(Enum):
    """How far an element is there, as far as hiding goes; layers are another matter."""

    WHOLE = "shown"
    PARTLY = "partly hidden"  # a cluster, of which something is hidden
    NOT = "hidden"


def hide(diagram: Diagram, hidden: Hidden, elements: Iterable[str]) -> Hidden:
    """These hidden too. What a cluster holds goes with it, and comes back with it."""
    parents, wanted = diagram.parents, frozenset(elements)
    within = {id for id in hidden if not wanted.isdisjoint(clusters_around(id, parents))}
    return (hidden - within) | wanted


def show(diagram: Diagram, hidden: Hidden, elements: Iterable[str]) -> Hidden:
    """These shown again, whole. Of a hidden cluster around them only they come back; an edge
    brings the hidden ones of its ends."""
    parents, found = diagram.parents, set(hidden)
    wanted, now = list(elements), states(diagram, hidden)
    for edge in [e for e in diagram.edges if e.id in wanted]:
        wanted += [end for end in (edge.tail, edge.head) if now.get(end) is Shows.NOT]
    for element in wanted:
        for cluster in reversed([*clusters_around(element, parents)]):  # outermost first
            if cluster in found:
                found.remove(cluster)
                found.update(id for id, parent in parents.items() if parent == cluster)
        found -= {id for id in found if id == element or element in clusters_around(id, parents)}
    return frozenset(found)


def states(diagram: Diagram, hidden: Hidden) -> dict[str, Shows]:
    """By element id, edges too. An edge of which an end is hidden is hidden."""
    found: dict[str, Shows] = {}
    inside: dict[str, set[Shows]] = {c.id: set() for c in diagram.clusters}
    parents = diagram.parents
    for cluster in diagram.clusters:  # parents stand before their children
        above = found.get(cluster.parent or "")
        gone = cluster.id in hidden or above is Shows.NOT
        found[cluster.id] = Shows.NOT if gone else Shows.WHOLE
    for node in diagram.nodes:
        gone = node.id in hidden or found.get(node.cluster or "") is Shows.NOT
        found[node.id] = Shows.NOT if gone else Shows.WHOLE
    for id in (*(n.id for n in diagram.nodes), *(c.id for c in reversed(diagram.clusters))):
        if inside.get(id) and found[id] is Shows.WHOLE:
            one = inside[id].pop() if len(inside[id]) == 1 else Shows.PARTLY
            found[id] = one
        parent = parents[id]
        if parent is not None:
            inside[parent].add(found[id])
    for edge in diagram.edges:
        ends = (found.get(edge.tail), found.get(edge.head))
        gone = edge.id in hidden or Shows.NOT in ends
        found[edge.id] = Shows.NOT if gone else Shows.WHOLE
    return found


def known(diagram: Diagram, hidden: Hidden) -> Hidden:
    """Those that the diagram has."""
    parts = (diagram.nodes, diagram.clusters, diagram.edges)
    return hidden & {element.id for part in parts for element in part}


def left_over(diagram: Diagram, hidden: Hidden) -> Diagram:
    """The diagram without what is hidden, for laying out. Ids stay."""
    if not hidden:
        return diagram
    return part(diagram, visible(diagram, frozenset(diagram.layers), hidden))


def named(diagram: Diagram, name: str) -> Hidden:
    """The elements of that id, or else the components of that label, or of that first line of
    one; in any case."""
    if known(diagram, frozenset({name})):
        return frozenset({name})
    wanted = name.casefold()
    return frozenset(
        c.id
        for c in diagram.components
        if wanted in (" ".join(c.label.split()).casefold(), c.label.partition("\n")[0].casefold())
    )
