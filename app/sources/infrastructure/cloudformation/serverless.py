"""SAM's types → the resources that they are deployed as: a function with its role, and with what each of its events makes.

Names are those that SAM gives (`FunctionRole`, `ServerlessRestApi`), since templates refer to them. What a resource says beside that
stays as it is written. Why this is no library's work: docs/decisions/0010.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from app.model.source_graph import SourcePlace
from app.sources.infrastructure.cloudformation import serverless_apis
from app.sources.infrastructure.cloudformation.serverless_apis import with_all_records
from app.sources.infrastructure.cloudformation.serverless_connectors import with_permissions
from app.sources.infrastructure.cloudformation.serverless_deployments import deployment_of
from app.sources.infrastructure.cloudformation.serverless_events import (
    IMPLICIT_HTTP,
    IMPLICIT_REST,
    made_of_event,
    polling,
    with_notification,
)
from app.sources.infrastructure.cloudformation.serverless_graphql import data_sources
from app.sources.infrastructure.cloudformation.serverless_parts import (
    Properties,
    allowed,
    mapped,
    part,
    role,
)
from app.sources.infrastructure.cloudformation.serverless_policies import policies_of
from app.sources.infrastructure.cloudformation.values import as_text, is_list, merged
from app.sources.infrastructure.stack import Reference, Resource, Value

PREFIX = "AWS::Serverless::"
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
_DESTINATIONS = {"SQS": "AWS::SQS::Queue", "SNS": "AWS::SNS::Topic"}
_HANDS_ON = {
    "SQS": "sqs:SendMessage",
    "SNS": "sns:Publish",
    "Lambda": "lambda:InvokeFunction",
    "EventBridge": "events:PutEvents",
}
_ROLES = {"Function": "lambda.amazonaws.com", "StateMachine": "states.amazonaws.com"}
_NOT_THEIRS = frozenset(
    (
        *("Events", "Policies", "FunctionUrlConfig", "EventInvokeConfig", "DeadLetterQueue"),
        *("DeploymentPreference", "Domain", "Routes", "DataSources"),
    )
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
    for api in _implicit(found):
        found += _deployed(api, common, places)
    return with_permissions(with_notification(with_all_records(found)))


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
    invoked = _invoked(resource, said.get("EventInvokeConfig"))
    if kind in _ROLES:
        if "Role" not in said:
            made.append(_role(resource, kind, said, invoked))
            said["Role"] = Reference(made[0].address, "Arn")
        events = said.get("Events")
        for name, event in events.items() if isinstance(events, Mapping) else ():
            made += made_of_event(resource, name, event, places(resource, name))
    if kind == "Function":
        made += [*_beside(resource, said), *invoked]
    elif kind in serverless_apis.KINDS:
        made += serverless_apis.made_of_api(resource, kind, said)
    elif kind == "GraphQLApi":
        made += data_sources(resource, said.get("DataSources"))
        if mapped(logging := said.pop("Logging", {})) or logging == {}:
            logs = part(resource, "CloudWatchRole", "AWS::IAM::Role", role("appsync.amazonaws.com"))
            own: Value = {"CloudWatchLogsRoleArn": Reference(logs.address, "Arn")}
            said["LogConfig"] = {**mapped(own), **mapped(logging)}
            made += [logs] if "CloudWatchLogsRoleArn" not in mapped(logging) else []
    elif kind == "CapacityProvider":
        if "OperatorRole" not in said:
            operator = role("lambda.amazonaws.com")
            made.append(part(resource, "OperatorRole", "AWS::IAM::Role", operator))
            said["OperatorRole"] = Reference(made[0].address, "Arn")
        said["PermissionsConfig"] = {"CapacityProviderOperatorRoleArn": said.pop("OperatorRole")}
    queue = said.get("DeadLetterQueue")
    if isinstance(queue, Mapping):
        said["DeadLetterConfig"] = {"TargetArn": queue.get("TargetArn")}
    names = _RENAMED.get(kind, {})
    kept = {names.get(name, name): one for name, one in said.items() if name not in _NOT_THEIRS}
    return [replace(resource, type=_TYPES[kind], properties=kept), *made]


def _role(resource: Resource, kind: str, said: Properties, invoked: Sequence[Resource]) -> Resource:
    managed, inline = policies_of(said.get("Policies"), f"{resource.name}RolePolicy")
    events = said.get("Events")
    asked = [one for event in mapped(events).values() for one in polling(event)]
    ends = [mapped(made.properties.get("DestinationConfig")) for made in invoked]
    handed = [*(end for several in ends for end in several.values()), said.get("DeadLetterQueue")]
    asked += [one for end in handed for one in _handing_on(mapped(end))]
    properties = role(_ROLES[kind], *asked)
    own = properties.get("Policies")
    if managed:
        properties["ManagedPolicyArns"] = managed
    if inline:
        properties["Policies"] = (*inline, *(own if is_list(own) else ()))
    return part(resource, "Role", "AWS::IAM::Role", properties)


def _beside(resource: Resource, said: Properties) -> list[Resource]:
    """What stands beside a function since its properties say so."""
    found = deployment_of(resource, said.get("DeploymentPreference"))
    url = said.get("FunctionUrlConfig")
    if isinstance(url, Mapping):
        itself = Reference(resource.address, "Arn")
        properties: Properties = {"TargetFunctionArn": itself, **url}
        found.append(part(resource, "Url", "AWS::Lambda::Url", properties))
    return found


def _invoked(resource: Resource, said: Value) -> list[Resource]:
    """What becomes of a function's answers: the queues and topics that SAM makes for them, and last what says so."""
    if not isinstance(said, Mapping):
        return []
    found: list[Resource] = []
    ends = dict(mapped(said.get("DestinationConfig")))
    for when in ("OnSuccess", "OnFailure"):
        end = mapped(ends.get(when))
        kind = _DESTINATIONS.get(as_text(end.get("Type")) or "")
        if kind and "Destination" not in end:
            name = f"EventInvokeConfig{when}{kind.rpartition('::')[2]}"
            found.append(part(resource, name, kind, {}))
            ends[when] = {**end, "Destination": Reference(found[-1].address, "Arn")}
    function = Reference(resource.address)
    properties: Properties = {"FunctionName": function, **said, "DestinationConfig": ends}
    made = "AWS::Lambda::EventInvokeConfig"
    return [*found, part(resource, "EventInvokeConfig", made, properties)]


def _handing_on(end: Mapping[str, Value]) -> Iterator[Value]:
    """What a function's role may do so that something arrives there."""
    action = _HANDS_ON.get(as_text(end.get("Type")) or "")
    if action:
        yield allowed((action,), end.get("Destination", end.get("TargetArn")))


def _implicit(found: Sequence[Resource]) -> list[Resource]:
    """The APIs that stand in no template, since an event that names none means them."""
    known = {resource.address for resource in found}
    made: dict[str, Resource] = {}
    for resource in found:
        for name in ("RestApiId", "ApiId"):
            target = resource.properties.get(name)
            if not isinstance(target, Reference) or target.target in known | made.keys():
                continue
            for ending, kind in ((IMPLICIT_REST, "Api"), (IMPLICIT_HTTP, "HttpApi")):
                if target.target.endswith(ending):
                    made[target.target] = replace(
                        resource,
                        address=target.target,
                        name=ending,
                        type=f"{PREFIX}{kind}",
                        properties={},
                        condition="",
                    )
    return list(made.values())
