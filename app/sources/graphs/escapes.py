"""Graphviz's labels as people read them.

Escapes: https://graphviz.org/docs/attr-types/escString/. HTML-like labels and records:
https://graphviz.org/doc/info/shapes.html.
"""

from __future__ import annotations

import re
from html import unescape

# The engine's JSON does not say which text is HTML: Graphviz's own tags tell.
_TAG = re.compile(
    r"</?(?:b|br|font|hr|i|img|o|s|sub|sup|table|td|th|tr|u|vr)\b[^<>]*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(r"\s*<(?:br|/tr)\b[^>]*>\s*", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*\bsrc\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_RECORD = re.compile(r"(?<!\\)(?:<[^>]*>|[{}])")
_FIELD = re.compile(r"\s*(?<!\\)\|\s*")


def plain(raw: str, names: dict[str, str]) -> str:
    """`raw` with its escapes (`names` by letter: N, G, …) and entities replaced; of HTML the
    text, a line for each row and break."""
    if _TAG.search(raw):
        text = unescape(_TAG.sub("", _BREAK.sub("\n", raw)))
        return "\n".join(line for x in text.split("\n") if (line := " ".join(x.split())))
    values = {"n": "\n", "l": "\n", "r": "\n", **names}
    text = re.sub(r"\\(.)", lambda m: values.get(m[1], m[1]), raw, flags=re.DOTALL)
    return unescape(text).strip("\n")


def record(raw: str) -> str:
    """A record's label with a line for each field, without ports and braces; still escaped."""
    return _FIELD.sub(r"\\n", _RECORD.sub("", raw)).strip()


def image(label: str) -> str:
    """The first image inside an HTML-like label, or nothing."""
    found = _IMAGE.search(label)
    return found[1] if found else ""
