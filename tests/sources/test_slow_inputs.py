"""Readers of what others write, over texts that are one part again and again: none of them looks at
the whole of it for each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.exporters.words import words
from app.model.workspace import Workspace
from app.page.note_markup import PAGE
from app.sources.markdown.dialect import make
from app.sources.markdown.links import resolve
from app.sources.markdown.note import notebook, parse_note
from app.sources.markdown.picture_files import find
from tests.cost import grows_in_step, takes_by_length

Reader = Callable[[str], object]
LENGTH = 8_000


PARSER = make()

NOTES: dict[str, Reader] = {
    "note": lambda t: parse_note(t, "n.md"),
    "parser": PARSER.parse,
    "HTML": lambda t: PAGE.clean(PAGE.loose(t)),
    "words": words,
}
PARTS = [
    *("[a][", "^[", "^[a", "![a](", "![", "[", "[[", "[[a|", '[a](b "', "[a](b '", "[a](<", "]"),
    *("http://a ", "a@b.c ", "~www.", ":a:", "**a ", "*a_", "`a``", "==a ", "~~a", "^a ", "$a", "%%a "),
    *("> ", "- ", "1. ", "# a\n", "- a\n", "|a|\n", "```\n", "\n \n", "\\", "&", "<", "{"),
    *("<h1>", "<h1></h1>", "<h1><b></b></h1>\n", "<summary>a</summary>", "<details>", "<details "),
    *("</details>", "<div>", "</div>", "<b>", "<p><b>", "<i><div>", "<table><tr><td>", "<a name=x>"),
    *("<!-- a -->", "<script>", "<style>", "<a b='", "<img src ", "<font ", "<blockquote>", "[^a]"),
]  # fmt: skip
ENDS = ["", "]", "</h1>x", ")" * 400]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("reader", NOTES)
def test_a_note_is_read_in_time_by_its_length(reader: str, part: str) -> None:
    takes_by_length(NOTES[reader], "", part, "", LENGTH)


@pytest.mark.parametrize(
    ("before", "part", "after"),
    [
        ("", "[", "]"),
        ("", "![", "]"),
        ("", "^[", "]"),
        ("[x]: y\n\n", "[a][", "]"),
        ("", "~www.", "a_"),
        ("http://a", ")", ""),
        ("", "<h1>", "</h1>"),
        ("", "<h1><h2>", "</h1></h2>"),
        ("<", "a", ""),
        ("<a ", "b='c' ", ""),
        ("<div>", "<summary>a</summary>", "</div>"),
    ],
)
@pytest.mark.parametrize("reader", NOTES)
def test_what_opens_is_not_looked_for_again(
    reader: str, before: str, part: str, after: str
) -> None:
    takes_by_length(NOTES[reader], before, part, after, LENGTH)


def test_what_a_link_means_is_not_looked_for_in_all_notes() -> None:
    """Of a name that nothing is called by, neither a note, a folder nor a heading."""

    def follow(count: int) -> None:
        notes = [parse_note(f"# N{n}\n", f"notes/{n}.md")[0] for n in range(count)]
        headings, _ = parse_note("# a\n" * count, "many.md")
        book = Workspace("/nowhere", "W", False, (), notebook([*notes, headings]))
        for n in range(count):
            resolve(f"missing-{n}", headings, book)
            resolve(f"#missing-{n}", headings, book)

    grows_in_step(follow, 50)


def test_missing_pictures_do_not_look_through_a_folder_each(tmp_path: Path) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    root = tmp_path / "root"
    root.mkdir()

    def look(count: int) -> None:
        for n in range(len(list(tmp_path.iterdir())), count):
            (tmp_path / f"{n}.txt").touch()
        for n in range(count):
            find(str(root), "n.md", f"missing-{n}.png", anywhere=True)

    grows_in_step(look, 100)
