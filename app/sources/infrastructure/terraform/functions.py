"""Terraform's functions, as far as they say what is drawn: https://developer.hashicorp.com/terraform/language/functions.

Each has its arguments as values, and raises `NotKnownError` where its answer is not known.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from math import ceil, floor

from app.sources.infrastructure.stack import Joined, Reference, Unknown, Value
from app.sources.infrastructure.terraform.arguments import (
    NotKnownError,
    as_items,
    as_mapping,
    as_number,
    as_text,
    as_whole,
)
from app.sources.infrastructure.terraform.networks import subnet, subnets
from app.sources.infrastructure.terraform.values import (
    Several,
    empty,
    is_list,
    joined,
    known,
    number,
    one_of,
    pieces,
)

_MOST = 1000  # items that a function makes of little
Arguments = Sequence[Value]


def function(name: str) -> Callable[[Arguments], Value] | None:
    """What a function does; None of one whose answer is not worked out."""
    return _TABLE.get(name.removeprefix("core::"))


def _like(items: Sequence[Value], *sources: Value) -> Value:
    """A list; one of a number that nobody knows where one of its sources is."""
    unsure = any(isinstance(source, Several | Unknown) for source in sources)
    return Several(items) if unsure else tuple(items)


def _concat(lists: Arguments) -> Value:
    found = [item for one in lists if not isinstance(one, Unknown) for item in as_items(one)]
    return _like(found, *lists, *(Several() for one in lists if isinstance(one, Reference)))


def _flatten(arguments: Arguments) -> Value:
    waiting, found, unsure = [arguments[0]], list[Value](), list[Value]()
    while waiting:
        one = waiting.pop()
        if is_list(one):
            waiting += reversed(one)
            unsure += [one] if isinstance(one, Several) else []
        else:
            found.append(one)
    return _like(found, *unsure)


def _distinct(arguments: Arguments) -> Value:
    items = as_items(arguments[0])
    found: dict[object, Value] = {}
    for item in items:
        key = item if isinstance(item, str | int | float | Reference) else id(item)
        found.setdefault(key, item)
    return _like(list(found.values()), items)


def _compact(arguments: Arguments) -> Value:
    items = as_items(arguments[0])
    return _like([item for item in items if not empty(item)], items)


def _merge(arguments: Arguments) -> Value:
    found: dict[str, Value] = {}
    for one in arguments:
        found |= one if isinstance(one, Mapping) else {}
    if not found and not all(isinstance(one, Mapping) or one is None for one in arguments):
        raise NotKnownError
    return found


def _keys(arguments: Arguments) -> Value:
    return tuple(sorted(as_mapping(arguments[0])))


def _values(arguments: Arguments) -> Value:
    if isinstance(arguments[0], Reference):
        return Several((arguments[0],))
    given = as_mapping(arguments[0])
    return tuple(given[name] for name in sorted(given))


def _length(arguments: Arguments) -> Value:
    value = arguments[0]
    if isinstance(value, str | Mapping) or (is_list(value) and not isinstance(value, Several)):
        return len(value)
    raise NotKnownError


def _lookup(arguments: Arguments) -> Value:
    given = arguments[0]
    if isinstance(given, Reference):
        return given
    key = arguments[1]
    if not isinstance(key, str):
        return one_of(as_mapping(given).values(), "lookup")
    if key in as_mapping(given) or len(arguments) > 2:
        return as_mapping(given).get(key, arguments[-1])
    raise NotKnownError


def _element(arguments: Arguments) -> Value:
    items = as_items(arguments[0])
    index = number(arguments[1])
    if index is None or not items:
        return one_of(items, "element")
    return items[int(index) % len(items)]


def _slice(arguments: Arguments) -> Value:
    items = as_items(arguments[0])
    found = items[as_whole(arguments[1]) : as_whole(arguments[2])]
    sure = len(found) == as_whole(arguments[2]) - as_whole(arguments[1])
    return tuple(found) if sure or not isinstance(items, Several) else Several(found)


def _one(arguments: Arguments) -> Value:
    items = as_items(arguments[0])
    return one_of(items, "one") if items else None


def _zipmap(arguments: Arguments) -> Value:
    names, values = as_items(arguments[0]), as_items(arguments[1])
    return {as_text(name): value for name, value in zip(names, values, strict=False)}


def _contains(arguments: Arguments) -> Value:
    items = as_items(arguments[0])
    if known(arguments[1]) and known(tuple(items)) and not isinstance(items, Several):
        return arguments[1] in items
    raise NotKnownError


def _range(arguments: Arguments) -> Value:
    found = range(*(as_whole(one) for one in arguments))
    if len(found) > _MOST:
        raise NotKnownError
    return tuple(found)


def _coalesce(arguments: Arguments) -> Value:
    given = [one for one in arguments if not empty(one)]
    if not given:
        return None
    unsure = [isinstance(one, Unknown) for one in given]
    return one_of(given[: unsure.index(False) + 1] if False in unsure else given, "coalesce")


def _try(arguments: Arguments) -> Value:
    sure = [one for one in arguments if not isinstance(one, Unknown)]
    return sure[0] if sure else arguments[0]


def _can(arguments: Arguments) -> Value:
    if isinstance(arguments[0], Unknown):
        raise NotKnownError
    return True


def _join(arguments: Arguments) -> Value:
    between = as_text(arguments[0])
    parts: list[str | Reference | Unknown] = []
    for item in (item for one in arguments[1:] for item in as_items(one)):
        parts += [*([between] if parts else []), *pieces(item, "…")]
    return joined(parts)


def _split(arguments: Arguments) -> Value:
    if isinstance(arguments[1], Reference | Joined):
        return Several((arguments[1],))
    between = as_text(arguments[0])
    found = as_text(arguments[1]).split(between) if between else list(as_text(arguments[1]))
    return tuple(found[:_MOST])


def _format(arguments: Arguments) -> Value:
    rest = list(arguments[1:])
    parts: list[str | Reference | Unknown] = []
    first, *others = as_text(arguments[0]).split("%")
    parts.append(first)
    for piece in others:
        letters = piece.lstrip("0123456789.+-# ")
        if not letters or letters[0] not in "svdqf" or not rest:
            parts.append(f"%{piece}")
            continue
        value = rest.pop(0)
        digits = piece[: len(piece) - len(letters)]
        padded = isinstance(value, int) and digits.isdecimal() and len(digits) < 3
        parts += [f"{value:{digits}d}"] if padded else pieces(value, "…")
        parts.append(letters[1:])
    return joined(parts)


def _replace(arguments: Arguments) -> Value:
    if isinstance(arguments[0], Reference):
        return arguments[0]
    text, old, new = (as_text(one) for one in arguments[:3])
    if not old or (old.startswith("/") and old.endswith("/")):
        raise NotKnownError
    return text.replace(old, new)


def _decoded(arguments: Arguments) -> Value:
    """`jsondecode`: what was encoded is kept as it is."""
    if not isinstance(arguments[0], str):
        return arguments[0]
    found = from_json(arguments[0])
    if found is None:
        raise NotKnownError
    return found


def from_json(text: str) -> Value:
    """What a text says in JSON; None where it is none."""
    try:
        found: Value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found


def _product(arguments: Arguments) -> Value:
    found: list[tuple[Value, ...]] = [()]
    for one in arguments:
        items = as_items(one)
        if len(found) * len(items) > _MOST:
            raise NotKnownError
        found = [(*before, item) for before in found for item in items]
    return _like(found, *arguments)


def _formats(arguments: Arguments) -> Value:
    """`formatlist`"""
    lists = [one if is_list(one) else (one,) for one in arguments[1:]]
    longest = max((len(one) for one in lists), default=0)
    spread = [one if len(one) != 1 else tuple(one) * longest for one in lists]
    return _like([_format((arguments[0], *row)) for row in zip_longest(*spread)], *lists)


def _on_text(change: Callable[[str], str]) -> Callable[[Arguments], Value]:
    """A function that changes a text; what is only known when deployed stays what it is."""

    def changed(arguments: Arguments) -> Value:
        one = arguments[0]
        return one if isinstance(one, Reference | Joined) else change(as_text(one))

    return changed


def _among_texts(ask: Callable[[str, str], Value]) -> Callable[[Arguments], Value]:
    return lambda arguments: ask(as_text(arguments[0]), as_text(arguments[1]))


def _among_numbers(ask: Callable[[Sequence[int | float]], Value]) -> Callable[[Arguments], Value]:
    return lambda arguments: ask([as_number(one) for one in arguments])


def _same(arguments: Arguments) -> Value:
    return arguments[0]


def _as_list(arguments: Arguments) -> Value:
    return arguments[0] if isinstance(arguments[0], Mapping) else _distinct(arguments)


_TABLE: dict[str, Callable[[Arguments], Value]] = {
    **dict.fromkeys(("jsonencode", "yamlencode", "sensitive", "nonsensitive", "tomap"), _same),
    **dict.fromkeys(
        ("tostring", "tonumber", "tobool", "tolist", "nonsensitive", "pathexpand"), _same
    ),
    "toset": _as_list,
    "concat": _concat,
    "flatten": _flatten,
    "distinct": _distinct,
    "compact": _compact,
    "merge": _merge,
    "keys": _keys,
    "values": _values,
    "length": _length,
    "lookup": _lookup,
    "element": _element,
    "slice": _slice,
    "one": _one,
    "zipmap": _zipmap,
    "contains": _contains,
    "range": _range,
    "coalesce": _coalesce,
    "coalescelist": _coalesce,
    "try": _try,
    "can": _can,
    "join": _join,
    "split": _split,
    "format": _format,
    "formatlist": _formats,
    "replace": _replace,
    "setproduct": _product,
    "setunion": _concat,
    "cidrsubnet": subnet,
    "cidrsubnets": subnets,
    "jsondecode": _decoded,
    "reverse": lambda arguments: _like(as_items(arguments[0])[::-1], arguments[0]),
    "sort": lambda arguments: as_items(arguments[0]),
    "lower": _on_text(str.lower),
    "upper": _on_text(str.upper),
    "title": _on_text(str.title),
    "trimspace": _on_text(str.strip),
    "chomp": _on_text(lambda text: text.rstrip("\r\n")),
    "basename": _on_text(lambda text: text.rsplit("/", 1)[-1]),
    "trimprefix": _among_texts(str.removeprefix),
    "trimsuffix": _among_texts(str.removesuffix),
    "trim": _among_texts(str.strip),
    "startswith": _among_texts(str.startswith),
    "endswith": _among_texts(str.endswith),
    "max": _among_numbers(max),
    "min": _among_numbers(min),
    "abs": _among_numbers(lambda numbers: abs(numbers[0])),
    "ceil": _among_numbers(lambda numbers: ceil(numbers[0])),
    "floor": _among_numbers(lambda numbers: floor(numbers[0])),
}
