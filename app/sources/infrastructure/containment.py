"""What stands in what, as an architect draws it: networks first, then what gathers others (a cluster of containers, a
group that scales), then the module.

What stands in one subnet stands there, what stands in several in what holds these.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.sources.infrastructure.given_networks import Area, GivenNetworks
from app.sources.infrastructure.known import KnownStack
from app.sources.infrastructure.stack import Module, Stack
from app.sources.infrastructure.wording import told

_NUMBERED = "zone "  # a zone of which only the number is known
_DEEP = 40  # clusters round a thing, and things that lead to where another stands


class Containment:
    """Where the components of a stack stand. Clusters are resources, areas (zones, networks that are given) and modules, by address or
    id. `zoneless` are networks whose zones are not drawn."""

    def __init__(
        self, known: KnownStack, stack: Stack, zoneless: frozenset[str] = frozenset()
    ) -> None:
        self._known, self._zoneless = known, zoneless
        self.modules: dict[str, Module] = {module.address: module for module in stack.modules}
        self._given = GivenNetworks(known)
        self.areas: dict[str, Area] = dict(self._given.areas)
        self._placed: dict[str, list[str]] = {}
        self._holders: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        for address in known.resources:
            self._read(address)
        self._found: dict[str, str | None] = {}
        self._zone_of: dict[str, str] = {}
        self._zone_of = self._zoned()

    def _read(self, address: str) -> None:
        known, row = self._known, self._known.rows[address]
        if row.places is not None:
            inside = known.targets(address, *row.places.inside)
            for what in known.targets(address, *row.places.what):
                self._placed.setdefault(what, []).extend(inside)
        for held in known.targets(address, *row.holds):
            self._holders.setdefault(held, address)
        for path in row.inside:
            for target in known.targets(address, path):
                self._members.setdefault(target, []).append(address)

    def _zoned(self) -> dict[str, str]:
        """By subnet its zone. One that all subnets of a network are in, and that only a parameter tells, tells nothing."""
        known = self._known
        found: dict[str, str] = {}
        zones: dict[str, set[str]] = {}
        guessed: set[str] = set()
        for subnet in known.those("subnet"):
            vpc = self.network_of(subnet)
            if vpc in self._zoneless:
                continue
            said = list(known.values(subnet, known.rows[subnet].paths("zone")))
            name = told(said[0], known.resources) if said and vpc else ""
            if vpc and name and not known.resources[subnet].count:  # several stand in several
                zones.setdefault(vpc, set()).add(name)
                if not isinstance(said[0], str) and not name.startswith(_NUMBERED):
                    guessed.add(vpc)
                zone = f"{vpc} zone {name}"
                place = known.resources[subnet].place
                self.areas.setdefault(
                    zone, Area(zone, "availability-zone", _label(name), vpc, place)
                )
                found[subnet] = zone
        self._found.clear()
        vague = {vpc for vpc in guessed if len(zones[vpc]) == 1}
        return {
            subnet: zone for subnet, zone in found.items() if self.areas[zone].outer not in vague
        }

    def cluster_of(self, address: str) -> str | None:
        """The innermost cluster round a component: a network or what gathers it, without the modules."""
        if address in self.areas:
            return self.areas[address].outer
        zone = self._zone_of.get(address)
        return zone if zone is not None else self._network(address, 0)

    def network_of(self, address: str) -> str | None:
        """The innermost network or what gathers it, past the zones."""
        return self._network(address, 0)

    def _network(self, address: str, depth: int) -> str | None:
        if address not in self._found:
            self._found[address] = None  # for what comes round to itself
            self._found[address] = self._looked_for(address, depth)
        return self._found[address]

    def _looked_for(self, address: str, depth: int) -> str | None:
        if depth > _DEEP:
            return None
        row = self._known.rows[address]
        if (holder := self._holders.get(address)) and self._is_cluster(holder):
            return holder
        own = [self._known.targets(address, path) for path in row.inside]
        own.append(tuple(self._placed.get(address, ())))
        for targets in own:
            places = [self._place(target, depth) for target in targets]
            if (found := self.common(places)) is not None:
                return found
        if (given := self._given.of(address)) is not None:
            return given
        helpers = self._known.helpers.get(address, ())
        places = [self._network(helper, depth + 1) for helper in helpers]
        if (found := self.common(p for p in places if p != address)) is not None:
            return found
        if row.fold is not None:  # a helper that is shown stands with what it helps
            for path in row.fold.into:
                places = [self._place(t, depth) for t in self._known.targets(address, path)]
                if (found := self.common(places)) is not None:
                    return found
        if row.group and not row.empty:  # it stands where what it gathers does
            members = self._members.get(address, ())
            places = [self._elsewhere(member, address, depth) for member in members]
            return self.common(p for p in places if address not in self.around(p))
        return None

    def _elsewhere(self, member: str, gatherer: str, depth: int) -> str | None:
        """Where a member would stand, were it not gathered."""
        for path in self._known.rows[member].inside:
            targets = [t for t in self._known.targets(member, path) if t != gatherer]
            if (found := self.common([self._place(t, depth) for t in targets])) is not None:
                return found
        return None

    def _place(self, target: str, depth: int) -> str | None:
        """What a thing that names this one stands in."""
        target = self._known.first.get(target, target)
        return (
            target
            if target in self.areas or self._is_cluster(target)
            else self._network(target, depth + 1)
        )

    def _is_cluster(self, address: str) -> bool:
        return bool(self._known.rows[address].group)

    def around(self, cluster: str | None) -> list[str]:
        """A cluster and those round it, the innermost first."""
        found: list[str] = []
        while cluster is not None and cluster not in found and len(found) < _DEEP:
            found.append(cluster)
            cluster = self.cluster_of(cluster)
        return found

    def common(self, places: Iterable[str | None]) -> str | None:
        """The innermost cluster that all of them are in that are in any."""
        shared: list[str] | None = None
        for place in dict.fromkeys(places):
            if place is not None:
                chain = self.around(place)
                shared = chain if shared is None else [one for one in shared if one in chain]
        return shared[0] if shared else None


def _label(name: str) -> str:
    """`Availability Zone 1`, unless the name says that it is one."""
    number = name.removeprefix(_NUMBERED)
    return name if "zone" in number.lower() else f"Availability Zone {number}"
