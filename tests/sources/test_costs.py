"""What other people write costs time by its length, and not by its square: four times the text takes
less than ten times as long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import AcetateError
from app.exporters.words import words
from app.model.diagram import Diagram, Node
from app.model.ids import DiagramId, ElementId
from app.model.workspace import Workspace
from app.search.plain import plain
from app.sources.edits import alias_edit, dot_edit
from app.sources.edits.edits import Source
from app.sources.markdown.dialect import make, plain_text
from app.sources.markdown.front_matter import other_lines, read_front_matter
from app.sources.markdown.images import images, spans
from app.sources.markdown.links import resolve
from app.sources.markdown.loose_html import loose
from app.sources.markdown.note import notebook, parse_note
from app.sources.tours.automatic import automatic
from app.sources.tours.tours import parse_tour
from app.study.answers import accepts
from app.study.card_generator import cards
from tests.cost import takes_by_length

DIAGRAM = Diagram(
    DiagramId("one"),
    "One",
    "one",
    "one.dot",
    nodes=(Node(ElementId("a"), "A"), Node(ElementId("b"), "B")),
)
Door = Callable[[str], object]


def space(text: str) -> Workspace:
    return Workspace("/nowhere", "W", False, (DIAGRAM,), notebook([parse_note(text, "n.md")[0]]))


SPACE = space("# A\n\n## B\n")


def front(text: str) -> object:
    text = f"---\n{text}\n---\n"
    return read_front_matter(text, "n.md"), other_lines(text)


def alias(text: str) -> object:
    said = f"---\n{text}\n---\n"
    try:
        source = Source(Path("n.md"), "n.md", said.encode(), said, "utf-8", b"")
        return alias_edit.with_alias(source, "more")
    except AcetateError:
        return None


def statement(text: str) -> object:
    said = f"digraph {{\n{text}\nweb\n}}"
    try:
        source = Source(Path("x.dot"), "x.dot", said.encode(), said, "utf-8", b"")
        return dot_edit.with_url(source, 3 + text.count("\n"), "web", False, "#x")
    except AcetateError:
        return None


def tour(text: str) -> object:
    return parse_tour(f"---\ndiagram: one\n---\n## S\n\n{text}", "t.md", SPACE)


SMALL: dict[str, Door] = {
    "front matter": front,
    "alias": alias,
    "DOT statement": statement,
    "images": lambda t: (list(images(t.split("\n"), 1)), list(spans(t.replace("\n", " ")))),
    "HTML": lambda t: loose(t, lambda *_: ""),
    "search": plain,
    "answer": lambda t: accepts(t, ("x",)),
    "link": lambda t: resolve(t, SPACE.notebook.notes[0], SPACE),
    "show": lambda t: tour(f"<!-- show: {t} -->"),
}
WHOLE: dict[str, Door] = {
    "note": lambda t: parse_note(t, "n.md"),
    "markup": lambda t: make().parse(t),
    "heading": plain_text,
    "tour": tour,
    "list": lambda t: automatic(space(f"# A\n1. {t}\n2. a\n3. b\n")),
    "fold": lambda t: cards(space(f"## Check yourself\n\n{t}")),
    "words": words,
}
# What repeats, between what opens and what closes.
LINES = [
    *(("x", " ", "x"), ("title", " ", "x"), ("title: a", " ", "x"), ('"x"', " ", "x")),
    *(("title: 'a'", " ", "x"), ('title: "a"', " ", "x"), ("aliases: [a]", " ", "x")),
    *(("aliases: [", " ", '"x'), ("aliases: [", "a,", ""), ("aliases: [", "'',", "'")),
    *(
        ("aliases: [a", "] ", "x"),
        ("aliases: [a", " #", ""),
        ("aliases:\n- ", " ", ""),
        ("-", " ", "x"),
    ),
    *(("aliases:\n", "- a\n", ""), ("web [", "a=b,", ""), ("web [", " ", ""), ("", "<", "")),
    *(
        ("", "/*", ""),
        ("", '\\"', ""),
        ("", "`a``", ""),
        ("", "`", "a"),
        ("![", "a", ""),
        ("", "![", ""),
    ),
    *(
        ("", "![[", ""),
        ("![[", "a", ""),
        ("", "[[a|", ""),
        ("[", "\\", ""),
        ("<img ", " ", ""),
        ("", "<img ", ""),
    ),
    *(
        ("", "<img src='", ""),
        ("", "<!--", ""),
        ("", "<script>", ""),
        ("", "<a b='", ""),
        ("", "<", ""),
    ),
    *(
        ("", "1", ""),
        ("", "a1", ""),
        ("", "1.", ""),
        ("", "->", ""),
        ('focus="', "a", ""),
        ("focus=", "a,", ""),
    ),
    *(
        ("", ";", ""),
        ("", '"', ""),
        ("", "a/", ""),
        ("", "#", ""),
        ("a:", "\\", ""),
        ("", "\n \n", "x"),
    ),
]
TEXTS = [
    *(
        ("", "a: ", ""),
        ("", " http:", ""),
        ("", "://", ""),
        ("", "a@", ""),
        ("", "www.", ""),
        ("", "<!--", ""),
    ),
    *(
        ("", "<?", ""),
        ("", "<!a", ""),
        ("", "<![CDATA[", ""),
        ("", "[", ""),
        ("", "[a](", ""),
        ("", "![[a", ""),
    ),
    *(
        ("", "<details>", ""),
        ("", "<details><summary>", ""),
        ("", "<h1></h1>", ""),
        ("", "<h1>", ""),
    ),
    *(
        ("", "<script>", ""),
        ("", "<div>\n\n", ""),
        ("", "%%a ", ""),
        ("", "*a_", ""),
        ("", "`a``", ""),
    ),
    *(
        ("", "<!-- show: ", ""),
        ("", "<!-- show: style=flow -->\n", ""),
        ("", "## a\n", ""),
        ("", "- a\n", ""),
    ),
    *(
        ("", "```\n", ""),
        ("", "    a\n\n# b\n", ""),
        ("|", "a|", "\n|-|\n|a|"),
        ("", "> ", ""),
        ("", "\n\n\n", "x"),
    ),
]


@pytest.mark.parametrize(("before", "part", "after"), LINES)
@pytest.mark.parametrize("door", SMALL)
def test_a_line_takes_time_by_its_length(door: str, before: str, part: str, after: str) -> None:
    takes_by_length(SMALL[door], before, part, after, 20_000)


@pytest.mark.parametrize(("before", "part", "after"), TEXTS)
@pytest.mark.parametrize("door", WHOLE)
def test_a_text_takes_time_by_its_length(door: str, before: str, part: str, after: str) -> None:
    takes_by_length(WHOLE[door], before, part, after, 6_000)
