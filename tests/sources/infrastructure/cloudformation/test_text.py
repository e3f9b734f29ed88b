"""The text of a template, whether YAML or JSON: what it says, where, and in which time."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import SourceError
from app.sources.infrastructure.cloudformation.nodes import MapNode, Node, ScalarNode, plain
from app.sources.infrastructure.cloudformation.text import nodes_of
from app.sources.infrastructure.cloudformation.values import literal
from tests.cost import takes_by_length

PARTS = [
    *("[", "{", "]", "}", "- ", "? ", ": ", "&a ", "*a ", "!x ", "|\n", ">\n a", "#", "'", '"', "\\", "\t", " ", "\n"),
    *("a: b\n", "- a\n", "a: &a\n", "<<: *a\n", "[a, ", "{a: ", '"a", ', '{"a":', "a\n\n", "---\n", "%", "é", "a: |\n  b\n"),
]  # fmt: skip
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


def tried(text: str) -> None:
    try:
        nodes_of(text, "a.yaml")
    except SourceError as why:
        assert why.line is None or why.line >= 1  # noqa: PT017 - either answer is right


@pytest.mark.parametrize("before", ["", "a:\n  &a x: 1\nb: ", '{"a": ', "a: [b, &a c, "])
@pytest.mark.parametrize("part", PARTS)
def test_any_text_is_read_in_time_by_its_length(before: str, part: str) -> None:
    takes_by_length(tried, before, part, "", 20_000)


def plainly(value: object) -> object:
    """As `literal` gives it: lists are tuples, and keys are texts without spaces round them."""
    if isinstance(value, list):
        return tuple(plainly(one) for one in value)
    if isinstance(value, dict):
        return {key.strip(): plainly(one) for key, one in value.items()}
    return value


@given(
    st.dictionaries(st.sampled_from("abc"), _VALUES, min_size=1), st.sampled_from([None, 1, "\t"])
)
def test_json_says_what_it_says(value: dict[str, object], indent: int | str | None) -> None:
    root, _ = nodes_of(json.dumps(value, indent=indent), "a.json")
    assert root is not None
    assert literal(root) == plainly(value)


def at(node: Node | None, *keys: str) -> Node:
    for key in keys:
        assert isinstance(node, MapNode)
        node = node.entries[key].node
    assert node is not None
    return node


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffA:\r\n  B: x\r\n",
        '{\n\t"A": { "B" : "\\u0078" }\n}',
        "%YAML 1.1\n---\nA:\n  B: 'x'\n---\nC: 1\n",
    ],
)
def test_yaml_and_json_are_one(text: str) -> None:
    root, problems = nodes_of(text.removeprefix("\ufeff"), "a")
    found = at(root, "A", "B")
    assert isinstance(found, ScalarNode)
    assert (found.value, problems) == ("x", ())


def test_places_are_those_of_the_keys_in_letters() -> None:
    root, _ = nodes_of("é: {ü: 1, B: 2}\n", "a.yaml")
    inner = at(root, "é")
    assert isinstance(inner, MapNode)
    assert (inner.entries["B"].line, inner.entries["B"].column) == (1, 11)
    root, _ = nodes_of('{"é": 1,\n  "B": [2]}', "a.json")
    assert isinstance(root, MapNode)
    assert (root.entries["B"].line, root.entries["B"].column) == (2, 3)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("1", 1),
        ("-0", 0),
        ("007", "007"),
        ("5.70", "5.70"),
        ("1_0", "1_0"),
        ("True", True),
        ("yes", "yes"),
        ("~", None),
    ],
)
def test_words_are_numbers_only_where_nothing_is_lost(word: str, value: object) -> None:
    assert plain(word) == value
    assert type(plain(word)) is type(value)
