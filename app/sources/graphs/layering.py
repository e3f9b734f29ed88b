"""Which layers an element is on: Graphviz's overlay attributes, or a proposal.

Syntax: https://graphviz.org/docs/attrs/layers/, /layersep/, /layerlistsep/ and
https://graphviz.org/docs/attr-types/layerRange/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.model.diagram import Diagram, Node
from app.model.layer import NAMES

SEPARATORS = ":\t "
LIST_SEPARATORS = ","


@dataclass(frozen=True, slots=True)
class Layering:
    """A graph's layers in reading order, and the characters that part them and their lists."""

    names: tuple[str, ...] = ()
    separators: str = SEPARATORS
    list_separators: str = LIST_SEPARATORS

    def select(self, text: str) -> tuple[str, ...] | None:
        """The layers that a `layer` attribute names, in reading order; None for `all`.

        `a`, `a,c`, ranges `a:c` (either way round), `all` also as an end of a range, and
        numbers from 1. A name that the graph does not list is kept, after those that it does.
        """
        found: list[str] = []
        for interval in _words(text, self.list_separators):
            ends = _words(interval, self.separators)[:2]
            if ends == ["all"]:
                return None
            found += self._between(ends) if len(ends) == 2 else map(self._name, ends)
        listed = [name for name in self.names if name in found]
        # All of several is on each sheet; the only one there is can still be switched off.
        if len(self.names) > 1 and listed == list(self.names):
            return None
        return (*listed, *dict.fromkeys(x for x in found if x not in self.names))

    def _between(self, ends: list[str]) -> list[str]:
        first, last = (self._index(e, whole) for e, whole in zip(ends, (0, -1), strict=True))
        if first is None or last is None:
            return [e for e in ends if e != "all"]
        first, last = sorted((first, last))
        return list(self.names[first : last + 1])

    def _index(self, end: str, whole: int) -> int | None:
        """Where a range's end is in the list; `whole` is where `all` stands for (0 or -1)."""
        if end == "all":
            return range(len(self.names))[whole] if self.names else None
        name = self._name(end)
        return self.names.index(name) if name in self.names else None

    def _name(self, end: str) -> str:
        if end.isascii() and end.isdigit() and 1 <= int(end) <= len(self.names):
            return self.names[int(end) - 1]
        return end


def layering(layers: str, separators: str = "", list_separators: str = "") -> Layering:
    """From a graph's `layers`, `layersep` and `layerlistsep`.

    Commas part the names as well: Graphviz does not say so, people write it.
    """
    lists = list_separators or LIST_SEPARATORS
    parts = "".join(c for c in separators or SEPARATORS if c not in lists)
    return Layering(tuple(dict.fromkeys(_words(layers, parts + lists))), parts, lists)


# Modules of `diagrams`, whoever the provider is.
_MODULES = {
    "security": "iam",
    "identity": "iam",
    "auth": "iam",
    "rbac": "iam",
    "network": "networking",
    "networking": "networking",
    "devtools": "cicd",
    "devops": "cicd",
    "ci": "cicd",
    "cd": "cicd",
    "gitops": "cicd",
    "vcs": "cicd",
    "monitor": "monitoring",
    "monitoring": "monitoring",
    "logging": "monitoring",
    "tracing": "monitoring",
    "observability": "monitoring",
}
# Of AWS's management tools, those that watch; the rest is the base sheet's.
_WATCHES = re.compile(r"cloudwatch|cloudtrail|logs", re.IGNORECASE)


def propose(diagram: Diagram) -> Diagram:
    """For a diagram that names no layer: layers from its nodes' classes, marked as proposed.

    Returned as it is where nothing, or everything, would move to a layer.
    """
    layers = {node.id: _proposal(node) for node in diagram.nodes}
    used = set(layers.values()) - {None}
    if not used or None not in layers.values():
        return diagram
    nodes = tuple(
        replace(node, layers=(layer,)) if (layer := layers[node.id]) else node
        for node in diagram.nodes
    )
    named = tuple(name for name in NAMES if name in used)
    return replace(diagram, nodes=nodes, layers=named, proposed_layers=True)


def _proposal(node: Node) -> str | None:
    provider, _, rest = node.kind.partition(".")
    module, _, name = rest.partition(".")
    if (provider, module) == ("aws", "management") and _WATCHES.search(name):
        return "monitoring"
    return _MODULES.get(module)


def _words(text: str, separators: str) -> list[str]:
    """Parts between separators, without the empty ones."""
    if not separators:
        return [text] if text else []
    return [w for w in re.split(f"[{re.escape(separators)}]+", text) if w]
