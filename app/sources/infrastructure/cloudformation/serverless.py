"""SAM's types → the resources that they are deployed as: a function with its role, and with what each of its events makes.

Names are those that SAM gives (`FunctionRole`, `ServerlessRestApi`), since templates refer to them. What a resource says beside that
stays as it is written. Why this is no library's work: docs/decisions/0010.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from app.model.source_graph import SourcePlace
from app.sources.infrastructure.cloudformation.serverless_events import (
    IMPLICIT_HTTP,
    IMPLICIT_REST,
    made_of_event,
    with_notification,
)
from app.sources.infrastructure.cloudformation.serverless_policies import policies_of
from app.sources.infrastructure.cloudformation.values import is_list, merged
from app.sources.infrastructure.stack import Reference, Resource, Value

PREFIX = "AWS::Serverless::"
CONNECTOR = f"{PREFIX}Connector"
Properties = dict[str, Value]
Places = Callable[[Resource, str], SourcePlace]

_TYPES = {
    "Function": "AWS::Lambda::Function",
    "StateMachine": "AWS::StepFunctions::StateMachine",
    "Api": "AWS::ApiGateway::RestApi",
    "HttpApi": "AWS::ApiGatewayV2::Api",
    "WebSocketApi": "AWS::ApiGatewayV2::Api",
    "SimpleTable": "AWS::DynamoDB::Table",
    "LayerVersion": "AWS::Lambda::LayerVersion",
    "Application": "AWS::CloudFormation::Stack",
    "GraphQLApi": "AWS::AppSync::GraphQLApi",
    "CapacityProvider": "AWS::Lambda::CapacityProvider",
}
# What is called otherwise where it is deployed.
_RENAMED = {
    "StateMachine": {
        "Role": "RoleArn",
        "Name": "StateMachineName",
        "Type": "StateMachineType",
        "Logging": "LoggingConfiguration",
    },
    "Api": {"DefinitionBody": "Body"},
    "HttpApi": {"DefinitionBody": "Body"},
    "Application": {"Location": "TemplateURL"},
}
_ROLES = {"Function": "lambda.amazonaws.com", "StateMachine": "states.amazonaws.com"}
_NOT_THEIRS = frozenset(
    {"Events", "Policies", "FunctionUrlConfig", "EventInvokeConfig", "DeadLetterQueue"}
)


def deployed(
    resources: Sequence[Resource], common: Mapping[str, Value], places: Places
) -> list[Resource]:
    """The resources with what SAM makes of its own types. `common` are the template's Globals, by type; `places` says where
    an event of a resource stands."""
    found: list[Resource] = []
    for resource in resources:
        if resource.type.startswith(PREFIX):
            found += _deployed(resource, common, places)
        else:
            found.append(resource)
    found += _implicit(found)
    return with_notification(found)


def implied(types: Mapping[str, str], events: Iterable[tuple[str, bool]]) -> dict[str, str]:
    """The names that SAM gives beside those of a template, with what each belongs to: `types` are those of its resources;
    `events` are those of functions, each with whether it names an API."""
    names = {
        f"{name}Role": name for name, type in types.items() if type.removeprefix(PREFIX) in _ROLES
    }
    for kind, named in events:
        if kind in {"Api", "HttpApi"} and not named:
            made = IMPLICIT_REST if kind == "Api" else IMPLICIT_HTTP
            names[made] = made
    return names


def _deployed(resource: Resource, common: Mapping[str, Value], places: Places) -> list[Resource]:
    kind = resource.type.removeprefix(PREFIX)
    properties = merged(common.get(kind, {}), resource.properties)
    said: Properties = dict(properties) if isinstance(properties, Mapping) else {}
    if kind not in _TYPES:
        return [replace(resource, properties=said)]
    made: list[Resource] = []
    if kind in _ROLES:
        if "Role" not in said:
            made.append(_role(resource, kind, said))
            said["Role"] = Reference(made[0].address, "Arn")
        events = said.get("Events")
        for name, event in events.items() if isinstance(events, Mapping) else ():
            made += made_of_event(resource, name, event, places(resource, name))
        made += _beside(resource, said)
    made += _authorizers(resource, kind, said.get("Auth"))
    queue = said.get("DeadLetterQueue")
    if isinstance(queue, Mapping):
        said["DeadLetterConfig"] = {"TargetArn": queue.get("TargetArn")}
    names = _RENAMED.get(kind, {})
    kept = {names.get(name, name): one for name, one in said.items() if name not in _NOT_THEIRS}
    return [replace(resource, type=_TYPES[kind], properties=kept), *made]


def _role(resource: Resource, kind: str, said: Properties) -> Resource:
    statement: Value = {
        "Effect": "Allow",
        "Principal": {"Service": _ROLES[kind]},
        "Action": "sts:AssumeRole",
    }
    properties: Properties = {"AssumeRolePolicyDocument": {"Statement": (statement,)}}
    managed, inline = policies_of(said.get("Policies"), f"{resource.name}RolePolicy")
    if managed:
        properties["ManagedPolicyArns"] = managed
    if inline:
        properties["Policies"] = inline
    return _made(resource, "Role", "AWS::IAM::Role", properties)


def _beside(resource: Resource, said: Properties) -> list[Resource]:
    """What stands beside a function since its properties say so."""
    found: list[Resource] = []
    itself = Reference(resource.address, "Arn")
    url, invoked = said.get("FunctionUrlConfig"), said.get("EventInvokeConfig")
    if isinstance(url, Mapping):
        properties: Properties = {"TargetFunctionArn": itself, **url}
        found.append(_made(resource, "Url", "AWS::Lambda::Url", properties))
    if isinstance(invoked, Mapping):
        properties = {"FunctionName": Reference(resource.address), **invoked}
        made = "AWS::Lambda::EventInvokeConfig"
        found.append(_made(resource, "EventInvokeConfig", made, properties))
    return found


def _authorizers(resource: Resource, kind: str, auth: Value) -> list[Resource]:
    """What an API asks whether somebody may call it."""
    version = {"Api": "AWS::ApiGateway", "HttpApi": "AWS::ApiGatewayV2"}.get(kind)
    several = auth.get("Authorizers") if isinstance(auth, Mapping) else None
    if version is None or not isinstance(several, Mapping):
        return []
    api = "RestApiId" if kind == "Api" else "ApiId"
    found: list[Resource] = []
    for name, said in several.items():
        if isinstance(said, Mapping):
            properties: Properties = {api: Reference(resource.address)}
            for ours, theirs in (
                ("UserPoolArn", "ProviderARNs"),
                ("FunctionArn", "AuthorizerUri"),
                ("JwtConfiguration", "JwtConfiguration"),
            ):
                if ours in said:
                    properties[theirs] = said[ours]
            found.append(_made(resource, name, f"{version}::Authorizer", properties))
    return found


def _made(resource: Resource, ending: str, type: str, properties: Properties) -> Resource:
    """One more resource, under the name that SAM gives it."""
    return replace(
        resource,
        address=f"{resource.address}{ending}",
        name=f"{resource.name}{ending}",
        type=type,
        properties=properties,
        depends_on=(),
    )


def _implicit(found: Sequence[Resource]) -> list[Resource]:
    """The APIs that stand in no template, since an event that names none means them."""
    known = {resource.address for resource in found}
    made: dict[str, Resource] = {}
    for resource in found:
        for name in ("RestApiId", "ApiId"):
            target = resource.properties.get(name)
            if not isinstance(target, Reference) or target.target in known | made.keys():
                continue
            for ending, type in (
                (IMPLICIT_REST, "AWS::ApiGateway::RestApi"),
                (IMPLICIT_HTTP, "AWS::ApiGatewayV2::Api"),
            ):
                if target.target.endswith(ending):
                    made[target.target] = replace(
                        resource,
                        address=target.target,
                        name=ending,
                        type=type,
                        properties={},
                        condition="",
                    )
    return list(made.values())


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
    name = value.get("Id") if isinstance(value, Mapping) else None
    return Reference(addresses[name]) if isinstance(name, str) and name in addresses else value
