"""What values of infrastructure code are as text for people: bounded, and what they refer to by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.sources.infrastructure.stack import Joined, Reference, Resource, Unknown, Value

LONG = 240  # characters of a value
_ITEMS = 24  # of a list or a mapping
_DEEP = 8
_ITSELF = frozenset(
    {"", "Arn", "arn", "id", "Ref", "name"}
)  # attributes that say which one, no more


def told(value: Value, resources: Mapping[str, Resource]) -> str:
    """One line."""
    said, length = [], 0
    for piece in _pieces(value, resources, 0):
        said.append(piece)
        length += len(piece)
        if length > 2 * LONG:
            break
    return shortened(" ".join("".join(said).split()), LONG)


def shortened(text: str, length: int) -> str:
    """At most so many characters."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _pieces(value: Value, resources: Mapping[str, Resource], depth: int) -> Iterator[str]:
    if isinstance(value, Joined):
        for part in value.parts[:_ITEMS]:
            yield from _pieces(part, resources, depth + 1)
    elif isinstance(value, Mapping | Sequence) and not isinstance(value, str):
        yield from _inside(value, resources, depth)
    else:
        yield plain(value, resources)


def _inside(
    value: Mapping[str, Value] | Sequence[Value], resources: Mapping[str, Resource], depth: int
) -> Iterator[str]:
    """The items of a list or a mapping."""
    if depth >= _DEEP:
        yield "…"
        return
    named = value.items() if isinstance(value, Mapping) else (("", one) for one in value)
    for number, (name, one) in enumerate(named):
        yield ", " if number else ""
        if number == _ITEMS:
            yield "…"
            return
        yield f"{name}: " if name else ""
        yield from _pieces(one, resources, depth + 1)


def plain(value: Value, resources: Mapping[str, Resource], most: int = LONG) -> str:
    """One that holds no others, cut off behind so many characters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Reference):
        return _named(value, resources)
    if isinstance(value, Unknown):
        return value.text[: most + 1]
    return "none" if value is None else str(value)[: most + 1]


def _named(reference: Reference, resources: Mapping[str, Resource]) -> str:
    resource = resources.get(reference.target)
    name = resource.name if resource is not None else reference.target
    return name if reference.attribute in _ITSELF else f"{name}.{reference.attribute}"
