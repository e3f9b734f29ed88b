"""What IAM documents allow, as lines."""

from __future__ import annotations

from app.sources.infrastructure.drawing import drawn
from app.sources.infrastructure.stack import Joined, Reference, Resource, Stack, Value
from tests.cost import grows_in_step
from tests.sources.infrastructure.small_stacks import lines, overview, resource, stack, whole


def document(*actions: str, resource: Value, effect: str = "Allow") -> dict[str, Value]:
    return {"Statement": [{"Effect": effect, "Action": list(actions), "Resource": resource}]}


def shop(*more: Resource, policies: list[Value] | None = None) -> tuple[Resource, ...]:
    return (
        resource("Orders", "Lambda::Function", {"Role": Reference("Role", "Arn")}),
        resource("Role", "IAM::Role", {"Policies": policies or []}),
        resource("Table", "DynamoDB::Table"),
        *more,
    )


ITEMS = document(
    "dynamodb:PutItem",
    "dynamodb:GetItem",
    resource=[Reference("Table", "Arn"), Joined((Reference("Table", "Arn"), "/index/*"))],
)


def test_who_assumes_a_role_does_what_it_may() -> None:
    parts = shop(policies=[{"PolicyName": "items", "PolicyDocument": ITEMS}])
    assert lines(overview(*parts)) == {("Orders", "reads and writes", "Table", "")}
    assert lines(whole(*parts)) == {
        ("Orders", "reads and writes", "Table", ""),
        ("Orders", "assumes", "Role", "iam"),
        ("Role", "dynamodb:PutItem\u00a0…", "Table", "iam"),
    }


def test_policies_beside_the_role_are_its_own() -> None:
    policy = resource(
        "Policy", "IAM::Policy", {"Roles": [Reference("Role")], "PolicyDocument": ITEMS}
    )
    graph = whole(*shop(policy))
    assert ("Role", "dynamodb:PutItem\u00a0…", "Table", "iam") in lines(graph)
    assert "Policy" not in {node.id for node in graph.nodes}


def test_what_is_denied_is_no_line() -> None:
    denied = document("dynamodb:*", resource=Reference("Table", "Arn"), effect="Deny")
    assert not lines(overview(*shop(policies=[{"PolicyDocument": denied}])))


def test_a_server_assumes_a_role_by_its_profile() -> None:
    parts = (
        resource("Server", "EC2::Instance", {"IamInstanceProfile": Reference("Profile")}),
        resource("Profile", "IAM::InstanceProfile", {"Roles": [Reference("Role")]}),
        resource("Role", "IAM::Role", {"Policies": [{"PolicyDocument": ITEMS}]}),
        resource("Table", "DynamoDB::Table"),
    )
    assert lines(overview(*parts)) == {("Server", "reads and writes", "Table", "")}
    assert ("Server", "assumes", "Role", "iam") in lines(whole(*parts))


def test_what_variables_say_gives_way() -> None:
    parts = shop(policies=[{"PolicyDocument": ITEMS}])[1:]
    function = resource(
        "Orders",
        "Lambda::Function",
        {"Role": Reference("Role"), "Environment": {"Variables": {"TABLE": Reference("Table")}}},
    )
    assert lines(overview(function, *parts)) == {("Orders", "reads and writes", "Table", "")}


def test_a_role_of_many_with_many_permissions_costs_no_more_than_both() -> None:
    def many(count: int) -> Stack:
        policies: list[Value] = [
            {"PolicyDocument": document("s3:GetObject", resource=Reference(f"B{n}", "Arn"))}
            for n in range(count)
        ]
        role = resource("Role", "IAM::Role", {"Policies": policies})
        functions = (
            resource(f"F{n}", "Lambda::Function", {"Role": Reference("Role")}) for n in range(count)
        )
        return stack(role, *functions, *(resource(f"B{n}", "S3::Bucket") for n in range(count)))

    grows_in_step(lambda count: drawn(many(count)), 100)


def test_documents_that_are_none_say_nothing() -> None:
    for policies in (
        "text",
        [{"PolicyDocument": "text"}],
        [{"PolicyDocument": {"Statement": "?"}}],
    ):
        parts = shop()[2:], resource("Role", "IAM::Role", {"Policies": policies})
        assert not lines(whole(*parts[0], parts[1]))


ALL_TABLES = document("dynamodb:GetItem", resource="*")


def sharing(*said: dict[str, Value], policy: Value) -> tuple[Resource, ...]:
    """Functions with one role, by what stands in their variables, and two tables."""
    functions = (
        resource(
            f"F{n}",
            "Lambda::Function",
            {"Role": Reference("Role", "Arn"), "Environment": {"Variables": variables}},
        )
        for n, variables in enumerate(said)
    )
    role = resource("Role", "IAM::Role", {"Policies": [{"PolicyDocument": policy}]})
    return (*functions, role, *(resource(name, "DynamoDB::Table") for name in ("One", "Two")))


def test_what_several_share_permits_those_who_name_it() -> None:
    both: list[Value] = [Reference("One", "Arn"), Reference("Two", "Arn")]
    policy = document("dynamodb:PutItem", resource=both)
    named: tuple[dict[str, Value], ...] = ({"TABLE": Reference("One")}, {"TABLE": "x"})
    assert lines(overview(*sharing(*named, policy=policy))) == {
        ("F0", "writes", "One", ""),
        ("F0", "writes", "Two", ""),
        ("F1", "writes", "Two", ""),
    }


def test_what_is_permitted_for_all_of_a_kind_says_what_one_does_with_what_it_names() -> None:
    named: tuple[dict[str, Value], ...] = ({"TABLE": Reference("One")}, {})
    assert lines(overview(*sharing(*named, policy=ALL_TABLES))) == {("F0", "reads", "One", "")}
    others = document("sqs:*", resource="*")
    assert lines(overview(*sharing(*named, policy=others))) == {("F0", "uses", "One", "")}


def test_policies_of_awss_own_say_it_too() -> None:
    for policy, verb in (
        ("AmazonDynamoDBFullAccess", "reads and writes"),
        ("AmazonDynamoDBReadOnlyAccess", "reads"),
        ("AmazonS3FullAccess", "uses"),
        ("AdministratorAccess", "uses"),
    ):
        things = shop(
            resource("Attached", "IAM::Role", {}),
        )
        function = resource(
            "F",
            "Lambda::Function",
            {
                "Role": Reference("Own", "Arn"),
                "Environment": {"Variables": {"T": Reference("Table")}},
            },
        )
        own = resource(
            "Own", "IAM::Role", {"ManagedPolicyArns": [f"arn:aws:iam::aws:policy/{policy}"]}
        )
        assert ("F", verb, "Table", "") in lines(overview(*things, function, own))


def test_what_is_only_named_is_used_as_its_kind_is() -> None:
    variables: Value = {"Variables": {"URL": Reference("Front")}}
    function = resource("F", "Lambda::Function", {"Environment": variables})
    front = resource("Front", "ElasticLoadBalancingV2::LoadBalancer")
    assert lines(overview(function, front)) == {("F", "calls", "Front", "")}
