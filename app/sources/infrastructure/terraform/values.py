"""What expressions of Terraform come to, as far as that is known before anything is deployed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeGuard

from app.sources.infrastructure.stack import Joined, Reference, Unknown, Value, references

MOST_LONG = 1 << 16  # letters of a text
MOST_LARGE = 20_000  # values in one
_MOST_DEEP = 30
_MOST_LIKE = 40  # values of which what they have in common is looked for


class Several(tuple["Value", ...]):
    """Items that stand for all that are alike: how many there are, nobody knows."""

    __slots__ = ()


def is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    """Whether it is a list, and no text."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def size(value: Value) -> int:
    """How many values are in one, itself among them; more than MOST_LARGE where they are too many, or too deeply nested."""
    waiting: list[tuple[Value, int]] = [(value, 0)]
    count = 0
    while waiting and count <= MOST_LARGE:
        one, depth = waiting.pop()
        count += 1
        if isinstance(one, str):
            count += len(one) >> 8
        elif isinstance(one, Mapping):
            waiting += [(inner, depth + 1) for inner in one.values()]
        elif isinstance(one, Sequence):
            waiting += [(inner, depth + 1) for inner in one]
        if depth > _MOST_DEEP:
            return MOST_LARGE + 1
    return count + len(waiting)


def known(value: Value) -> bool:
    """Whether all of it is known."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Reference | Joined | Unknown | Several):
            return False
        if isinstance(one, Mapping):
            waiting += list(one.values())
        elif is_list(one):
            waiting += one
    return True


def number(value: Value) -> int | float | None:
    """A number, also where a text says it; None where it is none that is known."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    if isinstance(value, str) and len(value) < 20:
        try:
            return int(value)
        except ValueError:
            return None
    return None


def truth(value: Value) -> bool | None:
    """Whether it is true; None where that is not known."""
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value)
    return value if isinstance(value, bool) else None


def pieces(value: Value, said: str) -> tuple[str | Reference | Unknown, ...]:
    """What a value is within a text; `said` is how it is written."""
    match value:
        case bool():
            return ("true" if value else "false",)
        case str() | Reference() | Unknown():
            return (value,)
        case int() | float():
            return (f"{value}",)
        case Joined(parts):
            return parts
        case None:
            return ()
    found = tuple(dict.fromkeys(reference for _, reference in references(value)))
    return found or (Unknown(said),)


def joined(parts: Iterable[str | Reference | Unknown]) -> Value:
    """A text of pieces: a plain one where all are known, what it refers to where it is nothing else."""
    kept: list[str | Reference | Unknown] = []
    for part in parts:
        if isinstance(part, str) and kept and isinstance(kept[-1], str):
            kept[-1] += part
        elif part != "":
            kept.append(part)
    if not kept:
        return ""
    if sum(len(part) for part in kept if isinstance(part, str)) > MOST_LONG or len(kept) > 999:
        return Unknown("…")
    return kept[0] if len(kept) == 1 else Joined(tuple(kept))


def opaque(said: str, arguments: Iterable[Value]) -> Value:
    """What is not worked out, with what it hangs on."""
    found = dict.fromkeys(r for value in arguments for _, r in references(value))
    name = said.partition("(")[0]
    if not found or name == said:
        return next(iter(found)) if len(found) == 1 else Unknown(said)
    parts: list[str | Reference | Unknown] = [Unknown(f"{name}(")]
    for reference in found:
        parts += [reference, Unknown(", ")]
    return Joined((*parts[:-1], Unknown(")")))


def one_of(values: Iterable[Value], said: str, depth: int = 0) -> Value:
    """What is one of these, and nobody knows which: what they have in common, else all that they refer to."""
    distinct: list[Value] = []
    for value in values:
        if value not in distinct:
            distinct.append(value)
        if len(distinct) > _MOST_LIKE:
            break
    filled = [value for value in distinct if not empty(value)]
    if len(filled) <= 1 or depth > _MOST_DEEP:
        return filled[0] if filled else (distinct[0] if distinct else Unknown(said))
    if all(isinstance(value, Mapping) for value in filled):
        return _in_common([value for value in filled if isinstance(value, Mapping)], said, depth)
    if all(is_list(value) for value in filled):
        found: list[Value] = []
        for item in (item for value in filled if is_list(value) for item in value):
            if item not in found and len(found) < _MOST_LIKE:
                found.append(item)
        return Several(found)
    if any(True for value in filled for _ in references(value)):
        return opaque(f"one of({said})", filled)
    return Unknown(said)


def empty(value: Value) -> bool:
    """Whether it is null, or there is nothing in it."""
    return value is None or value == "" or (isinstance(value, Sequence | Mapping) and not value)


def _in_common(values: Sequence[Mapping[str, Value]], said: str, depth: int) -> Value:
    names = dict.fromkeys(name for value in values for name in value)
    return {
        name: one_of((v[name] for v in values if name in v), f"{said}.{name}", depth + 1)
        for name in names
    }
