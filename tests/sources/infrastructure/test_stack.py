"""What infrastructure code says, found again in its properties."""

from __future__ import annotations

from app.sources.infrastructure.stack import Joined, Reference, Unknown, Value, at, references

FUNCTION: dict[str, Value] = {
    "Role": Reference("Role", "Arn"),
    "VpcConfig": {
        "SubnetIds": [Reference("A"), [Reference("B")]],
        "SecurityGroupIds": Reference("Guard"),
    },
    "Environment": {"Variables": {"URL": Joined(("https://", Reference("Api"), Unknown("x")))}},
    "Name": "orders",
}


def test_links_come_in_order_with_their_places() -> None:
    assert list(references(FUNCTION)) == [
        (("Role",), Reference("Role", "Arn")),
        (("VpcConfig", "SubnetIds", 0), Reference("A")),
        (("VpcConfig", "SubnetIds", 1, 0), Reference("B")),
        (("VpcConfig", "SecurityGroupIds"), Reference("Guard")),
        (("Environment", "Variables", "URL"), Reference("Api")),
    ]


def test_what_stands_at_a_path() -> None:
    assert list(at(FUNCTION, "VpcConfig.SubnetIds")) == [Reference("A"), Reference("B")]
    assert list(at(FUNCTION, "Name")) == ["orders"]
    assert list(at(FUNCTION, "Name.Deeper")) == []
    assert list(at({"Rules": [{"To": 1}, {"From": 2}, {"To": [3, 4]}]}, "Rules.To")) == [1, 3, 4]


def test_depth_costs_no_recursion() -> None:
    deep: Value = Reference("End")
    for _ in range(5000):
        deep = [deep]
    assert [one for _, one in references(deep)] == [Reference("End")]
    assert list(at({"a": deep}, "a")) == [Reference("End")]
