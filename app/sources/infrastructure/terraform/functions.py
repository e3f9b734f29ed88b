"""Terraform's functions, as far as they say what is drawn: https://developer.hashicorp.com/terraform/language/functions.

Each has its arguments as values, and raises `NotKnownError` where its answer is not known.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network
from itertools import zip_longest
from math import ceil, floor

from app.sources.infrastructure.stack import Joined, Reference, Unknown, Value
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


class NotKnownError(Exception):
    """The answer is known only when it is deployed, or is none of ours."""


def function(name: str) -> Callable[[Arguments], Value] | None:
    """What a function does; None of one whose answer is not worked out."""
    return _TABLE.get(name.removeprefix("core::"))


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value}"
    raise NotKnownError


def _number(value: Value) -> int | float:
    found = number(value)
    if found is None:
        raise NotKnownError
    return found


def _whole(value: Value) -> int:
    found = _number(value)
    if abs(found) > 1 << 30:
        raise NotKnownError
    return int(found)


def _items(value: Value) -> Sequence[Value]:
    if is_list(value):
        return value
    if isinstance(value, Reference):
        return Several((value,))
    raise NotKnownError


def _mapping(value: Value) -> Mapping[str, Value]:
    if isinstance(value, Mapping):
        return value
    raise NotKnownError


def _like(items: Sequence[Value], *sources: Value) -> Value:
    """A list; one of a number that nobody knows where one of its sources is."""
    unsure = any(isinstance(source, Several | Unknown) for source in sources)
    return Several(items) if unsure else tuple(items)


def _concat(lists: Arguments) -> Value:
    found = [item for one in lists if not isinstance(one, Unknown) for item in _items(one)]
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
    items = _items(arguments[0])
    found: dict[object, Value] = {}
    for item in items:
        key = item if isinstance(item, str | int | float | Reference) else id(item)
        found.setdefault(key, item)
    return _like(list(found.values()), items)


def _compact(arguments: Arguments) -> Value:
    items = _items(arguments[0])
    return _like([item for item in items if not empty(item)], items)


def _merge(arguments: Arguments) -> Value:
    found: dict[str, Value] = {}
    for one in arguments:
        found |= one if isinstance(one, Mapping) else {}
    if not found and not all(isinstance(one, Mapping) or one is None for one in arguments):
        raise NotKnownError
    return found


def _keys(arguments: Arguments) -> Value:
    return tuple(sorted(_mapping(arguments[0])))


def _values(arguments: Arguments) -> Value:
    if isinstance(arguments[0], Reference):
        return Several((arguments[0],))
    given = _mapping(arguments[0])
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
        return one_of(_mapping(given).values(), "lookup")
    if key in _mapping(given) or len(arguments) > 2:
        return _mapping(given).get(key, arguments[-1])
    raise NotKnownError


def _element(arguments: Arguments) -> Value:
    items = _items(arguments[0])
    index = number(arguments[1])
    if index is None or not items:
        return one_of(items, "element")
    return items[int(index) % len(items)]


def _slice(arguments: Arguments) -> Value:
    items = _items(arguments[0])
    found = items[_whole(arguments[1]) : _whole(arguments[2])]
    sure = len(found) == _whole(arguments[2]) - _whole(arguments[1])
    return tuple(found) if sure or not isinstance(items, Several) else Several(found)


def _one(arguments: Arguments) -> Value:
    items = _items(arguments[0])
    return one_of(items, "one") if items else None


def _zipmap(arguments: Arguments) -> Value:
    names, values = _items(arguments[0]), _items(arguments[1])
    return {_text(name): value for name, value in zip(names, values, strict=False)}


def _contains(arguments: Arguments) -> Value:
    items = _items(arguments[0])
    if known(arguments[1]) and known(tuple(items)) and not isinstance(items, Several):
        return arguments[1] in items
    raise NotKnownError


def _range(arguments: Arguments) -> Value:
    found = range(*(_whole(one) for one in arguments))
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
    between = _text(arguments[0])
    parts: list[str | Reference | Unknown] = []
    for item in (item for one in arguments[1:] for item in _items(one)):
        parts += [*([between] if parts else []), *pieces(item, "…")]
    return joined(parts)


def _split(arguments: Arguments) -> Value:
    if isinstance(arguments[1], Reference | Joined):
        return Several((arguments[1],))
    between = _text(arguments[0])
    found = _text(arguments[1]).split(between) if between else list(_text(arguments[1]))
    return tuple(found[:_MOST])


def _format(arguments: Arguments) -> Value:
    rest = list(arguments[1:])
    parts: list[str | Reference | Unknown] = []
    first, *others = _text(arguments[0]).split("%")
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
    text, old, new = (_text(one) for one in arguments[:3])
    if not old or (old.startswith("/") and old.endswith("/")):
        raise NotKnownError
    return text.replace(old, new)


def _subnet(arguments: Arguments) -> Value:
    """`cidrsubnet(prefix, bits, number)`"""
    given = _network(arguments[0])
    bits, index = _whole(arguments[1]), _whole(arguments[2])
    return _part(
        given,
        given.prefixlen + bits,
        index << (given.max_prefixlen - given.prefixlen - bits)
        if 0 <= bits <= given.max_prefixlen - given.prefixlen
        else -1,
    )


def _subnets(arguments: Arguments) -> Value:
    """`cidrsubnets(prefix, bits…)`"""
    given = _network(arguments[0])
    found: list[Value] = []
    offset = 0
    for one in arguments[1:]:
        length = given.prefixlen + _whole(one)
        if not given.prefixlen <= length <= given.max_prefixlen:
            raise NotKnownError
        step = 1 << (given.max_prefixlen - length)
        offset = -(-offset // step) * step
        found.append(_part(given, length, offset))
        offset += step
    return tuple(found)


def _network(value: Value) -> IPv4Network | IPv6Network:
    try:
        return ip_network(_text(value), strict=False)
    except ValueError as why:
        raise NotKnownError from why


def _part(given: IPv4Network | IPv6Network, length: int, offset: int) -> str:
    if not 0 <= offset < given.num_addresses:
        raise NotKnownError
    return f"{given.network_address + offset}/{length}"


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
        items = _items(one)
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
        return one if isinstance(one, Reference | Joined) else change(_text(one))

    return changed


def _among_texts(ask: Callable[[str, str], Value]) -> Callable[[Arguments], Value]:
    return lambda arguments: ask(_text(arguments[0]), _text(arguments[1]))


def _among_numbers(ask: Callable[[Sequence[int | float]], Value]) -> Callable[[Arguments], Value]:
    return lambda arguments: ask([_number(one) for one in arguments])


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
    "cidrsubnet": _subnet,
    "cidrsubnets": _subnets,
    "jsondecode": _decoded,
    "reverse": lambda arguments: _like(_items(arguments[0])[::-1], arguments[0]),
    "sort": lambda arguments: _items(arguments[0]),
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
