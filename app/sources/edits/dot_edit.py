"""A `URL` written into a DOT file, on the statement that declares a node and nothing else."""

from __future__ import annotations

import re

from app.errors import EditError
from app.sources.edits.edits import Source
from app.sources.graphs.escapes import plain

_NAME = r'(?:[A-Za-z_\x80-\U0010ffff][\w\x80-\U0010ffff]*+|"(?:[^"\\\n]|\\.)*+")'
_VALUE = rf"(?:{_NAME}|-?[\d.]++)"
_ATTR = rf"{_NAME}\s*+=\s*+{_VALUE}"
# A whole line: one name, at most one list of plain attributes.
_NODE = re.compile(
    rf"\s*+(?P<name>{_NAME})\s*+(?:\[(?P<attrs>\s*+(?:{_ATTR}\s*+[,;]?+\s*+)*+)\])?+"
    r"\s*+;?+\s*+(?://.*)?+\s*+"
)
# What is not to be taken for a statement; unclosed, it has no end.
_SKIPPED = re.compile(
    r'"(?:[^"\\]|\\.)*+(?P<quote>"?+)|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?P<comment>(?:\*/)?+)',
    re.DOTALL,
)
_WORDS = {"node", "edge", "graph", "digraph", "subgraph", "strict"}


def with_url(source: Source, line: int | None, label: str, url: str) -> str:
    """The file with that URL on the node of that line and label. Raises EditError."""
    lines = source.lines
    said = lines[line - 1] if line and line <= len(lines) else ""
    node = _NODE.fullmatch(said)
    if node is None or node["name"].lower() in _WORDS:
        raise EditError("The node has no line of its own.")
    attrs = {
        _unquoted(name).casefold(): _unquoted(value)
        for name, value in re.findall(rf"({_NAME})\s*=\s*({_VALUE})", node["attrs"] or "")
    }
    said_label = plain(attrs.get("label", r"\N"), {"N": _unquoted(node["name"])})
    if said_label.split() != label.split():
        raise EditError("It is not certain that the line is the node's.")
    if "url" in attrs or "href" in attrs:
        raise EditError("The node has a URL already.")
    if _in_comment(lines[: (line or 1) - 1]):
        raise EditError("The line is a comment.")
    added = f'URL="{url}"'
    if node["attrs"] is None:
        at, added = node.end("name"), f" [{added}]"
    else:
        inside = node["attrs"].rstrip()
        at = node.start("attrs") + len(inside)
        added = ("" if not inside else " " if inside[-1] in ",;" else ", ") + added
    fresh = said[:at] + added + said[at:]
    return "".join([*lines[: (line or 1) - 1], fresh, *lines[line or 1 :]])


def _unquoted(said: str) -> str:
    return said[1:-1].replace('\\"', '"') if said.startswith('"') else said


def _in_comment(before: list[str]) -> bool:
    """Whether a comment or a text that began before goes on."""
    return any("" in match.groupdict().values() for match in _SKIPPED.finditer("".join(before)))
