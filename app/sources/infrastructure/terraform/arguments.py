"""The arguments of Terraform's functions as what they have to be; `NotKnownError` where they are not, or not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.sources.infrastructure.stack import Reference, Value
from app.sources.infrastructure.terraform.values import Several, is_list, number


class NotKnownError(Exception):
    """The answer is known only when it is deployed, or is none of ours."""


def as_text(value: Value) -> str:
    """A text, or a number as one."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value}"
    raise NotKnownError


def as_number(value: Value) -> int | float:
    """A number."""
    found = number(value)
    if found is None:
        raise NotKnownError
    return found


def as_whole(value: Value) -> int:
    """A whole number that is not over-large."""
    found = as_number(value)
    if abs(found) > 1 << 30:
        raise NotKnownError
    return int(found)


def as_items(value: Value) -> Sequence[Value]:
    """A list; a resource of which there are several stands for them."""
    if is_list(value):
        return value
    if isinstance(value, Reference):
        return Several((value,))
    raise NotKnownError


def as_mapping(value: Value) -> Mapping[str, Value]:
    """An object."""
    if isinstance(value, Mapping):
        return value
    raise NotKnownError
