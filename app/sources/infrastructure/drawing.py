"""What runs, as source graphs: how a stack is drawn."""

from __future__ import annotations

from app.model.details import Details
from app.model.source_graph import SourceCluster, SourceEdge, SourceEnd, SourceGraph, SourceNode
from app.sources.infrastructure.stack import Module, Resource, Stack, references


def drawn(stack: Stack) -> tuple[SourceGraph, ...]:
    """The graphs of a stack. Their elements have addresses as ids."""
    known = {resource.address for resource in stack.resources}
    return (
        SourceGraph(
            place=stack.place,
            title=stack.title,
            nodes=tuple(_node(resource) for resource in stack.resources),
            clusters=tuple(_cluster(module) for module in stack.modules),
            edges=tuple(
                SourceEdge(SourceEnd(resource.address), SourceEnd(target), resource.place)
                for resource in stack.resources
                for target in dict.fromkeys(r.target for _, r in references(resource.properties))
                if target in known and target != resource.address
            ),
            conditions=stack.conditions,
        ),
    )


def _node(resource: Resource) -> SourceNode:
    place = resource.place
    return SourceNode(
        id=resource.address,
        place=place,
        attributes={"label": resource.name.replace("\\", "\\\\"), "shape": "box"},
        cluster=resource.module,
        details=Details(resource.type, resource.name, place.file, place.line),
        change=resource.change,
    )


def _cluster(module: Module) -> SourceCluster:
    return SourceCluster(
        id=module.address,
        name=module.address,
        place=module.place,
        attributes={"label": module.name.replace("\\", "\\\\")},
        parent=module.parent,
    )
