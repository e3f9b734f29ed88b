"""`Fn::ForEach`: what it repeats, once for each of its collection where that is known."""

from __future__ import annotations

from collections.abc import Callable

from app.model import problem
from app.model.problem import Problem
from app.sources.infrastructure.cloudformation.nodes import (
    KeyedNode,
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    entries_of,
    text_of,
)
from app.sources.infrastructure.cloudformation.template import Entries
from app.sources.infrastructure.cloudformation.values import MOST_LENGTH, as_text, is_list
from app.sources.infrastructure.stack import Value

LOOP = "Fn::ForEach::"
MOST_LOOPS = 5  # within each other, as CloudFormation has it
MOST_REPEATED = 100_000  # values of a template that loops make

Resolve = Callable[[Node], Value]


class Loops:
    """Those of one template, which together make no more than MOST_REPEATED values."""

    def __init__(self, resolve: Resolve, file: str, problems: list[Problem]) -> None:
        self._resolve = resolve
        self._file = file
        self._problems = problems
        self._left = MOST_REPEATED
        self.counts: dict[int, str] = {}
        """By the identity of a node that stands for several, since their number is not known, how many: `for each Name`."""

    def expanded(self, entries: Entries, depth: int = 0) -> Entries:
        """With what loops make in their place."""
        if not any(name.startswith(LOOP) for name in entries):
            return entries
        found: dict[str, KeyedNode] = {}
        for name, entry in entries.items():
            if not name.startswith(LOOP):
                found.setdefault(name, entry)
            elif depth < MOST_LOOPS:
                for made, one in self._repeated(name, entry, depth):
                    found.setdefault(made, one)
        return found

    def _repeated(self, name: str, entry: KeyedNode, depth: int) -> list[tuple[str, KeyedNode]]:
        parts = entry.node.items if isinstance(entry.node, ListNode) else ()
        if len(parts) != 3 or not text_of(parts[0]):
            text = f"“{name}” is left out: it is to have a name, a collection and what is repeated."
            self._problems.append(problem.error(text, self._file, entry.line))
            return []
        variable, body = text_of(parts[0]), entries_of(parts[2])
        collection = self._collection(parts[1])
        if collection is None:
            text = (
                f"“{name}” is shown once: what it goes through is known only when it is deployed."
            )
            self._problems.append(problem.warning(text, self._file, entry.line))
            made = self.expanded(body, depth + 1)
            self.counts.update({id(one.node): f"for each {variable}" for one in made.values()})
            return list(made.items())
        found: list[tuple[str, KeyedNode]] = []
        for value in collection:
            made = {
                _put(key, variable, value): one._replace(
                    node=self._substituted(one.node, variable, value)
                )
                for key, one in body.items()
            }
            found += self.expanded(made, depth + 1).items()
            if self._left <= 0:
                text = f"“{name}” repeats too much: of all it makes, {MOST_REPEATED:,} values are shown."
                self._problems.append(problem.warning(text, self._file, entry.line))
                break
        return found

    def _collection(self, node: Node) -> list[str] | None:
        """The texts it goes through; None where one of them is not known."""
        value = self._resolve(node)
        if not is_list(value):
            return None
        found: list[str] = []
        for one in value:
            inner = one if is_list(one) else (one,)
            texts = [as_text(part) for part in inner]  # a parameter that is a list may stand in it
            if any(text is None for text in texts):
                return None
            found += [text for text in texts if text is not None]
        return found

    def _substituted(self, node: Node, variable: str, value: str) -> Node:
        self._left -= 1
        if self._left <= 0:
            return node
        if isinstance(node, ScalarNode):
            if not isinstance(node.value, str):
                return node
            text = _put(node.value, variable, value)
            self._left -= len(text) // 64
            return ScalarNode(text, node.line, node.column)
        if isinstance(node, ListNode):
            items = tuple(self._substituted(one, variable, value) for one in node.items)
            return ListNode(items, node.line, node.column)
        named = node.entries.get("Ref")
        if named is not None and len(node.entries) == 1 and text_of(named.node) == variable:
            return ScalarNode(value, node.line, node.column)
        made = {
            _put(key, variable, value): one._replace(
                node=self._substituted(one.node, variable, value)
            )
            for key, one in node.entries.items()
        }
        return MapNode(made, node.line, node.column)


def _put(text: str, variable: str, value: str) -> str:
    """`&{x}` is without what a name may not have in it."""
    said = text.count(f"{{{variable}}}")
    if not said or said * len(value) > MOST_LENGTH:
        return text
    bare = "".join(sign for sign in value if sign.isascii() and sign.isalnum())
    return text.replace(f"${{{variable}}}", value).replace(f"&{{{variable}}}", bare)
