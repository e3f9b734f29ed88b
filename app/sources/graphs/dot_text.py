"""The graphs of a DOT text, and where in it things stand, which the engine does not tell: nodes,
clusters, edges; which texts are HTML.

What is not certain is left out: the text is read here without Graphviz's whole grammar,
https://graphviz.org/doc/info/lang.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<op>->|--)|(?P<id>-?(?:\.\d+|\d+(?:\.\d*)?)(?!\w)|[^\x00-/:-@\[-^`{-\x7f]+)"
    r"|(?P<mark>[\"<#{}\[\];,:=]|/[/*])"
)
_KEYWORDS = ("strict", "graph", "digraph")
# What no graph holds: another one begins there.
_BEGINNING = re.compile(
    r"(?:strict\s+)?(?:di)?graph\s*(?:\"(?:[^\"\\]|\\.)*\"|[\w.]+)?\s*\{", re.IGNORECASE
)
_IN_STRING = re.compile(r'["\\]')
_IN_HTML = re.compile(r"<!--|[<>]")
_MOST = 200_000  # edges whose places are kept
_PARTS = 10_000  # of a text; what comes after them is not looked at


class LineColumn(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


@dataclass(slots=True)
class DotText:
    """A graph's part of a text, behind that of the graph before it, and how many lines come
    `before` it; without `is_graph` it is something else. Places are in the whole text: by name,
    where each node is first named, and where clusters begin and edges between two names are said,
    in order; with too many edges none is here. `html` are all texts in angle brackets."""

    text: str = ""
    before: int = 0
    is_graph: bool = False
    nodes: dict[str, LineColumn] = field(default_factory=dict)
    clusters: dict[str, list[LineColumn]] = field(default_factory=dict)
    edges: dict[tuple[str, str], list[LineColumn]] = field(default_factory=dict)
    html: set[str] = field(default_factory=set)


def read_text(text: str) -> tuple[DotText, ...]:
    """Read DOT text in one pass, whatever it is: the parts of its graphs, at least one, and not
    more than one can ask for."""
    return tuple(_Walk(text).parts)


class Charset(NamedTuple):
    """An encoding that a text says it is in, and where that name begins and ends."""

    name: str
    start: int
    end: int


def charsets(text: str) -> tuple[Charset, ...]:
    """Each value that `charset` gets in DOT text."""
    found: list[Charset] = []
    if "charset" not in text:
        return ()
    before = ("", "")
    for kind, value, start, end in _tokens(text):
        if before == ("charset", "=") and kind in ("id", "string"):
            found.append(Charset(value, start, end))
        before = before[1], value
    return tuple(found)


def in_utf_8(text: str) -> str:
    """The text, saying that it is in UTF-8 where it says what it is in."""
    pieces: list[str] = []
    at = 0
    for _, start, end in charsets(text):
        pieces += text[at:start], '"utf-8"'.ljust(end - start)
        at = end
    return "".join((*pieces, text[at:]))


# Its kind: op, id, string, html or mark; a name; where it begins and ends.
_Token = tuple[str, str, int, int]


class _Operand(NamedTuple):
    """What an edge may end at: one name, or the names of a subgraph, which stand from `first` to
    `end` of all that were seen."""

    first: int
    end: int
    spot: LineColumn


@dataclass(slots=True)
class _OpenGraph:
    """A graph or subgraph that is open. `tail` is the last whole operand of the statement that is
    being read, `joined` says that an edge's sign follows it."""

    first: int
    spot: LineColumn
    tail: _Operand | None = None
    joined: bool = False

    def end_statement(self) -> None:
        self.tail, self.joined = None, False


