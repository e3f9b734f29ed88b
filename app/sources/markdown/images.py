"""The images that Markdown names: `![alt](file)`, `<img src=…>` (closed or not) and Obsidian's
`![[file]]`. What stands in code is text."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterator, Sequence
from pathlib import PurePosixPath

from app.model.notes import Image
from app.sources.markdown.picture_files import SUFFIXES

_TICKS = re.compile(r"`+")
_IMAGE = re.compile(
    r"""!\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]\(\s*(?:<(?P<angled>[^<>]*)>|(?P<plain>[^\s()<>]+))
      | !\[\[(?P<wiki>[^\]|\#]+)
      | <img\s(?:[^<>]*?\s)?src\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.VERBOSE | re.IGNORECASE,
)


def images(lines: Sequence[str], first_line: int, code: Container[int] = ()) -> Iterator[Image]:
    """Those of these lines, the first of which is line `first_line` of the file. `code` holds
    the indexes of lines that are code."""
    for number, line in enumerate(lines):
        if number in code or ("<" not in line and "[" not in line):
            continue
        for match in _IMAGE.finditer(_without_code(line)):
            target = next(text for text in match.groups() if text is not None)
            name, wiki = html.unescape(target.strip()), match["wiki"] is not None
            if wiki and PurePosixPath(name).suffix.lower() not in SUFFIXES:
                continue  # another note
            yield Image(name, first_line + number, wiki)


def spans(line: str) -> Iterator[tuple[int, int, str]]:
    """Where in a line the targets of its images stand, from and to, and what they are."""
    for match in _IMAGE.finditer(_without_code(line)):
        for group, text in match.groupdict().items():
            if text is not None:
                yield *match.span(group), html.unescape(text.strip())


def _without_code(line: str) -> str:
    """The line with blanks for its spans of code, which begin and end with as many backticks."""
    ticks = [match.span() for match in _TICKS.finditer(line)]
    last = {stop - start: i for i, (start, stop) in enumerate(ticks)}  # of each length
    parts, at, i = [], 0, 0
    while i < len(ticks):
        start, stop = ticks[i]
        length = stop - start
        end = i + 1
        if last[length] > i:
            while ticks[end][1] - ticks[end][0] != length:
                end += 1
            parts += [line[at:start], " " * (ticks[end][1] - start)]
            at, i = ticks[end][1], end
        i += 1
    return "".join([*parts, line[at:]])
