"""Markdown → plain, meaningful HTML, and the allow-list that all of it goes through."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from app.sources.markdown import loose_html
from app.sources.markdown.code_colours import coloured
from app.sources.markdown.dialect import make
from app.sources.markdown.loose_html import ATTRIBUTE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# What HTML has no more, said with what it has.
_SAID_AS = {"center": "div", "tt": "code", "strike": "s", "font": "span", "big": "span"}
_TAGS = {
    *("a", "img", "br", "hr", "p", "div", "span", "blockquote", "pre", "code", "kbd", "samp"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary"),
    *("em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "abbr", "q"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption"),
}
_ATTRIBUTES = {
    "a": {"href", "id"},
    "li": {"id"},
    "img": {"src", "alt", "width"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "p": {"align"},
    "div": {"align"},
    "details": {"open"},
    **{f"h{level}": {"align"} for level in range(1, 7)},
}
_CLASSES = {
    "ul": {"tasks"},
    "p": {"language", "callout"},
    "span": {"k", "s", "n", "c", "f", "caption"},
    "img": {"embed"},
}


def clean(said: str, prefix: str) -> str:
    """The HTML with nothing in it but the tags, attributes, classes and link schemes above; ids
    begin with the prefix, so that no note takes another's or the page's."""
    import nh3

    return nh3.clean(
        said,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https"},
        link_rel=None,
        id_prefix=prefix,
    )


@cache
def renderer() -> MarkdownIt:
    """Notes' Markdown with the rules below. Its `env` may hold `anchors`: ids of headings by the
    line they stand on, from 0."""
    md = make()
    rules: dict[str, Callable[..., Any]] = {
        "html_block": _raw,
        "html_inline": _raw,
        "heading_open": _heading,
        "fence": _fence,
        "code_block": _fence,
        "th_open": _cell,
        "td_open": _cell,
        "bullet_list_open": _list,
        "footnote_ref": _footnote_ref,
        "footnote_block_open": lambda *_: "<hr><ol>",
        "footnote_block_close": lambda *_: "</ol>",
        "footnote_open": _footnote,
        "footnote_anchor": _footnote_anchor,
        "comment": _comment,
        "callout_open": lambda *_: '<p class="callout">',
        "callout_close": lambda *_: "</p>",
        "details_open": _details,
        "details_close": lambda *_: "</details>",
        "summary_open": lambda *_: "<summary>",
        "summary_close": lambda *_: "</summary>",
    }
    for name, rule in rules.items():
        md.add_render_rule(name, rule)
    return md


def _raw(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return loose_html.loose(tokens[at].content, _tag)


def _tag(closing: str, name: str, rest: str) -> str:
    """A tag of raw HTML as far as it is known; the allow-list looks at it again."""
    name = name.lower()
    if name == "input":
        checked = re.search(r"\bchecked\b", rest)
        return ("☑ " if checked else "☐ ") if "checkbox" in rest else ""
    said = _SAID_AS.get(name, name)
    if said not in _TAGS:
        return ""
    if closing:
        return f"</{said}>"
    found = {k.lower(): v.strip("\"'") for k, v in ATTRIBUTE.findall(rest)}
    if name == "center":
        found["align"] = "center"
    if name == "a" and "name" in found:
        found.setdefault("id", found["name"])
    kept = "".join(f' {k}="{html.escape(html.unescape(v))}"' for k, v in _known(found, said))
    return f"<{said}{kept}>"


def _known(found: dict[str, str], name: str) -> Iterator[tuple[str, str]]:
    known = _ATTRIBUTES.get(name, set())
    return ((k, v) for k, v in found.items() if k in known)


def _heading(_: object, tokens: Sequence[Token], at: int, __: object, env: Any) -> str:
    token = tokens[at]
    side = f' align="{token.attrs["align"]}"' if "align" in token.attrs else ""
    anchor = env.get("anchors", {}).get(token.map[0]) if token.map else None
    return f"<{token.tag}{side}>" + (f'<a id="{anchor}"></a>' if anchor else "")


def _details(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return '<details open="">' if tokens[at].meta.get("open") else "<details>"


def _comment(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return f'<span class="caption">{html.escape(tokens[at].content)}</span>'


def _fence(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    info = tokens[at].info.strip()
    language = info.split()[0] if info else ""
    title = f'<p class="language">{html.escape(info)}</p>' if info else ""
    return (
        f"{title}<pre><code>{coloured(tokens[at].content.rstrip(chr(10)), language)}</code></pre>\n"
    )


def _cell(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    side = str(tokens[at].attrs.get("style", "")).removeprefix("text-align:")
    scope = ' scope="col"' if tokens[at].tag == "th" else ""
    return f'<{tokens[at].tag} align="{html.escape(side) or "left"}"{scope}>'


def _list(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    """A list of nothing but tasks needs no dots."""
    level = tokens[at].level
    for i in range(at + 1, len(tokens)):
        token = tokens[i]
        if token.level <= level:
            break
        if token.type == "list_item_open" and token.level == level + 1 and "task" not in token.meta:
            return "<ul>"
    return '<ul class="tasks">'


def _footnote_ref(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    number, times = tokens[at].meta["id"] + 1, tokens[at].meta["subId"] + 1
    return f'<sup><a id="cited-{number}-{times}" href="#footnote-{number}">{number}</a></sup>'


def _footnote(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return f'<li id="footnote-{tokens[at].meta["number"]}">'


def _footnote_anchor(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    number, cited = tokens[at].meta["number"], tokens[at].meta["cited"]
    return "".join(f' <a href="#cited-{number}-{times + 1}">↑</a>' for times in range(cited))
