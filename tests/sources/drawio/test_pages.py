"""The pages of a draw.io file, plain and packed; what is wrong with one leaves the others."""

from __future__ import annotations

import pytest

from app.sources.drawio import pages, xml_tree
from app.sources.drawio.xml_tree import BrokenXmlError, tree
from tests.sources.drawio.drawing import model, packed, read, vertex

ONE = model(vertex("a", "One"))


def test_a_page_may_be_plain_packed_escaped_or_the_whole_file() -> None:
    escaped = ONE.replace("&", "&amp;").replace("<", "&lt;")
    said = (
        f'<mxfile><diagram name="plain">{ONE}</diagram><diagram name="packed">{packed(ONE)}</diagram>'
        f'<diagram name="escaped">{escaped}</diagram></mxfile>'
    )
    found = read(said)
    assert [g.title for g in found.graphs] == ["plain", "packed", "escaped"]
    assert all(g.nodes[0].attributes["label"] == "One" for g in found.graphs)
    assert found.problems == ()
    assert read(ONE).graphs[0].nodes[0].id == "a"


def test_a_broken_page_is_told_with_its_line_and_leaves_the_others() -> None:
    said = (
        f'<mxfile>\n<diagram name="good">{ONE}</diagram>\n<diagram name="bad">no such packing</diagram>\n'
        f'<diagram name="worse">{packed("<mxGraphModel><root>")}</diagram>\n'
        f'<diagram name="empty"/>\n<diagram name="other">&lt;html/&gt;</diagram></mxfile>'
    )
    found = read(said)
    assert [g.title for g in found.graphs] == ["good"]
    assert [(p.line, p.message.partition(": ")[0]) for p in found.problems] == [
        (3, "The page “bad” cannot be read"),
        (4, "The page “worse” cannot be read"),
        (5, "The page “empty” cannot be read"),
        (6, "The page “other” cannot be read"),
    ]
    assert found.lost == 4


def test_what_comes_before_an_error_in_the_file_is_shown() -> None:
    found = read(f'<mxfile>\n<diagram name="good">{ONE}</diagram>\n<diagram name="b"><oh</diagram>')
    assert [g.title for g in found.graphs] == ["good"]
    assert found.problems[0].line == 3


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "The file is empty"),
        ("<html/>", "It holds no drawing"),
        ("<mxfile/>", "It holds no drawing"),
        ("not at all", "no sound XML"),
        ('<?xml version="1.0" encoding="nobody-s"?><mxfile/>', "no sound XML"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><mxfile>&b;</mxfile>', "no drawing needs"),
        ("<!DOCTYPE a [<!ELEMENT b ANY>]><mxfile/>", "no drawing needs"),
    ],
)
def test_what_is_no_drawing_is_told(said: str, why: str) -> None:
    found = read(said)
    assert found.graphs == ()
    assert why in found.problems[0].message


def test_bounds_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BrokenXmlError, match="nested"):
        tree("<a>" * 100 + "</a>" * 100)
    monkeypatch.setattr(xml_tree, "MOST", 5)
    with pytest.raises(BrokenXmlError, match="more than 5"):
        tree("<a>" + "<b/>" * 9 + "</a>")
    monkeypatch.setattr(xml_tree, "MOST", 5000)
    monkeypatch.setattr(pages, "MOST_INFLATED", 1 << 20)
    bomb = packed(model(vertex("a", "A" * (2 << 20))))
    found = read(f'<mxfile><diagram name="bomb">{bomb}</diagram></mxfile>')
    assert "more than 1 MiB" in found.problems[0].message
    monkeypatch.setattr(pages, "MOST", 2)
    many = read(f"<mxfile>{f'<diagram>{ONE}</diagram>' * 5}</mxfile>")
    assert len(many.graphs) == 2
    assert many.problems[-1].message == "not drawn: 3 pages after the first 2"


def test_no_other_file_is_read() -> None:
    with pytest.raises(BrokenXmlError, match="document type"):
        tree('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')
    assert tree('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "nowhere"><svg/>').tag == "svg"
