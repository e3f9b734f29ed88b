"""Markdown as the words that one reads: for finding them, and for showing where they stand."""

from __future__ import annotations

import re

from app.model.comments import without_comments

_APART = "\0"  # between blocks, until all of them are known
_INLINE = r"a|b|code|em|i|kbd|mark|s|span|strong|su[bp]|u"
_LINKS = re.compile(
    r"(?<!!)\[\[(?:[^\[\]|\n]*\|)?([^\[\]\n]*)\]\]|(?<!!)\[([^\[\]]*)\]\([^()\n]*\)"
)
LEAST, MOST = 3, 0.5  # links of a list of contents, and how much of its text they are
_STEPS = (
    (re.compile(r"^ {0,3}(?:```|~~~)[^\n]*$", re.MULTILINE), _APART),  # what is in a fence stays
    # The names of blocks
    (re.compile(r"(?:^|(?<=\s))\^(?=[\w-]*[A-Za-z])[A-Za-z0-9-]{2,80}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"!\[\[[^\[\]|\n]*(?:\|([^\[\]\n]*))?\]\]"), r" \1 "),
    (re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]\n]*)\]\]"), r"\1"),
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)"), r"\1"),
    (re.compile(rf"</?(?:{_INLINE})\b[^<>\n]{{0,500}}>"), ""),
    (re.compile(r"</?[a-zA-Z!][^<>\n]{0,500}>"), " "),
    # Rules, and those of tables
    (re.compile(r"^(?=[^\n]*---)[ \t|:-]+$", re.MULTILINE), _APART),
    (re.compile(r"^[ \t]*>+[ \t]?", re.MULTILINE), ""),
    (
        re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE),
        _APART,
    ),
    (re.compile(r"\n[ \t]*\n|\|"), _APART),
    (
        re.compile(r"\\([^\w\s])|==(?=\S)|(?<=\S)==|\*{1,3}|`{1,3}|~~|(?<!\w)_{1,3}|_{1,3}(?!\w)"),
        r"\1",
    ),
    (re.compile(r"\s+"), " "),
    (re.compile(r"(?<=[.!?:;,]) ?\0[ \0]*"), " "),
    (re.compile(r" ?\0[ \0]*"), " · "),
)


def plain(markdown: str) -> str:
    """One line of text without the marks; where links lead is left out. Blocks that do not end
    as a sentence does, and cells of tables, are parted by a dot."""
    markdown = without_comments(markdown)
    for pattern, instead in _STEPS:
        markdown = pattern.sub(instead, markdown)
    return markdown.strip(" ·")


def lists(markdown: str, said: str) -> bool:
    """Whether most of a text, which as plain text is `said`, stands in links."""
    links = [a or b for a, b in _LINKS.findall(markdown)]
    return len(links) >= LEAST and sum(map(len, links)) > len(said) * MOST
