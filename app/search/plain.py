"""Markdown as the words that one reads: for finding them, and for showing where they stand."""

from __future__ import annotations

import re

_STEPS = (
    (re.compile(r"^ {0,3}(?:```|~~~)[^\n]*$", re.MULTILINE), " "),  # fences; what is in them stays
    (re.compile(r"!\[\[[^\[\]|\n]*\|?([^\[\]\n]*)\]\]"), r" \1 "),
    (re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]\n]*)\]\]"), r"\1"),
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)"), r"\1"),
    (re.compile(r"</?(?:a|b|code|em|i|kbd|mark|s|span|strong|su[bp]|u)\b[^<>\n]{0,500}>"), ""),
    (re.compile(r"</?[a-zA-Z!][^<>\n]{0,500}>"), " "),
    (re.compile(r"^[ \t|:-]*-{3,}[ \t|:-]*$", re.MULTILINE), " "),  # rules, and those of tables
    (
        re.compile(
            r"^[ \t]*(?:#{1,6}|>+|[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE
        ),
        "",
    ),
    (re.compile(r"\\([^\w\s])|\*{1,3}|`{1,3}|~~|(?<!\w)_{1,3}|_{1,3}(?!\w)"), r"\1"),
    (re.compile(r"[ \t]*\|[ \t]*"), "  "),
    (re.compile(r"\s+"), " "),
)


def plain(markdown: str) -> str:
    """One line of text without the marks; where links lead is left out."""
    for pattern, instead in _STEPS:
        markdown = pattern.sub(instead, markdown)
    return markdown.strip()
