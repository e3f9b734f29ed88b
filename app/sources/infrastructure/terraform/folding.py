"""Instances in a plan or a state → a stack: those that are alike are one, with how many there are.

What stands in different networks or zones is not alike, nor what becomes of it otherwise. What names the id of another
resource refers to that, and so does what the plan's configuration says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.model.source_graph import SourcePlace
from app.sources.infrastructure.stack import (
    Joined,
    Module,
    Reference,
    Resource,
    Stack,
    Unknown,
    Value,
    references,
)
from app.sources.infrastructure.table import table_of
from app.sources.infrastructure.terraform.bodies import document
from app.sources.infrastructure.terraform.changes import Remarks
from app.sources.infrastructure.terraform.configuration import PlanConfiguration
from app.sources.infrastructure.terraform.existing import found_again
from app.sources.infrastructure.terraform.instances import Instance
from app.sources.infrastructure.terraform.scope import FACTS, POLICY
from app.sources.infrastructure.terraform.values import is_list
from app.sources.infrastructure.wording import LONG, shortened

_LANGUAGE = "terraform"
_MOST_APART = 12  # instances of a resource that are drawn apart
_SHORTEST = 6  # letters of an id by which another is known
_PLACED_BY = ("availability_zone", "vpc_id", "subnet_id", "subnet_ids", "subnets")
_NAMED_BY = (
    *(
        "arn",
        "id",
        "invoke_arn",
        "execution_arn",
        "qualified_arn",
        "dns_name",
        "url",
        "domain_name",
    ),
    *("bucket_regional_domain_name", "repository_url", "endpoint", "self_link"),
)
_ITS_OWN = frozenset({*_NAMED_BY, "name", "tags", "tags_all", "name_prefix"}) - {"url"}


@dataclass(frozen=True, slots=True)
class Folded:
    """Instances that are one resource, at its address."""

    address: str
    instances: tuple[Instance, ...]

    @property
    def first(self) -> Instance:
        """The one whose values are shown."""
        return self.instances[0]


def folded_stack(
    instances: Iterable[Instance],
    configuration: PlanConfiguration,
    title: str,
    place: SourcePlace,
    places: Mapping[str, SourcePlace],
) -> Stack:
    """`places` are those of addresses in the file."""
    return _InstanceFolding(instances, configuration, place, places).stack(title)


class _InstanceFolding:
    def __init__(
        self,
        instances: Iterable[Instance],
        configuration: PlanConfiguration,
        place: SourcePlace,
        places: Mapping[str, SourcePlace],
    ) -> None:
        self._configuration, self._place, self._places = configuration, place, places
        groups: dict[str, list[Instance]] = {}
        for one in instances:
            groups.setdefault(one.address, []).append(one)
        self._folded = {address: _apart(address, group) for address, group in groups.items()}
        self._split_alike()
        self._keys = _module_keys(instance for group in groups.values() for instance in group)
        self._by_id = self._ids()
        self._documents: dict[str, Value] = {}

    def stack(self, title: str) -> Stack:
        """All that is there, and what of the data something refers to."""
        all_of_them = [one for group in self._folded.values() for one in group]
        managed = [self._resource(one) for one in all_of_them if not one.first.data]
        sources = (one for one in all_of_them if one.first.data and one.first.type not in FACTS)
        managed, found = found_again(managed, [self._resource(one) for one in sources])
        data = {one.address: one for one in found}
        waiting, wanted = list(managed), dict[str, Resource]()
        while waiting:
            for _, reference in references(waiting.pop().properties):
                if (one := data.get(reference.target)) and one.address not in wanted:
                    wanted[one.address] = one
                    waiting.append(one)
        return Stack(
            _LANGUAGE,
            title,
            self._place,
            (*managed, *(one for one in data.values() if one.address in wanted)),
            tuple(self._modules(managed)),
        )

    def _modules(self, resources: Iterable[Resource]) -> Iterable[Module]:
        addresses: dict[str, None] = {}
        for resource in resources:
            parts = resource.module.split(".") if resource.module else []
            for length in range(2, len(parts) + 1, 2):
                addresses[".".join(parts[:length])] = None
        for address in sorted(addresses, key=lambda a: a.count(".")):
            *outer, _, name = address.split(".")
            count = len(self._keys.get(address, ()))
            yield Module(
                address,
                "module",
                name,
                self._at(address),
                ".".join(outer) or None,
                f"× {count}" if count > 1 else "",
                source=self._configuration.source(address),
            )

    def _at(self, address: str) -> SourcePlace:
        return self._places.get(address, self._place)

    def _split_alike(self) -> None:
        """What names others by its own key, which are apart, is apart, too."""
        for _ in range(3):
            apart = {a: {one.first.key for one in g} for a, g in self._folded.items() if len(g) > 1}
            for address, group in self._folded.items():
                if len(group) != 1 or not 1 < len(group[0].instances) <= _MOST_APART:
                    continue
                (whole,) = group
                keys = {one.key for one in whole.instances}
                said = self._configuration.expressions(address)
                named = _all_names(said.get(name) for name in _PLACED_BY)
                targets = self._configuration.references(named, address, whole.first.module)
                if len(keys) == len(whole.instances) and any(
                    keys <= apart.get(reference.target, set()) for reference in targets
                ):
                    self._folded[address] = [
                        Folded(f"{address}{one.key}", (one,)) for one in whole.instances
                    ]

    def _ids(self) -> dict[str, Reference]:
        """By ids and addresses of the running things what has them: what is drawn before its helpers, which often have the
        same."""
        table = table_of(_LANGUAGE)
        ranked: dict[str, tuple[tuple[bool, int], Reference]] = {}
        for group in self._folded.values():
            for one in group:
                row = table.row(one.first.type)
                helper = one.first.data or (row is not None and not row.kind)
                for instance in one.instances:
                    for place, name in enumerate(_NAMED_BY):
                        value = instance.values.get(name)
                        if not isinstance(value, str) or len(value) < _SHORTEST:
                            continue
                        rank = helper, place
                        if value not in ranked or rank < ranked[value][0]:
                            ranked[value] = rank, Reference(one.address, name)
        ranked.pop("(sensitive)", None)
        return {value: reference for value, (_, reference) in ranked.items()}

    def _resource(self, one: Folded) -> Resource:
        first = one.first
        now = self._referring(one, first.values)
        before: dict[str, Value] | None = None
        if first.before is not None:
            before = {
                name: now.get(name) if value == first.values.get(name) else value
                for name, value in first.before.items()
            }
        per_module = len(self._keys.get(first.module, ())) or 1
        count = len(one.instances)
        count = count // per_module if count % per_module == 0 else count
        named = first.key if len(self._folded[first.address]) > 1 and count == 1 else ""
        depends = (
            *self._direct(first.depends_on),
            *self._configuration.depends_on(first.address, first.module),
        )
        return Resource(
            one.address,
            first.type,
            f"{first.name}{named}",
            self._at(first.address),
            now,
            first.module or None,
            f"× {count}" if count > 1 else "",
            depends_on=tuple(dict.fromkeys(depends)),
            change=first.change,
            before=before,
            remarks=_remarks(one.instances),
            existing=first.data,
        )

    def _direct(self, addresses: tuple[str, ...]) -> list[str]:
        """Without what a state lists only because others of them depend on it."""
        further: set[str] = set()
        for address in addresses:
            for folded in self._folded.get(address, ())[:1]:
                further.update(folded.first.depends_on)
        return [address for address in addresses if address not in further]

    def _referring(self, one: Folded, values: Mapping[str, Value]) -> dict[str, Value]:
        """Values with what they refer to."""
        found = {
            name: value if name in _ITS_OWN else self._matched(value, one.address)
            for name, value in values.items()
        }
        for name, said in self._configuration.expressions(one.first.address).items():
            found[name] = self._overlaid(found.get(name), said, one)
        return found

    def _matched(self, value: Value, own: str) -> Value:
        """A value in which ids of others are references."""
        if isinstance(value, Mapping):
            return {name: self._matched(inner, own) for name, inner in value.items()}
        if is_list(value):
            return tuple(self._matched(inner, own) for inner in value)
        if not isinstance(value, str) or len(value) < _SHORTEST:
            return value
        found = self._by_id.get(value)
        rest = ""
        if found is None and value.startswith("arn:"):
            for _ in range(6):  # `arn:…:table/orders/index/*`
                cut = max(
                    value.rfind("/", 0, len(value) - len(rest)),
                    value.rfind(":", 0, len(value) - len(rest)),
                )
                if cut < _SHORTEST:
                    break
                rest = value[cut:]
                found = self._by_id.get(value[:cut])
                if found is not None:
                    break
        if found is None or found.target == own:
            return value
        return Joined((found, rest)) if rest else found

    def _overlaid(self, value: Value, said: Any, one: Folded) -> Value:
        """A value with the references that its configuration says at the same place."""
        if isinstance(said, list):
            items = list(value) if is_list(value) else []
            items += [None] * (min(len(said), 99) - len(items))
            return tuple(
                self._overlaid(item, said[n] if n < len(said) else None, one)
                for n, item in enumerate(items)
            )
        if not isinstance(said, Mapping) or "constant_value" in said:
            return value
        names = said.get("references")
        if isinstance(names, list):
            return self._with(value, [str(name) for name in names], one)
        if is_list(value):
            return tuple(self._overlaid(item, said, one) for item in value)
        inner = dict(value) if isinstance(value, Mapping) else {}
        return inner | {
            str(name): self._overlaid(inner.get(name), part, one) for name, part in said.items()
        }

    def _with(self, value: Value, names: list[str], one: Folded) -> Value:
        known = {reference.target for _, reference in references(value)}
        found: list[Value] = []
        for reference in self._configuration.references(names, one.first.address, one.first.module):
            group = self._folded.get(reference.target, ())
            of = group[0].first if group else None
            if of is not None and of.data and of.type == POLICY and not isinstance(value, Mapping):
                return self._document(reference.target)
            if of is not None and not (of.data and of.type in FACTS):
                found += [
                    Reference(address, reference.attribute)
                    for address in self._those(reference.target, one.first)
                    if address not in known and address != one.address
                ]
        if not found:
            return value
        if isinstance(value, Mapping):
            return {**value, "refers to": tuple(found)}
        if is_list(value) and any(not isinstance(item, Unknown) for item in value):
            return (*value, *found)
        return found[0] if len(found) == 1 else tuple(found)

    def _those(self, address: str, by: Instance) -> list[str]:
        """The resources that an address stands for; where they are apart, the one with the same key."""
        group = self._folded.get(address, [])
        same = [
            one.address for one in group if by.key and any(i.key == by.key for i in one.instances)
        ]
        return same[:1] if same else [one.address for one in group]

    def _document(self, address: str) -> Value:
        """What a policy document says that is only known when it is applied."""
        if address not in self._documents:
            self._documents[address] = Unknown(address)
            group = self._folded.get(address)
            if group:
                self._documents[address] = document(
                    self._referring(group[0], group[0].first.values)
                )
        return self._documents[address]


def _apart(address: str, group: list[Instance]) -> list[Folded]:
    """Those of one resource, as many as are not alike."""
    alike: dict[object, list[Instance]] = {}
    for one in group:
        where = tuple(_placed(one.values.get(name)) for name in _PLACED_BY)
        alike.setdefault((one.change, where), []).append(one)
    if len(alike) > _MOST_APART:
        alike = {}
        for one in group:
            alike.setdefault(one.change, []).append(one)
    if len(alike) == 1:
        return [Folded(address, tuple(group))]
    found: dict[str, Folded] = {}
    for instances in alike.values():
        first = instances[0]
        name = f"{address}{first.key}"
        name = name if name not in found else f"{address}{first.module_key}{first.key}"
        while name in found:
            name += "'"
        found[name] = Folded(name, tuple(instances))
    return list(found.values())


def _remarks(instances: Iterable[Instance]) -> Remarks:
    """Those of all, each once."""
    found: dict[str, dict[str, None]] = {}
    for one in instances:
        for about, said in one.remarks:
            found.setdefault(about, {})[said] = None
    return tuple((about, shortened(" · ".join(said), LONG)) for about, said in found.items())


def _placed(value: Value) -> object:
    if isinstance(value, str):
        return value
    return tuple(map(str, value)) if is_list(value) else None


def _module_keys(instances: Iterable[Instance]) -> dict[str, dict[str, None]]:
    """By module the keys of its instances."""
    found: dict[str, dict[str, None]] = {}
    for one in instances:
        if one.module:
            found.setdefault(one.module, {})[one.module_key] = None
    return found


def _all_names(said: Iterable[Any]) -> list[str]:
    found: list[str] = []
    waiting = list(said)
    while waiting and len(found) < _MOST_APART:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, Mapping):
            names = one.get("references")
            found += [str(name) for name in names] if isinstance(names, list) else []
    return found
