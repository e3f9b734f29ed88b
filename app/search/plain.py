"""Markdown as the words that one reads: for finding them, and for showing where they stand."""

from __future__ import annotations

import re

_STEPS = (
    (re.compile(r"^ {0,3}(?:```|~~~)[^\n]*$", re.M), " "),  # fences; what is in them stays
    (re.compile(r"!\[\[[^\[\]|\n]*\|?([^\[\]\n]*)\]\]"), r" \1 "),
    (re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]\n]*)\]\]"), r"\1"),
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)"), r"\1"),
    (re.compile(r"</?[a-zA-Z!][^<>\n]{0,500}>"), " "),
    (re.compile(r"^[ \t|:-]*-{3,}[ \t|:-]*$", re.M), " "),  # rules, and those of tables
    (re.compile(r"^[ \t]*(?:#{1,6}|>+|[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?", re.M), ""),
    (re.compile(r"\*{1,3}|`{1,3}|~~|(?<!\w)_{1,3}|_{1,3}(?!\w)|\\(?=\W)"), ""),
    (re.compile(r"[ \t]*\|[ \t]*"), "  "),
    (re.compile(r"\s+"), " "),
)


def plain(markdown: str) -> str:
    """One line of text without the marks; where links lead is left out."""
    for pattern, instead in _STEPS:
        markdown = pattern.sub(instead, markdown)
    return markdown.strip()
