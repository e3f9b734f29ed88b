"""What a template's text says, whether it is YAML or JSON: scalars, maps and lists with their places.

The short forms of functions (`!Ref x`) are read as the long ones (`{Ref: x}`). What is nested too deeply, or is too much with
all that its aliases stand for, is refused before anybody walks it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from app.errors import SourceError
from app.model import problem
from app.model.problem import Problem

MOST_DEPTH = 64  # levels of maps and lists
MOST_NODES = 400_000  # of a template, aliases counted as what they stand for

Plain: TypeAlias = "bool | int | str | None"
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_WORDS: dict[str, Plain] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_STANDARD = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A number with a point stays text, so that a version is shown as it is written."""

    value: Plain
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class ListNode:
    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class MapNode:
    """By key, in the order of the text."""

    entries: Mapping[str, KeyedNode]
    line: int
    column: int


Node: TypeAlias = ScalarNode | ListNode | MapNode


class KeyedNode(NamedTuple):
    """What a key of a map stands for; `line` and `column` (from 1) are the key's."""

    node: Node
    line: int
    column: int


def plain(text: str) -> Plain:
    """What an unquoted word is: a switch, an integer, nothing, or text."""
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.match(text) else text


def text_of(node: Node | None) -> str:
    """A scalar as text, without spaces round it; empty for all else."""
    if not isinstance(node, ScalarNode) or node.value is None:
        return ""
    if isinstance(node.value, bool):
        return "true" if node.value else "false"
    return str(node.value).strip()


def entries_of(node: Node | None) -> Mapping[str, KeyedNode]:
    """Those of a map; none of all else."""
    return node.entries if isinstance(node, MapNode) else {}


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Those of a list; of a single value that one."""
    if isinstance(node, ListNode):
        return node.items
    return () if node is None or (isinstance(node, ScalarNode) and node.value is None) else (node,)


@dataclass(slots=True)
class _Open:
    """A map or a list whose end has not come. `size` counts its nodes, `key` waits for its value."""

    is_map: bool
    line: int
    column: int
    tag: str
    anchor: str
    before: int
    entries: dict[str, KeyedNode] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    key: ScalarNode | None = None


class NodeBuilder:
    """Makes the tree of what a reader of YAML or JSON tells in the order of the text. Each raises SourceError, with the
    line, where it is too much or makes no sense; keys that stand twice become `problems`."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._file = file
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._count = 0

    @property
    def wants_key(self) -> bool:
        """Whether what comes next is a key of a map."""
        return bool(self._open) and self._open[-1].is_map and self._open[-1].key is None

    def begin(self, is_map: bool, line: int, column: int, tag: str = "", anchor: str = "") -> None:
        if self.wants_key:
            raise SourceError("A key of a map is a text here, no map or list.", self._file, line)
        if len(self._open) >= MOST_DEPTH:
            raise SourceError(
                f"It is nested too deeply: {MOST_DEPTH} levels are read.", self._file, line
            )
        self._open.append(_Open(is_map, line, column, tag, anchor, self._count))
        self._counted(1, line)

    def end(self) -> None:
        done = self._open.pop()
        if done.is_map:
            merged = _merged(done.entries)
            node: Node = MapNode(merged, done.line, done.column)
        else:
            node = ListNode(tuple(done.items), done.line, done.column)
        self._put(_tagged(node, done.tag), done.anchor, done.before)

    def scalar(
        self, text: str, quoted: bool, line: int, column: int, tag: str = "", anchor: str = ""
    ) -> None:
        before = self._count
        self._counted(1, line)
        as_text = quoted or self.wants_key or tag in {"!", f"{_STANDARD}str"}
        node = ScalarNode(text if as_text else plain(text), line, column)
        self._put(node if self.wants_key else _tagged(node, tag), anchor, before)

    def alias(self, anchor: str, line: int) -> None:
        if anchor not in self._anchors:
            raise SourceError(
                f"The alias “*{anchor}” stands for nothing that came before.", self._file, line
            )
        node, size = self._anchors[anchor]
        before = self._count
        self._counted(size, line)
        self._put(node, "", before)

    def _counted(self, more: int, line: int) -> None:
        self._count += more
        if self._count > MOST_NODES:
            raise SourceError(
                f"It is too large: at most {MOST_NODES:,} values are read, with all that aliases stand for.",
                self._file,
                line,
            )

    def _put(self, node: Node, anchor: str, before: int) -> None:
        if anchor:
            self._anchors[anchor] = node, self._count - before
        if not self._open:
            self.root = node
            return
        around = self._open[-1]
        if not around.is_map:
            around.items.append(node)
        elif around.key is None:
            if not isinstance(node, ScalarNode):
                raise SourceError("A key of a map is a text here.", self._file, node.line)
            around.key = node
        else:
            self._entered(around, around.key, node)
            around.key = None

    def _entered(self, around: _Open, key: ScalarNode, node: Node) -> None:
        name = text_of(key)
        if name in around.entries and name != "<<":
            text = f"“{name}” stands twice here, first in line {around.entries[name].line}: the second counts."
            self.problems.append(problem.warning(text, self._file, key.line))
        around.entries[name] = KeyedNode(node, key.line, key.column)


def _merged(entries: dict[str, KeyedNode]) -> dict[str, KeyedNode]:
    """With what a `<<` takes from other maps, behind what the map says itself."""
    taken = entries.pop("<<", None)
    if taken is not None:
        for one in items_of(taken.node):
            for name, entry in entries_of(one).items():
                entries.setdefault(name, entry)
    return entries


def _tagged(node: Node, tag: str) -> Node:
    """A short form as the long one."""
    if not tag.startswith("!") or len(tag) == 1:
        return node
    name = tag[1:]
    long = name if name in {"Ref", "Condition"} else f"Fn::{name}"
    return MapNode({long: KeyedNode(node, node.line, node.column)}, node.line, node.column)
