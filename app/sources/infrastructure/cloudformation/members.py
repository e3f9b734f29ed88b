"""The resources of one template: what of it are any, what each is called in the whole stack, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from app.model import problem
from app.model.problem import Problem
from app.model.source_graph import SourcePlace
from app.sources.infrastructure.cloudformation import functions, serverless
from app.sources.infrastructure.cloudformation.cdk import LEFT_OUT
from app.sources.infrastructure.cloudformation.nodes import (
    KeyedNode,
    MapNode,
    Node,
    ScalarNode,
    entries_of,
    items_of,
    text_of,
)
from app.sources.infrastructure.cloudformation.resolving import Scope
from app.sources.infrastructure.cloudformation.serverless_connectors import CONNECTOR, connector
from app.sources.infrastructure.cloudformation.serverless_deployments import SHARED
from app.sources.infrastructure.cloudformation.template import Entries, StackTemplate
from app.sources.infrastructure.stack import Resource, Value

_BESIDES = ("Metadata", "CreationPolicy", "UpdatePolicy", "DeletionPolicy", "UpdateReplacePolicy")


class TemplateMember(NamedTuple):
    """A resource as a template writes it, by its name there."""

    name: str
    type: str
    place: SourcePlace
    said: Entries
    times: str = ""

    @property
    def properties(self) -> Node | None:
        return inner(self.said, "Properties")

    @property
    def condition(self) -> str:
        return text_of(inner(self.said, "Condition"))

    def metadata(self, name: str) -> str:
        return text_of(inner(entries_of(inner(self.said, "Metadata")), name))


def inner(entries: Mapping[str, KeyedNode], name: str) -> Node | None:
    """What stands under a key; None where nothing does."""
    found = entries.get(name)
    return found.node if found else None


def members_of(scope: Scope, problems: list[Problem]) -> list[TemplateMember]:
    """The resources of a template; what is broken is told, and leaves the others."""
    file = scope.template.file
    found: list[TemplateMember] = []
    for name, entry in scope.loops.expanded(scope.template.resources).items():
        if name == "Fn::Transform":
            functions.called(scope, name, entry)
            continue
        said, type = entries_of(entry.node), text_of(inner(entries_of(entry.node), "Type"))
        if wrong := _wrong(name, entry.node, type):
            problems.append(problem.error(wrong, file, entry.line))
            continue
        properties = said.get("Properties")
        if properties is not None and _is_no_map(properties.node):
            text = f"The properties of “{name}” are left out: they are no map of names."
            problems.append(problem.error(text, file, properties.line))
        if type != LEFT_OUT:
            place = SourcePlace(file, entry.line, entry.column)
            found.append(
                TemplateMember(name, type, place, said, scope.loops.counts.get(id(entry.node), ""))
            )
    return found


def _wrong(name: str, node: Node, type: str) -> str:
    if not name:
        return "A resource is left out: it has no name."
    if not isinstance(node, MapNode):
        return f"The resource “{name}” is left out: it is no map with “Type” and “Properties”."
    return "" if type else f"The resource “{name}” is left out: it says no “Type”."


def _is_no_map(node: Node) -> bool:
    return not isinstance(node, MapNode) and not (
        isinstance(node, ScalarNode) and node.value is None
    )


def addresses_of(
    members: Sequence[TemplateMember], template: StackTemplate, prefix: str
) -> dict[str, str]:
    """By name the address of each, also of what SAM makes of them."""
    names = {member.name: member.name for member in members}
    if template.serverless:
        types = {member.name: member.type for member in members}
        names |= {
            made: made for made in serverless.implied(types, _events(members)) if made not in names
        }
        made = [one for member in members for one in _made_of(member)]
        names |= {name: name for name in made if name not in names}
        if "DeploymentPreference" in _function_settings(members, template):
            names |= {made: made for made in SHARED if made not in names}
    return {name: f"{prefix}{name}" for name in names}


def _made_of(member: TemplateMember) -> list[str]:
    """The names of what a function's or a state machine's events are, and of a function's own address."""
    if not member.type.startswith(serverless.PREFIX):
        return []
    said = entries_of(member.properties)
    url = [f"{member.name}Url"] if "FunctionUrlConfig" in said else []
    return [*url, *(f"{member.name}{event}" for event in entries_of(inner(said, "Events")))]


