"""Subnets that differ in their zone alone, a tier of a network: an overview draws one for all of them, so that what spans
them, a load balancer or a group that scales, stands in it and not beside several that are empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.sources.infrastructure.containment import Containment
from app.sources.infrastructure.known import KnownStack, spaced
from app.sources.infrastructure.routing import SubnetRouting
from app.sources.infrastructure.wording import told

_MANY = 6  # subnets of a network that are drawn one by one where nothing spans them
_ENDPOINTS = 3  # of a network that are drawn as one
_NETWORKING = "networking"
_SILENT = frozenset({"one", "two", "three", "four", "five", "six", "first", "second", "third"}) | {
    *("az", "zone", "primary", "secondary")
}  # words that tell which of several alike one is


@dataclass(frozen=True, slots=True)
class Alike:
    """By the address of a resource the first of those that it is drawn as, and by that one how it is called for all of
    them. `networks` are those whose zones say nothing then."""

    first: dict[str, str]
    names: dict[str, str]
    networks: frozenset[str]


def tiers(known: KnownStack, containment: Containment, routing: SubnetRouting) -> Alike:
    """Of each network whose subnets something spans, or that has many."""
    subnets: defaultdict[str, list[str]] = defaultdict(list)
    for subnet in known.those("subnet"):
        if subnet in known.first:
            continue  # its module is drawn as another
        if (network := containment.network_of(subnet)) and not known.resources[subnet].count:
            subnets[network].append(subnet)
    first: dict[str, str] = {}
    names: dict[str, str] = {}
    networks: set[str] = set()
    spanned = _spanned(known)
    for network, members in subnets.items():
        if len(members) <= _MANY and not any(one in spanned for one in members):
            continue
        groups: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
        for subnet in members:
            resource = known.resources[subnet]
            key = (routing.is_public(subnet), resource.change, resource.module)
            groups[(*key, calling(resource.name))].append(subnet)
        for alike in groups.values():
            if len(alike) > 1:
                networks.add(network)
                first |= dict.fromkeys(alike, alike[0])
                names[alike[0]] = _name(known, alike, _in_zones(known, alike))
    for alike in _inside(known, first):
        first |= dict.fromkeys(alike, alike[0])
        names[alike[0]] = _name(known, alike, f"× {len(alike)}")
    for alike in _endpoints(known, first):
        first |= dict.fromkeys(alike, alike[0])
        names[alike[0]] = f"VPC endpoints × {len(alike)}"
    outer = {address: first.get(one, one) for address, one in known.first.items()}
    return Alike(outer | first, names, frozenset(networks))


def _spanned(known: KnownStack) -> set[str]:
    """The subnets that something stands in together with others."""
    found: set[str] = set()
    subnets = frozenset(known.those("subnet"))
    for address, row in known.rows.items():
        inside = {s for path in row.inside for s in known.targets(address, path) if s in subnets}
        if len(inside) > 1:
            found |= inside
    return found


def _inside(known: KnownStack, first: dict[str, str]) -> Iterator[list[str]]:
    """What a network has in each of its subnets, such as its gateways, where these are one: of one type, called alike, and
    each alone in its subnet."""
    groups: defaultdict[tuple[object, ...], dict[str, str]] = defaultdict(dict)
    for address, row in known.rows.items():
        if row.layer != _NETWORKING or row.group or known.folded(address) or address in known.first:
            continue
        inside = [s for path in row.inside for s in known.targets(address, path) if s in first]
        if len(inside) == 1:
            resource = known.resources[address]
            key = (resource.type, resource.change, first[inside[0]], calling(resource.name))
            groups[key][address] = inside[0]
    for members in groups.values():
        if 1 < len(members) == len(set(members.values())):
            yield list(members)


def _endpoints(known: KnownStack, first: dict[str, str]) -> Iterator[list[str]]:
    """Endpoints of one kind in the same place, where they are several."""
    groups: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for address in known.those("endpoint"):
        row, resource = known.rows[address], known.resources[address]
        if resource.count or address in known.first or address in first:
            continue
        inside = {first.get(t, t) for path in row.inside for t in known.targets(address, path)}
        kind = [told(one, known.resources) for one in known.values(address, row.paths("kind"))]
        groups[resource.change, frozenset(inside), tuple(kind)].append(address)
    yield from (group for group in groups.values() if len(group) >= _ENDPOINTS)


def _in_zones(known: KnownStack, subnets: Iterable[str]) -> str:
    """In how many zones they are, where each has its own; else how many they are."""
    subnets = list(subnets)
    zones = set()
    for subnet in subnets:
        said = list(known.values(subnet, known.rows[subnet].paths("zone")))
        zones.add(told(said[0], known.resources) if said else "")
    told_so = len(zones) == len(subnets) and "" not in zones
    return f"× {len(subnets)} zones" if told_so else f"× {len(subnets)}"


def _name(known: KnownStack, alike: list[str], count: str) -> str:
    """What they are called without what tells them apart."""
    resource, row = known.resources[alike[0]], known.rows[alike[0]]
    separate = any(sign in resource.name for sign in "_- ")
    words = [word for word in _words(resource.name) if _tells(word)]
    name = (" " if separate else "").join(words)
    if not words or name.lower() in known.table.nameless:
        name = row.name[:1].upper() + row.name[1:]
    return f"{name} {count}"


def calling(name: str) -> tuple[str, ...]:
    """What a name says without what tells which of several alike it is: digits, letters of zones."""
    return tuple(word.lower() for word in _words(name) if _tells(word))


def _words(name: str) -> Iterator[str]:
    """Of a name in code, without the digits at their ends."""
    plain = "".join(letter if letter.isalnum() else " " for letter in name)
    for word in spaced(plain).split():
        yield word.rstrip("0123456789") or word


def _tells(word: str) -> bool:
    """Whether it says more than which of several alike this is."""
    whole = word.strip("0123456789")
    return len(whole) > 1 and whole.lower() not in _SILENT
