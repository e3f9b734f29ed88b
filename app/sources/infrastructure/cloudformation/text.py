"""The text of a template → its nodes. YAML comes as the events of PyYAML's C parser, which holds no tree, so that bounds are kept
before anything is nested; JSON is taken apart here, since YAML 1.1 does not take all of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from app.errors import SourceError
from app.model.problem import Problem
from app.sources.infrastructure.cloudformation.nodes import Node, NodeBuilder

_TOKEN = re.compile(
    r'[ \t\r\n]*(?:([{}\[\],:])|("[^"\\]*(?:\\.[^"\\]*)*")|([^\s{}\[\],:"]+))', re.DOTALL
)
_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\Z")
_CLOSES = {"}": True, "]": False}


class TextNodes(NamedTuple):
    """The root of a text, None where it is empty, and what is wrong in it."""

    root: Node | None
    problems: tuple[Problem, ...]


def decoded(raw: bytes) -> str:
    """The text of a file: UTF-16 where its mark says so, else UTF-8. Raises SourceError."""
    wide = raw[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        return raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as why:
        line = raw.count(b"\n", 0, why.start) + 1
        raise SourceError("Its letters are not UTF-8.", line=line) from why


def nodes_of(text: str, file: str) -> TextNodes:
    """The nodes of a text. Raises SourceError with the line of what is no YAML and no JSON."""
    if not text.lstrip().startswith("{"):
        return _of_yaml(text, file)
    try:
        return _of_json(text, file)
    except SourceError as why:
        try:
            return _of_yaml(text, file)  # which has braces, too
        except SourceError:
            raise why from None


def _of_yaml(text: str, file: str) -> TextNodes:
    builder = NodeBuilder(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            if isinstance(event, DocumentStartEvent) and builder.root is not None:
                break  # the first document is the template
            _told(event, builder)
    except yaml.reader.ReaderError as why:
        at = text.count("\n", 0, why.position) + 1
        raise SourceError(
            f"It is no sound YAML: a sign that may not stand there ({why.reason}).", file, at
        ) from why
    except yaml.MarkedYAMLError as why:
        mark = why.problem_mark or why.context_mark
        line = min(mark.line, text.rstrip().count("\n")) + 1 if mark else None  # the end is no line
        said = ", ".join(part for part in (why.context, why.problem) if part)
        where = f" (column {mark.column + 1})" if mark else ""
        raise SourceError(f"It is no sound YAML: {said}{where}.", file, line) from why
    except yaml.YAMLError as why:
        raise SourceError(f"It is no sound YAML: {why}.", file) from why
    return TextNodes(builder.root, tuple(builder.problems))


def _told(event: object, builder: NodeBuilder) -> None:
    if isinstance(event, ScalarEvent):
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        quoted = not event.implicit[0] and event.tag is None
        builder.scalar(event.value, quoted, line, column, event.tag or "", event.anchor or "")
    elif isinstance(event, MappingStartEvent | SequenceStartEvent):
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        is_map = isinstance(event, MappingStartEvent)
        builder.begin(is_map, line, column, event.tag or "", event.anchor or "")
    elif isinstance(event, MappingEndEvent | SequenceEndEvent):
        builder.end()
    elif isinstance(event, AliasEvent):
        builder.alias(event.anchor, event.start_mark.line + 1)


class _JsonToken(NamedTuple):
    sign: str
    text: str
    word: str
    line: int
    column: int


def _of_json(text: str, file: str) -> TextNodes:
    builder = NodeBuilder(file)
    opened: list[bool] = []  # whether it is a map
    wants = "value"  # or key, colon, next; `first` where it may end at once
    first = False
    for token in _tokens(text, file):
        if not opened and builder.root is not None:
            raise _wrong("there is more behind its end", token, file)
        if token.sign in _CLOSES and (wants == "next" or first):
            if not opened or opened.pop() is not _CLOSES[token.sign]:
                raise _wrong(f"“{token.sign}” closes nothing", token, file)
            builder.end()
            wants, first = "next", False
        elif token.sign == "," and wants == "next" and opened:
            wants, first = "key" if opened[-1] else "value", False
        elif token.sign == ":" and wants == "colon":
            wants = "value"
        elif wants in {"key", "value"} and token.sign in {"", "{", "["}:
            wants, first = _json_value(token, wants, opened, builder, file)
        else:
            found = token.sign or token.text or token.word
            raise _wrong(f"“{found[:40]}” is not what comes here", token, file)
    if opened or builder.root is None:
        raise SourceError("It is no sound JSON: it ends too early.", file, text.count("\n") + 1)
    return TextNodes(builder.root, tuple(builder.problems))


def _json_value(
    token: _JsonToken, wants: str, opened: list[bool], builder: NodeBuilder, file: str
) -> tuple[str, bool]:
    """Take a key, a value or the beginning of one; what comes behind it, and whether that may be an end."""
    if wants == "key":
        if not token.text:
            raise _wrong("a key is a text in quotes", token, file)
        builder.scalar(_unquoted(token, file), True, token.line, token.column)
        return "colon", False
    if token.sign:
        opened.append(token.sign == "{")
        builder.begin(opened[-1], token.line, token.column)
        return "key" if opened[-1] else "value", True
    if token.text:
        builder.scalar(_unquoted(token, file), True, token.line, token.column)
    elif token.word in {"true", "false", "null"} or _NUMBER.match(token.word):
        builder.scalar(token.word, False, token.line, token.column)
    else:
        raise _wrong(f"“{token.word[:40]}” is no value", token, file)
    return "next", False


def _tokens(text: str, file: str) -> Iterator[_JsonToken]:
    at, line, begins = 0, 1, 0  # `begins` is where the line does
    while at < len(text):
        found = _TOKEN.match(text, at)
        start = found.start(found.lastindex or 0) if found else at
        if found is None:
            space = _SPACE.match(text, at)
            start = space.end() if space else at
        line += text.count("\n", at, start)
        begins = max(begins, text.rfind("\n", at, start) + 1)
        if found is None:
            if start == len(text):
                return
            token = _JsonToken("", "", text[start], line, start - begins + 1)
            raise _wrong("a text in quotes has no end", token, file)
        yield _JsonToken(found[1] or "", found[2] or "", found[3] or "", line, start - begins + 1)
        at = found.end()
        line += text.count("\n", start, at)
        begins = max(begins, text.rfind("\n", start, at) + 1)


def _unquoted(token: _JsonToken, file: str) -> str:
    if "\\" not in token.text:
        return token.text[1:-1]
    try:
        return str(json.loads(token.text, strict=False))
    except ValueError as why:
        raise _wrong("a text has a “\\” before what it cannot stand before", token, file) from why


def _wrong(why: str, token: _JsonToken, file: str) -> SourceError:
    return SourceError(f"It is no sound JSON: {why} (column {token.column}).", file, token.line)
