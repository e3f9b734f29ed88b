"""Graphviz's layer syntax."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from app.sources.graphs.layering import layering
from tests.cost import grows_in_step

NAMES = st.lists(
    st.text(string.ascii_letters, min_size=1, max_size=4).filter(lambda n: n != "all"),
    min_size=1,
    max_size=6,
    unique=True,
)


def test_graphvizs_own_example() -> None:
    eight = layering("a:b:c:d:e:f:g:h")
    assert eight.select("a:b,d,f:all") == ("a", "b", "d", "f", "g", "h")


def test_separators() -> None:
    assert layering("a:b\tc d").names == ("a", "b", "c", "d")
    assert layering("a, b,c").names == ("a", "b", "c")
    assert layering("a|b|c", "|").select("c|b") == ("b", "c")
    assert layering("a:b:c", "", ";").select("a;c") == ("a", "c")
    # A character of both lists parts lists: https://graphviz.org/docs/attrs/layerlistsep/
    assert layering("a,b,c", ",:", ",").select("a,c") == ("a", "c")


def test_names_numbers_ranges_and_all() -> None:
    three = layering("a:b:c")
    assert three.select("2") == ("b",)
    assert three.select("3:2") == ("b", "c")
    assert three.select("all:b") == ("a", "b")
    assert three.select("all") is None
    assert three.select("a,all") is None
    assert three.select("a:c") is None
    assert three.select("nope,b") == ("b", "nope")
    assert layering("a").select("a") == ("a",)
    assert layering("").select("iam,networking") == ("iam", "networking")


@given(NAMES, st.data())
def test_a_list_names_exactly_what_is_in_it(names: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(names), min_size=1))
    expected = tuple(n for n in names if n in chosen)
    selected = layering(":".join(names)).select(",".join(chosen))
    assert selected == (None if len(expected) == len(names) > 1 else expected)


@given(NAMES, st.data())
def test_a_range_is_what_lies_between_either_way_round(
    names: list[str], data: st.DataObject
) -> None:
    first, last = (data.draw(st.integers(0, len(names) - 1)) for _ in "ab")
    known = layering(":".join(names))
    expected = tuple(names[min(first, last) : max(first, last) + 1])
    assert known.select(f"{names[first]}:{names[last]}") == (
        None if len(expected) == len(names) > 1 else expected
    )
    assert known.select(f"{last + 1}:{first + 1}") == known.select(f"{names[first]}:{names[last]}")


@given(st.text(":, \tab1", max_size=20), st.text(":, \tab1", max_size=20))
def test_any_text_selects_something_or_nothing(layers: str, layer: str) -> None:
    selected = layering(layers).select(layer)
    assert selected is None or len(set(selected)) == len(selected)


def test_the_cost_of_many_layers_and_ranges_grows_in_step() -> None:
    def select(times: int) -> None:
        names = [f"l{n}" for n in range(times)]
        known = layering(":".join(names))
        known.select(",".join(f"{name}:l{times // 2}" for name in names[1:]))
        known.select(",".join(f"x{name}" for name in names))

    grows_in_step(select, 200)


def test_what_layerselect_leaves_out() -> None:
    found = layering("a:b:c")
    assert found.unselected("") == ()
    assert found.unselected("all") == ()
    assert found.unselected("a,c") == ("b",)
    assert found.unselected("b:c") == ("a",)
    assert found.unselected("nobody") == ("a", "b", "c")
