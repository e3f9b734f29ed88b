"""A placer of our own for what no engine comes to an end with, and for a first picture in the
meantime: ranks along the arrows, wrapped to the screen's shape, clusters as blocks of their own.

It takes a second where an engine takes a minute, gives up on nothing, and knows less of crossings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from app.layout.placement import icon_in_slot, slot_size, title_size
from app.layout.ports import MeasuredTexts, Placement, Spacing
from app.model.diagram import Cluster, Diagram
from app.model.geometry import Box, Point
from app.model.ids import ElementId

SHAPE = 16 / 9  # of a picture, width over height
TALL = 1.5  # times as long along the arrows as that shape would be: then ranks go on beside
SWEEPS = 4  # over the ranks, so that what is joined stands near
EMPTY = (72.0, 44.0)  # pt, a cluster that holds nothing

Size = tuple[float, float]
Places = dict[ElementId, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class RowsPlacer:
    """Always answers, and never draws curves."""

    name: str = "rows"

    def place(
        self,
        diagram: Diagram,
        texts: MeasuredTexts,
        spacing: Spacing,
        curves: bool = False,  # noqa: ARG002 - as of any placer
    ) -> Placement:
        """Every node and cluster its place, whatever the edges are."""
        return _Rows(diagram, texts, spacing).placement()


class _Rows:
    """Works along and across the arrows; only at the end these become x and y."""

    def __init__(self, diagram: Diagram, texts: MeasuredTexts, spacing: Spacing) -> None:
        self._diagram, self._texts, self._spacing = diagram, texts, spacing
        self._flat = spacing.direction in ("LR", "RL")
        self._back = spacing.direction in ("RL", "BT")
        self._shape = 1 / SHAPE if self._flat else SHAPE  # across over along
        self._sizes: dict[ElementId, Size] = {}
        self._within: dict[ElementId | None, Places] = {}  # of what a block holds, in it

    def placement(self) -> Placement:
        held, joined = self._held(), self._joined()
        for node in self._diagram.nodes:
            self._sizes[node.id] = self._turned(slot_size(node, self._texts))
        for cluster in reversed(self._diagram.clusters):  # children stand after their parents
            inside = self._block(cluster.id, held[cluster.id], joined[cluster.id])
            self._sizes[cluster.id] = self._framed(cluster, inside)
        self._block(None, held[None], joined[None])
        return self._drawn(held)

    def _held(self) -> dict[ElementId | None, list[ElementId]]:
        held: dict[ElementId | None, list[ElementId]] = defaultdict(list)
        for id, parent in self._diagram.index.parents.items():
            held[parent].append(id)
        return held

    def _joined(self) -> dict[ElementId | None, list[tuple[ElementId, ElementId]]]:
        """By each cluster, and of the whole, which of the things in it are joined."""
        parents = self._diagram.index.parents
        joined: dict[ElementId | None, list[tuple[ElementId, ElementId]]] = defaultdict(list)
        ways: dict[ElementId, dict[ElementId | None, ElementId]] = {}

        def way(id: ElementId) -> dict[ElementId | None, ElementId]:
            """By what is round it, what of that it is in, from the innermost on."""
            found = ways.get(id)
            if found is None:
                found, at = {}, id
                while at in parents and parents[at] not in found:
                    found[parents[at]] = at
                    around = parents[at]
                    if around is None:
                        break
                    at = around
                ways[id] = found
            return found

        for edge in self._diagram.edges:
            tail, head = way(edge.via[0]), way(edge.via[1])
            around = next((place for place in tail if place in head), None)
            if around in tail and around in head and tail[around] != head[around]:
                joined[around].append((tail[around], head[around]))
        return joined

    def _turned(self, size: Size) -> Size:
        """Width and height as across and along, or back."""
        return (size[1], size[0]) if self._flat else size

    def _framed(self, cluster: Cluster, inside: Size) -> Size:
        """With its margins and the room for its title; what is inside moves by these."""
        margin = self._spacing.margin
        title = title_size(cluster, self._texts)
        width, height = self._turned(inside) if any(inside) else EMPTY
        wide = max(width, title[0]) + 2 * margin
        size = (wide, height + title[1] + 2 * margin)
        left, top = self._turned((margin, margin + title[1]))
        within = self._within[cluster.id]
        self._within[cluster.id] = {id: (x + left, y + top) for id, (x, y) in within.items()}
        return self._turned(size)

    def _block(
        self,
        home: ElementId | None,
        items: Sequence[ElementId],
        pairs: Sequence[tuple[ElementId, ElementId]],
    ) -> Size:
        """Stand the items in ranks; the whole size, across and along."""
        self._within[home] = {}
        if not items:
            return 0.0, 0.0
        rows = list(self._rows(_ordered(_ranks(items, pairs), pairs)))
        return self._stacked(home, rows[::-1] if self._back else rows)

    def _rows(self, ranks: Iterable[list[ElementId]]) -> Iterable[list[ElementId]]:
        """Ranks that are wider than the picture is to be go on in another row."""
        ranks = list(ranks)
        area = sum(
            (across + self._spacing.nodesep) * (along + self._spacing.ranksep)
            for across, along in (self._sizes[id] for rank in ranks for id in rank)
        )
        widest = max(self._sizes[id][0] for rank in ranks for id in rank)
        most = max(sqrt(area * self._shape), widest)
        for rank in ranks:
            row: list[ElementId] = []
            wide = 0.0
            for id in rank:
                across = self._sizes[id][0] + self._spacing.nodesep
                if row and wide + across > most + self._spacing.nodesep:
                    yield row
                    row, wide = [], 0.0
                row.append(id)
                wide += across
            yield row

    def _stacked(self, home: ElementId | None, rows: list[list[ElementId]]) -> Size:
        """Rows one after the other, each in the middle, and where that gets long in several stacks
        side by side."""
        apart, between = self._spacing.nodesep, self._spacing.ranksep
        wide = [sum(self._sizes[id][0] for id in row) + apart * (len(row) - 1) for row in rows]
        long = [max(self._sizes[id][1] for id in row) for row in rows]
        whole = sum(long) + between * (len(rows) - 1)
        most = self._longest(max(wide), whole)
        x = y = end = 0.0
        at = 0
        while at < len(rows):
            last, length = at + 1, long[at]
            while last < len(rows) and length + between + long[last] <= most:
                length += between + long[last]
                last += 1
            broad = max(wide[at:last])
            y = 0.0
            for row, own, high in zip(rows[at:last], wide[at:last], long[at:last], strict=True):
                self._stand(home, row, x + (broad - own) / 2, y, high)
                y += high + between
            end = max(end, y - between)
            x += broad + 2 * between
            at = last
        return x - 2 * between, end

    def _longest(self, wide: float, whole: float) -> float:
        """How long one stack of rows may be."""
        if whole <= TALL * wide / self._shape:
            return whole
        broad = wide + 2 * self._spacing.ranksep
        return max(sqrt(whole * broad / self._shape), wide / self._shape)

    def _stand(
        self, home: ElementId | None, row: Iterable[ElementId], x: float, y: float, high: float
    ) -> None:
        for id in row:
            across, along = self._sizes[id]
            self._within[home][id] = (x, y + (high - along) / 2)
            x += across + self._spacing.nodesep

    def _drawn(self, held: dict[ElementId | None, list[ElementId]]) -> Placement:
        corners: dict[ElementId | None, tuple[float, float]] = {None: (0.0, 0.0)}
        for home in (None, *(cluster.id for cluster in self._diagram.clusters)):
            x, y = corners[home]
            for id in held[home]:
                dx, dy = self._within[home][id]
                corners[id] = (x + dx, y + dy)
        boxes: dict[ElementId, Box] = {}
        for id, size in self._sizes.items():
            boxes[id] = Box(*self._turned(corners[id]), *self._turned(size))
        icons: dict[str, Point] = {}
        for node in self._diagram.nodes:
            icons[node.id] = icon_in_slot(node, self._texts, boxes[node.id].center)
        clusters = {cluster.id: boxes[cluster.id] for cluster in self._diagram.clusters}
        return Placement(icons, clusters, {}, {})


def _ranks(
    items: Sequence[ElementId], pairs: Sequence[tuple[ElementId, ElementId]]
) -> list[list[ElementId]]:
    """Each item in the rank after the last of those that lead to it; edges that close a circle do
    not count. What nothing is joined to comes last, in a rank of its own."""
    after: dict[ElementId, list[ElementId]] = {id: [] for id in items}
    joined = set[ElementId]()
    for tail, head in pairs:
        after[tail].append(head)
        joined |= {tail, head}
    order = _forth(items, after)
    at = {id: n for n, id in enumerate(order)}
    rank = dict.fromkeys(order, 0)
    for id in order:
        for other in after[id]:
            if at[other] > at[id]:
                rank[other] = max(rank[other], rank[id] + 1)
    ranks: dict[int, list[ElementId]] = defaultdict(list)
    for id in items:
        if id in joined:
            ranks[rank[id]].append(id)
    alone = [id for id in items if id not in joined]
    return [*(ranks[n] for n in sorted(ranks)), *([alone] if alone else [])]


def _forth(items: Sequence[ElementId], after: dict[ElementId, list[ElementId]]) -> list[ElementId]:
    """The items so that edges lead on, but for those that close a circle."""
    led = {other for others in after.values() for other in others}
    done: list[ElementId] = []
    seen = set[ElementId]()
    for start in (*(id for id in items if id not in led), *items):
        if start in seen:
            continue
        seen.add(start)
        stack = [(start, iter(after[start]))]
        while stack:
            id, rest = stack[-1]
            other = next(rest, None)
            if other is None:
                stack.pop()
                done.append(id)
            elif other not in seen:
                seen.add(other)
                stack.append((other, iter(after[other])))
    return done[::-1]


def _ordered(
    ranks: list[list[ElementId]], pairs: Sequence[tuple[ElementId, ElementId]]
) -> list[list[ElementId]]:
    """Each rank by the middle of what its items are joined to in the ranks before, then after."""
    before: dict[ElementId, list[ElementId]] = defaultdict(list)
    after: dict[ElementId, list[ElementId]] = defaultdict(list)
    for tail, head in pairs:
        before[head].append(tail)
        after[tail].append(head)
    at = {id: n / len(rank) for rank in ranks for n, id in enumerate(rank)}
    for sweep in range(SWEEPS):
        near, way = (before, 1) if sweep % 2 == 0 else (after, -1)
        for rank in ranks[::way]:
            middle = {
                id: sum(at[other] for other in near[id]) / len(near[id]) if near[id] else at[id]
                for id in rank
            }
            rank.sort(key=middle.__getitem__)
            at.update((id, n / len(rank)) for n, id in enumerate(rank))
    return ranks
