"""All that a resource says, in full."""

from __future__ import annotations

from app.model.details import SaidValue
from app.sources.infrastructure import said_values
from app.sources.infrastructure.stack import Joined, Reference, Value
from tests.sources.infrastructure.small_stacks import overview, resource


def _said(properties: dict[str, Value], **more: object) -> list[SaidValue]:
    function = resource("Orders", "Lambda::Function", properties, **more)
    (node,) = (n for n in overview(function, TABLE).nodes if n.id == "Orders")
    assert node.details is not None
    return list(node.details.said)


TABLE = resource("Table", "DynamoDB::Table")


def test_each_value_by_its_path_however_deep_and_long() -> None:
    long = "x" * 2000
    found = _said(
        {
            "Code": {"Deep": {"Deeper": [{"Inner": 1}, {"Inner": True}]}, "Text": long},
            "Groups": ["a", Reference("Table", "StreamArn")],
            "Tags": [{"Key": "team", "Value": "shop"}, {"Key": "env", "Value": "prod"}],
            "Url": Joined(("https://", Reference("Table"))),
        },
        condition="IsLive",
        depends_on=("Table",),
    )
    assert [(path, text) for part, path, text in found if not part] == [
        ("Condition", "IsLive"),
        ("Depends on", "Table"),
        ("Code.Deep.Deeper", "Inner: 1"),
        ("Code.Deep.Deeper", "Inner: true"),
        ("Code.Text", long),
        ("Groups", "a"),
        ("Groups", "Table.StreamArn"),
        ("Tags[team].Key", "team"),
        ("Tags[team].Value", "shop"),
        ("Tags[env].Key", "env"),
        ("Tags[env].Value", "prod"),
        ("Url", "https://Table"),
    ]


def test_there_are_bounds() -> None:
    many = {f"P{n}": "v" for n in range(2 * said_values.MOST)}
    assert len(_said({**many})) == said_values.MOST
    one, other = ("y" * 3 * said_values.LONGEST + end for end in "ab")
    texts = [_said({"Text": text})[0].text for text in (one, other)]
    assert texts[0] != texts[1], "which counts as a whole"
    assert max(map(len, texts)) < said_values.LONGEST + 40


def test_what_helpers_say_too() -> None:
    bucket = resource("Files", "S3::Bucket")
    policy = resource(
        "FilesPolicy",
        "S3::BucketPolicy",
        {"Bucket": Reference("Files"), "PolicyDocument": {"Id": "x"}},
    )
    (node,) = (n for n in overview(bucket, policy).nodes if n.id == "Files")
    assert node.details is not None
    parts = {part for part, _, _ in node.details.said}
    (helper,) = parts - {""}
    assert helper.startswith("FilesPolicy (")
    assert SaidValue("", "With it", helper) in node.details.said
    assert SaidValue(helper, "PolicyDocument.Id", "x") in node.details.said
