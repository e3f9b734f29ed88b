"""Conditions of a template: what they say, and what the defaults of its parameters decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.sources.infrastructure.cloudformation.nodes import (
    Node,
    entries_of,
    items_of,
    text_of,
)
from app.sources.infrastructure.cloudformation.template import Entries
from app.sources.infrastructure.cloudformation.values import as_text, is_list
from app.sources.infrastructure.stack import Value

MOST_CHAIN = 30  # conditions that name each other, one behind the other
_LONGEST = 300  # letters of what one says

Resolve = Callable[[Node], Value]


class Conditions:
    """Those of one template. `resolve` gives what stands in them."""

    def __init__(self, entries: Entries, resolve: Resolve) -> None:
        self._entries = entries
        self._resolve = resolve
        self._known: dict[str, bool | None] = {}
        self._asked: list[str] = []

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def holds(self, name: str) -> bool | None:
        """What the defaults decide; None where that is not known."""
        if name not in self._known:
            found = self._entries.get(name)
            if found is None or name in self._asked or len(self._asked) >= MOST_CHAIN:
                return None
            self._asked.append(name)
            self._known[name] = self._decided(found.node)
            self._asked.pop()
        return self._known[name]

    def text(self, name: str) -> str:
        """How the template says it: `Env = prod and not Small`."""
        found = self._entries.get(name)
        said = _said(found.node) if found else ""
        return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"

    def _decided(self, node: Node) -> bool | None:
        name, inner = _function(node)
        parts = items_of(inner)
        if name == "Condition":
            return self.holds(text_of(inner))
        if name == "Fn::Equals":
            return self._equal(parts)
        if not name:
            return {"true": True, "false": False}.get(text_of(node).lower())
        decided = [self._decided(one) for one in parts]
        if name == "Fn::Not" and len(decided) == 1:
            return None if decided[0] is None else not decided[0]
        if name == "Fn::And" and decided:
            return False if False in decided else None if None in decided else True
        if name == "Fn::Or" and decided:
            return True if True in decided else None if None in decided else False
        return None

    def _equal(self, parts: Sequence[Node]) -> bool | None:
        if len(parts) != 2:
            return None
        one, other = (_plainly(self._resolve(part)) for part in parts)
        return None if one is None or other is None else one == other


def _plainly(value: Value) -> str | None:
    """A list as CloudFormation hands one over."""
    if is_list(value):
        texts = [as_text(one) for one in value]
        return None if None in texts else ",".join(text or "" for text in texts)
    return as_text(value)


def _function(node: Node | None) -> tuple[str, Node | None]:
    entries = entries_of(node)
    if len(entries) != 1:
        return "", node
    ((name, entry),) = entries.items()
    return name, entry.node


def _said(node: Node | None) -> str:
    name, inner = _function(node)
    parts = items_of(inner)
    if name == "Condition" or name == "Ref":
        return text_of(inner)
    if name == "Fn::Equals":
        return " = ".join(_said(one) or "“”" for one in parts)
    if name == "Fn::Not":
        said = " ".join(_said(one) for one in parts)
        return f"not ({said})" if " " in said else f"not {said}"
    if name in {"Fn::And", "Fn::Or"}:
        joint = " and " if name == "Fn::And" else " or "
        texts = [_said(one) for one in parts]
        return joint.join(f"({t})" if " and " in t or " or " in t else t for t in texts)
    if name:
        said = ", ".join(_said(one) for one in parts)
        return f"{name.removeprefix('Fn::')} ({said})"
    return text_of(node) if not parts or parts == (node,) else ", ".join(map(_said, parts))
