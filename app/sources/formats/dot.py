"""Graphviz's DOT."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.sources.formats.record import DiagramEdit, DiagramFormat

if TYPE_CHECKING:
    from app.sources.edits.edits import Source
    from app.sources.reading import DiagramOrigin, SourceReading

_STRICT = re.compile(r"strict\b", re.IGNORECASE)
_KEYWORD = re.compile(r"(?:di)?graph\b", re.IGNORECASE)
# `[\x80-\uffff]` would take 5 ms to compile.
_NAME = re.compile(r'"(?:[^"\\]|\\.)*"|(?:[\w.-]|[^\x00-\x7f])+', re.DOTALL)


def begins(text: str) -> bool:
    """Whether a text begins as DOT does, comments apart: `strict digraph "web" {`."""
    at = _after_comments(text, 0)
    if found := _STRICT.match(text, at):
        at = _after_comments(text, found.end())
    keyword = _KEYWORD.match(text, at)
    if keyword is None:
        return False
    at = _after_comments(text, keyword.end())
    if name := _NAME.match(text, at):
        at = _after_comments(text, name.end())
    return text.startswith("{", at)


def _after_comments(text: str, at: int) -> int:
    """Where what is neither space nor comment begins."""
    end = len(text)
    while at < end:
        if text[at].isspace():
            at += 1
        elif text.startswith("/*", at):
            closed = text.find("*/", at + 2)
            at = end if closed < 0 else closed + 2
        elif text.startswith("//", at) or text[at] == "#":
            line = text.find("\n", at)
            at = end if line < 0 else line
        else:
            break
    return at


def _read(path: Path, origin: DiagramOrigin) -> SourceReading:
    from app.sources.graphs.dot import read_dot

    return read_dot(path, origin)


def _codec(raw: bytes) -> tuple[str, bytes]:
    from app.sources.graphs.dot_encoding import encoding_of

    found = encoding_of(raw)
    return found.codec, found.mark


def _with_url(source: Source, line: int | None, label: str, cluster: bool, url: str) -> str:
    from app.sources.edits.dot_edit import with_url

    return with_url(source, line, label, cluster, url)


FORMAT = DiagramFormat(
    name="DOT",
    files="DOT files",
    suffixes=(".dot", ".gv"),
    read=_read,
    codec=_codec,
    edit=DiagramEdit(_with_url, lambda _cluster, url: f'URL="{url}"', "`URL` of nodes"),
    begins=begins,
    known_by="DOT text",
)
