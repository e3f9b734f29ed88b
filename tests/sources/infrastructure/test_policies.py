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
