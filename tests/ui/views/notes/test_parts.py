"""No part of a page is more than Qt lays out at once, and what is left out for that is said."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from app.scene.theme import LIGHT
from app.sources.markdown.note import parse_note
from app.ui.views.notes.document import Document
from app.ui.views.notes.html import Page, Space, convert
from app.ui.views.notes.parts import CELLS, CODE, COLUMNS, LONG, PART
from tests.cost import grows_in_step

WORDS = "A task runs in a cluster, and its role says what it may ask of others. "
WHOLE, MANY = 100_000, 4_000  # characters, and times; uncut, each is more than a part may be
REPEATED = {
    "headings": "# a\n",
    "items": "- a\n",
    "items in one another": "- a\n  - b\n",
    "quotes": "> a\n\nb\n\n",
    "folds": "<details><summary>a</summary>\n\nb\n\n</details>\n\n",
    "code": "```\na\n```\n\n",
    "links": "[a](b.md) ",
    "marks": "**a** `b` *c* ",
    "pictures": "![](x.png)\n\n",
    "embeds": "![[x]]\n\n",
    "words": WORDS,
    "lines": WORDS + "\n",
    "one word": "x",
    "blanks": " ",
    "footnotes": "a[^1]\n\n",
}
ROW = "some|" * 4
BETWEEN = {
    "rows": (f"|{ROW}\n|-|-|-|-|\n", f"|{ROW}\n", ""),
    "columns": ("|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n", "|" + "b|" * 300 + "\n", ""),
    "a cell": ("|a|\n|-|\n|", WORDS, "|"),
    "code": ("```python\n", "x = foo(1)\n", "```\n"),
    "a line of code": ("```python\n", "x = 1; ", "\n```\n"),
    "a heading": ("# ", WORDS, "\n"),
    "an item": ("- ", WORDS, "\n"),
    "a quote": ("> ", WORDS, "\n"),
    "a quote of many": ("", "> a\n>\n", ""),
    "bold words": ("**", WORDS.strip(), "**"),
    "a link": ("[", WORDS, "](b.md)"),
    "a fold": ("<details>\n\n", f"{WORDS}\n\n", "</details>\n"),
    "HTML": ("<div>\n", "<b>some words</b>\n", "</div>\n"),
    "a table of HTML": ("<table>\n", "<tr><td>a</td><td>b</td></tr>\n", "</table>\n"),
}


def times(part: str) -> int:
    """How often it is repeated: a letter, that makes no line of its own, more often."""
    return WHOLE // len(part) if len(part) < 2 else min(WHOLE // len(part), MANY)


def page(text: str) -> Page:
    return convert(parse_note(text, "a.md")[0], Space("/nowhere", 300))


def text_of(html: str) -> str:
    return re.sub(r"<[^<>]*>", "", html)


@pytest.mark.parametrize(
    "texts",
    [part * times(part) for part in REPEATED.values()]
    + [before + part * times(part) + after for before, part, after in BETWEEN.values()],
    ids=[*REPEATED, *(f"{name}, whole" for name in BETWEEN)],
)
def test_a_part_holds_no_more_than_is_laid_out_at_once(texts: str) -> None:
    for html in page(texts).parts:
        assert len(text_of(html)) < 40_000
        assert len(re.findall("<t[dh]", html)) < 500
        assert len(re.findall("<(?:p|li|h1|tr)[ >]", html)) < 1_500


def test_a_long_table_goes_on_under_its_head() -> None:
    rows = [f"|row {n}|x|\n" for n in range(300)]
    made = page("|Name|What|\n|-|-|\n" + "".join(rows))
    assert len(made.parts) > 3
    assert all("Name" in html for html in made.parts)
    assert re.findall(r"row \d+", made.html) == [f"row {n}" for n in range(300)]


def test_of_a_table_that_is_too_large_the_first_rows_and_columns_are_shown() -> None:
    made = page("|Name|What|\n|-|-|\n" + "|row|x|\n" * CELLS)
    assert made.html.count("row") in range(CELLS // 2, CELLS // 2 + 2)
    assert f"The first {CELLS // 2:,} rows of this table are shown. " in text_of(made.html)
    assert f"All of it stands in the file, {CELLS + 2} lines." in text_of(made.html)
    wide = page("|" + "a|" * 50 + "\n|" + "-|" * 50 + "\n|" + "b|" * 50)
    assert (wide.html.count("<th "), wide.html.count("<td")) == (COLUMNS, COLUMNS)
    assert f"The first {COLUMNS} of 50 columns are shown." in text_of(wide.html)


def test_long_code_is_cut_between_lines_and_whole() -> None:
    lines = [f"line_{n} = {n}" for n in range(2_000)]
    made = page("```python\n" + "\n".join(lines) + "\n```\n")
    assert len(made.parts) > 3
    assert re.findall(r"line_\d+ = \d+", text_of(made.html)) == lines
    more = page("```\n" + "some code\n" * (CODE // 5) + "```\n")
    assert f"The first {CODE:,} characters of this code are shown." in text_of(more.html)
    assert more.html.count("some code") in range(CODE // 10 - 1, CODE // 10 + 1)


def test_long_emphasis_goes_on_in_the_next_part() -> None:
    made = page(f"**{(WORDS * 1_000).strip()}** and *more*")
    assert len(made.parts) > 5
    assert all(html.startswith("<p><strong>") for html in made.parts[:-1])
    assert " ".join(text_of(made.html).split()) == " ".join((WORDS * 1_000 + "and more").split())


def test_of_paragraphs_without_an_end_as_much_is_shown_as_a_page_may_have() -> None:
    one = (WORDS * (LONG // len(WORDS))).strip()
    for text in (one * 8, f"{one}\n\n" * 8 + "x" * LONG):
        made = page(f"{text}\n\nafter")
        assert LONG <= len(text_of(made.html)) < LONG + 3 * PART
        assert "What follows in this paragraph is not shown. All of it stands" in made.html
        assert made.html.rstrip().endswith("<p>after</p>")


def test_of_an_item_that_is_too_long_the_beginning_is_shown() -> None:
    made = page("- " + WORDS * 1_000 + "\n- last\n\nafter")
    assert "Only the beginning is shown. All of it stands in the file, 1 line." in text_of(
        made.html
    )
    assert 20_000 < len(text_of(made.html)) < 40_000
    assert "last" in made.html
    assert "after" in made.html


def test_a_document_grows_by_its_length(qtbot: QtBot) -> None:
    def build(count: int) -> None:
        made = page("# a\n" * count)
        Document(made.parts, {}, LIGHT, QFont(), 1.0).grow()

    grows_in_step(build, 200)
