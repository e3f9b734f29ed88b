"""What a stack looks like as source graphs."""

from __future__ import annotations

from app.model.details import ChangeKind
from app.sources.infrastructure.drawing import drawn, unknown_types
from app.sources.infrastructure.stack import Reference, Stack, Value
from tests.cost import grows_in_step
from tests.sources.infrastructure.small_stacks import (
    module,
    overview,
    resource,
    stack,
    three_tiers,
    whole,
)


def test_an_overview_and_all() -> None:
    first, second = drawn(stack(*three_tiers()))
    assert (first.level, first.title) == ("overview", "Shop")
    assert (second.level, second.title) == ("all", "Shop, all resources")
    assert {"Listener", "Targets"} <= {n.id for n in second.nodes} - {n.id for n in first.nodes}


def test_one_where_both_would_show_the_same() -> None:
    (graph,) = drawn(stack(resource("Bucket", "S3::Bucket")))
    assert (graph.level, graph.title) == ("", "Shop")


def test_one_where_an_overview_would_show_nothing() -> None:
    (graph,) = drawn(stack(resource("Role", "IAM::Role")))
    assert [node.id for node in graph.nodes] == ["Role"]
    assert graph.attributes["layers"] == "iam"


def test_an_overview_leaves_out_the_topic_of_what_it_leaves_out() -> None:
    alarm = resource("Alarm", "CloudWatch::Alarm", {"AlarmActions": [Reference("OnCall")]})
    topic = resource("OnCall", "SNS::Topic")
    other = resource("Mail", "SNS::Topic")
    first, second = drawn(stack(alarm, topic, other))
    assert [node.id for node in first.nodes] == ["Mail"]
    assert len(second.nodes) == 3


def test_a_resource_is_its_class_with_an_icon_and_a_layer() -> None:
    graph = whole(resource("Orders", "Lambda::Function"), resource("Role", "IAM::Role"))
    function, role = graph.nodes
    assert function.kind == "aws.compute.LambdaFunction"
    assert function.attributes == {
        "label": "Orders",
        "tooltip": "Lambda function",
        "image": "resources/aws/compute/lambda-function.png",
    }
    assert role.attributes["layer"] == "iam"


def test_things_of_several_types_with_one_name_are_told_apart() -> None:
    graph = whole(
        resource("Shop", "Lambda::Function"),
        resource("shop", "S3::Bucket"),
        resource("Mail", "SQS::Queue"),
    )
    labels = [node.attributes["label"] for node in graph.nodes]
    assert labels == ["Shop\nLambda function", "shop\nS3 bucket", "Mail"]


def test_a_type_without_a_row_is_a_box_with_its_name_and_is_listed() -> None:
    things = [resource(f"T{n}", "Nowhere::BigThing") for n in range(3)]
    other = resource("Other", "Elsewhere::Dns")
    graph = whole(*things, other)
    assert graph.nodes[0].attributes == {
        "label": "T0\nNowhere Big Thing",
        "tooltip": "Nowhere Big Thing",
        "shape": "box",
    }
    (problem,) = unknown_types(stack(*things, other))
    assert "AWS::Nowhere::BigThing (3), AWS::Elsewhere::Dns (1)" in problem.message
    assert problem.file == "shop.yaml"
    known = resource("Bucket", "S3::Bucket"), resource("Made", "Custom::Dns")
    assert not unknown_types(stack(*known))


def test_names_are_text_for_graphviz() -> None:
    graph = overview(resource(r"a\N & <b>", "S3::Bucket"))
    assert graph.nodes[0].attributes["label"] == r"a\\N &amp; <b>"


def test_where_something_changes_layers_are_the_changes() -> None:
    graph = whole(
        resource("New", "SQS::Queue", change=ChangeKind.ADDED),
        resource("Old", "SNS::Topic", change=ChangeKind.GONE),
        resource("Same", "EC2::NatGateway"),
    )
    assert graph.attributes["layers"] == "added:gone"
    assert [node.attributes["layer"] for node in graph.nodes] == ["added", "gone", "all"]
    assert [node.change for node in graph.nodes] == [ChangeKind.ADDED, ChangeKind.GONE, None]


def test_a_nested_stack_is_a_cluster_that_tells_of_its_resource() -> None:
    graph = overview(
        resource("Web", "CloudFormation::Stack", {"TemplateURL": "web.yaml"}),
        resource("Web/A", "S3::Bucket", module="Web"),
        resource("Web/B", "S3::Bucket", module="Web"),
        modules=(module("Web"),),
    )
    (cluster,) = graph.clusters
    assert cluster.details is not None
    assert [(p.name, p.value) for p in cluster.details.properties] == [("TemplateURL", "web.yaml")]
    assert [node.id for node in graph.nodes] == ["Web/A", "Web/B"]


def test_a_large_stack_is_drawn_in_linear_time() -> None:
    def servers(count: int) -> Stack:
        parts = [resource("Vpc", "EC2::VPC"), resource("Guard", "EC2::SecurityGroup")]
        for n in range(count):
            subnet: dict[str, Value] = {
                "VpcId": Reference("Vpc"),
                "AvailabilityZone": f"zone {n % 3}",
            }
            server: dict[str, Value] = {
                "SubnetId": Reference(f"S{n}"),
                "SecurityGroupIds": [Reference("Guard")],
            }
            parts.append(resource(f"S{n}", "EC2::Subnet", subnet))
            parts.append(resource(f"I{n}", "EC2::Instance", server))
        return stack(*parts)

    grows_in_step(lambda count: drawn(servers(count)), 50)


def test_a_topic_of_alarms_alone_is_left_out_whoever_is_told_of_it() -> None:
    graph = overview(
        resource("Alarms", "SNS::Topic"),
        resource("High", "CloudWatch::Alarm", {"AlarmActions": [Reference("Alarms")]}),
        resource("Dlq", "CloudFormation::Stack", {"Parameters": {"Action": Reference("Alarms")}}),
        resource("Orders", "SNS::Topic"),
    )
    assert {node.id for node in graph.nodes} == {"Dlq", "Orders"}


def test_addresses_that_belong_to_nothing_shown_are_only_among_all() -> None:
    address, server = resource("Address", "EC2::EIP"), resource("Server", "EC2::Instance")
    assert {node.id for node in overview(address, server).nodes} == {"Server"}
    assert {node.id for node in whole(address, server).nodes} == {"Address", "Server"}
