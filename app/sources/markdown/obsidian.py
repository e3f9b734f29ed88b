"""What Obsidian adds to Markdown: `[[links]]`, `![[pictures]]` and callouts.

`[[Note#Heading]]` is a link to `Note#Heading`; `![[Note#Heading]]` one whose token says that the
text itself is meant, which `app.sources.markdown.embeds` puts there.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from app.sources.markdown.folding import RULE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_WIKI = re.compile(r"(!?)\[\[([^\[\]\n|#]*)((?:#[^\[\]\n|]*)?)((?:\|[^\[\]\n]*)?)\]\](?!\()")
_CALLOUT = re.compile(r"\[!([\w-]+)(?:\|[^\[\]\n]*)?\]([+-]?)[ \t]*(.*)")
# What kinds of callout say, by the colour that they have.
_TONES = {
    "info": "note abstract summary tldr info todo example",
    "good": "tip hint success check done",
    "ask": "important question help faq",
    "warning": "warning caution attention",
    "danger": "failure fail missing danger error bug",
}
_TONE_OF = {kind: tone for tone, kinds in _TONES.items() for kind in kinds.split()}
_SIZE = re.compile(r"(\d{1,5})(?:x\d{1,5})?")
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg", ".avif"})


def add_to(md: MarkdownIt) -> None:
    """Give a parser these rules."""
    md.inline.ruler.before("link", "wiki", _wiki)
    md.core.ruler.after(RULE, "callouts", _callouts)


def address(name: str, anchor: str) -> str:
    """The relative address that `[[name#anchor]]` stands for; with `^` it names a block. The name is kept
    as written, a note's mostly without its suffix: which files there are, who follows the link knows."""
    place = anchor.rpartition("#")[2].strip()
    return quote(name) + (f"#{quote(place)}" if place else "")


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
            if found[1]:
                opening.meta["embed"] = name, anchor
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
        token.meta["tone"] = _TONE_OF.get(found[1].lower(), "plain")
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
