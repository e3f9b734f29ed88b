"""Edges that run between the same two in the same direction: which of them are drawn as one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.model.diagram import Diagram, Edge
from app.model.ids import ElementId

LEAST = 4  # so many are one line where nobody says otherwise
FEW = 3  # different labels that a line for several edges carries


def lines(
    diagram: Diagram, merge: bool | None, spread: frozenset[ElementId]
) -> Iterator[tuple[Edge, ...]]:
    """The edges that are one line each: with `merge` wherever some run alike, without it where LEAST
    do, where it is False nowhere; but not those whose first is in `spread`. Where their labels are
    more than FEW, only those with one label are."""
    if merge is False:
        return
    least = 2 if merge else LEAST
    for alike in diagram.index.parallels:
        if len(alike) < least:  # so that the labels of thousands of pairs need not be read
            continue
        for part in _parts(alike):
            if len(part) >= least and part[0].id not in spread:
                yield part


def _parts(alike: tuple[Edge, ...]) -> Iterator[tuple[Edge, ...]]:
    if len(_labels(alike)) <= FEW:
        yield alike
        return
    by_label: dict[str, list[Edge]] = {}
    for edge in alike:
        by_label.setdefault(edge.label, []).append(edge)
    yield from map(tuple, by_label.values())


def _labels(edges: Sequence[Edge]) -> list[str]:
    """The different ones, in their order."""
    return list(dict.fromkeys(label for e in edges if (label := " ".join(e.label.split()))))


def merged(edges: Sequence[Edge]) -> Edge:
    """One for all of these, which are alike: under the first one's id, with their number, and with
    their labels where these are few."""
    first = edges[0]
    if len(edges) == 1 or first.invisible:
        return first
    labels, count = _labels(edges), f"×{len(edges)}"
    said = f"{', '.join(labels)} {count}" if 0 < len(labels) <= FEW else count
    bare = replace(first, label=said, rich={}, count=len(edges))
    return replace(bare, tail_label="", head_label="", aside="")
