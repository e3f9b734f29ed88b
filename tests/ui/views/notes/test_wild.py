"""Notes as they are found: whatever is written in them is on the page, and in one section."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont

from app.model.notes import Note
from app.scene.theme import LIGHT
from app.sources.markdown.note import parse_note
from app.ui.views.notes.document import Document
from app.ui.views.notes.html import Space, convert

# Each `@` becomes a word of its own. Blocks stand apart by an empty line; glued ones do not.
BLOCKS = (
    "@ text, *@* and **@**.",
    "# @",
    "## @ <b>@</b> #",
    "@\n===",
    "@\n---\n@",
    '<h2 id="x">@</h2>',
    "<h1 align='center'>\n@\n</h1> @\n@",
    "<div align=center>\n<h3>@</h3>\n@\n</div>",
    "text <h2>@</h2> @",
    "- RDS @\n<img style='width: 300px' src=\"./images/a.png\" />\n- @",
    "@ <img src='a.png'\n@",
    "<img src=a.png />\n# @\n@",
    "<br>\n- @",
    "@<br>@",
    "<details><summary>@</summary>\n\n@ **@**\n\n- @\n\n</details>",
    "<details>\n<summary>@</summary>\n@\n</details>\n@",
    "<details open>\n\n@\n\n## @\n\n@",
    "<details><summary>@</summary>\n\n<details><summary>@</summary>\n\n@\n</details></details> @",
    "</details>@",
    "<summary>@</summary>",
    "- @\n  <details><summary>@</summary>\n\n  @\n  </details>\n- @",
    "| @ | @ |\n|---|:-:|\n| @ | @ | @ |\n| @ |",
    "@[^a] @\n\n[^a]: @",
    "[^never]: @\n\n    @",
    "[^twice]: @\n[^twice]: @",
    "[^b]: @\n\n    [^c]: @",
    "- [ ] @\n- [x] @",
    "1. @\n   1. @\n\n      @",
    "    @ indented\n\n\t@",
    "- @\n\n        @",
    "```python title @\n# @\n```",
    "~~~\n<b>@ [[@]]",
    "see https://example.com/@ and @",
    "<https://example.com/@>",
    "@ :rocket: 🚀 漢字@漢字",
    "[[@]] [[@#@]] [[x|@]] [[#@]] ![[@]]",
    "[[@](x) [@](y.md) [[ @",
    "> [!note] @\n> @",
    "> [!warning]-\n> @",
    "> [!faq]+ @\n>\n> - @",
    "> @\n@",
    ">>>>> @",
    "@ %% @\n\n5%% @ 6%% @",
    "==@ *@*== @ == @ ^name",
    "@^[@] @",
    "<foo>@</foo> List<@> </bar @",
    "<kbd>@</kbd><sub>@</sub><sup>@</sup><mark>@</mark><font color=red>@</font><center>@</center>",
    "<div><p>@<table><tr><td>@",
    "<b>@",
    "<!-- @ not closed",
    "<script> @ not closed",
    "<textarea>@ </textarea>@",
    "<? @ ?>",
    "@ &amp; @&nbsp;@ &lt;@&gt;",
    "***\n@\n* * *",
    "\\# @ \\[@\\]",
    "<a id='x'/>\n## @",
    "<a name='y'></a>\n## @",
    "Term\n: @",
)
UNSEEN = {
    "<!-- hidden -->",
    "%%\nhidden\n%%",
    "<style>p { color: red }</style>",
    "<script>alert(1)</script>",
}


def with_words(blocks: Sequence[str]) -> tuple[str, list[str]]:
    text = "\n\n".join(blocks)
    count = text.count("@")
    words = [f"wq{n}z" for n in range(count)]
    for word in words:
        text = text.replace("@", word, 1)
    return text, words


def page(note: Note) -> Document:
    made = convert(note, Space("/nowhere", 300))
    document = Document(made.parts, {}, LIGHT, QFont(), 1.0, None, made.folds)
    document.grow()
    return document


def check(text: str, words: Sequence[str]) -> None:
    note, _ = parse_note(text, "a.md")
    shown = page(note).toPlainText()
    held = [f"{s.title}\n{s.text}" if s.level else s.text for s in note.sections]
    for word in words:
        assert word in shown, f"{word} is not on the page of {text!r}"
        assert sum(word in one for one in held) == 1, f"{word} is not in one section of {text!r}"


@pytest.mark.parametrize("block", BLOCKS)
def test_each_alone(block: str) -> None:
    check(*with_words(["@", block, "@"]))


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from([*BLOCKS, *sorted(UNSEEN)]), min_size=1, max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "---\ntags: [a]\n---\n", "---\nnever: closed\n", "---\na: b\n...\n"]),
)
@example(["<details>", "<!-- @ not closed", "# @"], "\n", "")
def test_no_text_is_lost(blocks: list[str], end: str, front: str) -> None:
    blocks.sort(key=lambda block: block not in UNSEEN)  # else one might close what is open
    text, words = with_words(blocks)
    check((front + text).replace("\n", end), words)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=8))
def test_what_is_a_section_is_a_heading_of_the_page(blocks: list[str]) -> None:
    note, _ = parse_note(with_words(blocks)[0], "a.md")
    document = page(note)
    for section in note.sections:
        heading = document.heading(section.line) if section.level else None
        if section.level:
            assert heading is not None, section
            shown = re.sub(r"\W", "", heading.selectedText())
            assert re.sub(r"\W", "", section.title) in shown


def test_what_is_hidden_is_not_shown() -> None:
    text = "a\n\n" + "\n\n".join(sorted(UNSEEN)) + "\n\nb <!-- hidden --> c"
    assert page(parse_note(text, "a.md")[0]).toPlainText().split() == ["a", "b", "c"]


def test_nested_deeper_than_anybody_writes() -> None:
    for text in (
        ">" * 300 + " @",
        "".join(f"{'  ' * n}- @\n" for n in range(60)),
        "<details><summary>@</summary>\n\n" * 60 + "@",
        "<div>" * 200 + "@",
    ):
        check(*with_words([text, "@"]))
