"""What stands for a resource, and what it names."""

from __future__ import annotations

from app.sources.infrastructure.known import ALL, readable_type
from app.sources.infrastructure.stack import Joined, Reference, Resource, Unknown
from tests.sources.infrastructure.small_stacks import known, resource


def test_types_without_a_row_are_readable() -> None:
    assert readable_type("AWS::Foo::BarBaz") == "Foo Bar Baz"
    assert readable_type("AWS::IoT::EC2Thing") == "Io T EC2 Thing"
    assert readable_type("Custom::DnsRecord") == "Dns Record"
    assert readable_type("aws_foo_bar") == "foo bar"
    assert readable_type("") == ""


def test_helpers_belong_to_what_they_name_or_to_what_names_them() -> None:
    stack = known(
        resource("Bucket", "S3::Bucket"),
        resource("Policy", "S3::BucketPolicy", {"Bucket": Reference("Bucket")}),
        resource("Profile", "IAM::InstanceProfile", {"Roles": [Reference("Role")]}),
        resource("Role", "IAM::Role"),
        resource("One", "EC2::Instance", {"IamInstanceProfile": Reference("Profile")}),
        resource("Two", "EC2::Instance", {"IamInstanceProfile": Reference("Profile")}),
        resource("Lonely", "S3::BucketPolicy", {"Bucket": "elsewhere"}),
    )
    assert stack.hosts("Policy") == ("Bucket",)
    assert stack.hosts("Profile") == ("One", "Two")
    assert stack.helpers["Bucket"] == ["Policy"]
    assert stack.hosts("Lonely") == ("Lonely",)
    assert stack.folded("Policy")
    assert not stack.folded("Bucket")


def test_some_helpers_stand_for_themselves_where_all_is_shown() -> None:
    parts = (
        resource("Balancer", "ElasticLoadBalancingV2::LoadBalancer"),
        resource(
            "Listener",
            "ElasticLoadBalancingV2::Listener",
            {"LoadBalancerArn": Reference("Balancer")},
        ),
    )
    assert known(*parts).hosts("Listener") == ("Balancer",)
    assert known(*parts, level=ALL).hosts("Listener") == ("Listener",)


def test_helpers_of_each_other_end_nowhere() -> None:
    stack = known(
        resource("A", "S3::BucketPolicy", {"Bucket": Reference("B")}),
        resource("B", "S3::BucketPolicy", {"Bucket": Reference("A")}),
    )
    assert stack.hosts("A") in (("A",), ("B",))


def test_a_resource_is_named_by_reference_or_by_what_it_is_called() -> None:
    stack = known(
        resource("Bus", "Events::EventBus", {"Name": "orders"}),
        resource("Rule", "Events::Rule", {"EventBusName": "orders"}),
        resource("Other", "Events::Rule", {"EventBusName": Joined(("x/", Reference("Bus")))}),
    )
    assert stack.targets("Rule", "EventBusName") == ("Bus",)
    assert stack.targets("Other", "EventBusName") == ("Bus",)


def test_a_resource_is_named_at_the_end_of_an_arn_and_deep_inside() -> None:
    name = Joined((Unknown("Stage"), "-orders"))
    arn = Joined(
        ("arn:aws:dynamodb:", Unknown("AWS::Region"), ":table/", Unknown("Stage"), "-orders")
    )
    stack = known(
        resource("Table", "DynamoDB::Table", {"TableName": name}),
        resource("Pay", "Lambda::Function", {"FunctionName": "pay"}),
        resource("Flow", "StepFunctions::StateMachine", {"Definition": {"States": [{"F": "pay"}]}}),
        resource("Other", "StepFunctions::StateMachine", {"Definition": {"States": ["Pay", arn]}}),
    )
    assert stack.targets("Flow", "Definition") == ("Pay",)
    assert stack.targets("Other", "Definition") == ("Table",)


def test_a_name_that_two_have_is_nobodys() -> None:
    stack = known(
        resource("A", "Events::EventBus", {"Name": "orders"}),
        resource("B", "Events::EventBus", {"Name": "orders"}),
        resource("Rule", "Events::Rule", {"EventBusName": "orders"}),
    )
    assert stack.targets("Rule", "EventBusName") == ()


def test_an_overview_leaves_out_what_nothing_starts() -> None:
    parts = (
        resource("Used", "AutoScaling::LaunchConfiguration"),
        resource("Spare", "AutoScaling::LaunchConfiguration"),
        resource(
            "Web",
            "AutoScaling::AutoScalingGroup",
            {"LaunchConfigurationName": Reference("Used")},
        ),
    )
    stack = known(*parts)
    assert [stack.shown(name) for name in ("Used", "Spare", "Web")] == [True, False, True]
    assert known(*parts, level=ALL).shown("Spare")


def test_long_chains_of_helpers_are_followed_for_a_while() -> None:
    chain: list[Resource] = [
        resource(f"P{n}", "S3::BucketPolicy", {"Bucket": Reference(f"P{n + 1}")})
        for n in range(2000)
    ]
    stack = known(*chain, resource("P2000", "S3::Bucket"))
    assert stack.hosts("P1999") == ("P2000",)
    assert len(stack.hosts("P0")) == 1


def test_a_name_with_colons_is_found_at_the_end_of_an_arn() -> None:
    name = Joined((Unknown("AWS::StackName"), "-events"))
    arn = Joined(("arn:aws:dynamodb:eu-west-1:1:table/", Unknown("AWS::StackName"), "-events"))
    table = resource("Table", "DynamoDB::Table", {"TableName": name})
    policy = resource("Policy", "IAM::Policy", {"Resource": arn})
    assert known(table, policy).targets("Policy", "Resource") == ("Table",)
