"""What is there already: sources of data, which find it by its id or its name.

One that finds what the stack deploys itself is that, and those that find the same are one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.sources.infrastructure.stack import Joined, Reference, Resource, Unknown, Value
from app.sources.infrastructure.table import table_of
from app.sources.infrastructure.terraform.values import is_list

_FOUND_BY = ("id", "ids", "arn", "self_link", "name", "bucket", "function_name", "cidr_block")
_NAME, _RANGE, _TAG = "name", "cidr_block", "tag:"
_FACTS = ("id", "arn", "self_link", _NAME)  # which one it is
_DEEP = 12  # sources that name each other
_TIMES = 4  # that sources are looked through, which name each other


def found_again(
    resources: Sequence[Resource], data: Sequence[Resource]
) -> tuple[list[Resource], list[Resource]]:
    """The resources, and the sources of data that find something else each; what refers to another source refers to what
    that finds."""
    look_ups = _DataLookUps(resources, data)
    same = look_ups.same()
    if not same:
        return list(resources), list(data)
    left = [one for one in data if one.address not in same]
    return (
        [replace(one, properties=_led(one.properties, same)) for one in resources],
        [replace(one, properties=_led(one.properties, same)) for one in left],
    )


class _DataLookUps:
    def __init__(self, resources: Sequence[Resource], data: Sequence[Resource]) -> None:
        self._data = data
        self._known = {one.address: one for one in (*resources, *data)}
        self._same: dict[str, str] = {}
        self._by_fact: dict[tuple[str, str, str], Resource] = {}
        self._alike: dict[tuple[str, str], str] = {}
        self._resources: dict[str, list[Resource]] = {}
        for one in resources:
            self._note(one)
            self._resources.setdefault(one.type, []).append(one)

    def same(self) -> Mapping[str, str]:
        """By the address of a source of data that of what it finds."""
        waiting = list(self._data)
        for _ in range(_TIMES):
            before = len(waiting)
            waiting = [one for one in waiting if not self._find(one)]
            if len(waiting) == before:
                break
            self._alike.clear()  # what was different may refer to the same now
        return {address: self._end(address) for address in self._same}

    def _find(self, one: Resource) -> bool:
        target = self._of_reference(one) or self._of_fact(one) or self._of_looks(one)
        if target is None and one.properties and not one.count:
            key = one.type, repr(_led(one.properties, self._same))
            target = self._alike.setdefault(key, one.address)
        if target is None or self._end(target) == one.address:
            self._note(one)
            return False
        self._same[one.address] = target
        return True

    def _note(self, one: Resource) -> None:
        for name in _FACTS:
            value = one.properties.get(name)
            if isinstance(value, str) and value:
                self._by_fact.setdefault((one.type, name, value), one)

    def _of_reference(self, one: Resource) -> str | None:
        """What it names as what it finds: `data "aws_vpc" "a" { id = aws_vpc.main.id }`. What a module is asked for that is not
        here is that module."""
        table = table_of("terraform")
        row = table.row(one.type)
        for name in _FOUND_BY:
            value = one.properties.get(name)
            for item in value if is_list(value) else [value]:
                other = self._known.get(item.target) if isinstance(item, Reference) else None
                if other is None or other.address == one.address:
                    continue
                their = table.row(other.type)
                subnets = row is not None and their is not None and {row.means, their.means}
                if other.type in (one.type, "module") or "/" in other.type or subnets == {"subnet"}:
                    return other.address
        return None

    def _of_fact(self, one: Resource) -> str | None:
        """What has the id by which it is found, or the name where all else that both say is the same."""
        for name in _FACTS:
            value = one.properties.get(name)
            other = self._by_fact.get((one.type, name, value)) if isinstance(value, str) else None
            if other is not None and other.address != one.address:
                both = one.properties.keys() & other.properties.keys()
                pairs = ((one.properties[key], other.properties[key]) for key in both)
                if name != _NAME or all(self._alike_are(*pair) for pair in pairs):
                    return other.address
        return None

    def _of_looks(self, one: Resource) -> str | None:
        """What alone of its type has the addresses and tags by which it is found."""
        wanted = _looks(one.properties)
        if not wanted:
            return None
        found = [
            other.address
            for other in self._resources.get(one.type, ())
            if wanted.items() <= _looks(other.properties).items()
        ]
        return found[0] if len(found) == 1 else None

    def _alike_are(self, one: Value, other: Value) -> bool:
        return _leading(one, self._same) == _leading(other, self._same)

    def _end(self, address: str) -> str:
        """Where it leads."""
        for _ in range(_DEEP):
            if address not in self._same:
                break
            address = self._same[address]
        return address


def _looks(said: Mapping[str, Value]) -> dict[str, str]:
    """Its range of addresses and its tags, also as filters have them; as texts, since what is only known when it is
    deployed may be the same, too."""
    found = {} if said.get(_RANGE) is None else {_RANGE: repr(said[_RANGE])}
    tags = said.get("tags")
    found |= {name: repr(tag) for name, tag in tags.items()} if isinstance(tags, Mapping) else {}
    filters = said.get("filter")
    for one in filters if is_list(filters) else (filters,):
        name, values = (
            (one.get("name"), one.get("values")) if isinstance(one, Mapping) else ("", ())
        )
        if isinstance(name, str) and name.startswith(_TAG) and is_list(values) and len(values) == 1:
            found[name.removeprefix(_TAG)] = repr(values[0])
    return found


def _led(value: Mapping[str, Value], same: Mapping[str, str]) -> dict[str, Value]:
    return {name: _leading(inner, same) for name, inner in value.items()}


def _leading(value: Value, same: Mapping[str, str]) -> Value:
    if isinstance(value, Reference):
        return Reference(same.get(value.target, value.target), value.attribute)
    if isinstance(value, Joined):
        return Joined(tuple(_part(part, same) for part in value.parts))
    if isinstance(value, Mapping):
        return _led(value, same)
    return tuple(_leading(item, same) for item in value) if is_list(value) else value


def _part(part: str | Reference | Unknown, same: Mapping[str, str]) -> str | Reference | Unknown:
    if not isinstance(part, Reference):
        return part
    return Reference(same.get(part.target, part.target), part.attribute)
