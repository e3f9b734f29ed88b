"""A step's Markdown as plain blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exporters.words import Run, one_line, plain, words
from tests.exporters.tours import WORDS


def test_blocks_with_their_marks_and_depths() -> None:
    assert plain(WORDS) == (
        "A asks B. The traffic is shifted.",
        "1. First git push",
        "2. then read (https://example.org/x) and our note",
        "    • nested deep",
        "make all",
    )
    kinds = [(b.kind, b.depth) for b in words(WORDS)]
    assert kinds == [("text", 0), ("text", 1), ("text", 1), ("text", 2), ("code", 0)]


def test_runs_carry_their_looks() -> None:
    (block,) = words("a **b *c*** `d`")
    assert block.runs == (
        Run("a "),
        Run("b ", bold=True),
        Run("c", bold=True, italic=True),
        Run(" "),
        Run("d", code=True),
    )


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("3. c\n4. d", ("3. c", "4. d")),
        ("## Head\n> quoted", ("Head", "quoted")),
        ("| a | b |\n|---|---|\n| c | d |", ("a · b", "c · d")),
        ("![a picture](x.png) [[b.md|shown]] ![[c.png]]", ("a picture shown c.png",)),
        ("<script>evil()</script>\n\nx <!-- y --> z", ("x  z",)),
        ("one<br>two\nthree", ("one\ntwo three",)),
        ("https <https://a.org/b>", ("https https://a.org/b",)),
        ("a ==b c== ==d %%nobody%% ^name", ("a b c ==d",)),
        ("AT&amp;T \x01\x02", ("AT&T",)),
        ("- \n- x", ("• x",)),
        ("", ()),
        ("---\n\n***", ()),
    ],
)
def test_what_is_said(markdown: str, said: tuple[str, ...]) -> None:
    assert tuple(s.strip() if len(s) < 6 else s for s in plain(markdown)) == said


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for block in words(text):
        assert block.text.strip()
        assert not any(ord(c) < 32 and c not in "\n\t\r" for c in block.text)
    assert "\n" not in one_line(text)
