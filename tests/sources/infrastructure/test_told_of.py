"""What a resource tells of itself."""

from __future__ import annotations

from app.model.details import ChangeKind, Details
from app.model.source_graph import SourceGraph
from app.sources.infrastructure.stack import Reference
from tests.sources.infrastructure.small_stacks import overview, resource


def details(graph: SourceGraph, id: str) -> Details:
    found = next(node for node in graph.nodes if node.id == id).details
    assert found is not None
    return found


def test_chosen_properties_come_first_and_references_by_name() -> None:
    function = resource(
        "Orders",
        "Lambda::Function",
        {
            "Description": "takes orders",
            "Environment": {"Variables": {"TABLE": Reference("Table")}},
            "MemorySize": 512,
            "Runtime": "python3.12",
        },
        condition="IsLive",
    )
    told = details(overview(function, resource("Table", "DynamoDB::Table")), "Orders")
    assert (told.type, told.name, told.file, told.line) == (
        *("AWS::Lambda::Function", "Orders", "shop.yaml", 7),
    )
    assert [(p.name, p.value) for p in told.properties][:4] == [
        ("Runtime", "python3.12"),
        ("MemorySize", "512"),
        ("Environment.Variables", "TABLE: Table"),
        ("Condition", "IsLive"),
    ]
    assert ("Description", "takes orders") in [(p.name, p.value) for p in told.properties]


def test_what_chosen_properties_tell_whole_is_not_told_again() -> None:
    table = resource(
        "Orders",
        "DynamoDB::Table",
        {
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
        },
    )
    told = details(overview(table), "Orders")
    assert [p.name for p in told.properties] == [
        "KeySchema.AttributeName",
        "StreamSpecification.StreamViewType",
        "KeySchema",
    ]


def test_what_goes_with_it_is_named() -> None:
    bucket = resource("Bucket", "S3::Bucket")
    policy = resource("Policy", "S3::BucketPolicy", {"Bucket": Reference("Bucket")})
    told = details(overview(bucket, policy), "Bucket")
    assert [(p.name, p.value) for p in told.properties] == [("With it", "Policy (bucket policy)")]


def test_what_a_property_was_is_told_where_it_changes() -> None:
    queue = resource(
        "Queue",
        "SQS::Queue",
        {"QueueName": "orders", "DelaySeconds": 5},
        before={"QueueName": "orders", "DelaySeconds": 0},
        change=ChangeKind.CHANGED,
    )
    told = details(overview(queue), "Queue")
    assert [(p.name, p.value, p.before) for p in told.properties] == [
        ("QueueName", "orders", None),
        ("DelaySeconds", "5", "0"),
    ]


def test_what_it_waits_for_is_told_unless_a_property_names_it() -> None:
    queue = resource(
        "Queue",
        "SQS::Queue",
        {"QueueName": Reference("Name")},
        depends_on=("Name", "Other"),
    )
    graph = overview(queue, resource("Name", "SQS::Queue"), resource("Other", "SNS::Topic"))
    told = {p.name: p.value for p in details(graph, "Queue").properties}
    assert told["Depends on"] == "Other"
    assert all({e.tail.id, e.head.id} != {"Queue", "Other"} for e in graph.edges)
