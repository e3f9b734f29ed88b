"""Clusters laid out each for itself, as blocks that stand in what is round them: so that chains of
stages, zones beside each other and parts that are not joined fill a screen.

The placer is asked of all blocks of one depth at once; what it answers is wrapped as text is, and
parts that nothing joins are packed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.layout.grid import PITCH
from app.layout.packing import Slot, packed
from app.layout.placement import icon_in_slot, slot_size, title_size
from app.layout.polish import TITLE_PAD
from app.layout.ports import MeasuredTexts, Placement, Placer, Spacing
from app.layout.text import Text
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.model.style import Shape, Style

EMPTY = (72.0, 44.0)  # pt, a cluster that holds nothing

_Home = ElementId | None
_Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class BlocksPlacer:
    """Asks another placer of each block. Draws no curves."""

    placer: Placer

    @property
    def name(self) -> str:
        return self.placer.name

    def place(
        self,
        diagram: Diagram,
        texts: MeasuredTexts,
        spacing: Spacing,
        curves: bool = False,  # noqa: ARG002 - as of any placer
    ) -> Placement:
        """Raises LayoutError where the other placer does."""
        blocks = _Nesting(diagram, texts, spacing, self.placer)
        remark = ""
        if spacing.blocks is not None and spacing.blocks.levels:
            remark = blocks.stand_whole(spacing.blocks.levels)
        for homes in blocks.by_depth():
            remark = blocks.stand(homes) or remark
        return replace(blocks.placement(), remark=remark)


class _Nesting:
    """What is known of them so far: `_sizes` of all that stand, and where in theirs."""

    def __init__(
        self, diagram: Diagram, texts: MeasuredTexts, spacing: Spacing, placer: Placer
    ) -> None:
        self._diagram, self._texts, self._placer = diagram, texts, placer
        self._spacing, self._plain = spacing, replace(spacing, folded=False, blocks=None)
        self._clusters = {cluster.id: cluster for cluster in diagram.clusters}
        self._parents = diagram.index.parents
        self._held: defaultdict[_Home, list[ElementId]] = defaultdict(list)
        for id, parent in self._parents.items():
            self._held[parent].append(id)
        first: dict[ElementId, int] = {}  # by the file, of what stands in each
        for number, node in enumerate(diagram.nodes):
            for id in (node.id, *diagram.index.around(node.id)):
                first.setdefault(id, number)
        for held in self._held.values():
            held.sort(key=lambda one: first.get(one, len(first)))
        self._nodes = {node.id: node for node in diagram.nodes}
        self._sizes = {node.id: slot_size(node, texts) for node in diagram.nodes}
        self._corners: dict[ElementId, Point] = {}  # in what holds them
        self._whole: dict[ElementId, Placement] = {}  # what was laid out at once, by its cluster
        self._joined: defaultdict[_Home, list[Edge]] = defaultdict(list)
        for edge in diagram.edges:
            found = self._meeting(edge)
            if found is not None:
                home, tail, head = found
                lifted = replace(edge, tail=tail, head=head, via=(tail, head))
                self._joined[home].append(lifted)

    def _meeting(self, edge: Edge) -> tuple[_Home, ElementId, ElementId] | None:
        """The innermost block that holds both ends, and what of it they are in."""
        ways = []
        for end in edge.via:
            way: dict[_Home, ElementId] = {}
            at: _Home = end
            while at is not None:
                way[self._parents[at]] = at
                at = self._parents[at]
            ways.append(way)
        tails, heads = ways
        home = next(home for home in tails if home in heads)
        if tails[home] == heads[home]:
            return None
        return home, tails[home], heads[home]

    def by_depth(self) -> Iterator[list[_Home]]:
        """The blocks, in such an order that what stands in one comes before it."""
        heights: dict[_Home, int] = {}
        done = set(self._diagram.index.inside(self._whole))
        for home in (*(c.id for c in reversed(self._diagram.clusters) if c.id not in done), None):
            inside = (heights[id] + 1 for id in self._held[home] if id in heights)
            heights[home] = max(inside, default=0)
        for height in range(heights[None] + 1):
            yield [home for home, at in heights.items() if at == height]

    def _outer(self, levels: int) -> list[ElementId]:
        """The clusters of that level, from the outside in, that are not alone in what holds them; in
        place of such as hold none they themselves."""
        found: list[_Home] = [None]
        for _ in range(levels):
            found = [inner for home in found for inner in self._next(home)]
        return [id for id in found if id is not None]

    def _next(self, home: _Home) -> list[_Home]:
        inner: list[_Home] = [id for id in self._held[home] if id in self._clusters]
        while len(inner) == 1:
            home = inner[0]
            inner = [id for id in self._held[home] if id in self._clusters]
        return inner or [home]

    def stand_whole(self, levels: int) -> str:
        """Lay the clusters of that level out, each with all that is in it; what the placer
        remarked."""
        index, outer = self._diagram.index, self._outer(levels)
        homes = {id: home for home in outer for id in index.inside((home,))}
        if not homes:
            return ""
        asked = replace(
            self._diagram,
            nodes=tuple(node for node in self._diagram.nodes if node.id in homes),
            clusters=tuple(
                replace(cluster, parent=None) if homes[cluster.id] == cluster.id else cluster
                for cluster in self._diagram.clusters
                if cluster.id in homes
            ),
            edges=tuple(
                edge
                for edge in self._diagram.edges
                if homes.get(edge.via[0], "") == homes.get(edge.via[1])
            ),
            written=None,
        )
        placement = self._placer.place(asked, self._texts, self._plain)
        for home in outer:
            box = placement.clusters[home]
            self._sizes[home] = (box.width + PITCH, box.height + PITCH)
            self._whole[home] = placement
        return placement.remark

    def stand(self, homes: Sequence[_Home]) -> str:
        """Let everything stand in those; what the placer remarked."""
        asked = self._asked(homes)
        if not asked.nodes:
            placement = Placement({}, {}, {}, {})
        else:
            inner = [id for id in self._clusters if id in self._sizes]
            texts = replace(
                self._texts,
                nodes=self._texts.nodes | dict.fromkeys(inner, Text()),
                loops={id: t for id, t in self._texts.loops.items() if id in self._nodes},
            )
            placement = self._placer.place(asked, texts, self._plain)
        for home in homes:
            self._settle(home, placement)
        return placement.remark

    def _asked(self, homes: Iterable[_Home]) -> Diagram:
        nodes, edges = [], []
        for home in homes:
            nodes += [self._as_node(id) for id in self._held[home]]
            edges += self._joined[home]
        said = replace(self._diagram.arrangement, ranks=(), groups=())
        return replace(
            self._diagram,
            nodes=tuple(nodes),
            clusters=(),
            edges=tuple(edges),
            arrangement=said,
            written=None,
        )

    def _as_node(self, id: ElementId) -> Node:
        node = self._nodes.get(id)
        if node is not None:
            return replace(node, cluster=None)
        width, height = self._sizes[id]
        shape = Shape("box", width, height, fixed=True)
        return Node(id, "", style=Style(shape=shape))

    def _settle(self, home: _Home, placement: Placement) -> None:
        """Where the placer has put what a block holds, wrapped and packed, and how large that is."""
        slots = [Slot(id, self._standing(id, placement.icons[id])) for id in self._held[home]]
        pairs = [edge.via for edge in self._joined[home]]
        stood = packed(slots, pairs, self._spacing)
        width = max((slot.box.right for slot in stood), default=0.0)
        height = max((slot.box.bottom for slot in stood), default=0.0)
        left = top = 0.0
        if home is not None:
            left, top, width, height = self._framed(self._clusters[home], (width, height))
            self._sizes[home] = (width, height)
        for slot in stood:
            self._corners[slot.id] = Point(slot.box.x + left, slot.box.y + top)

    def _standing(self, id: ElementId, at: Point) -> Box:
        width, height = self._sizes[id]
        node = self._nodes.get(id)
        if node is not None:
            off = icon_in_slot(node, self._texts, Point(0.0, 0.0))
            at = Point(at.x - off.x, at.y - off.y)
        return Box(at.x - width / 2, at.y - height / 2, width, height)

    def _framed(self, cluster: Cluster, inside: _Size) -> tuple[float, float, float, float]:
        """Where its inside begins, and how large it is with margins and a title."""
        margin = self._spacing.margin
        wide, high = title_size(cluster, self._texts)
        width, height = inside if any(inside) else EMPTY
        whole = max(width, wide) + 2 * margin + PITCH
        above = high + TITLE_PAD
        left = (whole - width) / 2
        return left, above, whole, height + above + margin + PITCH

    def placement(self) -> Placement:
        """Of everything, once it stands."""
        at: dict[_Home, Point] = {None: Point(0.0, 0.0)}
        icons: dict[str, Point] = {}
        clusters: dict[ElementId, Box] = {}
        for home in (None, *self._clusters):
            if home in self._whole or home not in at:
                continue
            for id in self._held[home]:
                x, y = at[home].x + self._corners[id].x, at[home].y + self._corners[id].y
                width, height = self._sizes[id]
                if id in self._clusters:
                    at[id] = Point(x, y)
                    clusters[id] = Box(x, y, width, height)
                else:
                    middle = Point(x + width / 2, y + height / 2)
                    icons[id] = icon_in_slot(self._nodes[id], self._texts, middle)
        for home, whole in self._whole.items():
            dx, dy = at[home].x - whole.clusters[home].x, at[home].y - whole.clusters[home].y
            for id in self._diagram.index.inside((home,)):
                if id in self._nodes:
                    icons[id] = Point(whole.icons[id].x + dx, whole.icons[id].y + dy)
                else:
                    clusters[id] = whole.clusters[id].moved(dx, dy)
        return Placement(icons, clusters, {}, {})
