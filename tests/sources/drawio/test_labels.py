"""Labels of cells: what of HTML tells how letters look, and what is passed over."""

from __future__ import annotations

import pytest

from app.model.source_graph import Html
from app.sources.drawio.colours import colour_of, faded
from app.sources.drawio.labels import graphviz_label, joined, label_of
from tests.cost import takes_by_length


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("one<br>two", "one\ntwo"),
        ("<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
        ("<p style='margin:0'>a &amp; b&nbsp;</p><hr><ul><li>c</li></ul>", "a & b\n• c"),
        ("a\nb", "a\nb"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a  b\nc"),
        ("1 < 2 <3 and <b", "1 < 2 <3 and"),
        ("<script>alert(1)</script><style>a{}</style>x<!-- y -->", "x"),
        ("<span style='display:none'>x</span>y", "y"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_the_plain_text(said: str, text: str) -> None:
    assert label_of(said, html=True, base=12.0).text == text


def test_a_label_that_is_no_html_is_text() -> None:
    assert label_of("<b>x</b>\ny", html=False, base=12.0).text == "<b>x</b>\ny"


def test_looks_are_kept() -> None:
    said = (
        '<b>Big</b> <font color="#ff0000" style="font-size: 20px">red</font><br>'
        '<span style="font-style:italic;text-decoration:underline">i</span> x<sub>2</sub>'
    )
    found = label_of(said, html=True, base=12.0)
    first, second = found.rich.lines
    assert [(p.text, p.bold, p.font.colour, p.font.size) for p in first.pieces] == [
        ("Big", True, None, None),
        (" ", False, None, None),
        ("red", False, "#ff0000", 20.0),
    ]
    assert [(p.text, p.italic, p.lines, p.raised) for p in second.pieces] == [
        ("i", True, ("under",), 0),
        (" x", False, (), 0),
        ("2", False, (), -1),
    ]
    drawn = graphviz_label(found)
    assert isinstance(drawn, Html)
    assert drawn == (
        '<b>Big</b> <font color="#ff0000" point-size="20">red</font><br/>'
        "<i><u>i</u></i> x<sub>2</sub>"
    )


def test_plain_labels_are_plain_for_graphviz_and_links_are_found() -> None:
    found = label_of('a\\N <a href="https://example.com">b</a>', html=True, base=12.0)
    assert graphviz_label(found) == "a\\\\N b"
    assert found.urls == ("https://example.com",)
    both = joined([found, label_of("", html=True, base=12.0), label_of("c", html=True, base=12.0)])
    assert both.text == "a\\N b\nc"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("#Fff", "#ffffff"),
        ("rgb(255, 0, 10)", "#ff000a"),
        ("rgba(1,2,3,.5)", "#010203"),
        ("light-dark(#010203, #ffffff)", "#010203"),
        ("none", "#00000000"),
        ("red", "#ff0000"),
        ("default", ""),
        ("url(x)", ""),
    ],
)
def test_colours(said: str, found: str) -> None:
    assert colour_of(said) == found


def test_colours_fade() -> None:
    assert faded("#102030", 50.0) == "#10203080"
    assert faded("#102030", 100.0) == "#102030"


@pytest.mark.parametrize(
    "part", ["<b>", "<", "&lt;", "<br>", "<!--", "<a href='", "<font color=", "\n", "a <i>b</i>"]
)
def test_labels_are_read_in_time_by_their_length(part: str) -> None:
    takes_by_length(lambda text: label_of(text, html=True, base=12.0), "", part, "", 100_000)
