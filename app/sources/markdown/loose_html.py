"""HTML that people write inside Markdown, read tag by tag: what is not a whole tag of HTML is text,
so that nothing that was left open swallows what follows. It makes nothing safe by itself."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from app.sources.markdown.raw_html import ELEMENTS

# A value may not hold `<`: each try then ends at the next `<`, which keeps this linear. Nor does a
# tag go on over an empty line: the `>` of a quote below would close one that was left open.
_TAG = re.compile(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)(?![a-zA-Z0-9])((?:[^<>"'\n]|\n(?![ \t]*\n)|"[^"<]*"|'[^'<]*')*)>"""
)
ATTRIBUTE = re.compile(r"""([a-zA-Z][\w-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_HIDDEN = (
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<script\b[^<>]*>", re.IGNORECASE), re.compile(r"</script\s*>", re.IGNORECASE)),
    (re.compile(r"<style\b[^<>]*>", re.IGNORECASE), re.compile(r"</style\s*>", re.IGNORECASE)),
)

Tag = Callable[[str, str, str], str]  # "/" or "", the name, what stands behind it


def loose(text: str, tag: Tag) -> str:
    """Raw HTML with its known tags as `tag` says them, and everything else escaped.

    Whole comments, scripts and style sheets go with what they hold.
    """
    for start, end in _HIDDEN:
        text = _without(text, start, end)
    parts, at = [], 0
    for found in _TAG.finditer(text):
        parts.append(escape(text[at : found.start()]))
        known = found[2].lower() in ELEMENTS
        parts.append(tag(*found.groups()) if known else escape(found[0]))
        at = found.end()
    parts.append(escape(text[at:]))
    return "".join(parts)


def escape(text: str) -> str:
    """Text as HTML; entities that it holds already stay what they mean."""
    return html.escape(html.unescape(text), quote=False)


def _without(text: str, start: re.Pattern[str], end: re.Pattern[str]) -> str:
    """The text less each stretch from `start` to `end`; one that never ends stays."""
    parts, at = [], 0
    while (first := start.search(text, at)) and (last := end.search(text, first.end())):
        parts.append(text[at : first.start()])
        at = last.end()
    return "".join([*parts, text[at:]])
