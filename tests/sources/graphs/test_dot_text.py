"""Where things stand in DOT text, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sources.graphs.dot_text import read_text
from tests.cost import grows_in_step


def test_names_are_where_nodes_are_named() -> None:
    found = read_text(
        "strict digraph a { b=c; node [d=e]; f:g:ne -> h [i=j]; subgraph cluster_k { -.5 }"
        " subgraph { rank=same; l } }"
    )
    assert list(found.nodes) == ["f", "h", "-.5", "l"]
    assert list(found.clusters) == ["cluster_k"]
    assert list(found.edges) == [("f", "h")]


def test_edges_join_all_that_a_subgraph_names() -> None:
    found = read_text(
        "digraph { a -> {b; c} -> d e subgraph s { f -- {g} } -> h i -> subgraph s j }"
    )
    assert list(found.edges) == [
        *(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")),
        *(("f", "g"), ("f", "h"), ("g", "h")),
    ]


def test_graphs_are_counted_and_the_first_is_read() -> None:
    found = read_text('digraph { a [x="{"] } graph { b -- c } /* graph {} */')
    assert found.graphs == 2
    assert list(found.nodes) == ["a"]
    assert found.edges == {}


def test_texts_in_angle_brackets_are_html() -> None:
    found = read_text("graph { a [label=<x<b>y</b>>]; label=<<!-- > --><i>z</i>>; <n> -- a }")
    assert found.html == {"x<b>y</b>", "<!-- > --><i>z</i>", "n"}
    assert list(found.edges) == [("n", "a")]


def test_too_many_edges_have_no_places() -> None:
    half = " ".join(f"n{i}" for i in range(500))
    assert read_text(f"graph {{ a -- b; {{{half}}} -- {{{half}}} }}").edges == {}


@given(st.text('{}[];,:=->"<\\/*# \nab.1', max_size=80))
def test_any_text_is_read(text: str) -> None:
    lines = text.split("\n")
    for name, (line, column) in read_text(text).nodes.items():
        assert lines[line - 1][column - 1 :].startswith((name[:1], '"', "<"))


@pytest.mark.parametrize(
    "piece",
    [
        *("/*", '"\\', '\\"', "<", "<a", "<!--", "// x\n", "a ", "\n", '"a"', "{", "}", "{a"),
        *("{a}--", "a--", "[", "subgraph ", "{}--{a}", "}--a", ":", "="),
    ],
)
def test_the_cost_grows_in_step(piece: str) -> None:
    grows_in_step(lambda times: read_text(piece * times))
    grows_in_step(lambda times: read_text('"' + piece * times))
    grows_in_step(lambda times: read_text("graph {" + piece * times))
