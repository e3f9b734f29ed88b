"""Graphviz's labels as people read them.

Escapes: https://graphviz.org/docs/attr-types/escString/. HTML-like labels and records:
https://graphviz.org/doc/info/shapes.html. Labels come from anybody: each is read in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from app.model.elements import Field
from app.model.source_graph import Html

_TAGS = frozenset(
    [
        "b",
        "br",
        "font",
        "hr",
        "i",
        "img",
        "o",
        "s",
        "sub",
        "sup",
        "table",
        "td",
        "th",
        "tr",
        "u",
        "vr",
    ],
)
_NAME = re.compile(r"</?([a-z]+)\b", re.IGNORECASE)
_BREAKS = ("<br", "</tr")
_CELLS = ("</td", "</th")  # whose words are kept apart
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_LINES = 24  # of a title
_DEEP = 12  # braces in each other that are heeded
_IN_RECORD = re.compile(r"\\.|[<{}|]", re.DOTALL)


def plain(raw: str, names: dict[str, str]) -> str:
    """`raw` with its escapes (`names` by letter: N, G, …) and entities replaced; of HTML the
    text, a line for each row and break."""
    if "\\" not in raw and "&" not in raw and not isinstance(raw, Html):
        return raw.strip("\n")
    found = list(parts(raw)) if isinstance(raw, Html) else []
    if any(is_tag for is_tag, _ in found):
        text = unescape("".join(_of_tag(part) if is_tag else part for is_tag, part in found))
        return "\n".join(line for x in text.split("\n") if (line := " ".join(x.split())))
    values = {"n": "\n", "l": "\n", "r": "\n", **names}
    text = _ESCAPE.sub(lambda m: values.get(m[1], m[1]), raw)
    return unescape(text).strip("\n")


def lines_of(title: str) -> tuple[str, ...]:
    """The lines of a plain text that say something, without spaces round them."""
    return tuple(line for part in title.splitlines()[:_LINES] if (line := " ".join(part.split())))


def record(raw: str) -> tuple[Field, ...]:
    """A record's fields, their texts still escaped."""
    levels, at, close = [_RecordLevel()], 0, -1
    while match := _IN_RECORD.search(raw, at):
        level = levels[-1]
        level.text.append(raw[at : match.start()])
        at = match.end()
        if match[0] == "|":
            level.end()
        elif match[0] == "{" and len(levels) < _DEEP:
            levels.append(_RecordLevel())
        elif match[0] == "}" and len(levels) > 1:
            _close(levels)
        elif match[0] == "<":
            close = _next(raw, ">", at, close)
            if close == len(raw):
                level.text.append("<")
            else:
                level.port = raw[at:close].strip()
                at = close + 1
        elif match[0] not in "{}":
            level.text.append(match[0])
    levels[-1].text.append(raw[at:])
    while len(levels) > 1:
        _close(levels)
    levels[0].end()
    return tuple(levels[0].fields)


@dataclass(slots=True)
class _RecordLevel:
    """The fields so far within some braces, and of the next one what was read."""

    fields: list[Field] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    port: str = ""
    parts: tuple[Field, ...] = ()

    def end(self) -> None:
        """The field ends here."""
        self.fields.append(Field("".join(self.text).strip(), self.port, self.parts))
        self.text, self.port, self.parts = [], "", ()


def _close(levels: list[_RecordLevel]) -> None:
    inner = levels.pop()
    inner.end()
    levels[-1].parts = tuple(inner.fields)


def tags(label: str) -> Iterator[str]:
    """All tags and comments of an HTML-like label."""
    return (
        (part for is_tag, part in parts(label) if is_tag) if isinstance(label, Html) else iter(())
    )


def parts(text: str) -> Iterator[tuple[bool, str]]:
    """Tags and comments of HTML-like markup, and what stands between them."""
    done = at = 0
    close = end = -1
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<!--", at):
            end = _next(text, "-->", at + 4, end)
            after = end + 3
        else:
            name = _NAME.match(text, at)
            close = _next(text, ">", at, close)
            known = name is not None and name[1].lower() in _TAGS
            inner = text.find("<", at + 1) if known else -1
            after = close + 1 if known and not -1 < inner < close else len(text) + 1
        if after > len(text):
            at += 1
            continue
        if at > done:
            yield False, text[done:at]
        yield True, text[at:after]
        done = at = after
    if done < len(text):
        yield False, text[done:]


def _next(text: str, wanted: str, at: int, known: int) -> int:
    """Where `wanted` stands from `at` on; the text's length for nowhere. `known` is the answer to
    the last question, for a place before."""
    if known >= at:
        return known
    found = text.find(wanted, at)
    return len(text) if found < 0 else found


def _of_tag(tag: str) -> str:
    lower = tag[:6].lower()
    if lower.startswith(_BREAKS):
        return "\n"
    return " " if lower.startswith(_CELLS) else ""
