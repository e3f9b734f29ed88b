"""Where a network's routes lead: which subnets are public by them."""

from __future__ import annotations

from dataclasses import dataclass

from app.sources.infrastructure.known import KnownStack
from app.sources.infrastructure.stack import Value

ANYWHERE = ("0.0.0.0/0", "::/0")


@dataclass(frozen=True, slots=True)
class SubnetRoute:
    """From a subnet to a component, for addresses as the code says them."""

    subnet: str
    target: str
    range: str


class SubnetRouting:
    """The routes of a stack, by subnet."""

    def __init__(self, stack: KnownStack) -> None:
        self._stack = stack
        tables: dict[str, list[tuple[str, str]]] = {}
        for route in stack.those("route"):
            where = stack.rows[route].where
            ranges = [v for v in stack.values(route, where.get("for", ())) if isinstance(v, str)]
            for table in stack.targets(route, *where.get("table", ())):
                for target in stack.targets(route, *where.get("to", ())):
                    tables.setdefault(table, []).append((target, ranges[0] if ranges else ""))
        for table in stack.those("route-table"):
            for value in stack.values(table, stack.rows[table].paths("routes")):
                range = _range(value)
                for target in stack.named(value, table):
                    tables.setdefault(table, []).append((target, range))
        self._tables: dict[str, list[str]] = {}
        for routing in stack.those("routing"):
            where = stack.rows[routing].where
            for subnet in stack.targets(routing, *where.get("subnet", ())):
                for table in stack.targets(routing, *where.get("table", ())):
                    self._tables.setdefault(subnet, []).append(table)
        self._routes = tables

    def routes(self, subnet: str) -> list[SubnetRoute]:
        """Where what leaves a subnet goes."""
        found: dict[SubnetRoute, None] = {}
        for table in self._tables.get(subnet, ()):
            for target, range in self._routes.get(table, ()):
                for host in self._stack.hosts(target):
                    found[SubnetRoute(subnet, host, range)] = None
        return list(found)

    def is_public(self, subnet: str) -> bool:
        """By a route to an internet gateway; where its routes stand elsewhere, by whether what starts there gets a
        public address, and by its name."""
        gateways = [
            route
            for route in self.routes(subnet)
            if self._stack.rows[route.target].means == "internet-gateway"
        ]
        if gateways:
            return any(r.range in ANYWHERE or not r.range for r in gateways)
        if any(self._routes.get(table) for table in self._tables.get(subnet, ())):
            return False
        said = list(self._stack.values(subnet, self._stack.rows[subnet].paths("public")))
        if said:
            return said[0] in (True, "true", "True")
        name = self._stack.resources[subnet].name.lower()
        return "public" in name or "dmz" in name


def _range(value: Value) -> str:
    """The addresses that an inline route is for."""
    if isinstance(value, dict):
        for said in value.values():
            if isinstance(said, str) and "/" in said:
                return said
    return ""
