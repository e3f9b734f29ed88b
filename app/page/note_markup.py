"""Notes' Markdown as plain, meaningful HTML for a browser: what only the page says so."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from app.scene.tones import TONES
from app.sources.markdown import html_rules
from app.sources.markdown.allowed import Allowed
from app.sources.markdown.code_colours import coloured

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

PAGE = Allowed(
    "id",
    frozenset(
        {
            *("kbd", "samp", "details", "summary", "del", "ins", "mark", "abbr", "q"),
            *("caption", "tfoot", "figure", "figcaption"),
        }
    ),
    {"details": frozenset({"open"}), "th": frozenset({"scope"})},
    {"blockquote": frozenset({"embed", *TONES}), "pre": frozenset({"drawing"})},
)


@cache
def renderer() -> MarkdownIt:
    """Its `env` holds the page's `blocks` and the note's `file`, and may hold `anchors`: ids of headings by the line they stand on, from 0."""
    return html_rules.renderer(
        PAGE,
        {
            "heading_open": _heading,
            "fence": _fence,
            "code_block": _fence,
            "th_open": _cell,
            "td_open": _cell,
            "table_open": lambda *_: "<table>\n",
            "blockquote_open": _quote,
            "blockquote_close": lambda *_: "</blockquote>\n",
            "embed_open": lambda *_: '<blockquote class="embed">',
            "embed_close": lambda *_: "</blockquote>\n",
            "details_open": _details,
            "details_close": lambda *_: "</details>",
            "summary_open": lambda *_: "<summary>",
            "summary_close": lambda *_: "</summary>",
            "mark_open": lambda *_: "<mark>",
            "mark_close": lambda *_: "</mark>",
            "link_close": lambda *_: "</a>",
            "formula": _formula,
            "formula_block": _formula_block,
        },
    )


def _heading(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    token = tokens[at]
    side = f' align="{token.attrs["align"]}"' if "align" in token.attrs else ""
    anchor = env.get("anchors", {}).get(token.map[0]) if token.map else None
    return f"<{token.tag}{side}>" + (PAGE.anchor(anchor) if anchor else "")


def _quote(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    tone = tokens[at].meta.get("tone")
    return f'<blockquote class="{tone}">\n' if tone else "<blockquote>\n"


def _details(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return '<details open="">' if tokens[at].meta.get("open") else "<details>"


def _fence(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    info = tokens[at].info.strip()
    picture, remark = env["blocks"].shown(info, tokens[at].content, env["file"])
    if picture:
        return str(picture)
    title = f'<p class="language">{html.escape(info)}</p>' if info else ""
    text = tokens[at].content.rstrip("\n")
    code = coloured(text, html_rules.language(tokens[at]))
    drawn = ' class="drawing"' if html_rules.is_drawing(text) else ""
    return f"{title}<pre{drawn}><code>{code}</code></pre>\n{remark}"


def _formula_block(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    made = env["blocks"].formula(tokens[at].content, True)
    return str(made) or f"<pre><code>{html.escape(tokens[at].content)}</code></pre>\n"


def _formula(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    token = tokens[at]
    made = env["blocks"].formula(token.content, token.meta["display"])
    return str(made) or f"<code>{html.escape(token.markup + token.content + token.markup)}</code>"


def _cell(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    side = str(tokens[at].attrs.get("style", "")).removeprefix("text-align:")
    scope = ' scope="col"' if tokens[at].tag == "th" else ""
    return f'<{tokens[at].tag} align="{html.escape(side) or "left"}"{scope}>'
