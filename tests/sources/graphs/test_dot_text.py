"""Where things stand in DOT text, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sources.graphs.dot_text import DotText, charsets, in_utf_8, read_text
from tests.cost import grows_in_step


def one(text: str) -> DotText:
    """What is found in a text of one graph."""
    (found,) = read_text(text)
    return found


def test_names_are_where_nodes_are_named() -> None:
    found = one(
        "strict digraph a { b=c; node [d=e]; f:g:ne -> h [i=j]; subgraph cluster_k { -.5 }"
        " subgraph { rank=same; l } }"
    )
    assert list(found.nodes) == ["f", "h", "-.5", "l"]
    assert list(found.clusters) == ["cluster_k"]
    assert list(found.edges) == [("f", "h")]


def test_edges_join_all_that_a_subgraph_names() -> None:
    found = one("digraph { a -> {b; c} -> d e subgraph s { f -- {g} } -> h i -> subgraph s j }")
    assert list(found.edges) == [
        *(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")),
        *(("f", "g"), ("f", "h"), ("g", "h")),
    ]


def test_each_graph_has_its_part() -> None:
    text = 'digraph { a [x="{"] }; graph {\n b -- c }\n/* graph {} */ graph{b} x'
    parts = read_text(text)
    assert [(p.text.strip(), p.before, p.is_graph) for p in parts] == [
        ('digraph { a [x="{"] }', 0, True),
        ("graph {\n b -- c }", 0, True),
        ("/* graph {} */ graph{b}", 1, True),
        ("x", 2, False),
    ]
    assert [list(p.nodes.items()) for p in parts[:3]] == [
        [("a", (1, 11))],
        [("b", (2, 2)), ("c", (2, 7))],
        [("b", (3, 22))],
    ]
    assert [list(p.edges) for p in parts] == [[], [("b", "c")], [], []]


def test_a_graph_begins_where_another_has_not_ended() -> None:
    parts = read_text(
        'digraph { a [b=\n strict graph "c" { d } graph [e=f] } digraph é { digraphs; édigraph }'
    )
    assert [list(p.nodes) for p in parts] == [["a"], ["d"], [], ["digraphs", "édigraph"]]


def test_braces_without_end_are_not_all_kept() -> None:
    assert len(read_text("{}" * 20_000)) == 10_000


def test_a_text_says_its_encoding_outside_of_its_labels() -> None:
    text = 'graph { charset = latin1; a [label="charset=x"] graph [charset="big5"] }'
    assert [found.name for found in charsets(text)] == ["latin1", "big5"]
    assert in_utf_8(text) == (
        'graph { charset = "utf-8"; a [label="charset=x"] graph [charset="utf-8"] }'
    )


def test_texts_in_angle_brackets_are_html() -> None:
    found = one("graph { a [label=<x<b>y</b>>]; label=<<!-- > --><i>z</i>>; <n> -- a }")
    assert found.html == {"x<b>y</b>", "<!-- > --><i>z</i>", "n"}
    assert list(found.edges) == [("n", "a")]


def test_too_many_edges_have_no_places() -> None:
    half = " ".join(f"n{i}" for i in range(500))
    assert one(f"graph {{ a -- b; {{{half}}} -- {{{half}}} }}").edges == {}


@given(st.text('{}[];,:=->"<\\/*# \nab.1', max_size=80))
def test_any_text_is_read(text: str) -> None:
    lines = text.split("\n")
    parts = read_text(text)
    assert all(part.text in text for part in parts)
    for name, (line, column) in (place for part in parts for place in part.nodes.items()):
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
