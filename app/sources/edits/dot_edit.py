"""A `URL` written into a DOT file, on the statement that declares a node and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.errors import EditError
from app.sources.edits.edits import Source
from app.sources.graphs.escapes import plain

_TEXT = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<mark>[\[\]=,;])|(?P<value>-?[\d.]+)|(?P<comment>//.*)"
    rf"|(?P<name>[A-Za-z_\x80-\U0010ffff][\w\x80-\U0010ffff]*|{_TEXT})"
)
# A node's statement in its tokens' kinds, by their first letters.
_STATEMENT = re.compile(r"n(?P<list>\[(?:n=[nv][,;]?)*\])?;?")
# Where something begins that no statement is in; and what a text in quotes holds.
_OPENS = re.compile(r'"|//|/\*|<|^#', re.MULTILINE)
_QUOTED = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_HTML = re.compile(r"<!--|[<>]")
_WORDS = {"node", "edge", "graph", "digraph", "subgraph", "strict"}


def with_url(source: Source, line: int | None, label: str, cluster: bool, url: str) -> str:
    """The file with that URL on the node of that line and label. Raises EditError."""
    if cluster:
        raise EditError("In a DOT file, only nodes can be changed.")
    lines = source.lines
    said = lines[line - 1] if line and line <= len(lines) else ""
    node = _statement(said)
    if node is None or node.name.lower() in _WORDS:
        raise EditError("The node has no line of its own.")
    said_label = plain(node.attrs.get("label", r"\N"), {"N": _unquoted(node.name)})
    if said_label.split() != label.split():
        raise EditError("It is not certain that the line belongs to the node.")
    if "url" in node.attrs or "href" in node.attrs:
        raise EditError("The node already has a URL.")
    if _in_comment("".join(lines[: (line or 1) - 1])):
        raise EditError("The line is a comment.")
    fresh = f'{said[: node.at]}{node.before}URL="{url}"{node.after}{said[node.at :]}'
    return "".join([*lines[: (line or 1) - 1], fresh, *lines[line or 1 :]])


@dataclass(frozen=True, slots=True)
class _Statement:
    """A node's statement: its name as written, its attributes by their names in small letters, and
    where one more goes, with what then stands before and after it."""

    name: str
    attrs: dict[str, str]
    at: int
    before: str
    after: str


def _statement(said: str) -> _Statement | None:
    """What a whole line says: one name, at most one list of plain attributes, nothing else."""
    tokens = _tokens(said)
    kinds = "".join(t[0] if t.lastgroup == "mark" else (t.lastgroup or "")[0] for t in tokens)
    shape = _STATEMENT.fullmatch(kinds)
    if shape is None:
        return None
    attrs = {
        _unquoted(tokens[i - 1][0]).casefold(): _unquoted(tokens[i + 1][0])
        for i, kind in enumerate(kinds)
        if kind == "="
    }
    name = tokens[0]
    if shape["list"] is None:
        return _Statement(name[0], attrs, name.end(), " [", "]")
    last = tokens[shape.end("list") - 2]
    before = {"[": "", ",": " ", ";": " "}.get(last[0], ", ")
    return _Statement(name[0], attrs, last.end(), before, "")


def _tokens(said: str) -> list[re.Match[str]]:
    """Those of a line, without space and the comment at its end; none where it is not understood."""
    found = []
    at = 0
    while at < len(said):
        token = _TOKEN.match(said, at)
        if token is None:
            return []
        at = token.end()
        if token.lastgroup not in {"space", "comment"}:
            found.append(token)
    return found


def _unquoted(said: str) -> str:
    return said[1:-1].replace('\\"', '"') if said.startswith('"') else said


def _in_comment(before: str) -> bool:
    """Whether a comment or a text that began before goes on."""
    at = 0
    while opened := _OPENS.search(before, at):
        at = _end(before, opened)
        if at < 0:
            return True
    return False


def _end(text: str, opened: re.Match[str]) -> int:
    """Where that which was opened is over; -1 where it is not."""
    at = opened.end()
    if opened[0] == '"':
        within = _QUOTED.match(text, at)
        at = within.end() if within else at
        return at + 1 if at < len(text) else -1
    if opened[0] == "<":
        return _html_end(text, at)
    closer = "*/" if opened[0] == "/*" else "\n"
    end = text.find(closer, at)
    return end + len(closer) if end >= 0 else -1


def _html_end(text: str, at: int) -> int:
    depth = 1
    while depth:
        found = _HTML.search(text, at)
        if found is None:
            return -1
        at = found.end()
        if found[0] == "<!--":
            at = text.find("-->", at)
            if at < 0:
                return -1
            at += 3
        else:
            depth += 1 if found[0] == "<" else -1
    return at
