"""What only makes other resources while they are deployed is no part of the overview."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from app.sources.infrastructure.making import makers
from app.sources.infrastructure.stack import Reference, Resource
from tests.cost import grows_in_step
from tests.sources.infrastructure.small_stacks import known, lines, overview, resource, whole


def function(name: str, **variables: str) -> Resource:
    """With environment variables that name others."""
    said = {key: Reference(other) for key, other in variables.items()}
    return resource(name, "Lambda::Function", {"Environment": {"Variables": said}})


def custom(name: str, maker: str, type: str = "Custom::Thing", **properties: str) -> Resource:
    said = {key: Reference(other) for key, other in properties.items()}
    return resource(name, type, {"ServiceToken": Reference(maker, "Arn"), **said})


def mapping(name: str, of: str, queue: str) -> Resource:
    ends = {"FunctionName": Reference(of), "EventSourceArn": Reference(queue, "Arn")}
    return resource(name, "Lambda::EventSourceMapping", ends)


def test_what_stands_behind_a_custom_resource_makes_it() -> None:
    found = known(
        function("Framework", USER="Handler"), function("Handler"), custom("C", "Framework")
    )
    assert makers(found) == {"Framework", "Handler"}


def test_what_does_more_than_that_does_not() -> None:
    queue = resource("Q", "SQS::Queue")
    busy = known(function("F"), custom("C", "F"), queue, mapping("M", "F", "Q"))
    assert makers(busy) == frozenset()
    called = known(function("F"), custom("C", "F"), function("Other", CALLS="F"))
    assert makers(called) == frozenset()
    alone = known(function("F"), resource("B", "S3::Bucket"))
    assert makers(alone) == frozenset()


def chained(count: int) -> list[Resource]:
    links = [function(f"F{n}", NEXT=f"F{n + 1}") for n in range(count)]
    return [custom("C", "F0"), *links, function(f"F{count}")]


def gathered(count: int) -> list[Resource]:
    makers = [function(f"F{n}", NEXT="Hub") for n in range(count)]
    return [*makers, *(custom(f"C{n}", f"F{n}") for n in range(count)), function("Hub")]


@pytest.mark.parametrize("many", [chained, gathered])
def test_many_are_found_in_time_by_their_number(many: Callable[[int], list[Resource]]) -> None:
    assert len(makers(known(*many(20)))) == 21
    ready = cache(lambda count: known(*many(count)))
    grows_in_step(lambda count: makers(ready(count)), 400)


def test_the_overview_has_none_of_them() -> None:
    things = (function("F"), custom("C", "F"), resource("B", "S3::Bucket"))
    assert [node.id for node in overview(*things).nodes] == ["B"]
    assert {node.id for node in whole(*things).nodes} == {"F", "C", "B"}


def test_what_the_cdk_adds_is_part_of_what_it_is_for() -> None:
    bucket = resource("B", "S3::Bucket")
    things = (
        bucket,
        function("F"),
        custom("C", "F", "Custom::S3AutoDeleteObjects", BucketName="B"),
    )
    assert {node.id for node in whole(*things).nodes} == {"F", "B"}
    assert lines(whole(*things)) == {("B", "emptied by", "F", "")}


def test_notifications_that_the_cdk_sets_are_the_buckets() -> None:
    told = {"LambdaFunctionConfigurations": ({"LambdaFunctionArn": Reference("Work", "Arn")},)}
    notifying = resource(
        "N",
        "Custom::S3BucketNotifications",
        {
            "ServiceToken": Reference("F", "Arn"),
            "BucketName": Reference("B"),
            "NotificationConfiguration": told,
        },
    )
    graph = overview(resource("B", "S3::Bucket"), function("Work"), function("F"), notifying)
    assert lines(graph) == {("B", "triggers", "Work", "")}
