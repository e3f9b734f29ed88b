"""What Obsidian adds to Markdown: `[[links]]`, `![[pictures]]`, callouts and `%%comments%%`.

`[[Note#Heading]]` is a link to `Note#Heading`. Comments are not lost: a block of them
is folded away, one in a line is a `comment` span.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from app.sources.markdown.folding import COMMENT_MARK, RULE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_WIKI = re.compile(r"(!?)\[\[([^\[\]\n|#]*)((?:#[^\[\]\n|]*)?)((?:\|[^\[\]\n]*)?)\]\](?!\()")
_COMMENT = re.compile(r"%%(?!%)(.+?)%%", re.DOTALL)
_CALLOUT = re.compile(r"\[!([\w-]+)\]([+-]?)[ \t]*(.*)")
_SIZE = re.compile(r"(\d{1,5})(?:x\d{1,5})?")
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg", ".avif"})


def add_to(md: MarkdownIt) -> None:
    """Give a parser these rules."""
    md.inline.ruler.before("link", "wiki", _wiki)
    md.inline.add_terminator_char("%")
    md.inline.ruler.before("link", "comment", _comment)
    ends = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("hr", COMMENT_MARK, _comment_mark, {"alt": ends})
    md.core.ruler.after(RULE, "callouts", _callouts)


def address(name: str, anchor: str) -> str:
    """The relative address that `[[name#anchor]]` stands for. The name is kept as written, a
    note's mostly without its suffix: which files there are, who follows the link knows."""
    heading = anchor.rpartition("#")[2].strip()
    known = "" if heading.startswith("^") else heading  # ^ names a block, which is in its note
    return quote(name) + (f"#{quote(known)}" if known else "")


def _wiki(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "[!":
        return False
    found = _WIKI.match(state.src, state.pos, state.posMax)
    if found is None or state.linkLevel > 0:
        return False
    name, anchor = found[2].strip(), found[3].strip("# ")
    if not name and not anchor:
        return False
    if not silent:
        alias = found[4].lstrip("|").strip()
        if found[1] and PurePosixPath(name).suffix.lower() in PICTURES:
            _picture(state, name, alias)
        else:
            opening = state.push("link_open", "a", 1)
            opening.attrs = {"href": address(name, anchor)}
            shown = " > ".join(x for x in (name, *anchor.split("#")) if x)
            state.push("text", "", 0).content = alias or shown
            state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _picture(state: StateInline, name: str, alias: str) -> None:
    from markdown_it.token import Token

    words, _, last = alias.rpartition("|")
    size = _SIZE.fullmatch(last.strip())
    alt = words if size else alias
    token = state.push("image", "img", 0)
    token.attrs = {"src": quote(name), "alt": "", "class": "embed"}
    if size:
        token.attrs["width"] = size[1]
    token.content = alt
    token.children = [Token("text", "", 0, content=alt)]


def _comment(state: StateInline, silent: bool) -> bool:
    """`%%…%%` in a line, but not the per cents of `5%% to 6%%`."""
    if state.src[state.pos] != "%" or (state.pos and state.src[state.pos - 1].isalnum()):
        return False
    found = _COMMENT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("comment", "span", 0).content = " ".join(found[1].split())
    state.pos = found.end()
    return True


def _comment_mark(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if line.rstrip() != "%%" or state.is_code_block(start):
        return False
    if not silent:
        state.line = start + 1
        token = state.push(COMMENT_MARK, "", 0)
        token.map = [start, start + 1]
    return True


def _callouts(state: StateCore) -> None:
    """`> [!note] Title`: a quote with a title; with `-` or `+` after the kind, one that folds."""
    from markdown_it.token import Token

    tokens: list[Token] = []
    folds: list[bool] = []  # of the quotes around: is its content folded
    skip = 0
    for i, token in enumerate(state.tokens):
        if skip:
            skip -= 1
            continue
        if token.type == "blockquote_close" and folds and folds.pop():
            tokens.append(Token("details_close", "", -1, block=True))
        tokens.append(token)
        if token.type != "blockquote_open":
            continue
        said = state.tokens[i + 2] if i + 2 < len(state.tokens) else token
        first, _, rest = said.content.partition("\n")
        found = _CALLOUT.fullmatch(first)
        folds.append(found is not None and bool(found[2]))
        if found is None or state.tokens[i + 1].type != "paragraph_open":
            folds[-1] = False
            continue
        kind, own = found[1].replace("-", " ").capitalize(), found[3].strip()
        title = f"{kind}: {own}" if own else kind
        tokens += _title(title, found[2], said)
        if rest:
            said.content = rest
        else:
            skip = 3  # the paragraph was the title
    state.tokens = tokens


def _title(title: str, fold: str, at: Token) -> list[Token]:
    from markdown_it.token import Token

    kind = "summary" if fold else "callout"
    more: dict[str, Any] = {"map": at.map, "level": at.level, "block": True}
    opening = [Token("details_open", "", 1, meta={"open": fold == "+"}, **more)] if fold else []
    return [
        *opening,
        Token(f"{kind}_open", "", 1, **more),
        Token("inline", "", 0, content=title, children=[], **more),
        Token(f"{kind}_close", "", -1, **more),
    ]
