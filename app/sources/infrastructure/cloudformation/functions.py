"""CloudFormation's own functions, each a function of the scope and of the node it is called with."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from typing import Protocol

from app.model import problem
from app.model.problem import Problem
from app.sources.infrastructure.cloudformation.conditions import Conditions
from app.sources.infrastructure.cloudformation.nodes import (
    KeyedNode,
    ListNode,
    MapNode,
    Node,
    entries_of,
    items_of,
    text_of,
)
from app.sources.infrastructure.cloudformation.values import (
    NOTHING,
    as_text,
    is_list,
    joined,
    split,
    unknown,
)
from app.sources.infrastructure.stack import Reference, Unknown, Value

ZONES = Unknown("zones of the region")
_MOST_BLOCKS = 256  # as CloudFormation has it
# What pseudo parameters are taken for where a mapping needs to know: most templates are tried there first.
_TAKEN_FOR = {"AWS::Region": "us-east-1", "AWS::Partition": "aws"}


class Resolves(Protocol):
    """What a function asks of its template (`Scope`)."""

    file: str
    conditions: Conditions
    problems: list[Problem]

    def value(self, node: Node | None) -> Value: ...
    def named(self, name: str) -> Value: ...
    def attribute(self, name: str, attribute: str) -> Value: ...
    def property(self, of: Reference) -> Value: ...
    def looked_up(self, path: tuple[str, ...]) -> Value | None: ...
    def included(self, location: Value) -> Value | None: ...
    def imported(self, name: Value) -> Value | None: ...
    def substituted(self, text: str, given: Mapping[str, Value]) -> Value: ...


def called(scope: Resolves, name: str, said: KeyedNode) -> Value:
    """What a function comes to; of one that is not known, what it is called, with all that it refers to."""
    function = _FUNCTIONS.get(name)
    if function is not None:
        return function(scope, said)
    return unknown(name.removeprefix("Fn::"), scope.value(said.node))


def _ref(scope: Resolves, said: KeyedNode) -> Value:
    if isinstance(said.node, MapNode):  # language extensions let a function say the name
        name = as_text(scope.value(said.node))
        return scope.named(name) if name is not None else unknown("Ref", scope.value(said.node))
    return scope.named(text_of(said.node))


def _get_att(scope: Resolves, said: KeyedNode) -> Value:
    if isinstance(said.node, ListNode):
        texts = [as_text(scope.value(one)) for one in said.node.items]
        name, attributes = (texts or [None])[0], texts[1:]
        if name is None or not attributes:
            return unknown("GetAtt", scope.value(said.node))
        return scope.attribute(name, ".".join(text or "…" for text in attributes))
    name, _, attribute = text_of(said.node).partition(".")
    return scope.attribute(name, attribute)


def _sub(scope: Resolves, said: KeyedNode) -> Value:
    parts = items_of(said.node)
    if not parts:
        return ""
    given = {
        name: scope.value(one.node)
        for name, one in entries_of(parts[1] if len(parts) > 1 else None).items()
    }
    text = as_text(scope.value(parts[0]))
    return "" if text is None else scope.substituted(text, given)


def _join(scope: Resolves, said: KeyedNode) -> Value:
    parts = items_of(said.node)
    if len(parts) != 2:
        return unknown("Join", scope.value(said.node))
    between, pieces = as_text(scope.value(parts[0])) or "", scope.value(parts[1])
    if not is_list(pieces):
        return pieces
    flat = [one for piece in pieces for one in (piece if is_list(piece) else (piece,))]
    return joined(
        part for at, one in enumerate(flat) for part in ((between, one) if at else (one,))
    )


def _split(scope: Resolves, said: KeyedNode) -> Value:
    parts = items_of(said.node)
    if len(parts) != 2:
        return unknown("Split", scope.value(said.node))
    return split(scope.value(parts[1]), as_text(scope.value(parts[0])) or "")


def _select(scope: Resolves, said: KeyedNode) -> Value:
    parts = items_of(said.node)
    if len(parts) != 2:
        return unknown("Select", scope.value(said.node))
    at, found = as_text(scope.value(parts[0])), scope.value(parts[1])
    index = int(at) if at is not None and at.isdecimal() and len(at) < 6 else None
    if found is ZONES and index is not None:
        return Unknown(f"zone {index + 1}")
    if is_list(found):
        if index is not None and index < len(found):
            return found[index]
        return unknown("Select", found)
    if isinstance(found, Unknown) and index is not None and not found.text.startswith("AWS::"):
        return Unknown(f"{found.text} {index + 1}")  # one of a list that is given
    return found if not isinstance(found, str) else unknown("Select", found)


def _if(scope: Resolves, said: KeyedNode) -> Value:
    parts = items_of(said.node)
    if len(parts) != 3:
        return unknown("If", scope.value(said.node))
    holds = scope.conditions.holds(text_of(parts[0]))
    if holds is not None:
        return scope.value(parts[1 if holds else 2])
    both = [one for one in map(scope.value, parts[1:]) if one is not NOTHING]
    return tuple(both) if len(both) > 1 else both[0] if both else NOTHING


def _find_in_map(scope: Resolves, said: KeyedNode) -> Value:
    parts = items_of(said.node)
    path: list[str] = []
    for part in parts[:3]:
        one = scope.value(part)
        taken = _TAKEN_FOR.get(one.text) if isinstance(one, Unknown) else as_text(one)
        path.append(taken or "")
    found = scope.looked_up(tuple(path)) if len(path) == 3 and all(path) else None
    if found is not None:
        return found
    default = _inner(parts[3], "DefaultValue") if len(parts) > 3 else None
    if default is not None:
        return scope.value(default)
    return unknown(f"FindInMap {text_of(parts[0]) if parts else ''}".strip())


def _cidr(scope: Resolves, said: KeyedNode) -> Value:
    found = [scope.value(one) for one in items_of(said.node)]
    if found and isinstance(found[0], Reference) and found[0].attribute == "CidrBlock":
        found[0] = scope.property(found[0])
    texts = [as_text(one) for one in found]
    block, count = texts[0] if texts else None, texts[1] if len(texts) > 1 else None
    bits = texts[2] if len(texts) > 2 else "8"
    if block is None or count is None or bits is None:
        return unknown("Cidr", *found)
    try:
        whole = ipaddress.ip_network(block, strict=False)
        made = whole.subnets(new_prefix=whole.max_prefixlen - int(bits))
        return tuple(
            str(one) for one, _ in zip(made, range(min(int(count), _MOST_BLOCKS)), strict=False)
        )
    except ValueError:
        return unknown("Cidr", *found)


def _get_azs(scope: Resolves, said: KeyedNode) -> Value:
    region = as_text(scope.value(said.node))
    return ZONES if not region else tuple(f"{region}{letter}" for letter in "abcdef")


def _same(scope: Resolves, said: KeyedNode) -> Value:
    """What only writes it in another way."""
    return scope.value(said.node)


def _import_value(scope: Resolves, said: KeyedNode) -> Value:
    name = scope.value(said.node)
    found = scope.imported(name)
    if found is not None:
        return found
    text = as_text(name)
    return Unknown(text) if text else unknown("ImportValue", name)


def _length(scope: Resolves, said: KeyedNode) -> Value:
    found = scope.value(said.node)
    if is_list(found):
        return len(found)
    return unknown("Length", found)


def _transform(scope: Resolves, said: KeyedNode) -> Value:
    name = text_of(_inner(said.node, "Name")) or "a macro"
    parameters = _inner(said.node, "Parameters")
    if name == "AWS::Include" and parameters is not None:
        found = scope.included(scope.value(_inner(parameters, "Location")))
        if found is not None:
            return found
    text = f"What “{name}” puts here is not shown."
    scope.problems.append(problem.warning(text, scope.file, said.line))
    return unknown(name, scope.value(parameters))


def _inner(node: Node, name: str) -> Node | None:
    found = node.entries.get(name) if isinstance(node, MapNode) else None
    return found.node if found else None


_FUNCTIONS: dict[str, Callable[[Resolves, KeyedNode], Value]] = {
    "Ref": _ref,
    "Fn::GetAtt": _get_att,
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::Split": _split,
    "Fn::Select": _select,
    "Fn::If": _if,
    "Fn::FindInMap": _find_in_map,
    "Fn::Cidr": _cidr,
    "Fn::GetAZs": _get_azs,
    "Fn::Base64": _same,
    "Fn::ToJsonString": _same,
    "Fn::ImportValue": _import_value,
    "Fn::Length": _length,
    "Fn::Transform": _transform,
}
