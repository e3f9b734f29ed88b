"""What is under the pointer. A grid of cells tells which few elements to measure; no Qt."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, floor, hypot
from threading import Lock

from app.layout.geometry import polyline
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, Point, union
from app.model.layer import Visible

CELL = 96.0  # pt
MARGIN = 4.0  # pt round an icon that still are the node


@dataclass(slots=True)
class _Cell:
    nodes: list[tuple[str, Box]] = field(default_factory=list)
    pieces: list[tuple[str, Point, Point]] = field(default_factory=list)
    labels: list[tuple[str, Box]] = field(default_factory=list)


_EMPTY = _Cell()
_KEPT = 12
# By the layout's identity: it cannot be hashed. Holding it keeps the identity its own.
_kept: OrderedDict[int, tuple[DiagramLayout, HitIndex]] = OrderedDict()
_lock = Lock()


def hit_index(layout: DiagramLayout) -> HitIndex:
    """The layout's index; made once for those that were asked for last. Any thread may make it."""
    with _lock:
        found = _kept.get(id(layout))
    if found is not None:
        return found[1]
    index = HitIndex(layout)
    with _lock:
        _kept[id(layout)] = layout, index
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return index


class HitIndex:
    """Made once for a picture; asked at every move of the pointer."""

    def __init__(self, picture: DiagramLayout) -> None:
        self._cells: defaultdict[tuple[int, int], _Cell] = defaultdict(_Cell)
        joints = {n.id for n in picture.diagram.nodes if n.joint}
        components = ((id, p) for id, p in picture.nodes.items() if id not in joints)
        for id, node in components:
            parts = [node.icon.inflated(MARGIN)]
            if node.lines:  # with the gap to the icon, but not the space beside it: edges end there
                below = Box(node.label_box.x, node.icon.bottom, node.label_box.width, 0)
                parts.append(union((node.label_box, below)))
            for part in parts:
                for cell in self._under(part.x, part.y, part.right, part.bottom):
                    cell.nodes.append((id, part))
        for id, edge in picture.edges.items():
            for a, b in pairwise(polyline(edge)):
                for one, two in _pieces(a, b):
                    left, right = (one.x, two.x) if one.x < two.x else (two.x, one.x)
                    top, bottom = (one.y, two.y) if one.y < two.y else (two.y, one.y)
                    for cell in self._under(left, top, right, bottom):
                        cell.pieces.append((id, one, two))
            label = edge.label_box
            if label is not None:
                for cell in self._under(label.x, label.y, label.right, label.bottom):
                    cell.labels.append((id, label))
        parents = {c.id: c.parent for c in picture.diagram.clusters}

        def depth(id: str | None) -> int:
            return 0 if id is None else 1 + depth(parents.get(id))

        self._clusters = [
            (id, place.box)
            for id, place in sorted(picture.clusters.items(), key=lambda item: -depth(item[0]))
        ]

    def at(self, x: float, y: float, tolerance: float, visible: Visible) -> str | None:
        """The element at a point: a node's icon or label, else the nearest edge within
        `tolerance`, else the innermost cluster. All in pt."""
        node = self._node(x, y, visible)
        return (
            node or self._edge(x, y, tolerance, visible) or self._cluster(x, y, tolerance, visible)
        )

    def _node(self, x: float, y: float, visible: Visible) -> str | None:
        found, least = None, 0.0
        for id, box in self._cells.get((floor(x / CELL), floor(y / CELL)), _EMPTY).nodes:
            if id in visible.nodes and box.contains(x, y):
                center = box.center
                distance = hypot(center.x - x, center.y - y)
                if found is None or distance < least:
                    found, least = id, distance
        return found

    def _edge(self, x: float, y: float, tolerance: float, visible: Visible) -> str | None:
        found, least = None, tolerance
        for cell in self._near(x, y, tolerance):
            for id, a, b in cell.pieces:
                if id in visible.edges:
                    distance = _distance(x, y, a, b)
                    if distance <= least:
                        found, least = id, distance
            for id, box in cell.labels:
                if id in visible.edges and box.contains(x, y):
                    return id
        return found

    def _cluster(self, x: float, y: float, tolerance: float, visible: Visible) -> str | None:
        for id, box in self._clusters:
            if id in visible.clusters and box.inflated(tolerance).contains(x, y):
                return id
        return None

    def _under(self, left: float, top: float, right: float, bottom: float) -> list[_Cell]:
        """The cells a box touches, made where there is none yet."""
        rows = range(floor(top / CELL), floor(bottom / CELL) + 1)
        columns = range(floor(left / CELL), floor(right / CELL) + 1)
        return [self._cells[column, row] for column in columns for row in rows]

    def _near(self, x: float, y: float, reach: float) -> Iterator[_Cell]:
        for column in range(floor((x - reach) / CELL), floor((x + reach) / CELL) + 1):
            for row in range(floor((y - reach) / CELL), floor((y + reach) / CELL) + 1):
                cell = self._cells.get((column, row))
                if cell is not None:
                    yield cell


def _pieces(a: Point, b: Point) -> Iterator[tuple[Point, Point]]:
    """A segment in pieces no longer than a cell: a slanting one would claim a whole block."""
    count = ceil(hypot(b.x - a.x, b.y - a.y) / CELL)
    if count <= 1 or a.x == b.x or a.y == b.y:
        return iter(((a, b),))
    stops = [
        Point(a.x + (b.x - a.x) * i / count, a.y + (b.y - a.y) * i / count)
        for i in range(count + 1)
    ]
    return pairwise(stops)


def _distance(x: float, y: float, a: Point, b: Point) -> float:
    dx, dy = b.x - a.x, b.y - a.y
    square = dx * dx + dy * dy
    t = 0.0 if square == 0 else max(0.0, min(1.0, ((x - a.x) * dx + (y - a.y) * dy) / square))
    return hypot(a.x + dx * t - x, a.y + dy * t - y)