class _Walk:
    def __init__(self, text: str) -> None:
        self.parts: list[DotText] = []
        self._part = DotText()
        self._text = text
        self._begin, self._before, self._empty = 0, 0, True  # of the part
        self._line, self._line_start, self._counted = 1, 0, 0
        self._names: list[str] = []  # of the part's nodes, as they come
        self._blocks: list[_OpenGraph] = []
        self._kept = 0
        self._word: tuple[str, LineColumn] | None = None  # a name of which it is open what it is
        self._subgraph: LineColumn | None = None  # where that word stood, until its block begins
        self._named = False  # the subgraph has had its name
        self._in_list = self._skipped = False  # what comes next is a port or a value
        for kind, value, start, _ in _tokens(text):
            if kind == "html":
                self._part.html.add(value)
            elif kind == "id" and value.lower() in _KEYWORDS and self._begins(start):
                self._end_part(start)
            if self._in_list:
                self._in_list = value != "]" or kind != "mark"
            else:
                self._take(kind, value, start)
            if len(self.parts) == _PARTS:
                return
        if not (self._empty and self.parts):
            self._end_part(len(text))

    def _take(self, kind: str, value: str, start: int) -> None:
        if self._empty and value in (";", ","):  # between two graphs
            self._begin_part(start + 1)
            return
        self._empty = False
        if kind == "op":
            self._end_word()
            if self._blocks:
                self._blocks[-1].joined = self._blocks[-1].tail is not None
        elif kind == "mark":
            self._mark(value, start)
        elif self._skipped:
            self._skipped = False
        else:
            self._name(value, self._at(start), is_plain=kind == "id")

    def _begins(self, start: int) -> bool:
        """Whether another graph begins, although this one has not ended."""
        return bool(self._blocks) and _BEGINNING.match(self._text, start) is not None

    def _end_part(self, end: int) -> None:
        self._part.text, self._part.before = self._text[self._begin : end], self._before
        self._begin_part(end)
        self.parts.append(self._part)
        self._part, self._names, self._blocks = DotText(), [], []
        self._word = self._subgraph = None
        self._in_list = self._skipped = False

    def _begin_part(self, at: int) -> None:
        self._before += self._text.count("\n", self._begin, at)
        self._begin, self._empty = at, True

    def _mark(self, value: str, start: int) -> None:
        if value in "=:":
            self._skipped = True
            if value == "=":
                self._word = None
            return
        self._end_word()
        if value == "{":
            self._open(self._at(start))
            return
        self._subgraph = None
        if value == "[":
            self._in_list = True
        elif value == "}":
            self._close(start)
        elif self._blocks:
            self._blocks[-1].end_statement()

    def _name(self, value: str, spot: LineColumn, *, is_plain: bool) -> None:
        if self._subgraph is not None and not self._named:
            self._named = True
            if self._blocks:
                self._part.clusters.setdefault(value, []).append(spot)
            return
        self._end_word()
        if self._subgraph is not None and self._blocks:  # one that was said before
            self._subgraph = None
            self._blocks[-1].end_statement()
        word = value.lower() if is_plain else ""
        if word == "subgraph":
            self._subgraph, self._named = spot, False
        elif word not in ("node", "edge", "graph", "digraph", "strict"):
            self._word = value, spot

    def _end_word(self) -> None:
        """A name that no `=` follows is a node's."""
        word, self._word, self._skipped = self._word, None, False
        if word is None or not self._blocks:
            return
        name, spot = word
        self._part.nodes.setdefault(name, spot)
        self._names.append(name)
        self._operand(_Operand(len(self._names) - 1, len(self._names), spot))

    def _operand(self, head: _Operand) -> None:
        block = self._blocks[-1]
        if block.joined and block.tail is not None:
            self._edges(block.tail, head)
        block.tail, block.joined = head, False

    def _open(self, spot: LineColumn) -> None:
        self._part.is_graph = True
        self._blocks.append(_OpenGraph(len(self._names), self._subgraph or spot))
        self._subgraph = None

    def _close(self, start: int) -> None:
        block = self._blocks.pop() if self._blocks else None
        if block is not None and self._blocks:
            self._operand(_Operand(block.first, len(self._names), block.spot))
        else:
            self._end_part(start + 1)

    def _edges(self, tail: _Operand, head: _Operand) -> None:
        size = (tail.end - tail.first) * (head.end - head.first)
        if not size:
            return
        self._kept += size
        if self._kept > _MOST:
            self._part.edges.clear()
            return
        heads = dict.fromkeys(self._names[head.first : head.end])
        for one in dict.fromkeys(self._names[tail.first : tail.end]):
            for other in heads:
                self._part.edges.setdefault((one, other), []).append(tail.spot)

    def _at(self, start: int) -> LineColumn:
        """Places are asked for in the order in which they come."""
        newline = self._text.rfind("\n", self._counted, start)
        if newline >= 0:
            self._line += self._text.count("\n", self._counted, start)
            self._line_start = newline + 1
        self._counted = start
        return LineColumn(self._line, start - self._line_start + 1)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while match := _TOKEN.search(text, at):
        kind, value, start, at = match.lastgroup or "", match[0], match.start(), match.end()
        if value == '"':
            at = _string_end(text, at)
            yield "string", _unquoted(text[start + 1 : at - 1]), start, at
        elif value == "<":
            at = _html_end(text, at)
            yield "html", text[start + 1 : at - 1], start, at
        elif value == "/*":
            at = _found(text, "*/", at)
        elif value in ("//", "#"):
            if value == "//" or text[start - 1 : start] in ("", "\n"):
                at = _found(text, "\n", at)
        else:
            yield kind, value, start, at


def _unquoted(text: str) -> str:
    return text.replace('\\"', '"').replace("\\\n", "") if "\\" in text else text


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
        at = match.end()
        if match[0] == "<!--":
            at = min(_found(text, "-->", at) + 3, len(text))
        else:
            depth += 1 if match[0] == "<" else -1
    return len(text) if depth else at
