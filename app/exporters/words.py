"""A step's words: Markdown as a few plain blocks, for speaker notes and handouts. No Qt.

What a file says is text here: HTML in it is left out, pictures are their descriptions, and a link
is its text, with its address where that leads out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from app import markdown_labels
from app.model.comments import without_comments

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_WIKI = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
# Marked text, and names of blocks
_SIGNS = re.compile(r"==(?=\S)([^=\n]+)(?<=\S)==|\s\^[A-Za-z][A-Za-z0-9-]+[ \t]*$", re.MULTILINE)
_SILENT = tuple(
    (re.compile(start, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for start, end in (
        ("<!--", "-->"),
        (r"<script\b", r"</script\s*>"),
        (r"<style\b", r"</style\s*>"),
    )
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # no file format takes them
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one format."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, piece of code or row of a table. `depth` counts the lists and quotes
    around it; `mark` stands before it, as `•` or `2.`."""

    runs: tuple[Run, ...]
    kind: str = "text"  # text, heading or code
    depth: int = 0
    mark: str = ""

    @property
    def text(self) -> str:
        """Without what is said of its looks."""
        return "".join(run.text for run in self.runs)


def words(markdown: str) -> tuple[Block, ...]:
    """The blocks of a text, in order; empty ones are left out."""
    said = _SIGNS.sub(
        lambda m: m[1] or "", _WIKI.sub(r"\1", without_comments(_CONTROL.sub("", markdown)))
    )
    tokens = _parser().parse(said)
    return tuple(b for b in _Blocks().of(tokens) if b.text.strip())


def plain(markdown: str) -> tuple[str, ...]:
    """One text a block, its mark before it, indented by its depth."""
    return tuple(
        "    " * max(b.depth - 1, 0) + (f"{b.mark} {b.text}" if b.mark else b.text)
        for b in words(markdown)
    )


def one_line(text: str) -> str:
    """A title as one line of what can be written into a file."""
    return " ".join(_CONTROL.sub("", text).split())


def _spoken(html: str) -> str:
    """Without comments, scripts and style sheets; one that never ends stays."""
    for start, end in _SILENT:
        parts, at = [], 0
        while (first := start.search(html, at)) and (last := end.search(html, first.end())):
            parts.append(html[at : first.start()])
            at = last.end()
        html = "".join([*parts, html[at:]])
    return html


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown_labels.add_to(md)
    return md


class _Blocks:
    """Turns tokens into blocks. A list's mark waits for its item's first text; the cells of a
    row become one block."""

    def __init__(self) -> None:
        self._lists: list[int | None] = []  # the number of the next item, None for bullets
        self._quotes, self._mark, self._kind = 0, "", "text"
        self._row: list[Run] | None = None

    def of(self, tokens: list[Token]) -> Iterator[Block]:
        for token in tokens:
            match token.type:
                case "inline":
                    runs = list(_runs(token.children or []))
                    if self._row is None:
                        yield self._block(runs, self._kind)
                    else:
                        self._row += [Run(" · "), *runs] if self._row else runs
                case "tr_close":
                    row, self._row = self._row or [], None
                    yield self._block(row, "text")
                case "fence" | "code_block":
                    yield self._block([Run(token.content.rstrip("\n"), code=True)], "code")
                case "html_block":
                    text = " ".join(_TAG.sub(" ", _spoken(token.content)).split())
                    yield self._block([Run(text)], self._kind)
                case _:
                    self._nest(token)

    def _nest(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                start = token.attrGet("start")
                self._lists.append(1 if start is None else int(start))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                number = self._lists[-1]
                self._mark = "•" if number is None else f"{number}."
                self._lists[-1] = None if number is None else number + 1
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "heading_open" | "heading_close":
                self._kind = "heading" if token.nesting > 0 else "text"
            case "tr_open":
                self._row = []

    def _block(self, runs: list[Run], kind: str) -> Block:
        mark, self._mark = self._mark, ""
        return Block(tuple(runs), kind, len(self._lists) + self._quotes, mark)


def _runs(tokens: list[Token]) -> Iterator[Run]:
    appearance, address = Run(""), ""
    shown = ""  # of the link
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                appearance = replace(appearance, bold=token.nesting > 0)
            case "em_open" | "em_close":
                appearance = replace(appearance, italic=token.nesting > 0)
            case "link_open":
                address, shown = str(token.attrGet("href") or ""), ""
            case "link_close":
                if address.startswith(("http://", "https://")) and address != shown:
                    yield replace(appearance, text=f" ({address})")
            case "softbreak":
                yield replace(appearance, text=" ")
            case "hardbreak":
                yield replace(appearance, text="\n")
            case "html_inline" if token.content[:3].lower() == "<br":
                yield replace(appearance, text="\n")
            case "text" | "code_inline":
                shown += token.content
                yield replace(appearance, text=token.content, code=token.type == "code_inline")
            case "image":
                yield replace(appearance, text=token.content)
