"""HTML that people write inside Markdown, made harmless without losing a word.

`loose` reads raw HTML tag by tag: what is not a whole tag of HTML is text, so that nothing that
was left open swallows what follows. `clean` is the guard at the end: an allow-list (nh3).
"""

from __future__ import annotations

import html
import re

from app.sources.markdown import loose_html
from app.sources.markdown.loose_html import ATTRIBUTE

_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*([\d.]+(?:px|%)?)")
# What Qt does not know, said with what it knows.
_SAID_AS = {
    "details": "div",
    "summary": "div",
    "center": "div",
    "section": "div",
    "figure": "div",
    "figcaption": "p",
    "kbd": "code",
    "samp": "code",
    "mark": "span",
    "tt": "code",
    "del": "s",
    "strike": "s",
    "ins": "u",
}
FULL = 'width="100%" cellspacing="0" border="0"'
DATA_TABLE = f'<table class="data" {FULL} cellpadding="6">'
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
_TAGS = _TABLE | {
    *("a", "img", "br", "hr", "p", "div", "span", "blockquote", "pre", "code", "sub", "sup"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("em", "strong", "b", "i", "u", "s", "small"),
}
_ATTRIBUTES = {
    "a": {"href", "name"},
    "img": {"src", "alt", "width"},
    **{f"h{level}": {"align"} for level in range(1, 7)},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
    "table": {"width", "cellpadding", "cellspacing", "border"},
    "p": {"align"},
    "div": {"align"},
}
CLASSES = {
    "table": {"data", "card", "quote", "fold"},
    "ul": {"tasks", "more"},
    "ol": {"more"},
    "p": {"language", "code", "callout", "summary"},
    "span": {"k", "s", "n", "c", "f", "caption", "mark"},
    "a": {"fold"},
    "img": {"embed"},
}


def loose(text: str) -> str:
    """Raw HTML with the tags above kept or said otherwise, HTML's others dropped and everything
    else escaped."""
    return loose_html.loose(text, _tag)


def clean(text: str) -> str:
    """The HTML with nothing in it but the tags, attributes, classes and link schemes above."""
    import nh3

    return nh3.clean(
        text,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"http", "https"},
        link_rel=None,
    )


def _tag(closing: str, name: str, rest: str) -> str:
    name = name.lower()
    if name == "input":
        checked = re.search(r"\bchecked\b", rest)
        return ("☑ " if checked else "☐ ") if "checkbox" in rest else ""
    said, name = name, _SAID_AS.get(name, name)
    if name not in _TAGS:
        return ""
    if closing:
        return f"</{name}>"
    found = {k.lower(): v.strip("\"'") for k, v in ATTRIBUTE.findall(rest)}
    place = found.get("id", "") if name not in _TABLE and name != "img" else ""
    target = f'<a name="{html.escape(html.unescape(place))}"></a>' if place else ""
    if name == "table":
        return DATA_TABLE
    if said == "mark":
        return f'{target}<span class="mark">'
    if said == "center":
        return f'{target}<div align="center">'
    if name == "img" and (width := _WIDTH.search(found.get("style", ""))):
        found["width"] = width[1]
    known = _ATTRIBUTES.get(name, set())
    kept = "".join(
        f' {k}="{html.escape(html.unescape(v))}"' for k, v in found.items() if k in known
    )
    return f"<{name}{kept}>" if name == "a" and "name" in found else f"{target}<{name}{kept}>"
