"""A DOT file → its diagram."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.errors import LayoutError
from app.model import problem
from app.model.wording import counted
from app.paths import text_of
from app.sources.graphs.building import build
from app.sources.graphs.escapes import plain
from app.sources.graphs.graph import Graph, read_graph
from app.sources.kinds import stem_of
from app.sources.reading import Origin, Reading

_TOKEN = re.compile(r"\w+|[\"<#{}]|/[/*]")
_IN_STRING = re.compile(r'["\\]')
_IN_HTML = re.compile(r"[<>]")


def read_dot(path: Path, origin: Origin) -> Reading:
    """Read a DOT file. The id and the picture's name are the file's stem; the title is the
    graph's label, else its name, else the stem."""
    try:
        content = path.read_bytes()
    except OSError as why:
        return Reading(
            problems=(problem.error(f"It cannot be read: {why.strerror}.", origin.file),)
        )
    text = content.decode("utf-8-sig", "replace")
    try:
        graph = read_graph(text, origin.engine, origin.cancel)
    except LayoutError as why:
        said, line = _told(text, str(why))
        return Reading(problems=(problem.error(said, origin.file, line),))
    title = plain(graph.attrs.get("label", ""), {"G": graph.name}).replace("\n", " ")
    reading = build(
        graph,
        origin,
        id=text_of(stem_of(path)),
        title=title or graph.name,
        filename=text_of(stem_of(path)),
        lines=first_lines(text),
    )
    told = [
        problem.warning(message, origin.file, kind=kind)
        for message, kind in (
            (_lost_letters(text, content), problem.LETTERS),
            (_left_over(graph, graphs_in(text)), problem.OTHER_GRAPHS),
        )
        if message
    ]
    return replace(reading, problems=(*reading.problems, *told))


def _lost_letters(text: str, content: bytes) -> str:
    lost = text.count("\ufffd") - content.count("\ufffd".encode())
    if lost <= 0:
        return ""
    what = f"{counted(lost, 'character')} cannot be read and {'is' if lost == 1 else 'are'} lost"
    return f"{what}: the file is not in UTF-8."


def _left_over(graph: Graph, count: int) -> str:
    """What of the file is behind the graph that is drawn, which is one of that many."""
    if "syntax" in graph.complaint:
        return f"not drawn: what follows the first graph, which cannot be read: {graph.complaint}"
    # The engine passes over one that begins on the line where the last ended.
    more = max(len(graph.others), count - 1)
    if more <= 0:
        return ""
    names = ", ".join(f"“{name[:40]}”" for name in graph.others[:3] if name)
    some = f": {names}{', …' if more > 3 else ''}" if names else ""
    return f"not drawn: {counted(more, 'more graph')} in the file{some}"


def _told(text: str, why: str) -> tuple[str, int | None]:
    """What is wrong with a text that the engine did not take, and on which line: it is the text
    that is at fault, and not the engine."""
    if not text.strip("\0\ufeff \t\r\n"):
        return "The file is empty: a diagram begins with “digraph {” or “graph {”.", None
    found = re.search(r"\bline (\d{1,9})", why)
    said = re.sub(r"^[\w.-]+ failed: ", "", why)
    return said[:1].upper() + said[1:], int(found[1]) if found else None


def first_lines(text: str) -> dict[str, int]:
    """The line of DOT text on which each name first stands, comments and HTML apart."""
    found: dict[str, int] = {}
    line, counted = 1, 0
    for start, end in _tokens(text):
        line += text.count("\n", counted, start)
        counted = start
        if text[start] == '"':
            found.setdefault(text[start + 1 : end - 1].replace('\\"', '"'), line)
        elif text[start] not in "{}":
            found.setdefault(text[start:end], line)
    return found


def graphs_in(text: str) -> int:
    """How many graphs DOT text holds: blocks that are in no other."""
    found = depth = 0
    for start, _ in _tokens(text):
        if text[start] == "{":
            found += depth == 0
            depth += 1
        elif text[start] == "}":
            depth = max(depth - 1, 0)
    return found


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Where words, quoted texts and braces begin and end."""
    at = 0
    while match := _TOKEN.search(text, at):
        mark, start, at = match[0], match.start(), match.end()
        if mark == '"':
            at = _string_end(text, at)
        elif mark == "<":
            at = _html_end(text, at)
            continue
        elif mark == "/*":
            at = _found(text, "*/", at)
            continue
        elif mark in ("//", "#"):
            if mark == "//" or text[start - 1 : start] in ("", "\n"):
                at = _found(text, "\n", at)
            continue
        yield start, at


def _found(text: str, end: str, at: int) -> int:
    found = text.find(end, at)
    return len(text) if found < 0 else found


def _string_end(text: str, at: int) -> int:
    """Behind the quotation mark that ends a text which begins there."""
    while match := _IN_STRING.search(text, at):
        if match[0] == '"':
            return match.end()
        at = match.end() + 1
    return len(text)


def _html_end(text: str, at: int) -> int:
    depth = 1
    while depth and (match := _IN_HTML.search(text, at)):
        depth += 1 if match[0] == "<" else -1
        at = match.end()
    return len(text) if depth else at
