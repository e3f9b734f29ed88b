"""Signs in running text: `==marked==`, `:rocket:` for an emoji by its name, and at a block's end the
`^name` that Obsidian's links know it by."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from app.places import bundled_root

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_EMOJI = re.compile(r":([a-z0-9_+-]{1,60}):(?![:\w])")
# With a letter and a second sign, or as long as Obsidian makes them, so that `2 ^3` stays.
_BLOCK_NAME = re.compile(r"(?:^|\s)\^((?=[\w-]*[A-Za-z]|\d{6}\s*$)[A-Za-z0-9-]{2,80})\s*$")


def add_to(md: MarkdownIt) -> None:
    """Give a parser these rules."""
    md.inline.add_terminator_char("=")
    md.inline.ruler.before("strikethrough", "mark", _mark)
    md.inline.add_terminator_char(":")
    md.inline.ruler.after("newline", "emoji", _emoji)
    md.core.ruler.after("inline", "block_names", _block_names)


@cache
def emoji() -> Mapping[str, str]:
    """Emoji by the names that GitHub and Unicode give them."""
    path = bundled_root() / "resources" / "emoji.json"
    names: Mapping[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return names


def _mark(state: StateInline, silent: bool) -> bool:
    start = state.pos + 2
    if not _opens(state.src, state.pos):
        return False
    end = start
    while end < state.posMax and not state.src.startswith("==", end):
        state.pos = end
        state.md.inline.skipToken(state)
        end = state.pos
    state.pos = start - 2
    if not _closes(state.src, end, state.posMax):
        return False
    if not silent:
        whole, state.pos, state.posMax = state.posMax, start, end
        state.push("mark_open", "mark", 1)
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = whole
    state.pos = end + 2
    return True


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 2 : at + 3]
    return (
        text.startswith("==", at)
        and before != "="
        and not _joins(before)
        and bool(after.strip("= \t\n"))
    )


def _closes(text: str, at: int, end: int) -> bool:
    """`a==b==c` compares, and marks nothing."""
    after = text[at + 2 : at + 3]
    return at + 2 <= end and not text[at - 1].isspace() and after != "=" and not _joins(after)


def _joins(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _emoji(state: StateInline, silent: bool) -> bool:
    """Not within a word: `arn:aws:s3:us:x` names no flag."""
    at = state.pos
    if state.src[at] != ":" or (at and (state.src[at - 1] == ":" or _joins(state.src[at - 1]))):
        return False
    found = _EMOJI.match(state.src, at, state.posMax)
    known = emoji().get(found[1]) if found else None
    if found is None or known is None:
        return False
    if not silent:
        token = state.push("emoji", "", 0)
        token.content, token.markup = known, found[0]
    state.pos = found.end()
    return True


def _block_names(state: StateCore) -> None:
    """The name of a block is not shown; where it stands alone, it names the text before it."""
    kept: list[Token] = []
    last: Token | None = None  # the text before
    alone = False
    for token in state.tokens:
        if token.type == "inline":
            name = _take_name(token)
            alone = bool(name) and not token.children
            target = last if alone else token
            if name and target is not None:
                _anchor(target, name)
            last = last if alone else token
        if alone and token.type == "paragraph_close":
            del kept[-2:]
            alone = False
        else:
            kept.append(token)
    state.tokens = kept


def _take_name(inline: Token) -> str:
    """The name at the end of a text, which is without it then; empty where there is none."""
    children = inline.children or []
    found = _BLOCK_NAME.search(children[-1].content) if children else None
    if found is None or children[-1].type != "text":
        return ""
    children[-1].content = children[-1].content[: found.start()]
    while children and children[-1].type in {"text", "softbreak"} and not children[-1].content:
        children.pop()
    return found[1]


def _anchor(inline: Token, name: str) -> None:
    from markdown_it.token import Token

    anchor = Token("block_name", "", 0, meta={"name": name})
    inline.children = [anchor, *(inline.children or [])]
