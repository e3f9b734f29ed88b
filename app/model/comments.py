"""Obsidian's `%%comments%%`: what their author wants nobody to read is nowhere. They go before
anything else reads a note, so that no page, export, search or card has them."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"^[ \t>*+\d.)-]*(?P<fence>`{3,}|~{3,})|(?P<ticks>`+)|(?P<mark>%{2,})", re.MULTILINE
)
_PARAGRAPH_END = re.compile(r"\n[ \t>]*\n")
MARGIN = 200  # letters before a comment in its line that are looked at
CODE = 20_000  # letters of code in a line, at most
_LINE_START = " \t>+*-"


def without_comments(text: str) -> str:
    """The text without its comments; lines keep their numbers. Code stays as it is, and so does
    a comment that is never closed, and `5%% to 6%%`."""
    if "%%" not in text:
        return text
    kept: list[str] = []
    start = at = 0
    while found := _MARK.search(text, at):
        if found["mark"]:
            end = _comment_end(text, found)
            at = end or found.end()
            if end:
                kept += [text[start : found.start()], "\n" * text.count("\n", found.start(), end)]
                start = end
        elif found["fence"]:
            at = _fence_end(text, found)
        else:
            at = _code_end(text, found)
    return "".join([*kept, text[start:]])


def _comment_end(text: str, mark: re.Match[str]) -> int:
    """Where the comment that a mark opens is over; 0 where it opens none. One that begins in the
    middle of a line ends in its paragraph."""
    first = mark.start("mark")
    before = text[first - 1] if first else "\n"
    if mark["mark"] != "%%" or before.isdigit() or before == "\\":
        return 0
    close = text.find("%%", mark.end())
    line = max(text.rfind("\n", max(0, first - MARGIN), first) + 1, first - MARGIN)
    if close < 0:
        return 0
    in_line = bool(text[line:first].strip(_LINE_START))
    return 0 if in_line and _PARAGRAPH_END.search(text, first, close) else close + 2


def _fence_end(text: str, fence: re.Match[str]) -> int:
    said = re.escape(fence["fence"][0])
    close = re.compile(rf"^[ \t>]*{said}{{{len(fence['fence'])},}}[ \t]*$", re.MULTILINE)
    found = close.search(text, fence.end())
    return found.end() if found else len(text)


def _code_end(text: str, ticks: re.Match[str]) -> int:
    """After the code that these ticks open, in the same paragraph; else after the ticks."""
    close = re.compile(rf"(?<!`){ticks['ticks']}(?!`)").search(
        text, ticks.end(), ticks.end() + CODE
    )
    if close is None or _PARAGRAPH_END.search(text, ticks.end(), close.start()):
        return ticks.end()
    return close.end()
