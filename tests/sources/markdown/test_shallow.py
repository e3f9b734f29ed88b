"""HTML that is nested no deeper than anybody can see."""

from __future__ import annotations

from app.sources.markdown.shallow import DEEPEST, shallow


def test_what_is_deeper_loses_its_tags_and_no_word() -> None:
    many = DEEPEST + 50
    said = shallow("<div>" * many + "word" + "</div>" * many + "<b>end</b>")
    assert said == "<div>" * DEEPEST + "word" + "</div>" * DEEPEST + "<b>end</b>"


def test_what_ends_by_itself_is_as_long_as_one_likes() -> None:
    said = '<ul><li>a <a name="b"><p>c<br>' + "<li>a<p>b<td><img>" * 1_000
    assert shallow(said) == said


def test_an_end_without_a_beginning_stays() -> None:
    said = "</div>" * 300 + "<b>x</b>" * 300
    assert shallow(said) == said
