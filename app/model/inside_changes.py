"""What changes in the diagrams that the components of one have of their own, and in theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from app.model.comparison import Comparison
from app.model.diagram import Cluster, Diagram, Node
from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace

MOST = 100  # diagrams that are looked into

Held = TypeVar("Held", Node, Cluster)
# How much changes in each diagram that one gets into, by what both are beside and of.
_Below = dict[tuple[str, DiagramId], dict[DiagramId, int]]


class Reached(NamedTuple):
    """`trail` are the comparisons through which one goes into this one."""

    comparison: Comparison
    trail: tuple[DiagramId, ...] = ()


def within(workspace: Workspace, diagram: Diagram) -> Iterator[Diagram]:
    """The diagrams that its components have, and theirs, each once; in the order in which one comes by them, not itself."""
    known = {d.id: d for d in workspace.diagrams}
    seen, waiting = {diagram.id}, [diagram.id]
    for id in waiting:
        for inner in workspace.doors(id).values():
            if inner in known and inner not in seen and len(seen) <= MOST:
                seen.add(inner)
                waiting.append(inner)
                yield known[inner]


def reached(workspace: Workspace, comparison: Comparison) -> tuple[Reached, ...]:
    """It and, of the same run, those of what its components have, and so on, each once: first what is above."""
    run, found, taken = workspace.run(comparison.id), list[Reached](), set[DiagramId]()

    def go(one: Comparison, trail: tuple[DiagramId, ...]) -> None:
        taken.add(one.base)
        found.append(Reached(one, trail))
        for inner in workspace.doors(one.base).values():
            if inner in run and inner not in taken and len(trail) < MOST:
                go(run[inner], (*trail, one.id))

    go(comparison, ())
    return tuple(found)


def first_of(workspace: Workspace, trail: tuple[DiagramId, ...]) -> Comparison | None:
    """Where one came into the comparison that a trail ends in: the first that was gone through without leaving it."""
    found: Comparison | None = None
    for id in reversed(trail):
        one = workspace.comparison(id)
        if one is None or (found is not None and one.beside != found.beside):
            break
        found = one
    return found


def with_marks(workspace: Workspace) -> Workspace:
    """Each component of what is compared says how much changes inside."""
    below: _Below = {}
    for one in workspace.compared:
        found = (r.comparison for r in reached(workspace, one))
        below[one.beside, one.base] = {c.base: len(c.difference.changes) for c in found}
    compared = tuple(_marked(workspace, one, below) for one in workspace.compared)
    return replace(workspace, compared=compared)


def _marked(workspace: Workspace, comparison: Comparison, below: _Below) -> Comparison:
    own, inside = comparison.base, dict[ElementId, int]()
    for component, inner in workspace.doors(own).items():
        found = below.get((comparison.beside, inner), {})
        inside[component] = 0 if inner == own else sum(found.values()) - found.get(own, 0)
    diagram = comparison.difference.diagram
    marked = replace(
        diagram,
        nodes=tuple(_with(node, inside) for node in diagram.nodes),
        clusters=tuple(_with(cluster, inside) for cluster in diagram.clusters),
    )
    if marked == diagram:
        return comparison
    return replace(comparison, difference=replace(comparison.difference, diagram=marked))


def _with(component: Held, inside: Mapping[ElementId, int]) -> Held:
    number = inside.get(component.id, 0)
    return component if component.inside == number else replace(component, inside=number)
