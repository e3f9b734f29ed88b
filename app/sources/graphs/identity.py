"""Lasting ids: cluster path + kind + label + ordinal, as slugs that people can read.

    vpc-10-0-0-0-16/public-subnet-a                 a cluster in a cluster
    vpc-10-0-0-0-16/public-subnet-a/ec2:web-server  a node in it; its class in lower case
    vpc-10-0-0-0-16/public-subnet-a/ec2:web-server~2
    ec2:web-server->rds:database                    an edge

Slugs hold neither `/`, `:`, `~` nor `>`, so ids of different elements never meet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from app.model.ids import ElementId

_BETWEEN = re.compile(r"[\W_]+")


class Ids:
    """Hands out ids; the second one of a kind gets `~2`, and so on."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._given: set[str] = set()

    def cluster(self, parent: ElementId | None, label: str) -> ElementId:
        """Of a cluster in the one with that id, None for the sheet."""
        return self._next(_join(parent, slug(label) or "cluster"))

    def node(self, cluster: ElementId | None, kind: str, label: str) -> ElementId:
        """Of a node in the cluster with that id, None for the sheet."""
        name = slug(kind.rpartition(".")[2]) or "node"
        return self._next(_join(cluster, f"{name}:{slug(label)}"))

    def edge(self, tail: ElementId, head: ElementId) -> ElementId:
        """Of an edge between the nodes or clusters with these ids."""
        return self._next(f"{tail}->{head}")

    def _next(self, base: str) -> ElementId:
        nth = self._counts.get(base, 0) + 1
        # The second edge to a component would be called as the first one to the second of its name.
        while (id := base if nth == 1 else f"{base}~{nth}") in self._given:
            nth += 1
        self._counts[base] = nth
        self._given.add(id)
        return ElementId(id)


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Letters and digits of any script in lower case, all between them one hyphen."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _BETWEEN.sub("-", folded).strip("-")


def _join(parent: ElementId | None, name: str) -> str:
    return f"{parent}/{name}" if parent else name
