"""What stands in JSON that may be anything: an object or a list, else an empty one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def mapping(value: Any) -> Mapping[str, Any]:
    """An object."""
    return value if isinstance(value, Mapping) else {}


def listed(value: Any) -> Sequence[Any]:
    """A list."""
    return value if isinstance(value, list) else ()


def mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a list."""
    return (one for one in listed(value) if isinstance(one, Mapping))


def inside(value: Any, *way: str) -> Mapping[str, Any]:
    """The object at the end of a way through objects."""
    for name in way:
        value = mapping(value).get(name)
    return mapping(value)
