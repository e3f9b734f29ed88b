"""The tables that come with the program are sound, and one that is not says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import catalogue
from app.errors import AcetateError
from app.places import bundled_root
from app.sources.graphs.classes import class_names
from app.sources.graphs.installed import packages
from app.sources.infrastructure.drawing import LAYERS
from app.sources.infrastructure.table import actions, read_table, table_of

TABLES = sorted((bundled_root() / "resources" / "infrastructure").glob("*.json"))
LANGUAGES = [file.stem for file in TABLES if "types" in json.loads(file.read_bytes())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_is_a_class_of_diagrams_with_its_icon(language: str) -> None:
    for type, row in table_of(language).types.items():
        if row.kind:
            assert (packages() / "resources" / row.icon).is_file(), type
            module, _, name = row.kind.rpartition(".")
            file = packages().joinpath("diagrams", *module.split(".")).with_suffix(".py")
            assert f"class {name}(" in file.read_text(encoding="utf-8"), type
            assert name in class_names(row.kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_groups_and_layers_are_known_ones(language: str) -> None:
    for type, row in table_of(language).types.items():
        assert not row.group or row.group in catalogue().groups, type
        layers = {row.layer, *(edge.layer for edge in row.edges)} - {""}
        assert layers <= set(LAYERS), type


def test_all_types_of_sam_and_the_most_used_ones_are_there() -> None:
    types = table_of("cloudformation").types
    assert len(types) > 400
    sam = (
        "Function",
        "Api",
        "HttpApi",
        "WebSocketApi",
        "GraphQLApi",
        "SimpleTable",
        "StateMachine",
    )
    more = ("LayerVersion", "Application", "Connector", "CapacityProvider")
    assert {f"AWS::Serverless::{name}" for name in (*sam, *more)} <= set(types)


def test_a_language_without_a_table_has_an_empty_one() -> None:
    assert not table_of("nonsense").types


@pytest.mark.parametrize(
    ("action", "verb"),
    [
        ("s3:GetObject", "reads"),
        ("S3:PutObject", "writes"),
        ("s3:*", "reads and writes"),
        ("*", "uses"),
        ("sqs:SendMessage", "sends to"),
        ("sqs:GetQueueAttributes", ""),
        ("sns:Publish", "publishes to"),
        ("lambda:InvokeFunction", "invokes"),
        ("states:StartExecution", "starts"),
        ("kms:Decrypt", ""),
    ],
)
def test_what_an_action_does(action: str, verb: str) -> None:
    assert actions().verb(action) == verb


BROKEN: list[dict[str, Any]] = [
    {"name": ""},
    {"name": "thing", "kind": "aws.compute.Lambda"},
    {"name": "thing", "colour": "red"},
    {"name": "thing", "level": "some"},
    {"name": "thing", "means": {"as": "riddle"}},
    {"name": "thing", "means": {"as": "route", "colour": ["A"]}},
    {"name": "thing", "in": [""]},
    {"name": "thing", "edges": [{"at": 3}]},
    {"name": "thing", "edges": [{"verb": "reads"}]},
]


@pytest.mark.parametrize("row", BROKEN, ids=str)
def test_a_table_that_is_none_says_so(row: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text(json.dumps({"nameless": [], "silent": [], "types": {"A": row}}))
    with pytest.raises(AcetateError, match=r"broken\.json"):
        read_table(file)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"types": []}'])
def test_a_file_that_is_no_table_says_so(text: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text(text)
    with pytest.raises(AcetateError, match=r"broken\.json"):
        read_table(file)


def test_a_family_may_have_a_beginning_and_an_end(tmp_path: Path) -> None:
    names = {"a_secret_*": "secret", "a_*": "thing", "a_*_permission": "permission"}
    types = {type: {"name": name} for type, name in names.items()}
    said = {"nameless": [], "silent": [], "types": types, "elsewhere": {"b_": ["network"]}}
    file = tmp_path / "some.json"
    file.write_text(json.dumps(said))
    table = read_table(file)
    rows = [table.row(type) for type in ("a_secret_x", "a_x", "a_secret_permission", "b_x")]
    assert [row.name if row else None for row in rows] == ["secret", "thing", "permission", None]
    assert table.unknown("b_x", "x").inside == ("network",)
    assert table.unknown("c_x", "x").inside == ()