def _function_settings(members: Sequence[TemplateMember], template: StackTemplate) -> set[str]:
    """The names of all properties of SAM's functions, those that are common to them, too."""
    several = [entries_of(member.properties) for member in members]
    return {
        name for said in [entries_of(inner(template.common, "Function")), *several] for name in said
    }


def _events(members: Sequence[TemplateMember]) -> list[tuple[str, bool]]:
    """The kinds of all events, each with whether it names an API."""
    found: list[tuple[str, bool]] = []
    for member in members:
        if member.type.startswith(serverless.PREFIX):
            for event in entries_of(inner(entries_of(member.properties), "Events")).values():
                said = entries_of(event.node)
                named = entries_of(inner(said, "Properties"))
                found.append(
                    (text_of(inner(said, "Type")), "RestApiId" in named or "ApiId" in named)
                )
    return found


def resources_of(
    members: Sequence[TemplateMember], scope: Scope, prefix: str, module: str | None
) -> list[Resource]:
    """What the members come to, with what SAM makes of them."""
    found: list[Resource] = []
    events: dict[str, Entries] = {}
    for member in members:
        resource = _resolved(member, scope, prefix, module)
        events[resource.address] = entries_of(inner(entries_of(member.properties), "Events"))
        if member.type == CONNECTOR:
            resource = connector(resource, scope.addresses)
        found += [resource, *_connectors(member, resource, scope)]
    if not scope.template.serverless:
        return found

    def place(resource: Resource, event: str) -> SourcePlace:
        entry = events.get(resource.address, {}).get(event)
        file = resource.place.file
        return SourcePlace(file, entry.line, entry.column) if entry else resource.place

    common = {name: scope.value(entry.node) for name, entry in scope.template.common.items()}
    return serverless.deployed(found, common, place)


def _resolved(member: TemplateMember, scope: Scope, prefix: str, module: str | None) -> Resource:
    properties = scope.value(member.properties)
    names = [text_of(one) for one in items_of(inner(member.said, "DependsOn"))]
    return Resource(
        address=f"{prefix}{member.name}",
        type=member.type,
        name=member.name,
        place=member.place,
        properties=properties if isinstance(properties, Mapping) else {},
        module=module,
        count=member.times,
        condition=f"{prefix}{member.condition}" if member.condition else "",
        depends_on=tuple(filter(None, map(scope.address, names))),
        besides=dict(_besides(member, scope)),
    )


def _besides(member: TemplateMember, scope: Scope) -> Iterator[tuple[str, Value]]:
    """But for what the CDK notes for itself."""
    for name in _BESIDES:
        if name in member.said:
            said = scope.value(inner(member.said, name))
            if isinstance(said, Mapping):
                said = {key: value for key, value in said.items() if not key.startswith("aws:")}
            yield name, said


def _connectors(member: TemplateMember, resource: Resource, scope: Scope) -> list[Resource]:
    """Those that SAM lets stand in what they begin at."""
    found: list[Resource] = []
    for name, entry in entries_of(inner(member.said, "Connectors")).items():
        said = scope.value(inner(entries_of(entry.node), "Properties"))
        made = Resource(
            address=f"{resource.address}{name}",
            type=CONNECTOR,
            name=f"{resource.name}{name}",
            place=SourcePlace(resource.place.file, entry.line, entry.column),
            properties=said if isinstance(said, Mapping) else {},
            module=resource.module,
            condition=resource.condition,
        )
        found.append(connector(made, scope.addresses, member.name))
    return found
