"""`![[note#part]]`: the text itself where it is named.

A parser's `env` holds under `embeds` who finds such texts; without it, and where there is none,
they are links. What is embedded is between `embed_open` and `embed_close`.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from app.sources.markdown.obsidian import address

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token


class Finder(Protocol):
    """Finds what the note `file` embeds."""

    @property
    def file(self) -> str:
        """Its path in the workspace."""

    def find(self, name: str, anchor: str) -> EmbeddedText | None:
        """The text that `![[name#anchor]]` names; None to leave it a link."""


@dataclass(frozen=True, slots=True)
class EmbeddedText:
    """A text that stands in another: its Markdown, what it is called, and who finds what it embeds
    itself."""

    text: str
    title: str
    within: Finder


def add_to(md: MarkdownIt) -> None:
    """Give a parser this rule."""
    md.core.ruler.push("embeds", _embed)


def _embed(state: StateCore) -> None:
    finder: Finder | None = state.env.get("embeds")
    if finder is None or state.inlineMode:
        return
    kept: list[Token] = []
    for token in state.tokens:
        kept.append(token)
        if token.type != "paragraph_close" or len(kept) < 3 or kept[-2].type != "inline":
            continue
        named = [c.meta["embed"] for c in kept[-2].children or [] if "embed" in c.meta]
        found = [(name, text) for name in named if (text := finder.find(*name))]
        level = kept[-3].level
        if found and len(found) == len(named) and _says_no_more(kept[-2]):
            del kept[-3:]
        for (name, anchor), text in found:
            number = state.env["embedded"] = state.env.get("embedded", 0) + 1
            kept += _tokens(state.md, text, address(name, anchor), (finder.file, number, level))
    state.tokens = kept


def _says_no_more(inline: Token) -> bool:
    """Nothing stands in a paragraph but what it embeds."""
    depth = 0
    for child in inline.children or []:
        if child.type in {"link_open", "link_close"}:
            depth += child.nesting
            if child.nesting > 0 and "embed" not in child.meta:
                return False
        elif not depth and (child.type not in {"text", "softbreak"} or child.content.strip()):
            return False
    return True


def _tokens(
    md: MarkdownIt, found: EmbeddedText, href: str, where: tuple[str, int, int]
) -> list[Token]:
    """`where`: the file that it stands in, its number there, how deep in other blocks."""
    from markdown_it.token import Token

    file, number, level = where
    inside = md.parse(found.text, {"embeds": found.within})
    way = posixpath.relpath(
        posixpath.dirname(found.within.file) or ".", posixpath.dirname(file) or "."
    )
    name = posixpath.basename(found.within.file)
    for token in inside:
        token.level += level + 1
        token.map = None  # its lines are another note's
        for one in (token, *(token.children or [])):
            _settle(one, number, way, name)
    link = Token("link_open", "a", 1, attrs={"href": href})
    title = Token("text", "", 0, content=found.title)
    said = Token("inline", "", 0, level=level + 2, content=found.title)
    said.children = [link, title, Token("link_close", "a", -1)]
    return [
        Token("embed_open", "", 1, level=level, block=True),
        Token("paragraph_open", "p", 1, level=level + 1, block=True, attrs={"class": "from"}),
        said,
        Token("paragraph_close", "p", -1, level=level + 1, block=True),
        *inside,
        Token("embed_close", "", -1, level=level, block=True),
    ]


def _settle(token: Token, number: int, way: str, name: str) -> None:
    """What a token of another note means in this one: its footnotes are others than those here,
    and its links start from the folder to which `way` leads, or from the note of that `name`."""
    if token.type.startswith("footnote"):
        token.meta = {**token.meta, "of": f"{number}-{token.meta.get('of', '')}"}
    if token.type == "block_name":  # links to it lead to where it is written
        token.meta = {"name": f"{number}-{token.meta['name']}"}
    for key in ("src", "href"):
        address = str(token.attrs.get(key, ""))
        if not address or re.match(r"[a-zA-Z][\w+.-]*:|/", address):
            continue
        if address.startswith("#"):
            token.attrs[key] = f"{quote(posixpath.normpath(posixpath.join(way, name)))}{address}"
        elif way != "." and token.attrs.get("class") != "embed":
            token.attrs[key] = posixpath.normpath(posixpath.join(quote(way), address))
