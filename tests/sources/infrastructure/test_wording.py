"""Values as text for people."""

from __future__ import annotations

import pytest

from app.sources.infrastructure.stack import Joined, Reference, Unknown, Value
from app.sources.infrastructure.wording import LONG, shortened, told
from tests.sources.infrastructure.small_stacks import resource

RESOURCES = {"a/Table": resource("Table", "DynamoDB::Table")}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (512, "512"),
        (None, "none"),
        ("two\n lines", "two lines"),
        (Reference("a/Table", "Arn"), "Table"),
        (Reference("a/Table", "StreamArn"), "Table.StreamArn"),
        (Reference("elsewhere"), "elsewhere"),
        (Unknown("AWS::Region"), "AWS::Region"),
        (Joined(("https://", Reference("a/Table"), "/x")), "https://Table/x"),
        ([1, {"a": 2, "b": [3, 4]}], "1, a: 2, b: 3, 4"),
        ({}, ""),
    ],
)
def test_each_value_is_a_line(value: Value, text: str) -> None:
    assert told(value, RESOURCES) == text


def test_what_is_large_is_cut() -> None:
    wide: Value = "x"
    for _ in range(6):
        wide = [wide] * 24
    assert len(told(wide, {})) == LONG
    assert told("y" * 9999, {}).endswith("…")
    deep: Value = 1
    for _ in range(5000):
        deep = [deep]
    assert told(deep, {}) == "…"
    assert shortened("abcdef", 4) == "abc…"
