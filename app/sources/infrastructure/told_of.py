"""What a resource tells of itself in the panel, and how it is called in the picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.model.details import Details, Property
from app.sources.infrastructure.known import KnownStack
from app.sources.infrastructure.said_values import said_values
from app.sources.infrastructure.security_groups import SecurityGroups
from app.sources.infrastructure.stack import Module, Resource, Value, at
from app.sources.infrastructure.table import TypeRow
from app.sources.infrastructure.wording import shortened, told

_MOST = 40  # properties
_HELPERS = 12  # that are named
_LONG = 60  # characters of a name
_RANGE = 20  # of a network's addresses


def label_of(
    known: KnownStack, address: str, module: Module | None = None, *, typed: bool = False
) -> str:
    """Its name and how many there are; where the name says nothing that of its `module`, or its type, which stands beneath where
    no icon tells it, or where it is to be `typed`. Networks have their addresses behind. With a module that is drawn round it, or alone of its name, it
    has none. What is not deployed but found says so."""
    if address in known.names:
        return shortened(readable(known.names[address]), _LONG)
    resource, row = known.resources[address], known.rows[address]
    nameless = row.unnamed or resource.name.lower() in known.table.nameless
    name = capital(row.name) if nameless else shortened(readable(resource.name), _LONG)
    if module is not None and not row.unnamed:
        outer = shortened(readable(module.name), _LONG)
        name = outer if nameless else f"{outer}/{name}"
    if resource.count:
        name += f" {resource.count}" if resource.count.startswith("×") else f"\n{resource.count}"
    ranges = [v for v in known.values(address, row.paths("range")) if isinstance(v, str)]
    if ranges and len(ranges[0]) <= _RANGE:
        name += f" {ranges[0]}"
    if resource.existing and row.means != "outside":
        name += " (existing)"
    if (typed or not (row.kind or row.group) or row.means == "outside") and not nameless:
        name += f"\n{row.name}"
    return name


def readable(name: str) -> str:
    """A name of code as words."""
    return name.replace("_", " ")


def capital(text: str) -> str:
    """With a capital letter first."""
    return text[:1].upper() + text[1:]


def details_of(known: KnownStack, groups: SecurityGroups, address: str) -> Details:
    """With what is said of it first, then the properties that its type's row chooses."""
    resource, row = known.resources[address], known.rows[address]
    place = resource.place
    properties = (
        *(_property(about, said) for about, said in resource.remarks),
        *_chosen(resource, row, known.resources),
        *_besides(known, groups, address),
        *_others(resource, row, known.resources),
    )
    name = _name(resource)
    said = said_values(known, address)
    return Details(
        resource.type, name, place.file, place.line, properties[:_MOST], place.column, said
    )


def details_of_module(module: Module) -> Details:
    """What kind it is, and where it stands."""
    said = ((Property("Count", module.count),) if module.count else ()) + (
        (Property("Condition", module.condition),) if module.condition else ()
    )
    place = module.place
    return Details(module.kind, module.address, place.file, place.line, said, place.column)


def _name(resource: Resource) -> str:
    return shortened(resource.address, 4 * _LONG)


def _chosen(
    resource: Resource, row: TypeRow, resources: Mapping[str, Resource]
) -> Iterator[Property]:
    for path in row.shows:
        now = [told(value, resources) for value in at(resource.properties, path)]
        if now:
            yield _property(path, ", ".join(now), _before(resource, path, resources))


def _before(resource: Resource, path: str, resources: Mapping[str, Resource]) -> str | None:
    if resource.before is None:
        return None
    return ", ".join(told(value, resources) for value in at(resource.before, path))


def _besides(known: KnownStack, groups: SecurityGroups, address: str) -> Iterator[Property]:
    """What is not among its own properties: conditions, what goes with it, what may reach it; what it is said to wait for,
    which is no line, as it tells an order and no more."""
    resource = known.resources[address]
    if resource.condition:
        yield Property("Condition", resource.condition)
    told_of = {reference.target for _, reference in known.refers[address]}
    waits = [one for one in resource.depends_on if one not in told_of]
    if waits:
        more = ", …" if len(waits) > _HELPERS else ""
        yield _property("Depends on", ", ".join(waits[:_HELPERS]) + more)
    open_to = list(dict.fromkeys(groups.open_to(address)))
    if open_to:
        yield _property("Lets in", ", ".join(open_to[:_HELPERS]))
    drawn_as = [one for one in known.helpers.get(address, ()) if known.first.get(one) == address]
    if drawn_as:
        names = dict.fromkeys(_apart(resource, known.resources[one]) for one in drawn_as)
        more = ", …" if len(names) > _MOST else ""
        yield _property("Stands for", ", ".join(list(names)[:_MOST]) + more)
    helpers = [one for one in known.helpers.get(address, ()) if one not in known.first]
    if helpers:
        named = [f"{known.resources[h].name} ({known.rows[h].name})" for h in helpers[:_HELPERS]]
        more = ", …" if len(helpers) > _HELPERS else ""
        yield Property("With it", ", ".join(named) + more)


def _apart(one: Resource, other: Resource) -> str:
    """What tells the second: the module that it stands in alone, else its name."""
    own, its = (resource.module.split(".") if resource.module else [] for resource in (one, other))
    apart = [name for at, name in enumerate(its) if own[at : at + 1] != [name]]
    return apart[0] if apart else other.name


def _others(
    resource: Resource, row: TypeRow, resources: Mapping[str, Resource]
) -> Iterator[Property]:
    """Those of the top of which the chosen ones leave something out."""
    before = resource.before or {}
    names = dict.fromkeys((*resource.properties, *before))
    for name in names:
        now: Value = resource.properties.get(name)
        chosen = _within(row.shows, name)
        if not (_whole(now, chosen) and _whole(before.get(name), chosen)):
            was = None if resource.before is None else told(before.get(name), resources)
            yield _property(name, told(now, resources), was)


def _within(paths: tuple[str, ...], name: str) -> tuple[str, ...]:
    """What is left of the paths that begin with a name; empty texts for that itself."""
    heads = (path.partition(".") for path in paths)
    return tuple(rest for head, _, rest in heads if head == name)


def _whole(value: Value, paths: tuple[str, ...]) -> bool:
    """Whether these paths in it tell all of a value."""
    if value is None or "" in paths:
        return True
    if isinstance(value, Mapping):
        return bool(paths) and all(_whole(v, _within(paths, k)) for k, v in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return bool(paths) and all(_whole(one, paths) for one in value)
    return False


def _property(name: str, now: str, before: str | None = None) -> Property:
    return Property(shortened(name, _LONG), now, before if before not in (None, now) else None)
