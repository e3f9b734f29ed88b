"""A stack's resources as their table knows them: what each means, what it refers to, and what stands for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.sources.infrastructure.stack import (
    Joined,
    Path,
    Reference,
    Resource,
    Stack,
    Unknown,
    Value,
    at,
    references,
)
from app.sources.infrastructure.table import Paths, TypeRow, TypeTable
from app.sources.infrastructure.wording import told

ALL, OVERVIEW = "all", "overview"
_DEEP = 24  # helpers of helpers
_TEXTS = 1000  # of a value in which names are looked for
_MANY = 64  # components that one helper belongs to


class KnownStack:
    """A stack at a level. Helpers are found once, and asked with every edge and place. `first` tells by address which
    resource it is drawn as where several alike are one, and `names` what that is called for all of them."""

    def __init__(self, stack: Stack, table: TypeTable, level: str) -> None:
        self.level, self.table = level, table
        self.resources = {resource.address: resource for resource in stack.resources}
        self.rows = {
            address: table.row(resource.type)
            or table.unknown(resource.type, readable_type(resource.type))
            for address, resource in self.resources.items()
        }
        self.known = frozenset(a for a, r in self.resources.items() if table.row(r.type))
        self.refers = {a: tuple(self._refers(r)) for a, r in self.resources.items()}
        self._called = _called(self.resources, self.rows)
        self._users: dict[str, dict[str, None]] = {}
        for address, found in self.refers.items():
            for _, reference in found:
                if reference.target != address:
                    self._users.setdefault(reference.target, {})[address] = None
        self.draw_as({}, {})

    def draw_as(self, first: Mapping[str, str], names: Mapping[str, str]) -> None:
        """Some resources as one from here on."""
        self.first, self.names = first, names
        self._hosts: dict[str, tuple[str, ...]] = {}
        self._alike: dict[tuple[str, tuple[str, ...]], str] = {}
        self.helpers: dict[str, list[str]] = {}
        for address in self.resources:
            for host in self.hosts(address):
                if host != address:
                    self.helpers.setdefault(host, []).append(address)

    def _refers(self, resource: Resource) -> Iterator[tuple[Path, Reference]]:
        found = references(resource.properties)
        return ((path, ref) for path, ref in found if ref.target in self.resources)

    def users(self, address: str) -> Iterable[str]:
        """What refers to it."""
        return self._users.get(address, ())

    def values(self, address: str, paths: Paths) -> Iterator[Value]:
        """What stands in its properties at these."""
        for path in paths:
            yield from at(self.resources[address].properties, path)

    def targets(self, address: str, *paths: str) -> tuple[str, ...]:
        """The resources that it names there: by reference, or by what they are called where they run."""
        found: dict[str, None] = {}
        for value in self.values(address, paths):
            found |= dict.fromkeys(self.named(value, address))
        return tuple(found)

    def named(self, value: Value, by: str) -> Iterator[str]:
        """The resources in a value, but for the one that says it: by reference, by their name in the stack where that is all
        of it, and by what they are called where they run, at the end of an ARN, too."""
        found: dict[str, None] = {}
        for _, reference in references(value):
            found[reference.target] = None
        if isinstance(value, str):
            found[value] = None
        if self._called:
            for text in _texts(value, self.resources):
                ends = text, text.rpartition("/")[2], text.rpartition(":")[2].rpartition("/")[2]
                found |= {self._called[name]: None for name in ends if name in self._called}
        yield from (address for address in found if address in self.resources and address != by)

    def those(self, meaning: str) -> Iterator[str]:
        """The addresses of what means that."""
        return (address for address, row in self.rows.items() if row.means == meaning)

    def hosts(self, address: str) -> tuple[str, ...]:
        """The components that a resource is drawn as: itself, or those that it is a helper of."""
        return self._host(address, 0)

    def _host(self, address: str, depth: int) -> tuple[str, ...]:
        known = self._hosts.get(address)
        if known is None:
            self._hosts[address] = (address,)  # for what comes round to itself
            known = self._hosts[address] = self._found(address, depth)
        return known

    def _found(self, address: str, depth: int) -> tuple[str, ...]:
        if (first := self.first.get(address, address)) != address:
            return self._host(first, depth + 1)
        fold = self.rows[address].fold
        if fold is None or depth > _DEEP or (fold.overview and self.level == ALL):
            return (address,)
        into = next((found for path in fold.into if (found := self.targets(address, path))), ())
        if not into:
            into = tuple(user for user in self.users(address) if self._is_one(user, fold.users))
        if not into and fold.alike and (named := self.targets(address, *fold.alike)):
            into = (self._alike.setdefault((self.resources[address].type, named), address),)
        hosts: dict[str, None] = {}
        for target in into[:_MANY]:
            hosts |= dict.fromkeys(
                host for host in self._host(target, depth + 1) if host != address
            )
        return tuple(hosts)[:_MANY] or (address,)

    def _is_one(self, user: str, types: Paths) -> bool:
        return "*" in types or self.resources[user].type in types

    def folded(self, address: str) -> bool:
        """Whether it is no component of its own."""
        return self.hosts(address) != (address,)

    def shown(self, address: str) -> bool:
        """Whether it is a component at this level: of the overview those are not that only help others, which stand elsewhere."""
        row = self.rows[address]
        lonely = (row.fold and not row.kind) or (row.unnamed and not self.users(address))
        if self.level == OVERVIEW and (row.level == ALL or lonely):
            return False
        return not self.folded(address)


def readable_type(type: str) -> str:
    """`AWS::Foo::BarBaz` as `Foo Bar Baz`, `aws_foo_bar` as `foo bar`."""
    parts = [part for part in type.replace("_", "::").split("::") if part]
    words = parts[1:] if len(parts) > 1 else parts
    return " ".join(spaced(word) for word in words)


def spaced(word: str) -> str:
    """With spaces where a part of a camelCase name begins."""
    said = ""
    for at_, letter in enumerate(word):
        begins = (
            letter.isupper()
            and at_
            and (not word[at_ - 1].isupper() or word[at_ + 1 : at_ + 2].islower())
        )
        said += f" {letter}" if begins else letter
    return said


def _called(resources: Mapping[str, Resource], rows: Mapping[str, TypeRow]) -> dict[str, str]:
    """Addresses by what they are called where they run, if one alone is called so."""
    found: dict[str, set[str]] = {}
    for address, resource in resources.items():
        for path in rows[address].named:
            for value in at(resource.properties, path):
                if name := told(value, resources):
                    found.setdefault(name, set()).add(address)
    return {name: one for name, (one, *more) in found.items() if not more}


def _texts(value: Value, resources: Mapping[str, Resource]) -> Iterator[str]:
    """The texts in a value, as people read them."""
    waiting, count = [value], 0
    while waiting and count < _TEXTS:
        one = waiting.pop()
        count += 1
        if isinstance(one, Mapping):
            waiting += one.values()
        elif isinstance(one, str | Joined | Unknown):
            yield told(one, resources)
        elif isinstance(one, Sequence):
            waiting += one
