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
_Run = Mapping[DiagramId, Comparison]  # by what each is of


class Reached(NamedTuple):
    """`trail` are the comparisons through which one goes into this one."""

    comparison: Comparison
    trail: tuple[DiagramId, ...] = ()


def within(workspace: Workspace, diagram: Diagram) -> Iterator[Diagram]:
    """The diagrams that its components have, and theirs, each once; in the order in which one comes by them, not itself."""
    known = {d.id: d for d in workspace.diagrams}
    seen, waiting = {diagram.id}, [diagram.id]
    for id in waiting:
        for inner in _doors(workspace, id).values():
            if inner in known and inner not in seen and len(seen) <= MOST:
                seen.add(inner)
                waiting.append(inner)
                yield known[inner]


def reached(workspace: Workspace, comparison: Comparison) -> tuple[Reached, ...]:
    """It and, of the same run, those of what its components have, and so on, each once: first what is above."""
    run, found, taken = _run(workspace, comparison), list[Reached](), set[DiagramId]()

    def go(one: Comparison, trail: tuple[DiagramId, ...]) -> None:
        taken.add(one.base)
        found.append(Reached(one, trail))
        for inner in _doors(workspace, one.base).values():
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
    if not workspace.compared:
        return workspace
    compared = tuple(_marked(workspace, one) for one in workspace.compared)
    return replace(workspace, compared=compared)


def _marked(workspace: Workspace, comparison: Comparison) -> Comparison:
    run, inside = _run(workspace, comparison), dict[ElementId, int]()
    for component, inner in _doors(workspace, comparison.base).items():
        if inner in run and inner != comparison.base:
            below = reached(workspace, run[inner])
            changes = (r.comparison for r in below if r.comparison.base != comparison.base)
            inside[component] = sum(len(one.difference.changes) for one in changes)
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


def _run(workspace: Workspace, comparison: Comparison) -> _Run:
    return {c.base: c for c in workspace.compared if c.beside == comparison.beside}


def _doors(workspace: Workspace, diagram: DiagramId) -> dict[ElementId, DiagramId]:
    links = workspace.links.get(diagram, {})
    return {id: link.diagram for id, link in links.items() if link.diagram is not None}
