"""A line for all edges between two clusters, with their number, where each of them by itself would be but a
part of a grey mass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import hypot, inf, log2

from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout, EdgePlace
from app.model.geometry import Box, Point, bounding_box
from app.model.ids import ElementId

GREY = 0.06  # of the sheet that lines of one px cover: more is a grey mass
MERGING = 0.75  # times the scale at which edges begin to merge, until they have
STEPS = 4  # in which they do, so that few pictures differ
INSIDE = 0.36  # of a cluster's width and height from its middle, where a line ends
BOW = 0.18  # of its length that a bundle's line is bent by
THINNEST, THICKEST, PER_DOUBLE = 1.25, 5.0, 0.6  # px of its width
THINNED = 0.25  # times as strong as single lines, at least
PIECES = 12  # straight ones that a line is hit on

Pair = tuple[ElementId, ElementId]


@dataclass(frozen=True, slots=True)
class Bundle:
    """The edges between two clusters, `onward` those that lead from the first to the second. They stand
    for `count` edges of the file. Its line is a quadratic curve of three points (pt)."""

    ends: Pair
    count: int
    edges: frozenset[ElementId]
    onward: frozenset[ElementId]
    way: tuple[Point, Point, Point]
    bounds: Box

    @property
    def length(self) -> float:
        """pt of its line, about."""
        start, _, end = self.way
        return hypot(end.x - start.x, end.y - start.y)

    def at(self, t: float) -> Point:
        """A point of its line, t from 0 to 1."""
        a, b, c = self.way
        one, two, three = (1 - t) ** 2, 2 * t * (1 - t), t * t
        return Point(one * a.x + two * b.x + three * c.x, one * a.y + two * b.y + three * c.y)

    def near(self, x: float, y: float, by: float) -> float:
        """How far a point (pt) is from its line, about; infinite where that is more than `by`."""
        left, top, width, height = self.bounds
        if not (left - by <= x <= left + width + by and top - by <= y <= top + height + by):
            return inf
        spots = [self.at(n / PIECES) for n in range(PIECES + 1)]
        found = min(_distance(x, y, a, b) for a, b in pairwise(spots))
        return found if found <= by else inf


@dataclass(frozen=True, slots=True)
class SeenBundle:
    """A bundle of which so many edges show, as strongly as the strongest of them."""

    bundle: Bundle
    count: int
    onward: int
    opacity: float

    @property
    def width(self) -> float:
        """px."""
        return min(THINNEST + PER_DOUBLE * log2(self.count), THICKEST)


@dataclass(frozen=True)
class Bundles:
    """Of a layout, whose area is in pt². `lengths` (pt) are of the edges in them, `counts` how many each
    stands for. None merges from the scale `far` on, where what is written can be read."""

    bundles: tuple[Bundle, ...]
    area: float
    far: float
    lengths: Mapping[ElementId, float] = field(repr=False)
    counts: Mapping[ElementId, int] = field(repr=False)

    @cached_property
    def edges(self) -> frozenset[ElementId]:
        """All that are in one."""
        return frozenset(self.lengths)

    def begins(self, opacity: Mapping[ElementId, float]) -> float:
        """The scale (px per pt) below which the edges that show begin to merge."""
        ink = sum(length for id, length in self.lengths.items() if opacity.get(id, 0.0) > 0)
        return min(ink / (self.area * GREY), self.far)

    def merged(self, begins: float, scale: float) -> float:
        """How far they have merged (0..1) at so many px per pt, in few steps."""
        part = (begins - scale) / (begins * (1 - MERGING)) if begins > 0 else 0.0
        return round(min(max(part, 0.0), 1.0) * STEPS) / STEPS

    def thin(self, length: float, scale: float) -> float:
        """How strongly (0..1) lines of so many pt are drawn at so many px per pt, so that they are no
        mass themselves."""
        return max(min(GREY * self.area * scale / max(length, 1.0), 1.0), THINNED)

    def shown(self, opacity: Mapping[ElementId, float]) -> tuple[SeenBundle, ...]:
        """Those of which edges show, the largest last."""
        found = []
        for bundle, onward in zip(self.bundles, self._onward, strict=True):
            strengths = [opacity.get(id, 0.0) for id in bundle.edges]
            if min(strengths) > 0:  # all of it, as nearly always
                found.append(SeenBundle(bundle, bundle.count, onward, max(strengths)))
            elif max(strengths) > 0:
                seen = {id for id in bundle.edges if opacity.get(id, 0.0) > 0}
                count = sum(self.counts[id] for id in seen)
                there = sum(self.counts[id] for id in bundle.onward & seen)
                found.append(SeenBundle(bundle, count, there, max(strengths)))
        return tuple(sorted(found, key=lambda one: one.count))

    @cached_property
    def _onward(self) -> tuple[int, ...]:
        """How many edges of the file the onward ones of each bundle stand for."""
        return tuple(sum(self.counts[id] for id in bundle.onward) for bundle in self.bundles)


def grouping(diagram: Diagram) -> tuple[ElementId, ...]:
    """The clusters between which edges are bundled: the outermost, or where one holds all, those in
    it."""
    index = diagram.index
    known = {c.id for c in diagram.clusters}
    groups: tuple[ElementId, ...] = tuple(c.id for c in diagram.clusters if c.parent is None)
    while len(groups) == 1:
        inner = tuple(id for id in index.children(groups[0]) if id in known)
        if not inner:
            break
        groups = inner
    return groups


def bundles_of(layout: DiagramLayout, far: float) -> Bundles:
    """Those of a layout; `far` is the scale (px per pt) from which on all can be read."""
    diagram, index = layout.diagram, layout.diagram.index
    groups = {id for id in grouping(diagram) if id in layout.clusters}
    area = max(layout.width * layout.height, 1.0)
    if len(groups) < 2:
        return Bundles((), area, far, {}, {})
    group_of: dict[ElementId, ElementId | None] = {id: id for id in groups}
    between: defaultdict[Pair, set[ElementId]] = defaultdict(set)
    onward: defaultdict[Pair, set[ElementId]] = defaultdict(set)
    lengths: dict[ElementId, float] = {}
    counts: dict[ElementId, int] = {}
    for edge in diagram.edges:
        place = layout.edges.get(edge.id)
        if place is None:
            continue
        ends = []
        for end in edge.way:
            if end not in group_of:
                group_of[end] = next((c for c in index.around(end) if c in groups), None)
            ends.append(group_of[end])
        one, two = ends
        if one is None or two is None or one == two:
            continue
        pair = (one, two) if one < two else (two, one)
        between[pair].add(edge.id)
        if pair[0] == one:
            onward[pair].add(edge.id)
        lengths[edge.id], counts[edge.id] = _length(place), edge.count
    found = []
    for pair, ids in between.items():
        way, count = _way(layout, pair), sum(counts[id] for id in ids)
        there = frozenset(onward[pair])
        found.append(Bundle(pair, count, frozenset(ids), there, way, bounding_box(way)))
    found.sort(key=lambda bundle: -bundle.count)
    return Bundles(tuple(found), area, far, lengths, counts)


def _length(place: EdgePlace) -> float:
    return sum(hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(place.points))


def _way(layout: DiagramLayout, pair: Pair) -> tuple[Point, Point, Point]:
    """From border to border, bent so that it is not taken for one to a cluster that lies between."""
    one, two = (layout.clusters[id].box for id in pair)
    a, b = one.center, two.center
    dx, dy = b.x - a.x, b.y - a.y
    side = -1.0 if dx > 0 or (dx == 0 and dy > 0) else 1.0
    middle = Point((a.x + b.x) / 2 - dy * BOW * side, (a.y + b.y) / 2 + dx * BOW * side)
    return _inside(one, middle), middle, _inside(two, middle)


def _inside(box: Box, towards: Point) -> Point:
    """Where a line from the middle of a box to a point is about to leave it, so that one to a
    cluster beside it is seen, too."""
    middle = box.center
    dx, dy = towards.x - middle.x, towards.y - middle.y
    parts = [1.0]
    if dx:
        parts.append(box.width * INSIDE / abs(dx))
    if dy:
        parts.append(box.height * INSIDE / abs(dy))
    part = min(parts)
    return Point(middle.x + dx * part, middle.y + dy * part)


def _distance(x: float, y: float, a: Point, b: Point) -> float:
    dx, dy = b.x - a.x, b.y - a.y
    square = dx * dx + dy * dy
    t = 0.0 if square == 0 else max(0.0, min(1.0, ((x - a.x) * dx + (y - a.y) * dy) / square))
    return hypot(a.x + dx * t - x, a.y + dy * t - y)
