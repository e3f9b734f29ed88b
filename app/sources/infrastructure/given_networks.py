"""Networks that a stack stands in and does not deploy: the VPC is a parameter, or what other code exports.

Where a stack speaks of one VPC, subnets and security groups that it is given are taken to be that one's; where it looks one up,
subnets that it looks up, too.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.model.source_graph import SourcePlace
from app.sources.infrastructure.known import KnownStack
from app.sources.infrastructure.stack import Reference, Resource, Value, references
from app.sources.infrastructure.wording import told

_INSIDE = (
    "subnet",
    "securitygroup",
    "zoneidentifier",
)  # in names of properties that say a part of one


@dataclass(frozen=True, slots=True)
class Area:
    """A cluster that no resource is: `group` is its kind, `outer` the one round it."""

    id: str
    group: str
    label: str
    outer: str | None
    place: SourcePlace


class GivenNetworks:
    """By what they are called: the VPCs that a stack is given."""

    def __init__(self, known: KnownStack) -> None:
        self._known = known
        self._deployed = list(known.those("vpc"))
        self._vpcs: dict[str, str] = {}  # by a resource the VPC that it names
        self._parts: dict[str, None] = {}  # what names subnets or security groups
        names: dict[str, str] = {}
        for address in known.resources:
            for path in known.rows[address].inside:
                last = path.rpartition(".")[2].lower().replace("_", "")
                is_part = any(part in last for part in _INSIDE)
                for value in known.values(address, (path,)):
                    if not (name := self._name(value)):
                        continue
                    if is_part:
                        self._parts[address] = None
                    elif "vpc" in last:
                        names.setdefault(name, address)
                        self._vpcs.setdefault(address, name)
        if not names and not self._deployed and self._parts:
            names[""] = next(iter(self._parts))
        self.areas = {
            f"given VPC {name}": self._area(name, known.resources[by]) for name, by in names.items()
        }

    def of(self, address: str) -> str | None:
        """The VPC that a resource stands in whose own properties name none of the stack's."""
        name = self._vpcs.get(address)
        if name is not None:
            return f"given VPC {name}"
        if self._is_found(address):
            several = [one for one in self._deployed if self._known.resources[one].existing]
        else:
            several = [*self._deployed, *self.areas] if address in self._parts else []
        return several[0] if len(several) == 1 else None

    def _is_found(self, address: str) -> bool:
        """Whether it is a subnet that is not deployed, but found."""
        row = self._known.rows[address]
        ways = any("vpc" in way or "network" in way for way in row.inside)
        return self._known.resources[address].existing and row.empty and ways and row.means != "vpc"

    def _area(self, name: str, by: Resource) -> Area:
        azure = by.type.startswith("azurerm_")
        kind, group = ("Virtual network", "generic") if azure else ("VPC", "vpc")
        return Area(f"given VPC {name}", group, _label(name, kind), None, by.place)

    def _name(self, value: Value) -> str:
        """How the code says what it is given; nothing for what is in the stack. Of another stack's the name of that."""
        known = self._known
        for _, one in references(value):
            if one.target in known.resources and known.rows[one.target].means == "outside":
                return known.resources[one.target].name
        if value is None or isinstance(value, bool | Reference):
            return ""
        return "" if any(self._known.named(value, "")) else told(value, self._known.resources)


def _label(name: str, kind: str) -> str:
    """What tells that it is one."""
    if "ImportValue" in name or name.lower().replace("_", "").removesuffix("id") in ("vpc", ""):
        return kind
    return name if "vpc" in name.lower() else f"{kind} {name}"
