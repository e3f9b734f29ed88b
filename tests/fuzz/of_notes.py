"""Notes and tours."""

from __future__ import annotations

from contextlib import suppress

from app.errors import AcetateError
from app.model.workspace import Workspace
from app.page.note_markup import renderer
from app.sources.markdown.formulas import mathml
from app.sources.markdown.front_matter import other_lines, read_front_matter
from app.sources.markdown.note import parse_note
from app.sources.tours.tours import parse_tour, write_tour
from tests.fuzz.target import Target, text_of

NOWHERE = Workspace("/nowhere", "Nowhere", bundled=False)


def markdown(raw: bytes) -> None:
    """A note: read, and as the page has it."""
    text = text_of(raw)
    note, _ = parse_note(text, "a.md")
    assert len({section.id for section in note.sections}) == len(note.sections)
    md = renderer()
    env = {"anchors": {}, "file": "a.md", "blocks": _Blocks()}
    md.renderer.render(md.parse(note.text, env), md.options, env)


def front_matter(raw: bytes) -> None:
    """What stands at the head of a note or a tour."""
    text = "---\n" + text_of(raw)
    found = read_front_matter(text, "a.md")
    assert 0 <= found.lines <= text.count("\n") + 1
    assert len(other_lines(text)) <= max(found.lines - 2, 0)


def tour(raw: bytes) -> None:
    """A tour: what is written of it says the same."""
    with suppress(AcetateError):
        found, _ = parse_tour(text_of(raw), "tours/a.md", NOWHERE)
        write_tour(found, NOWHERE)


class _Blocks:
    """What a page makes of diagrams and formulas in a note: of diagrams nothing."""

    def shown(self, *_: object) -> tuple[str, str]:
        return "", ""

    def formula(self, latex: str, display: bool) -> str:
        return mathml(latex, display)


_NOTE = (
    *(b"# A\n", b"\n===\n", b"- [ ] a\n", b"> [!note]\n", b"```mermaid\n", b"```\n", b"|a|b|\n|-|-|\n"),
    *(b"![[a]]", b"[[a#b|c]]", b"[a](b)", b"![a](b.png)", b"[^a]", b"[^a]: b\n", b"^[a]", b"==a==", b"%%"),
    *(b"<h1>", b"</h1>", b"<details>", b"<summary>", b"<div ", b"<!--", b"-->", b"<img src=a ", b"&amp;"),
    *(b"$a$", b"$$", b"\\frac{a}{b}", b":rocket:", b" ^a\n", b"[TOC]\n", b"**", b"~~", b"`", b"\n\n    ", b"\t"),
)  # fmt: skip

_FRONT = (
    *(b"title: a\n", b"aliases: [a, 'b', \"c\"]\n", b"aliases:\n", b"- a\n", b"headings: bold\n"),
    *(b"---\n", b"...\n", b"# a\n", b"'", b'"', b"[", b"]", b", ", b"\\", b"diagram: a\n", b"  ", b"sequence: 1\n"),
)  # fmt: skip

_TOUR = (
    *_FRONT,
    *(
        b"## A\n",
        b"<!-- show: layers=a; focus=b, c; seconds=0.2 -->\n",
        b"<!-- show: ",
        b"-->",
        b"; ",
    ),
    *(
        b"style=flow",
        b"focus=",
        b'"a, b"',
        b"fold=",
        b"hide=",
        b"trace=",
        b"all",
        b"none",
        b"diagram=a",
    ),
)


TARGETS = {
    "markdown": Target(markdown, _NOTE),
    "front-matter": Target(front_matter, _FRONT),
    "tour": Target(tour, _TOUR),
}
