"""Plain text, which may be anything: read as Markdown where it is a note."""

from __future__ import annotations

import re

from app.sources.formats import markdown
from app.sources.formats.record import NoteFormat

_HEADING = re.compile(r"#{1,6} +\S")
_UNDERLINE = re.compile(r"(=|-)\1{2,}$")
_LISTED = re.compile(r"(?:[-*+•–>]|\d{1,3}[.)]|[a-z][.)])\s+\S")
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
# What logs, lists of packages and tables of data begin or are made with.
_DATA = re.compile(
    r"""\[?\d{4}-\d\d-\d\d[T ]\d\d:|\d{1,3}(?:\.\d{1,3}){3}\b|<\d+>|\[?(?:DEBUG|INFO|WARN|ERROR)\b
      | [\w.\[\]-]+\s*(?:==|>=|<=|~=)\s*\d | [{}<] | [\w.-]+\s*[=:]\s*\S+$""",
    re.VERBOSE,
)
# What programs and their packages keep in text files.
_NAMES = re.compile(
    r"(?:third.?party|licen[cs]es?|copying|copyright|notices?|requirements|constraints|robots|humans"
    r"|(?:app.)?ads|cmakelists|manifest|sources|top.?level|entry.?points)(?![^\W_])"
    r"|.*[^\w]licen[cs]e(?![^\W_])",
    re.IGNORECASE,
)
_LOOKED_AT = 400  # lines
_SAID = 3  # words of a line that says something
_MANY = 6  # words of a line of prose at least
_DATA_LIKE, _SAYING, _NOTE_LIKE = 0.3, 0.3, 0.5  # parts of the lines


def reads_like_notes(name: str, text: str) -> bool:
    """Whether a file of that name, which begins so, is a person's notes, not data, a log, a licence
    or a list of packages: it has titles with text under them, or is mostly sentences and items."""
    if _NAMES.match(name):
        return False
    lines = [line.strip() for line in text.splitlines()[:_LOOKED_AT]]
    told = [line for line in lines if line and not _HEADING.match(line)]
    if sum(bool(_DATA.match(line)) for line in told) > _DATA_LIKE * len(told):
        return False
    if any(map(_is_title, lines, lines[1:])):
        return len(told) > 2  # the title, its line, and more
    words = [len(_WORD.findall(line)) for line in told]
    if any(map(_HEADING.match, lines)):
        return sum(n >= _SAID for n in words) > _SAYING * len(told)
    listed = sum(bool(_LISTED.match(line)) for line in told)
    prose = sum(n >= _MANY for n in words)
    return prose > 0 and prose + listed >= _NOTE_LIKE * len(told)


def _is_title(line: str, under: str) -> bool:
    return bool(_UNDERLINE.match(under) and _WORD.search(line) and not _DATA.match(line))


FORMAT = NoteFormat(
    name="plain text",
    files="text files",
    suffixes=(".txt",),
    read=markdown.read,
    codec=markdown.codec,
    edit=markdown.EDIT,
    last=True,
    reads_like_notes=reads_like_notes,
)
