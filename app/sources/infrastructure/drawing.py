"""What runs, as source graphs: how a stack is drawn.

One of all, and before it an overview of services and what flows between them, where that shows less.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from app.model import problem
from app.model.details import ChangeKind
from app.model.problem import Problem
from app.model.source_graph import SourceCluster, SourceEdge, SourceEnd, SourceGraph, SourceNode
from app.sources.infrastructure.alike_modules import alike_modules
from app.sources.infrastructure.api_routes import with_routes
from app.sources.infrastructure.containment import Containment
from app.sources.infrastructure.flows import USES, Flow, by_routes, by_rules, merged
from app.sources.infrastructure.given_networks import Area
from app.sources.infrastructure.known import ALL, OVERVIEW, KnownStack
from app.sources.infrastructure.making import makers
from app.sources.infrastructure.nesting import StackNesting
from app.sources.infrastructure.openapi import by_documents
from app.sources.infrastructure.policies import GeneralPermissions, by_policies
from app.sources.infrastructure.routing import SubnetRouting
from app.sources.infrastructure.security_groups import SecurityGroups
from app.sources.infrastructure.stack import Module, Stack
from app.sources.infrastructure.table import table_of
from app.sources.infrastructure.tiers import tiers
from app.sources.infrastructure.told_of import (
    capital,
    details_of,
    details_of_module,
    label_of,
    readable,
)

LAYERS = ("networking", "security", "iam", "cicd", "monitoring")
_CHANGES = tuple(ChangeKind)
_NAMED = 12  # types in a problem


def drawn(stack: Stack) -> tuple[SourceGraph, ...]:
    """The graphs of a stack: `overview` and `all`, or one where both would show the same. Their elements have
    addresses as ids."""
    stack = replace(stack, resources=with_routes(stack.resources, stack.language))
    whole = _StackDrawing(stack, ALL).graph()
    overview = _StackDrawing(stack, OVERVIEW).graph()
    if not overview.nodes or _shows(overview) == _shows(whole):
        return (whole,)
    title = f"{stack.title}, all resources" if stack.title else "all resources"
    return (
        replace(overview, level=OVERVIEW, filename=stack.title),
        replace(whole, level=ALL, title=title, filename=f"{stack.title}-all"),
    )


def unknown_types(stack: Stack) -> tuple[Problem, ...]:
    """A warning of the types that no table has, which are drawn as boxes, with how many there are of each."""
    table = table_of(stack.language)
    found = Counter(r.type for r in stack.resources if table.row(r.type) is None)
    if not found:
        return ()
    listed = [f"{type} ({count})" for type, count in found.most_common(_NAMED)]
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    text = (
        f"These types have no icon of their own and are drawn as boxes: {', '.join(listed)}{more}."
    )
    return (problem.warning(text, stack.place.file),)


def _shows(graph: SourceGraph) -> tuple[object, ...]:
    edges = {(e.tail.id, e.head.id, e.attributes.get("label")) for e in graph.edges}
    return ({n.id for n in graph.nodes}, {c.id for c in graph.clusters}, edges)


class _StackDrawing:
    """A stack at a level."""

    def __init__(self, stack: Stack, level: str) -> None:
        known = KnownStack(stack, table_of(stack.language), level)
        if level == OVERVIEW:
            modules = alike_modules(known, stack)
            known.draw_as(modules.first, modules.names)
            stack = replace(stack, modules=modules.modules)
        self._stack = stack
        self._containment = Containment(known, stack)
        self._routing = SubnetRouting(known)
        if level == OVERVIEW:
            alike = tiers(known, self._containment, self._routing)
            if alike.first:
                known.draw_as(alike.first, {**modules.names, **alike.names})
                self._containment = Containment(known, stack, alike.networks)
                self._routing = SubnetRouting(known)
        self._known = known
        left = {module.address for module in stack.modules}
        left |= makers(known) if level == OVERVIEW else set()
        self._shown = [
            address for address in known.resources if known.shown(address) and address not in left
        ]
        self._groups = SecurityGroups(known)
        self._general = GeneralPermissions(known)
        self._changes = any(resource.change for resource in stack.resources)
        self._nest()
        if level == OVERVIEW and (quiet := self._quiet()):
            self._shown = [address for address in self._shown if address not in quiet]
            self._nest()

    def _nest(self) -> None:
        self._nesting = StackNesting(self._known, self._containment, self._shown)
        self._types: defaultdict[str, set[str]] = defaultdict(set)
        for address in self._nesting.nodes:
            resource = self._known.resources[address]
            self._types[resource.name.lower()].add(resource.type)
        self._called = Counter(self._calling(address) for address in self._nesting.nodes)

    def _quiet(self) -> set[str]:
        """What no line of the overview joins, and that something names all the same (the topic of alarms), that gathers others but
        holds none, or that is another stack."""
        known = self._known
        joined = {end for flow in self._flows() for end in (flow.tail, flow.head)}
        found = set()
        for address in set(self._nesting.nodes) - joined:
            row = known.rows[address]
            users = set(known.users(address)) - set(known.helpers.get(address, ()))
            if row.means == "outside" or (row.quiet and (row.group or users)):
                found.add(address)
        return found

    def graph(self) -> SourceGraph:
        """Of this level."""
        edges = tuple(self._edge(flow) for flow in self._flows())
        nodes = tuple(self._node(address) for address in self._nesting.nodes)
        clusters = tuple(self._clusters())
        elements: list[SourceNode | SourceCluster | SourceEdge] = [*nodes, *clusters, *edges]
        used = {name for e in elements if (name := e.attributes.get("layer", "all")) != "all"}
        layers = [name for name in (*LAYERS, *_CHANGES) if name in used]
        return SourceGraph(
            place=self._stack.place,
            title=self._stack.title,
            attributes={"layers": ":".join(layers)} if layers else {},
            nodes=nodes,
            clusters=clusters,
            edges=edges,
            conditions=self._stack.conditions,
        )

    def _flows(self) -> Iterator[Flow]:
        """Between what is shown; never from a thing to what holds it."""
        known, nesting = self._known, self._nesting
        said = (
            *by_rules(known),
            *by_documents(known),
            *by_policies(known),
            *self._groups.flows(),
            *by_routes(known, self._routing),
        )
        drawn_ones = nesting.drawn
        between = [f for f in said if f.tail in drawn_ones and f.head in drawn_ones]
        for flow in merged(between, nesting.gatherer):
            if flow.head not in nesting.around(flow.tail) and flow.tail not in nesting.around(
                flow.head
            ):
                yield self._told(flow) if flow.label == USES else flow

    def _told(self, flow: Flow) -> Flow:
        """What one does with what it names, by what it may do to all of that kind, or by the kind itself."""
        if flow.head not in self._known.rows:
            return flow
        verb = self._general.verb(flow.tail, flow.head) or self._known.rows[flow.head].used
        return replace(flow, label=verb or flow.label)

    def _node(self, address: str) -> SourceNode:
        known, resource = self._known, self._known.resources[address]
        row = known.rows[address]
        attributes = {
            "label": _escaped(
                label_of(known, address, self._module_of(address), typed=self._shares(address))
                + self._times(address, resource.module)
            ),
            "tooltip": _escaped(capital(row.name)),
        }
        attributes |= {"image": f"resources/{row.icon}"} if row.icon else {"shape": "box"}
        return SourceNode(
            id=address,
            place=resource.place,
            attributes=attributes | self._layer(row.layer, resource.change),
            cluster=self._nesting.parent(address),
            kind=row.kind,
            details=details_of(known, self._groups, address),
            change=resource.change,
        )

    def _module_of(self, address: str) -> Module | None:
        """The one that tells it from others, where that is not drawn round it."""
        known, resource = self._known, self._known.resources[address]
        module = self._containment.modules.get(resource.module or "")
        if module is None or module.address in self._nesting.around(address):
            return None
        nameless = resource.name.lower() in known.table.nameless
        if nameless and known.rows[address].layer == "networking":
            return None  # a network's gateways are what they are, not the module
        return module if nameless or self._called[self._calling(address)] > 1 else None

    def _times(self, element: str, module: str | None) -> str:
        """How many there are of the modules that it stands in, from its own on, where nothing that is drawn round it tells."""
        resources, modules = self._known.resources, self._containment.modules
        around = self._nesting.around(element)
        told_by = {*around, *(resources[one].module for one in around if one in resources)}
        said = ""
        while (one := modules.get(module or "")) is not None and one.address not in told_by:
            said = f"{' ' if one.count.startswith('×') else chr(10)}{one.count}{said}".rstrip()
            module = one.parent
        return said

    def _shares(self, address: str) -> bool:
        """Whether something of another type is called the same."""
        return len(self._types[self._known.resources[address].name.lower()]) > 1

    def _calling(self, address: str) -> tuple[str, str]:
        resource = self._known.resources[address]
        return resource.type, resource.name

    def _clusters(self) -> Iterator[SourceCluster]:
        """Each behind the one that holds it."""
        for id in self._nesting.clusters:
            if area := self._containment.areas.get(id):
                yield self._area(area)
            elif module := self._containment.modules.get(id):
                yield self._module(module)
            else:
                yield self._group(id)

    def _area(self, area: Area) -> SourceCluster:
        said = {"label": _escaped(area.label), "class": area.group} | self._layer("", None)
        return SourceCluster(area.id, area.id, area.place, said, self._nesting.parent(area.id))

    def _module(self, module: Module) -> SourceCluster:
        """One that a resource deploys, a nested stack, tells what that does."""
        id, resource = module.address, self._known.resources.get(module.address)
        label = f"{readable(module.name)} {module.count}".strip() + self._times(id, module.parent)
        change = resource.change if resource is not None else None
        return SourceCluster(
            id=id,
            name=id,
            place=module.place,
            attributes={"label": _escaped(label), "class": "generic"} | self._layer("", change),
            parent=self._nesting.parent(id),
            details=details_of(self._known, self._groups, id)
            if resource is not None
            else details_of_module(module),
            change=change,
        )

    def _group(self, id: str) -> SourceCluster:
        resource = self._known.resources[id]
        label = label_of(self._known, id) + self._times(id, resource.module)
        said = {"label": _escaped(label), "class": self._kind(id)}
        return SourceCluster(
            id=id,
            name=id,
            place=resource.place,
            attributes=said | self._layer("", resource.change),
            parent=self._nesting.parent(id),
            details=details_of(self._known, self._groups, id),
            change=resource.change,
        )

    def _kind(self, address: str) -> str:
        """The kind of group that a resource is."""
        row = self._known.rows[address]
        if row.means == "subnet":
            return "public-subnet" if self._routing.is_public(address) else "private-subnet"
        return row.group

    def _edge(self, flow: Flow) -> SourceEdge:
        resource = self._known.resources[flow.by]
        attributes = {"label": _escaped(flow.label)} if flow.label else {}
        if flow.depends:
            attributes["depends"] = "tail"
        clusters = self._nesting.cluster_ids
        first, second = flow.tail, flow.head
        if flow.upwards:
            attributes["dir"] = "back"
            first, second = second, first
        change = resource.change if resource.change in (ChangeKind.ADDED, ChangeKind.GONE) else None
        return SourceEdge(
            SourceEnd(first, is_cluster=first in clusters),
            SourceEnd(second, is_cluster=second in clusters),
            resource.place,
            attributes | self._layer(flow.layer, change),
            change=change,
        )

    def _layer(self, layer: str, change: ChangeKind | None) -> dict[str, str]:
        """Of a stack that changes the layers are the changes', and the rest is on the base sheet."""
        if self._changes:
            return {"layer": change or "all"}
        return {"layer": layer} if layer else {}


def _escaped(text: str) -> str:
    """As a label of Graphviz."""
    return text.replace("\\", "\\\\").replace("&", "&amp;")
