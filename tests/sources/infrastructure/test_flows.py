"""Lines with verbs."""

from __future__ import annotations

from app.sources.infrastructure.flows import Flow, merged
from app.sources.infrastructure.stack import Joined, Reference, Value
from tests.sources.infrastructure.small_stacks import lines, overview, resource, three_tiers, whole


def test_a_load_balancer_forwards_to_what_its_target_groups_have() -> None:
    assert ("Balancer", "forwards to", "Web", "") in lines(overview(*three_tiers()))
    found = lines(whole(*three_tiers()))
    assert {
        ("Balancer", "listens", "Listener", ""),
        ("Listener", "forwards to", "Targets", ""),
        ("Targets", "forwards to", "Web", ""),
    } <= found


def test_subnets_route_to_gateways() -> None:
    found = lines(whole(*three_tiers()))
    assert ("PublicA", "", "Gateway", "networking") in found
    assert ("PrivateB", "", "Nat", "networking") in found


def test_what_triggers_a_function() -> None:
    arn: Value = Joined(("arn:aws:execute-api:", Reference("Api"), "/*/GET/orders"))
    found = lines(
        overview(
            resource("Orders", "Lambda::Function"),
            resource("Queue", "SQS::Queue"),
            resource("Topic", "SNS::Topic"),
            resource("Api", "ApiGateway::RestApi"),
            resource("Nightly", "Events::Rule", {"Targets": [{"Arn": Reference("Orders", "Arn")}]}),
            resource(
                "FromQueue",
                "Lambda::EventSourceMapping",
                {"FunctionName": Reference("Orders"), "EventSourceArn": Reference("Queue", "Arn")},
            ),
            resource(
                "FromTopic",
                "SNS::Subscription",
                {"TopicArn": Reference("Topic"), "Endpoint": Reference("Orders", "Arn")},
            ),
            resource(
                "MayApi",
                "Lambda::Permission",
                {"FunctionName": Reference("Orders"), "SourceArn": arn},
            ),
            resource(
                "MayTopic",
                "Lambda::Permission",
                {"FunctionName": Reference("Orders"), "SourceArn": Reference("Topic")},
            ),
        )
    )
    assert found == {
        ("Nightly", "triggers", "Orders", ""),
        ("Queue", "triggers", "Orders", ""),
        ("Topic", "publishes to", "Orders", ""),
        ("Api", "invokes", "Orders", ""),
    }


def test_methods_of_an_api_are_one_line() -> None:
    uri: Value = Joined(("arn:aws:apigateway:path/", Reference("Orders", "Arn"), "/invocations"))
    methods = (
        resource(
            f"{name}Method",
            "ApiGateway::Method",
            {"RestApiId": Reference("Api"), "HttpMethod": name, "Integration": {"Uri": uri}},
        )
        for name in ("GET", "POST", "PUT", "DELETE")
    )
    found = lines(
        overview(
            resource("Api", "ApiGateway::RestApi"), resource("Orders", "Lambda::Function"), *methods
        )
    )
    assert found == {("Api", "GET, POST, PUT …", "Orders", "")}


def test_variables_of_a_function_are_what_it_uses() -> None:
    function = resource(
        "Orders",
        "Lambda::Function",
        {"Environment": {"Variables": {"TABLE": Reference("Table"), "NAME": "x"}}},
    )
    graph = overview(function, resource("Table", "DynamoDB::Table"))
    assert lines(graph) == {("Orders", "uses", "Table", "")}
    assert graph.edges[0].attributes["depends"] == "tail"


def test_references_of_unknown_types_are_plain_lines() -> None:
    graph = overview(
        resource(
            "Thing", "Nowhere::Thing", {"At": Reference("Bucket"), "Tags": Reference("Topic")}
        ),
        resource("Bucket", "S3::Bucket"),
        resource("Topic", "SNS::Topic"),
    )
    assert lines(graph) == {("Thing", "", "Bucket", "")}


def test_no_line_joins_what_holds_with_what_it_holds() -> None:
    graph = whole(
        resource("Vpc", "EC2::VPC"),
        resource("Subnet", "EC2::Subnet", {"VpcId": Reference("Vpc"), "Other": Reference("Vpc")}),
        resource(
            "Server",
            "EC2::Instance",
            {"SubnetId": Reference("Subnet"), "UserData": Reference("Vpc")},
        ),
    )
    assert not graph.edges


def test_a_permission_says_nothing_that_a_line_says_already() -> None:
    found = merged(
        [
            Flow("Queue", "Function", "F", "triggers"),
            Flow("Function", "Queue", "F", "receives from", permitted=True),
            Flow("Function", "Dead", "F", "failures to"),
            Flow("Function", "Dead", "F", "sends to", permitted=True),
            Flow("Bucket", "Function", "F", "triggers"),
            Flow("Function", "Bucket", "F", "writes", permitted=True),
        ]
    )
    assert [(f.tail, f.label, f.head) for f in found] == [
        ("Queue", "triggers", "Function"),
        ("Function", "failures to", "Dead"),
        ("Bucket", "triggers", "Function"),
        ("Function", "writes", "Bucket"),
    ]


def test_a_helper_that_several_share_joins_none_of_them() -> None:
    profile = resource("Profile", "IAM::InstanceProfile", {"Roles": ["elsewhere"]})
    servers = (
        resource(name, "EC2::Instance", {"IamInstanceProfile": Reference("Profile")})
        for name in ("One", "Two")
    )
    assert not lines(overview(profile, *servers))


def test_alike_lines_are_merged_and_weak_ones_give_way() -> None:
    found = merged(
        [
            Flow("A", "B", "A", "reads"),
            Flow("A", "B", "A", "writes"),
            Flow("A", "B", "A", "reads"),
            Flow("B", "A", "B", "uses", weak=True),
            Flow("A", "B", "A", "allows 443", "security"),
            Flow("A", "C", "A", "uses", weak=True, depends=True),
            Flow("A", "C", "A", "", weak=True),
        ]
    )
    assert [(f.tail, f.head, f.label, f.layer, f.depends) for f in found] == [
        ("A", "B", "reads and writes", "", False),
        ("A", "B", "allows 443", "security", False),
        ("A", "C", "uses", "", True),
    ]


def test_labels_say_as_much_as_there_is_room_for() -> None:
    def said(*labels: str, permitted: bool = False) -> str:
        flows = (Flow("A", "B", "C", label, permitted=permitted) for label in labels)
        (one,) = merged(flows)
        return one.label

    long = "GET /products/id/{id}", "GET /products/categories"
    assert said(*long) == "GET /products/id/{id} …"
    assert said("GET /a", "POST /b") == "GET /a, POST /b"
    assert said("sends to", "receives from and sends to", permitted=True) == (
        "sends to and receives from"
    )
    assert said("starts and reads", permitted=True) == "starts and reads"
    assert said("writes", "triggers", "reads") == "reads and writes, triggers"
