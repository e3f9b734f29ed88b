"""Readers of what others write, over texts that are one part again and again: none of them looks at
the whole of it for each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import SourceError
from app.exporters.words import words
from app.layout import rich
from app.layout.port_names import PlainPorts
from app.layout.text import wrap
from app.model.source_graph import Html, SourcePlace
from app.model.workspace import Workspace
from app.page.note_markup import PAGE
from app.sources.entries import entry_on
from app.sources.graphs.addresses import linked
from app.sources.graphs.colours import colour
from app.sources.graphs.dot_text import charsets, read_text
from app.sources.graphs.escapes import plain, record
from app.sources.graphs.html_labels import icon_of, rich_text
from app.sources.graphs.mermaid import read_flowchart
from app.sources.graphs.mermaid_styles import properties
from app.sources.markdown.dialect import make
from app.sources.markdown.links import resolve
from app.sources.markdown.note import notebook, parse_note
from app.sources.markdown.picture_files import find
from app.sources.tours.tours import says_it_is_one
from app.study import sentences
from app.study.giveaways import tells_order
from app.subjects import subjects
from tests.cost import grows_in_step, takes_by_length

Reader = Callable[[str], object]
LENGTH = 8_000


PARSER = make()

NOTES: dict[str, Reader] = {
    "note": lambda t: parse_note(t, "n.md"),
    "parser": PARSER.parse,
    "HTML": lambda t: PAGE.clean(PAGE.loose(t)),
    "words": words,
    "sentences": lambda t: (sentences.plain(t), sentences.sentences(t)),
    "tour": lambda t: (says_it_is_one(t), says_it_is_one(f"---\n{t}")),
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
        ("x", " ", "x"),
        ("---", "\n", "x"),
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


# Diagrams


def label(text: str) -> object:
    """An HTML-like label, laid out and broken into lines."""
    said = Html(text)
    read = rich_text(said, {}, "", lambda name: name), icon_of(said), linked(said), plain(said, {})
    if read[0] is not None and read[0].table is None:
        font = rich.label_font(None, 12.0, True, read[0])
        rich.size_of(read[0], font)
        rich.wrapped(read[0], font, 100.0)
    return read


def flowchart(text: str) -> object:
    try:
        return read_flowchart(f"graph TD\n{text}", SourcePlace("n.md", 1))
    except SourceError:
        return None


DRAWN: dict[str, Reader] = {
    "DOT": lambda t: (read_text(f"digraph {{\n{t}"), charsets(f"charset={t}")),
    "ports": PlainPorts,
    "record": record,
    "escapes": lambda t: plain(t, {}),
    "HTML-like label": label,
    "flowchart": flowchart,
    "style": properties,
    "words": lambda t: wrap(t, 100.0, 12.0),
    "colour": colour,
}
SIGNS = [
    *(" ", "\n", "a", "a ", "1", "aB", "a/", "é", "字 ", "\\", '"', "'", "<", ">", "{", "|", "[", "("),
    *("<td ", "<img src ", "<b>", "<!--", "<table><tr><td>", "<td>a</td>", "</td>", "<br/>", "&", "a='b' "),
    *("/*", "//", "#", "->", "a->b;", "a->{", "{a;", "a=b,", "digraph ", "graph{}", '\\"', "<é", ":é"),
    *("A-->B\n", "A & ", "A[", 'A["', "A -- ", "A -->|", "A@{ ", "subgraph a\n", "%%{", "%%\n", "end\n"),
    *("rgb(", "a:b,", "fill:#fff,", "-", "--", "=", "-.", "A:::", "record", 'label="', "from ", "to "),
]  # fmt: skip
PLACED = [
    ("<", "a", ""),
    ("<td ", "a", ">"),
    ("<b ", " ", ">"),
    ("A -->|", " ", ""),
    ("A -- ", " ", "x"),
    ("record é", '\\"', ""),
    ("", "A & ", "A --> A & A"),
    ("<table><tr><td rowspan='200'>a</td></tr>", "<tr><td>a</td></tr>", "</table>"),
    ("é ", "1 ", ""),
]


@pytest.mark.parametrize(
    ("before", "part", "after"), [*(("", part, "") for part in SIGNS), *PLACED]
)
@pytest.mark.parametrize("reader", DRAWN)
def test_a_diagram_is_read_in_time_by_its_length(
    reader: str, before: str, part: str, after: str
) -> None:
    takes_by_length(DRAWN[reader], before, part, after, LENGTH)


@pytest.mark.parametrize("part", ["from ", "from to ", "to ", " ", "a"])
def test_a_title_is_read_in_time_by_its_length(part: str) -> None:
    takes_by_length(tells_order, "from ", part, "", 100_000)


@pytest.mark.parametrize(
    ("before", "part"), [("- ", " "), ("- EC2", " "), ("| EC2 ", "a "), ("- **EC2", " "), ("", "1")]
)
def test_an_entry_is_read_in_time_by_its_length(before: str, part: str) -> None:
    name = "ec2" if "ec2" in subjects().by_name else next(iter(subjects().by_name))
    takes_by_length(
        lambda text: entry_on(name, text, text.casefold()), f"{before}", part, f" {name} x", 40_000
    )


def test_a_flowchart_of_many_lines_is_counted_once() -> None:
    takes_by_length(flowchart, "", "A\n", "", 60_000)
