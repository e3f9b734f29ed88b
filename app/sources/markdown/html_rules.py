"""What Markdown is as HTML: one table of rules, which the window and the page both follow. What an
outlet draws in a box of its own, it says itself (`BOXES`)."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.sources.markdown.allowed import Allowed
from app.sources.markdown.dialect import make

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Rule = Callable[..., str]  # the renderer, tokens, where among them, options, env → HTML

# Tokens that each outlet has a rule of its own for.
BOXES = frozenset(
    [
        "heading_open",
        "fence",
        "code_block",
        "th_open",
        "td_open",
        "table_open",
        "blockquote_open",
        "blockquote_close",
        "embed_open",
        "embed_close",
        "details_open",
        "details_close",
        "summary_open",
        "summary_close",
        "mark_open",
        "mark_close",
        "link_close",
        "formula",
        "formula_block",
    ]
)


def renderer(allowed: Allowed, boxes: Mapping[str, Rule]) -> MarkdownIt:
    """Notes' Markdown with these rules. Raises ValueError where `boxes` are not those that an
    outlet is to have."""
    if set(boxes) != BOXES:
        raise ValueError(f"these rules are missing or too many: {sorted(BOXES ^ set(boxes))}")
    md = make()
    for name, rule in {**_rules(allowed), **boxes}.items():
        md.add_render_rule(name, rule)
    return md


def language(token: Token) -> str:
    """What a fence says that its code is, in lower case; empty where it says nothing."""
    said = token.info.split()
    return said[0] if said else ""


def is_drawing(text: str) -> bool:
    """Code that is made of lines: boxes, arrows. It stands line by line, with nothing between."""
    lined = sum("\u2500" <= sign <= "\u257f" for sign in text)
    return lined >= 8 or text.count("+--") + text.count("--+") >= 4


def _rules(allowed: Allowed) -> dict[str, Rule]:
    def raw(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
        return allowed.loose(tokens[at].content)

    def block_name(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
        return allowed.anchor(f"^{tokens[at].meta['name']}")

    def footnote_ref(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
        meta = tokens[at].meta
        name, times = _number(meta, meta["id"] + 1), meta.get("subId", 0) + 1
        place = f'{allowed.place}="cited-{name}-{times}"'
        return f'<sup><a {place} href="#footnote-{name}">{meta["id"] + 1}</a></sup>'

    def footnote(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
        meta = tokens[at].meta
        return f"<li>{allowed.anchor('footnote-' + _number(meta, meta['number']))}"

    return {
        "html_block": raw,
        "html_inline": raw,
        "bullet_list_open": _list,
        "emoji": lambda _, tokens, at, *__: html.escape(tokens[at].content),
        "block_name": block_name,
        "callout_open": lambda *_: '<p class="callout">',
        "callout_close": lambda *_: "</p>",
        "footnote_ref": footnote_ref,
        "footnote_block_open": lambda *_: "<hr><ol>",
        "footnote_block_close": lambda *_: "</ol>",
        "footnote_open": footnote,
        "footnote_anchor": _footnote_anchor,
    }


def _number(meta: Mapping[str, Any], number: int) -> str:
    """A footnote's name; those of an embedded text begin with the text's."""
    return f"{meta.get('of', '')}{number}"


def _footnote_anchor(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    meta = tokens[at].meta
    name = _number(meta, meta["number"])
    return "".join(f' <a href="#cited-{name}-{n + 1}">↑</a>' for n in range(meta["cited"]))


def _list(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    """A list of nothing but tasks needs no dots; `more` is one that goes on."""
    level = tokens[at].level
    classes = ["more"] if tokens[at].attrs.get("class") == "more" else []
    tasks = True
    for i in range(at + 1, len(tokens)):
        token = tokens[i]
        if token.level <= level:
            break
        if token.type == "list_item_open" and token.level == level + 1 and "task" not in token.meta:
            tasks = False
            break
    classes += ["tasks"] * tasks
    return f'<ul class="{" ".join(classes)}">' if classes else "<ul>"
