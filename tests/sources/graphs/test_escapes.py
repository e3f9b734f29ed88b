"""Labels as people read them, whatever they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.elements import Field
from app.model.source_graph import Html
from app.sources.graphs.escapes import plain, record
from tests.cost import grows_in_step

NAMES = {"N": "node", "G": "graph"}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (r"one\ntwo\l", "one\ntwo"),
        (r"\N of \G", "node of graph"),
        ("a < b > c", "a < b > c"),
        ("<i> < j </i>", "< j"),
        ("<b>Bold</b> &amp; <br/>plain", "Bold &\nplain"),
        ("<!-- no -->seen", "seen"),
        ("<!-- open", "<!-- open"),
        ("<b unclosed", "<b unclosed"),
        ("<b <i>x</i>", "<b x"),
        ("<TABLE><TR><TD>id</TD><TD>no</TD></TR><TR><TD>x</TD></TR></TABLE>", "id no\nx"),
    ],
)
def test_plain(raw: str, expected: str) -> None:
    assert plain(Html(raw), NAMES) == expected


def test_text_is_no_html() -> None:
    assert plain("<b>a</b>", NAMES) == "<b>a</b>"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<p> left|{up|down}", (Field("left", "p"), Field(parts=(Field("up"), Field("down"))))),
        (r"a\|b | c\}", (Field(r"a\|b"), Field(r"c\}"))),
        (r"ends\\|here", (Field(r"ends\\"), Field("here"))),
        ("<open|x", (Field("<open"), Field("x"))),
        ("{a|{b|c", (Field(parts=(Field("a"), Field(parts=(Field("b"), Field("c"))))),)),
        ("a<b", (Field("a<b"),)),
        ("", (Field(),)),
    ],
)
def test_record(raw: str, expected: tuple[Field, ...]) -> None:
    assert record(raw) == expected


@given(st.text("<>!-b/r \\|{}&;'\"=simgct\n", max_size=60))
def test_any_text_has_a_plain_one(text: str) -> None:
    plain(text, NAMES)
    html = Html(text)
    assert "<br" not in plain(html, NAMES).lower() or "<" in text
    record(text)


@pytest.mark.parametrize(
    "piece",
    ["<", "<!--", "<b", "<br", "<img ", "<img src='x", " ", "\n", "{", "|", "\\", "<br>", "<b>x"],
)
def test_the_cost_grows_in_step_with_the_label(piece: str) -> None:
    def read(times: int) -> None:
        text = Html(piece * times)
        plain(text, NAMES)
        record(text)

    grows_in_step(read)
