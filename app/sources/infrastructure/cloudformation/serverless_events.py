"""What each event of a function or a state machine is deployed as: https://docs.aws.amazon.com/serverless-application-model/,
“EventSource”."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.model.source_graph import SourcePlace
from app.sources.infrastructure.cloudformation.serverless_parts import (
    allowed,
    around,
    is_machine,
    itself,
    mapped,
    role,
)
from app.sources.infrastructure.cloudformation.values import as_text, is_list, joined
from app.sources.infrastructure.stack import Reference, Resource, Value

IMPLICIT_REST = "ServerlessRestApi"
IMPLICIT_HTTP = "ServerlessHttpApi"

Said = Mapping[str, Value]
_Made = list[tuple[str, str, dict[str, Value]]]  # an ending of the name, a type, properties

_MAPPING, _QUEUE = "AWS::Lambda::EventSourceMapping", "AWS::SQS::Queue"
_CALLED = ("Role", "Queue")  # what has a name of its own beside the event's
_SECRETIVE = ("MQ", "SelfManagedKafka", "MSK", "DocumentDB")
_POLLED = {
    "SQS": "Queue",
    "Kinesis": "Stream",
    "DynamoDB": "Stream",
    "MSK": "Stream",
    "MQ": "Broker",
    "DocumentDB": "Cluster",
    "SelfManagedKafka": "KafkaBootstrapServers",
}


@dataclass(frozen=True, slots=True)
class _Event:
    """An event of a resource, by its name there, with its properties."""

    of: Resource
    name: str
    kind: str
    said: Said

    @property
    def address(self) -> str:
        return f"{self.of.address}{self.name}"

    @property
    def queue(self) -> str:
        """The address of the one that SAM makes for it, which it may name."""
        named = as_text(mapped(self.said.get("DeadLetterConfig")).get("QueueLogicalId"))
        return f"{around(self.of)}{named}" if named else f"{self.address}Queue"

    @property
    def starts(self) -> Reference:
        return itself(self.of)


def made_of_event(
    resource: Resource, name: str, event: Value, place: SourcePlace
) -> list[Resource]:
    """The resources that an event is, at the addresses that SAM gives them, called as the event; none of a kind that is not
    known."""
    kind, said = as_text(mapped(event).get("Type")) or "", mapped(mapped(event).get("Properties"))
    make = _KINDS.get(kind)
    if make is None:
        return []
    one = _Event(resource, name, kind, said)
    return [
        replace(
            resource,
            address=one.queue if ending == "Queue" else f"{one.address}{ending}",
            name=f"{name}{ending}" if ending in _CALLED else name,
            type=type,
            properties=properties,
            place=place,
            depends_on=(),
        )
        for ending, type, properties in make(one)
    ]


def polling(event: Value) -> Iterator[Value]:
    """What a function's role may do beside, so that it hears of an event: find a broker, read the secrets that it asks for."""
    kind = as_text(mapped(event).get("Type"))
    said = mapped(mapped(event).get("Properties"))
    settings = said.get("SourceAccessConfigurations")
    if kind == "MQ":
        yield allowed(("mq:DescribeBroker",), said.get("Broker"))
    if kind in _SECRETIVE and is_list(settings):
        uris = tuple(uri for one in settings if (uri := mapped(one).get("URI")) is not None)
        if uris:
            yield allowed(("secretsmanager:GetSecretValue",), uris)


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


def _polled(event: _Event) -> _Made:
    source = _POLLED[event.kind]
    rest = {name: value for name, value in event.said.items() if name != source}
    return [("", _MAPPING, _mapping(event.of, event.said.get(source), rest))]


def _mapping(resource: Resource, source: Value, rest: Said) -> dict[str, Value]:
    return {**rest, "FunctionName": Reference(resource.address), "EventSourceArn": source}


def _topic(event: _Event) -> _Made:
    """A queue stands between, where the event asks for one or names it."""
    said = event.said
    properties: dict[str, Value] = {
        "TopicArn": said.get("Topic"),
        "Protocol": "lambda",
        "Endpoint": event.starts,
    }
    if "FilterPolicy" in said:
        properties["FilterPolicy"] = said["FilterPolicy"]
    through = said.get("SqsSubscription")
    if through is True or as_text(through) == "true" or mapped(through):
        named = mapped(through).get("QueueArn")
        queue = named or Reference(event.queue, "Arn")
        properties |= {"Protocol": "sqs", "Endpoint": queue}
        made: _Made = [("EventSourceMapping", _MAPPING, _mapping(event.of, queue, {}))]
        made += [] if named else [("Queue", _QUEUE, {})]
        return [("", "AWS::SNS::Subscription", properties), *made]
    return [("", "AWS::SNS::Subscription", properties)]


