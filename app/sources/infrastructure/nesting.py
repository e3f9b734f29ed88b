"""Which components of a stack are drawn as nodes and which as clusters, and in which cluster each stands.

A module is drawn round what stands in no network; what it would hold alone stands without it. A network that holds what
other modules deploy stands in what is round all of these.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.sources.infrastructure.containment import Containment
from app.sources.infrastructure.known import KnownStack

_FEWEST = 2  # components that a module is drawn round


class StackNesting:
    """`shown` are the addresses of what is drawn."""

    def __init__(self, known: KnownStack, containment: Containment, shown: Iterable[str]) -> None:
        self._known, self._containment = known, containment
        listed = list(shown)
        self._shown = frozenset(listed)
        self._parents: dict[str, str | None] = {}
        inner: set[str] = set()  # clusters by what they hold
        for address in listed:
            if known.rows[address].group and known.rows[address].empty:
                inner.add(address)
        for address in listed:
            inner.update(self._around_networks(address))
        self.nodes = [address for address in listed if address not in inner]
        self._clusters = inner
        self._modules = self._modules_of(listed)
        self.clusters = self._ordered()
        self.cluster_ids = frozenset(self.clusters)
        self.drawn = frozenset(self.nodes) | self.cluster_ids

    def parent(self, element: str) -> str | None:
        """The cluster that it stands in."""
        if element in self._containment.modules:
            return self._living(self._containment.modules[element].parent)
        around = self._around_networks(element)
        return around[0] if around else self._modules.get(element)

    def around(self, element: str) -> list[str]:
        """The clusters round it, the innermost first."""
        found: list[str] = []
        at = self.parent(element)
        while at is not None and at not in found:
            found.append(at)
            at = self.parent(at)
        return found

    def gatherer(self, element: str) -> str:
        """What is drawn round it that gathers others, such as a group that scales; else itself."""
        parent = self.parent(element)
        row = self._known.rows.get(parent or "")
        return parent if parent and row and row.group and not row.empty else element

    def _around_networks(self, element: str) -> list[str]:
        """The shown networks and what gathers, the innermost first."""
        outer = self._containment.cluster_of(element)
        around = self._containment.around(outer)
        if element in around and element == min(around):
            return []  # what stands in one another: one of them is the outermost
        areas = self._containment.areas
        return [one for one in around if one != element and (one in areas or one in self._shown)]

    def _modules_of(self, listed: list[str]) -> dict[str, str | None]:
        """By what stands in no network the module that it stands in."""
        chains: dict[str, list[str]] = {}
        for address in listed:
            around = self._around_networks(address)
            top = around[-1] if around else address
            chain = self._chain(self._known.resources[address].module)
            known = chains.get(top)
            chains[top] = chain if known is None else [one for one in known if one in chain]
        homes = {top: chain[0] if chain else None for top, chain in chains.items()}
        counts: dict[str, int] = {}
        for home in homes.values():
            if home is not None:
                counts[home] = counts.get(home, 0) + 1
        self._alive: set[str] = set()
        for module in reversed(list(self._containment.modules.values())):
            count = counts.get(module.address, 0)
            if count >= _FEWEST:
                self._alive.add(module.address)
                count = 1
            if module.parent is not None and count:
                counts[module.parent] = counts.get(module.parent, 0) + count
        return {top: self._living(home) for top, home in homes.items()}

    def _chain(self, module: str | None) -> list[str]:
        found: list[str] = []
        modules = self._containment.modules
        while module in modules and module not in found:
            found.append(module)
            module = modules[module].parent
        return found

    def _living(self, module: str | None) -> str | None:
        """Of a module and those round it the first that is drawn."""
        return next((one for one in self._chain(module) if one in self._alive), None)

    def _ordered(self) -> list[str]:
        """All clusters, each behind the one that holds it."""
        found: dict[str, None] = {}
        modules = [address for address in self._containment.modules if address in self._alive]
        for id in (*modules, *(r for r in self._known.resources if r in self._clusters)):
            for outer in (*reversed(self.around(id)), id):
                found[outer] = None
        for id in self._containment.areas:
            if id in self._clusters:
                for outer in (*reversed(self.around(id)), id):
                    found.setdefault(outer)
        return list(found)
