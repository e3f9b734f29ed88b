"""Values of a template and what its functions make of them: texts are joined and split with what is not known of them in its
place, so that no reference is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeGuard

from app.sources.infrastructure.cloudformation.nodes import ListNode, Node, ScalarNode
from app.sources.infrastructure.stack import Joined, Reference, Unknown, Value, references

MOST_PARTS = 200  # of a text that is joined
MOST_LENGTH = 16_000  # letters of it
HEAVY = 10_000  # more than a value that is handed into a nested stack may weigh

NOTHING = Unknown("AWS::NoValue")
"""In the place of what is left out, until it is."""


def as_text(value: Value) -> str | None:
    """A value that is surely one text, as CloudFormation compares it; None of all else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return value if isinstance(value, str) else None


def literal(node: Node) -> Value:
    """What a node says where no function counts."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, ListNode):
        return tuple(literal(one) for one in node.items)
    return {name: literal(entry.node) for name, entry in node.entries.items()}


def is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def joined(parts: Iterable[Value]) -> Value:
    """One text of its parts: a text where all are known, the part itself where there is but one."""
    found: list[str | Reference | Unknown] = []
    length = 0
    for part in _flat(parts):
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part != "":
            found.append(part)
        length += len(part) if isinstance(part, str) else 1
        if length > MOST_LENGTH or len(found) > MOST_PARTS:
            found.append(Unknown("…"))
            break
    if not found:
        return ""
    return found[0] if len(found) == 1 else Joined(tuple(found))


def _flat(parts: Iterable[Value]) -> Iterator[str | Reference | Unknown]:
    for part in parts:
        if isinstance(part, Joined):
            yield from part.parts
        elif isinstance(part, Reference | Unknown):
            yield part
        elif (text := as_text(part)) is not None:
            yield text
        elif part is not None:  # a list or a map, which is no text
            yield Unknown("…")
            yield from (reference for _, reference in references(part))


def split(value: Value, by: str) -> Value:
    """The pieces of a text between what separates them."""
    if isinstance(value, Reference | Unknown) or not by:
        return value
    pieces: list[list[str | Reference | Unknown]] = [[]]
    for part in _flat((value,)):
        if not isinstance(part, str):
            pieces[-1].append(part)
            continue
        first, *others = part.split(by)
        pieces[-1].append(first)
        pieces += [[other] for other in others]
    return tuple(joined(piece) for piece in pieces)


def unknown(text: str, *hangs_on: Value) -> Value:
    """What only deploying tells; with what it refers to, where that is so."""
    found = dict.fromkeys(reference for one in hangs_on for _, reference in references(one))
    return Joined((Unknown(text), *list(found)[:MOST_PARTS])) if found else Unknown(text)


def weight(value: Value) -> int:
    """How much there is to walk through, at most a little over HEAVY."""
    waiting: list[Value] = [value]
    found = 0
    while waiting and found <= HEAVY:
        one = waiting.pop()
        found += 1
        if isinstance(one, str):
            found += len(one) // 64
        elif isinstance(one, Joined):
            waiting += one.parts
        elif isinstance(one, Mapping):
            waiting += one.values()
        elif isinstance(one, Sequence):
            waiting += one
    return found


def merged(under: Value, over: Value) -> Value:
    """What two maps say together, the second where both do; lists one behind the other."""
    if isinstance(under, Mapping) and isinstance(over, Mapping):
        both = dict(under)
        for name, value in over.items():
            both[name] = merged(under[name], value) if name in under else value
        return both
    if is_list(under) and is_list(over):
        return (*under, *over)
    return over
