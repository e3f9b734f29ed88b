"""What security groups let through: between the groups, or between what they guard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.sources.infrastructure.flows import Flow
from app.sources.infrastructure.known import ALL, KnownStack
from app.sources.infrastructure.stack import Unknown, Value
from app.sources.infrastructure.wording import told

SECURITY = "security"
_PAIRS = 8  # lines that one rule stands for, where groups are not drawn
_NAMES = {
    "80": "HTTP 80",
    "443": "HTTPS 443",
    "22": "SSH 22",
    "3389": "RDP 3389",
    "2049": "NFS 2049",
}
_ANYWHERE = {"0.0.0.0/0": "anywhere", "::/0": "anywhere"}


@dataclass(frozen=True, slots=True)
class AllowedTraffic:
    """What one group lets in (or out, `outwards`): from another group, or from addresses (`other` is text then)."""

    group: str
    other: str
    ports: str
    by: str
    outwards: bool = False
    is_group: bool = True


class SecurityGroups:
    """The groups of a stack, their rules, and what they guard."""

    def __init__(self, known: KnownStack) -> None:
        self._known = known
        self.rules: list[AllowedTraffic] = []
        self._guarded: dict[str, list[str]] = {}
        for group in known.those("security-group"):
            for path in known.rows[group].paths("rules"):
                for rule in known.values(group, (path,)):
                    self._add(group, rule, group, "egress" in path.lower())
        for address in known.those("security-rule"):
            row, properties = known.rows[address], known.resources[address].properties
            said = [*known.values(address, row.paths("towards")), known.resources[address].type]
            outwards = any("egress" in str(one).lower() for one in said)
            for group in known.targets(address, *row.paths("group")):
                self._add(group, properties, address, outwards)
        self._lets_in = self._by_component()

    def _add(self, group: str, rule: Value, by: str, outwards: bool) -> None:
        if not isinstance(rule, Mapping):
            return
        ports = _ports(rule)
        if not ports:
            return
        others: dict[str, bool] = {}
        for name, value in rule.items():
            if not _is_other(name):
                continue
            for target in self._known.named(value, ""):
                if self._known.rows[target].means == "security-group" and target != group:
                    others[target] = True
            if "cidr" in name.lower():
                said = told(value, self._known.resources)
                others.setdefault(_ANYWHERE.get(said, said), False)
        for other, is_group in others.items():
            self.rules.append(AllowedTraffic(group, other, ports, by, outwards, is_group))

    def guarded(self, group: str) -> list[str]:
        """The components that a group is put on."""
        if group not in self._guarded:
            found: dict[str, None] = {}
            for user in self._known.users(group):
                if self._known.rows[user].means not in ("security-group", "security-rule"):
                    found |= dict.fromkeys(
                        host for host in self._known.hosts(user) if host != group
                    )
            self._guarded[group] = list(found)
        return self._guarded[group]

    def flows(self) -> Iterator[Flow]:
        """At the overview lines between what is guarded, else between groups and to what they guard."""
        for rule in self.rules:
            if rule.is_group:
                ends = (rule.group, rule.other) if rule.outwards else (rule.other, rule.group)
                yield from self._flows(rule, *ends)
        if self._known.level == ALL:
            for group in self._known.those("security-group"):
                for guarded in self.guarded(group):
                    yield Flow(group, guarded, group, "guards", SECURITY)

    def _flows(self, rule: AllowedTraffic, tail: str, head: str) -> Iterator[Flow]:
        label = f"allows {rule.ports}"
        if self._known.level == ALL:
            yield Flow(tail, head, rule.by, label, SECURITY)
            return
        tails, heads = self.guarded(tail), self.guarded(head)
        if len(tails) * len(heads) <= _PAIRS:
            for one in tails:
                for other in heads:
                    if one != other:
                        yield Flow(one, other, rule.by, label, SECURITY, weak=True)

    def open_to(self, component: str) -> Iterator[str]:
        """`HTTPS 443 from anywhere`: what the groups on a component let in."""
        for rule in self._lets_in.get(component, ()):
            other = self._known.resources.get(rule.other) if rule.is_group else None
            yield f"{rule.ports} from {other.name if other else rule.other}"

    def _by_component(self) -> dict[str, list[AllowedTraffic]]:
        """What is let in to a group, or to what it guards."""
        found: dict[str, list[AllowedTraffic]] = {}
        for rule in self.rules:
            if not rule.outwards:
                for component in (rule.group, *self.guarded(rule.group)):
                    found.setdefault(component, []).append(rule)
        return found


def _is_other(name: str) -> bool:
    """Whether a rule's property says from or to where: CloudFormation's and Terraform's names."""
    lower = name.lower().replace("_", "")
    return "cidr" in lower or lower in (
        *("sourcesecuritygroupid", "sourcesecuritygroupname", "destinationsecuritygroupid"),
        *("securitygroups", "referencedsecuritygroupid"),
    )


def _ports(rule: Mapping[str, Value]) -> str:
    """`HTTPS 443`, `TCP 3000–3010`, `all traffic`."""
    said = {name.lower().replace("_", ""): value for name, value in rule.items()}
    protocol = _port(said.get("ipprotocol", said.get("protocol", "")))
    first, last = (_port(said.get(name)) for name in ("fromport", "toport"))
    if protocol in ("-1", "all"):
        return "all traffic"
    if "icmp" in protocol.lower() or protocol in ("1", "58"):
        return "ping"
    if not first:
        return protocol.upper() or "traffic"
    if first == last or not last:
        return (
            _NAMES.get(first) or f"{'UDP' if protocol.lower() in ('udp', '17') else 'TCP'} {first}"
        )
    if (first, last) == ("0", "65535"):
        return f"all {protocol.upper()}"
    return f"{protocol.upper()} {first}–{last}"


def _port(value: Value) -> str:
    return "" if value is None or isinstance(value, Unknown) else told(value, {})
