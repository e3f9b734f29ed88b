"""What each event of a function or a state machine is deployed as: https://docs.aws.amazon.com/serverless-application-model/,
“EventSource”."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app.model.source_graph import SourcePlace
from app.sources.infrastructure.cloudformation.values import as_text, is_list, joined
from app.sources.infrastructure.stack import Reference, Resource, Value

IMPLICIT_REST = "ServerlessRestApi"
IMPLICIT_HTTP = "ServerlessHttpApi"

Said = Mapping[str, Value]
_Made = list[tuple[str, str, dict[str, Value]]]  # an ending of the name, a type, properties

_POLLED = {
    "SQS": "Queue",
    "Kinesis": "Stream",
    "DynamoDB": "Stream",
    "MSK": "Stream",
    "MQ": "Broker",
    "DocumentDB": "Cluster",
    "SelfManagedKafka": "KafkaBootstrapServers",
}


def made_of_event(
    resource: Resource, name: str, event: Value, place: SourcePlace
) -> list[Resource]:
    """The resources that an event is, at the addresses that SAM gives them, called as the event; none of a kind that is not
    known."""
    if not isinstance(event, Mapping):
        return []
    kind, said = as_text(event.get("Type")) or "", event.get("Properties")
    make = _KINDS.get(kind)
    if make is None:
        return []
    made = make(resource, kind, said if isinstance(said, Mapping) else {})
    return [
        replace(
            resource,
            address=f"{resource.address}{name}{ending}",
            name=name,
            type=type,
            properties=properties,
            place=place,
            depends_on=(),
        )
        for ending, type, properties in made
    ]


def with_notification(resources: Sequence[Resource]) -> list[Resource]:
    """A bucket tells the functions that its events call."""
    told: dict[str, list[Value]] = {}
    for resource in resources:
        if resource.type == "AWS::Lambda::Permission" and "Events" in resource.properties:
            source = resource.properties.get("SourceArn")
            if isinstance(source, Reference):
                told.setdefault(source.target, []).append(
                    {
                        "Event": resource.properties["Events"],
                        "Function": resource.properties["FunctionName"],
                    }
                )
    return [_notifying(r, told[r.address]) if r.address in told else r for r in resources]


def _notifying(bucket: Resource, more: Sequence[Value]) -> Resource:
    said = bucket.properties.get("NotificationConfiguration")
    known: Said = said if isinstance(said, Mapping) else {}
    before = known.get("LambdaConfigurations")
    both = (*(before if isinstance(before, tuple) else ()), *more)
    properties = {
        **bucket.properties,
        "NotificationConfiguration": {**known, "LambdaConfigurations": both},
    }
    return replace(bucket, properties=properties)


def _itself(resource: Resource) -> Reference:
    return Reference(resource.address, "Ref" if resource.type.endswith("StateMachine") else "Arn")


def _polled(resource: Resource, kind: str, said: Said) -> _Made:
    source = said.get(_POLLED[kind])
    properties = {"FunctionName": Reference(resource.address), "EventSourceArn": source}
    rest = {name: value for name, value in said.items() if name != _POLLED[kind]}
    return [("", "AWS::Lambda::EventSourceMapping", {**rest, **properties})]


def _topic(resource: Resource, _kind: str, said: Said) -> _Made:
    properties: dict[str, Value] = {
        "TopicArn": said.get("Topic"),
        "Protocol": "lambda",
        "Endpoint": _itself(resource),
    }
    if "FilterPolicy" in said:
        properties["FilterPolicy"] = said["FilterPolicy"]
    return [("", "AWS::SNS::Subscription", properties)]


def _bucket(resource: Resource, _kind: str, said: Said) -> _Made:
    more = {"SourceArn": said.get("Bucket"), "Events": said.get("Events")}
    return _permission(resource, "s3.amazonaws.com", more)


def _permission(resource: Resource, principal: str, more: Said) -> _Made:
    properties: dict[str, Value] = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": Reference(resource.address),
        "Principal": principal,
        **more,
    }
    return [("Permission", "AWS::Lambda::Permission", properties)]


def _rule(resource: Resource, kind: str, said: Said) -> _Made:
    target: Value = {"Arn": _itself(resource), "Id": f"{resource.name}Target"}
    kept = ("Description", "EventBusName", "Name", "State")
    properties: dict[str, Value] = {name: said[name] for name in kept if name in said}
    if kind == "Schedule":
        properties["ScheduleExpression"] = said.get("Schedule")
    else:
        properties["EventPattern"] = said.get("Pattern")
    properties["Targets"] = (target,)
    return [("", "AWS::Events::Rule", properties)]


def _schedule(resource: Resource, _kind: str, said: Said) -> _Made:
    properties = {**said, "Target": {"Arn": _itself(resource)}}
    return [("", "AWS::Scheduler::Schedule", properties)]


def _logs(resource: Resource, _kind: str, said: Said) -> _Made:
    properties = {**said, "DestinationArn": _itself(resource)}
    return [("", "AWS::Logs::SubscriptionFilter", properties)]


def _iot(resource: Resource, _kind: str, said: Said) -> _Made:
    action: Value = {"Lambda": {"FunctionArn": _itself(resource)}}
    properties: dict[str, Value] = {
        "TopicRulePayload": {"Sql": said.get("Sql"), "Actions": (action,)}
    }
    return [("", "AWS::IoT::TopicRule", properties)]


def _pool(resource: Resource, _kind: str, said: Said) -> _Made:
    return _permission(resource, "cognito-idp.amazonaws.com", {"SourceArn": said.get("UserPool")})


def _skill(resource: Resource, _kind: str, _said: Said) -> _Made:
    return _permission(resource, "alexa-appkit.amazon.com", {})


def _implicit(resource: Resource, name: str) -> Reference:
    """The API that an event means which names none, in the template of its function."""
    around = resource.address[: len(resource.address) - len(resource.name)]
    return Reference(f"{around}{name}")


def _rest_api(resource: Resource, _kind: str, said: Said) -> _Made:
    properties: dict[str, Value] = {
        "RestApiId": _named_api(said, "RestApiId") or _implicit(resource, IMPLICIT_REST),
        "HttpMethod": _method(said),
        "Path": said.get("Path"),
        "Integration": {"Type": "AWS_PROXY", "Uri": _itself(resource)},
    }
    if "Auth" in said:
        properties["Auth"] = said["Auth"]
    return [("", "AWS::ApiGateway::Method", properties)]


def _http_api(resource: Resource, _kind: str, said: Said) -> _Made:
    api = _named_api(said, "ApiId") or _implicit(resource, IMPLICIT_HTTP)
    both = (_method(said), as_text(said.get("Path")))
    route = " ".join(part for part in both if part) if both[1] else "$default"
    properties: dict[str, Value] = {
        "ApiId": api,
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": _itself(resource),
        "RouteKey": route,
    }
    return [("", "AWS::ApiGatewayV2::Integration", properties)]


def _named_api(said: Said, name: str) -> Value:
    """The one that an event names; of what names it in some other way, what is known of that."""
    found = said.get(name)
    if isinstance(found, Mapping) and "Ref" in found:
        return found["Ref"]
    return joined(found) if is_list(found) else found


def _method(said: Said) -> str:
    text = as_text(said.get("Method")) or ""
    return "ANY" if text.lower() in {"any", "x-amazon-apigateway-any-method"} else text.upper()


_KINDS: dict[str, Callable[[Resource, str, Said], _Made]] = {
    **dict.fromkeys(_POLLED, _polled),
    "SNS": _topic,
    "S3": _bucket,
    "Schedule": _rule,
    "ScheduleV2": _schedule,
    "CloudWatchEvent": _rule,
    "EventBridgeRule": _rule,
    "CloudWatchLogs": _logs,
    "IoTRule": _iot,
    "Cognito": _pool,
    "AlexaSkill": _skill,
    "Api": _rest_api,
    "HttpApi": _http_api,
}
