"""SAM's connectors → what the role of their source may do with their destination, or that it may call a function: else they stay as
they are written, and a line says what they are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.sources.infrastructure.cloudformation.serverless_parts import (
    Properties,
    allowed,
    mapped,
    part,
)
from app.sources.infrastructure.cloudformation.serverless_policies import actions_on
from app.sources.infrastructure.cloudformation.values import is_list
from app.sources.infrastructure.stack import Reference, Resource, Value

CONNECTOR = "AWS::Serverless::Connector"
_FUNCTION = "AWS::Lambda::Function"
# Where those have their role that may begin a connector, and at the end of one those that ask what it begins at.
_ROLES = {
    _FUNCTION: ("Role",),
    "AWS::StepFunctions::StateMachine": ("RoleArn",),
    "AWS::AppSync::DataSource": ("ServiceRoleArn",),
    "AWS::Events::Rule": ("Targets", "RoleArn"),
}
_POLLED = ("AWS::DynamoDB::Table", "AWS::SQS::Queue")


def connector(resource: Resource, addresses: Mapping[str, str], source: str = "") -> Resource:
    """A connector whose ends are references; `source` is the name of the resource that it stands in, if it does."""
    said: Properties = {**resource.properties}
    if source:
        said["Source"] = {"Id": source}
    for end in ("Source", "Destination"):
        value = said.get(end)
        several = value if is_list(value) else (value,)
        found = [_end(one, addresses) for one in several]
        said[end] = found[0] if len(found) == 1 else tuple(found)
    return replace(resource, type=CONNECTOR, properties=said)


def _end(value: Value, addresses: Mapping[str, str]) -> Value:
    said = mapped(value)
    name, arn = said.get("Id"), said.get("Arn")
    if isinstance(name, str) and name in addresses:
        return Reference(addresses[name])
    return arn if isinstance(arn, Reference) else value


def with_permissions(resources: Sequence[Resource]) -> list[Resource]:
    """With the policies that connectors are deployed as."""
    known = {resource.address: resource for resource in resources}
    found: list[Resource] = []
    for resource in resources:
        made = list(_policies(resource, known)) if resource.type == CONNECTOR else []
        found += made or [resource]
    return found


def _policies(resource: Resource, known: Mapping[str, Resource]) -> Iterator[Resource]:
    source = resource.properties.get("Source")
    ends = resource.properties.get("Destination")
    asked = resource.properties.get("Permissions")
    several = ends if is_list(ends) else (ends,)
    for number, destination in enumerate(several):
        holder, other, words = source, destination, asked if is_list(asked) else ()
        if not isinstance(source, Reference) or not isinstance(destination, Reference):
            continue
        if source.target in known and known[source.target].type in _POLLED:
            holder, other, words = destination, source, ("Polled",)
        assumed = _role(holder, known)
        to = known.get(other.target) if isinstance(other, Reference) else None
        actions = actions_on(to.type, words) if to else ()
        if assumed is None and to is not None and to.type == _FUNCTION:
            told: Properties = {"FunctionName": other, "SourceArn": source}
            yield _made(resource, number, "Permission", "AWS::Lambda::Permission", told)
        if assumed is None or not actions:
            continue
        document: Value = {"Statement": (allowed(actions, other),)}
        policy: Properties = {"PolicyDocument": document, "Roles": (assumed,)}
        yield _made(resource, number, "Policy", "AWS::IAM::ManagedPolicy", policy)


def _made(
    resource: Resource, number: int, ending: str, type: str, properties: Properties
) -> Resource:
    """What a connector is deployed as; of one with several ends each has its own."""
    made = part(resource, f"{number or ''}{ending}", type, properties)
    return replace(made, depends_on=resource.depends_on)


def _role(holder: Value, known: Mapping[str, Resource]) -> Reference | None:
    """The role of what may do something, in the stack."""
    resource = known.get(holder.target) if isinstance(holder, Reference) else None
    if resource is None:
        return None
    found: Value = resource.properties
    for name in _ROLES.get(resource.type, ("",)):
        first = found[0] if is_list(found) and found else found
        found = mapped(first).get(name)
    return Reference(found.target) if isinstance(found, Reference) else None
