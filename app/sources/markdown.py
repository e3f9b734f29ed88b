"""A Markdown file → a note with its sections.

Headings and their anchors are GitHub's: lower case, punctuation dropped, spaces to hyphens, a
second one of a kind in a file `-1`, a third `-2`. Blocks are parsed as CommonMark with tables.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from app.errors import SourceError
from app.model import problem
from app.model.notes import Image, Note, Notebook, Section
from app.model.problem import Problem
from app.sources.front_matter import read_front_matter
from app.sources.images import images

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST = 8 << 20  # bytes; a note is read into memory whole


def read_note(path: Path, file: str) -> tuple[Note, tuple[Problem, ...]]:
    """Read a note; `file` is its path in the workspace. Text that is not UTF-8 is read as
    Latin-1, with a problem. Raises SourceError where the file cannot be read."""
    try:
        with path.open("rb") as opened:
            raw = opened.read(MOST + 1)
    except OSError as why:
        raise SourceError(f"The note cannot be read: {why.strerror}.", file) from why
    if len(raw) > MOST:
        raise SourceError(f"The note is larger than {MOST >> 20} MiB.", file)
    problems: tuple[Problem, ...] = ()
    try:
        text = raw.decode("utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
        problems = (problem.warning("The note is not UTF-8; it is read as Latin-1.", file),)
    note, more = parse_note(text, file)
    return note, problems + more


def parse_note(text: str, file: str) -> tuple[Note, tuple[Problem, ...]]:
    """A note from its text. Without headings it is one section of level 0."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = read_front_matter(text, file)
    body = text.split("\n", front.lines)[-1] if front.lines else text
    stem = PurePosixPath(file).stem
    tokens = _parser().parse(body)
    found, code = _headings(tokens), _code(tokens)
    title = front.title or next((t for _, _, level, t in found if level == 1), "") or stem
    lines = body.split("\n")
    anchors = Anchors()
    sections = []

    def pictures(start: int, stop: int) -> tuple[Image, ...]:
        inside = range(start, stop)
        code_inside = {number - start for number in code if number in inside}
        return tuple(images(lines[start:stop], front.lines + start + 1, code_inside))

    for i, (start, end, level, heading) in enumerate(found):
        stop = found[i + 1][0] if i + 1 < len(found) else len(lines)
        anchor = anchors.add(heading)
        under = "\n".join(lines[end:stop]).strip("\n")
        line = front.lines + start + 1
        shown = pictures(start, stop)
        sections.append(Section(anchor, anchor, heading, level, file, line, under, shown))
    before = "\n".join(lines[: found[0][0]] if found else lines).strip("\n")
    if before.strip() or not found:
        anchor = anchors.add(title)
        shown = pictures(0, found[0][0] if found else len(lines))
        line = front.lines + 1
        sections.insert(0, Section(anchor, anchor, title, 0, file, line, before, shown))
    note = Note(file, title, front.aliases, tuple(sections), body, front.lines + 1)
    return note, front.problems


def notebook(notes: Iterable[Note]) -> Notebook:
    """All notes together; where two share an anchor, their sections' ids name the file too."""
    notes = tuple(notes)
    counts: dict[str, int] = {}
    for section in (s for note in notes for s in note.sections):
        counts[section.anchor] = counts.get(section.anchor, 0) + 1
    stems: dict[str, int] = {}
    for note in notes:
        stem = PurePosixPath(note.file).stem
        stems[stem] = stems.get(stem, 0) + 1

    def id(section: Section) -> str:
        if counts[section.anchor] == 1:
            return section.anchor
        path = PurePosixPath(section.file).with_suffix("")
        return f"{path.stem if stems[path.stem] == 1 else path}/{section.anchor}"

    return Notebook(
        tuple(
            replace(note, sections=tuple(replace(s, id=id(s)) for s in note.sections))
            for note in notes
        )
    )


class Anchors:
    """A file's anchors, each once."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def add(self, heading: str) -> str:
        base = anchor = github_slug(heading) or "section"
        while anchor in self._taken:
            self._taken[base] += 1
            anchor = f"{base}-{self._taken[base]}"
        self._taken[anchor] = 0
        return anchor


def github_slug(heading: str) -> str:
    """`Task execution role (ECS)` → `task-execution-role-ecs`."""
    kept = (c for c in heading.strip().lower() if c in " -_" or _is_word(c))
    return "".join(kept).replace(" ", "-")


def _is_word(character: str) -> bool:
    """Ruby's `\\p{Word}`, which GitHub uses: letters, marks, decimal digits, connectors."""
    return unicodedata.category(character)[0] in "LM" or unicodedata.category(character) in {
        "Nd",
        "Pc",
    }


def _code(tokens: Sequence[Token]) -> set[int]:
    """The lines (from 0) that are code."""
    blocks = (t.map for t in tokens if t.type in {"fence", "code_block"} and t.map)
    return {line for start, stop in blocks for line in range(start, stop)}


def _headings(tokens: Sequence[Token]) -> list[tuple[int, int, int, str]]:
    """First line, line after it (both from 0), level and plain text of each top heading."""
    parser = _parser()
    found = []
    for i, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            inline = parser.inline_text(tokens[i + 1])
            found.append((token.map[0], token.map[1], int(token.tag[1:]), inline))
    return found


class _Parser:
    """Blocks only: of the text in them, no more than headings is looked at."""

    def __init__(self, inline: MarkdownIt, blocks: MarkdownIt) -> None:
        self._inline = inline
        self.parse = blocks.parse

    def inline_text(self, token: Token) -> str:
        children = self._inline.parseInline(token.content)[0].children or []
        return " ".join("".join(map(_text_of, children)).split())


def _text_of(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return "" if token.type == "html_inline" else token.content


@cache
def _parser() -> _Parser:
    from markdown_it import MarkdownIt

    blocks = MarkdownIt("commonmark").enable("table")
    blocks.core.ruler.disable(["inline", "text_join"])
    return _Parser(MarkdownIt("commonmark").enable("strikethrough"), blocks)