def _bucket(event: _Event) -> _Made:
    more = {"SourceArn": event.said.get("Bucket"), "Events": event.said.get("Events")}
    return _permission(event, "s3.amazonaws.com", more)


def _permission(event: _Event, principal: str, more: Said) -> _Made:
    properties: dict[str, Value] = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": Reference(event.of.address),
        "Principal": principal,
        **more,
    }
    return [("Permission", "AWS::Lambda::Permission", properties)]


def _rule(event: _Event) -> _Made:
    target: dict[str, Value] = {"Arn": event.starts, "Id": f"{event.of.name}Target"}
    made = _dead_letters(event, target)
    if is_machine(event.of):
        made += _assumed(event, target, "events.amazonaws.com")
    kept = ("Description", "EventBusName", "Name", "State")
    properties: dict[str, Value] = {name: event.said[name] for name in kept if name in event.said}
    if event.kind == "Schedule":
        properties["ScheduleExpression"] = event.said.get("Schedule")
    else:
        properties["EventPattern"] = event.said.get("Pattern")
    properties["Targets"] = (target,)
    return [("", "AWS::Events::Rule", properties), *made]


def _schedule(event: _Event) -> _Made:
    target: dict[str, Value] = {"Arn": event.starts}
    made = _dead_letters(event, target)
    made += _assumed(event, target, "scheduler.amazonaws.com")
    settings = ("RoleArn", "DeadLetterConfig")
    kept = {name: one for name, one in event.said.items() if name not in settings}
    return [("", "AWS::Scheduler::Schedule", {**kept, "Target": target}), *made]


def _assumed(event: _Event, target: dict[str, Value], service: str) -> _Made:
    """The role with which something starts what the event is for; `target` names it from then on."""
    if "RoleArn" in event.said:
        target["RoleArn"] = event.said["RoleArn"]
        return []
    target["RoleArn"] = Reference(f"{event.address}Role", "Arn")
    starts = "states:StartExecution"
    if not is_machine(event.of):
        starts = "lambda:InvokeFunction"
    return [("Role", "AWS::IAM::Role", role(service, allowed((starts,), event.starts)))]


def _dead_letters(event: _Event, target: dict[str, Value]) -> _Made:
    """The queue for what does not arrive, which SAM makes where an event says its type alone."""
    said = mapped(event.said.get("DeadLetterConfig"))
    if "Arn" in said:
        target["DeadLetterConfig"] = {"Arn": said["Arn"]}
    elif said:
        target["DeadLetterConfig"] = {"Arn": Reference(event.queue, "Arn")}
        return [("Queue", _QUEUE, {})]
    return []


def _logs(event: _Event) -> _Made:
    properties = {**event.said, "DestinationArn": event.starts}
    return [("", "AWS::Logs::SubscriptionFilter", properties)]


def _iot(event: _Event) -> _Made:
    action: Value = {"Lambda": {"FunctionArn": event.starts}}
    properties: dict[str, Value] = {
        "TopicRulePayload": {"Sql": event.said.get("Sql"), "Actions": (action,)}
    }
    return [("", "AWS::IoT::TopicRule", properties)]


def _pool(event: _Event) -> _Made:
    more = {"SourceArn": event.said.get("UserPool")}
    return _permission(event, "cognito-idp.amazonaws.com", more)


def _skill(event: _Event) -> _Made:
    return _permission(event, "alexa-appkit.amazon.com", {})


def _implicit(event: _Event, name: str) -> Reference:
    """The API that an event means which names none, in the template of its function."""
    return Reference(f"{around(event.of)}{name}")


def _rest_api(event: _Event) -> _Made:
    said = event.said
    integration: dict[str, Value] = {"Type": "AWS_PROXY", "Uri": event.starts}
    made: _Made = []
    if is_machine(event.of):
        made = _assumed(event, integration, "apigateway.amazonaws.com")
        integration["Credentials"] = integration.pop("RoleArn")
    properties: dict[str, Value] = {
        "RestApiId": _named_api(said, "RestApiId") or _implicit(event, IMPLICIT_REST),
        "HttpMethod": _method(said),
        "Path": said.get("Path"),
        "Integration": integration,
    }
    if "Auth" in said:
        properties["Auth"] = said["Auth"]
    return [("", "AWS::ApiGateway::Method", properties), *made]


def _http_api(event: _Event) -> _Made:
    said = event.said
    api = _named_api(said, "ApiId") or _implicit(event, IMPLICIT_HTTP)
    both = (_method(said), as_text(said.get("Path")))
    route = " ".join(one for one in both if one) if both[1] else "$default"
    properties: dict[str, Value] = {
        "ApiId": api,
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": event.starts,
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


_KINDS: dict[str, Callable[[_Event], _Made]] = {
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
