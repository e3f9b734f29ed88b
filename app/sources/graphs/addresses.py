"""Where a file says that elements lead (https://graphviz.org/docs/attrs/URL/), and parts of HTML-like labels."""

from __future__ import annotations

import re
from html import unescape
from itertools import chain

from app.model.source_graph import Attributes
from app.sources.graphs.escapes import tags

_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_LABELS = ("label", "headlabel", "taillabel", "xlabel")


def url(attrs: Attributes, part: str = "") -> str | None:
    """Of an element, or of that part of an edge."""
    return attrs.get(f"{part}URL") or attrs.get(f"{part}href")


def linked(label: str) -> tuple[str, ...]:
    """Where the tables and cells of an HTML-like label lead, each once."""
    found = (match for tag in tags(label) for match in _HREF.finditer(tag))
    return tuple(dict.fromkeys(unescape(match[1] or match[2] or "") for match in found))


def edge_urls(attrs: Attributes) -> tuple[str, ...]:
    """Where its line, its label, its head and its tail lead, each once. What an end does not say it
    has from the line, and line and label from the edge. Then, where cells of its labels do."""
    own = url(attrs)
    line = url(attrs, "edge") or own
    label = url(attrs, "label") or own
    head, tail = (url(attrs, end) or line for end in ("head", "tail"))
    cells = chain.from_iterable(linked(attrs.get(name, "")) for name in _LABELS)
    return tuple(one for one in dict.fromkeys((line, label, head, tail, *cells)) if one)
