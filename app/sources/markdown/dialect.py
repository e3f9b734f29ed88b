"""The Markdown that notes are written in, as a parser: CommonMark with GitHub's tables,
footnotes, tasks, emoji, formulas and bare addresses, and what Obsidian and raw HTML add.

Sections (`app.sources.markdown.note`) and the page that is shown are made of the same tokens, so
they agree on what is a heading. Headings of HTML are `heading_open` tokens like the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app import markdown_labels
from app.model.comments import without_comments
from app.sources.markdown import (
    addresses,
    bold_headings,
    dollars,
    embeds,
    folding,
    kept_text,
    obsidian,
    raw_html,
    signs,
    toc,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

TITLE = 1_000  # characters of a heading by which its section is called
DEEPEST = 40  # blocks in one another; what stands deeper is shown as it is written
# Alone on a line these begin no block of HTML, which would take in the Markdown under them.
_LONE = re.compile(r"<(?:img|br|wbr|/?a)\b[^<>]*>\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that begins a section. `start` and `end` are its first line and the line after
    it, from 0; `title` its plain text, `slug` the text that its anchor is made of, in which emoji
    are called by their names; `rest` what stands behind an HTML heading in its line."""

    start: int
    end: int
    level: int
    title: str
    slug: str
    rest: str


def blocks(text: str, bold: bool = False) -> list[Token]:
    """A note's text as tokens, whose inline text is not looked at. `bold`: lines that are bold as a
    whole are headings."""
    return _blocks().parse(text, {bold_headings.RULE: bold})


def headings(tokens: Sequence[Token]) -> list[Heading]:
    """The headings of a note; one in a quote or a list begins no section."""
    return [
        Heading(
            token.map[0],
            token.map[1],
            int(token.tag[1:]),
            *_titles(tokens[i + 1].content[:TITLE]),
            str(token.meta.get("rest", "")),
        )
        for i, token in enumerate(tokens)
        if begins_section(token) and token.map
    ]


def _entries(tokens: list[Token]) -> list[toc.TocEntry]:
    return [toc.TocEntry(h.level, h.title, h.slug) for h in headings(tokens)]


def begins_section(token: Token) -> bool:
    """Whether a section of a note begins with this token: a heading that stands in nothing else."""
    return token.type == "heading_open" and token.level == 0 and token.map is not None


def plain_text(inline: str) -> str:
    """What one reads of a line of Markdown."""
    return _titles(inline)[0]


def _titles(inline: str) -> tuple[str, str]:
    """What one reads of it, and the same with emoji called by their names."""
    children = _inline().parseInline(inline)[0].children or []
    shown = " ".join("".join(map(_text_of, children)).split())
    if not any(child.type == "emoji" for child in children):
        return shown, shown
    named = "".join(c.markup if c.type == "emoji" else _text_of(c) for c in children)
    return shown, " ".join(named.split())


def top_groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens block by block; what raw HTML opens and closes stays together."""
    group: list[Token] = []
    depth = 0
    holds = raw_html.spans(tokens)
    for i, token in enumerate(tokens):
        group.append(token)
        depth += token.nesting
        if depth <= 0 and i not in holds:
            yield group
            group, depth = [], 0
    if group:
        yield group


def make() -> MarkdownIt:
    """A parser of its own, to add render rules to."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST + 1})
    md.enable(["table", "strikethrough"])
    md.use(footnote_plugin, move_to_end=False)
    markdown_labels.add_to(md)
    addresses.add_to(md)
    md.block.ruler.before("table", "deep", _deep)
    ends = ["paragraph", "reference", "blockquote"]
    md.block.ruler.at("html_block", _html_block, {"alt": ends})
    raw_html.add_to(md)
    folding.add_to(md)
    obsidian.add_to(md)
    signs.add_to(md)
    bold_headings.add_to(md)
    dollars.add_to(md)
    kept_text.add_to(md)
    toc.add_to(md, _entries)
    embeds.add_to(md)
    md.core.ruler.after("normalize", "comments", _no_comments)
    return ready(md)


def ready(md: MarkdownIt) -> MarkdownIt:
    """With its rules looked up. The library does that with the first text, and another thread that
    shares the parser would meanwhile find only some of them."""
    for ruler in (md.core.ruler, md.block.ruler, md.inline.ruler, md.inline.ruler2):
        ruler.getRules("")
    return md


def _no_comments(state: StateCore) -> None:
    state.src = without_comments(state.src)


def _text_of(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "html_inline":
        return raw_html.text_of(token.content)
    return token.content


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    from markdown_it.rules_block import html_block

    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    return not _LONE.match(line) and html_block(state, start, end, silent)


def _deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """What is nested too deep, to the end of what holds it, as it is written."""
    if silent or state.level < DEEPEST:
        return False
    line = start
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(start, line, state.blkIndent, True)
    token.map = [start, line]
    state.line = line
    return True


@cache
def _blocks() -> MarkdownIt:
    """Blocks only: of the text in them, no more than headings is looked at."""
    md = make()
    md.core.ruler.enableOnly(
        ["normalize", "comments", "block", raw_html.RULE, folding.RULE, bold_headings.RULE]
    )
    return ready(md)


@cache
def _inline() -> MarkdownIt:
    return make()
