"""Where the elements of a scene are: what is under the pointer, and what lies in a part of the
sheet. Grids of cells tell which few elements to look at."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from math import ceil, floor, hypot

from app.layout.geometry import flattened
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, Point, bounding_box
from app.model.ids import ElementId
from app.model.layer import Visible
from app.scene.producing import scene_of
from app.scene.scene import Element, Scene, Tier

CELL = 96.0  # pt, or more where so many PIECES of edges would be too small
PIECES = 200_000
BLOCK = 320.0  # pt, of the coarse grid that tells what lies in a part of the sheet
BESIDE = 100.0  # pt of its way, what else is painted of an edge: its heads, lines side by side
FEW = 64  # elements of a tier that are as well looked at one by one


def _no_ends() -> array[float]:
    return array("d")


@dataclass(slots=True)
class _Cell:
    nodes: list[tuple[ElementId, Box]] = field(default_factory=list)
    lines: list[ElementId] = field(default_factory=list)  # edges, a piece after the other
    ends: array[float] = field(default_factory=_no_ends)  # x, y, x, y of each piece; there are most
    labels: list[tuple[ElementId, Box]] = field(default_factory=list)


_EMPTY = _Cell()


def hit_index(layout: DiagramLayout) -> HitIndex:
    """The index of the layout's scene, made once. Any thread may make it."""
    scene = scene_of(layout)
    found: HitIndex | None = scene.kept.get("hits")
    if found is None:
        found = scene.kept["hits"] = HitIndex(scene)
    return found


class HitIndex:
    """Made once for a scene; asked at every move of the pointer."""

    def __init__(self, scene: Scene) -> None:
        self._cells: defaultdict[tuple[int, int], _Cell] = defaultdict(_Cell)
        self._cell = max(CELL, sum(map(_long, scene.elements)) / PIECES)
        for element in scene.elements:
            if element.kind == "node":
                for part in element.areas:
                    for cell in self._under(part.x, part.y, part.right, part.bottom):
                        cell.nodes.append((element.id, part))
            elif element.kind == "edge":
                self._add_edge(element)
        holding = (e for e in scene.elements if e.kind == "cluster" and e.areas)
        boxes = [(e.id, e.areas[0]) for e in holding]
        self._spots = [(e.id, *spot) for e in scene.elements for spot in e.spots]
        # A cluster is larger than what it holds.
        self._clusters = sorted(boxes, key=lambda item: item[1].width * item[1].height)

    def _add_edge(self, edge: Element) -> None:
        for a, b in pairwise(flattened(edge.way) if edge.curved else edge.way):
            for one, two in _pieces(a, b, self._cell):
                left, right = (one.x, two.x) if one.x < two.x else (two.x, one.x)
                top, bottom = (one.y, two.y) if one.y < two.y else (two.y, one.y)
                for cell in self._under(left, top, right, bottom):
                    cell.lines.append(edge.id)
                    cell.ends.extend((*one, *two))
        for label in edge.areas:
            for cell in self._under(label.x, label.y, label.right, label.bottom):
                cell.labels.append((edge.id, label))

    def at(self, x: float, y: float, tolerance: float, visible: Visible) -> ElementId | None:
        """The element at a point: a node's icon or label, else the nearest edge within
        `tolerance`, else the innermost cluster. All in pt."""
        node = self._node(x, y, visible)
        return (
            node or self._edge(x, y, tolerance, visible) or self._cluster(x, y, tolerance, visible)
        )

    def spot(self, x: float, y: float, visible: Visible) -> str:
        """Where the smallest part at a point leads that leads elsewhere than its element."""
        shown = (visible.nodes, visible.clusters, visible.edges)
        found = [
            (box.width * box.height, to)
            for id, box, to in self._spots
            if box.contains(x, y) and (not id or any(id in some for some in shown))
        ]
        return min(found, default=(0.0, ""))[1]

    def _node(self, x: float, y: float, visible: Visible) -> ElementId | None:
        found, least = None, 0.0
        cell = floor(x / self._cell), floor(y / self._cell)
        for id, box in self._cells.get(cell, _EMPTY).nodes:
            if id in visible.nodes and box.contains(x, y):
                center = box.center
                distance = hypot(center.x - x, center.y - y)
                if found is None or distance < least:
                    found, least = id, distance
        return found

    def _edge(self, x: float, y: float, tolerance: float, visible: Visible) -> ElementId | None:
        found, least = None, tolerance
        for cell in self._near(x, y, tolerance):
            for at, id in enumerate(cell.lines):
                if id in visible.edges:
                    distance = _distance(x, y, *cell.ends[4 * at : 4 * at + 4])
                    if distance <= least:
                        found, least = id, distance
            for id, box in cell.labels:
                if id in visible.edges and box.contains(x, y):
                    return id
        return found

    def _cluster(self, x: float, y: float, tolerance: float, visible: Visible) -> ElementId | None:
        # Written out for speed: the pointer is over none of hundreds.
        for id, (left, top, width, height) in self._clusters:
            if not (-tolerance <= x - left <= width + tolerance):
                continue
            if -tolerance <= y - top <= height + tolerance and id in visible.clusters:
                return id
        return None

    def _under(self, left: float, top: float, right: float, bottom: float) -> list[_Cell]:
        """The cells a box touches, made where there is none yet."""
        by = self._cell
        rows = range(floor(top / by), floor(bottom / by) + 1)
        columns = range(floor(left / by), floor(right / by) + 1)
        return [self._cells[column, row] for column in columns for row in rows]

    def _near(self, x: float, y: float, reach: float) -> Iterator[_Cell]:
        by = self._cell
        for column in range(floor((x - reach) / by), floor((x + reach) / by) + 1):
            for row in range(floor((y - reach) / by), floor((y + reach) / by) + 1):
                cell = self._cells.get((column, row))
                if cell is not None:
                    yield cell


def _long(element: Element) -> float:
    """How long an edge is, about, in pt."""
    way = element.way
    return sum(hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(way)) if way else 0.0


def _pieces(a: Point, b: Point, most: float) -> Iterator[tuple[Point, Point]]:
    """A segment in pieces no longer than that: a slanting one would claim a whole block."""
    count = ceil(hypot(b.x - a.x, b.y - a.y) / most)
    if count <= 1 or a.x == b.x or a.y == b.y:
        return iter(((a, b),))
    stops = [
        Point(a.x + (b.x - a.x) * i / count, a.y + (b.y - a.y) * i / count)
        for i in range(count + 1)
    ]
    return pairwise(stops)


def _distance(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> float:
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    t = 0.0 if square == 0 else max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / square))
    return hypot(ax + dx * t - x, ay + dy * t - y)


def lying_in(scene: Scene, tier: Tier, clip: Box) -> Sequence[Element]:
    """Elements of a tier in its order: all that may lie in that part of the sheet, and perhaps a
    few beside it."""
    elements = tier.elements
    columns = range(floor(clip.x / BLOCK), floor(clip.right / BLOCK) + 1)
    rows = range(floor(clip.y / BLOCK), floor(clip.bottom / BLOCK) + 1)
    whole = (scene.width // BLOCK + 1) * (scene.height // BLOCK + 1)
    if len(elements) <= FEW or len(columns) * len(rows) * 2 >= whole:
        return elements
    grid = _grid_of(scene, tier)
    found = (grid.get((column, row), ()) for column in columns for row in rows)
    return [elements[number] for number in sorted({*chain.from_iterable(found)})]


def make_grids(scene: Scene) -> None:
    """What tells what lies in a part of the sheet, made once. Any thread may make it."""
    for tier in scene.tiers:
        if len(tier.elements) > FEW:
            _grid_of(scene, tier)


def _grid_of(scene: Scene, tier: Tier) -> dict[tuple[int, int], list[int]]:
    grids = scene.kept.setdefault("grids", {})
    grid: dict[tuple[int, int], list[int]] | None = grids.get(id(tier))
    if grid is None:
        grid = grids[id(tier)] = _grid(tier.elements)
    return grid


def _grid(elements: Sequence[Element]) -> dict[tuple[int, int], list[int]]:
    """The numbers of the elements in each block."""
    grid: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, element in enumerate(elements):
        for cell in _blocks(element):
            grid[cell].append(number)
    return dict(grid)


def _blocks(element: Element) -> Iterable[tuple[int, int]]:
    """The blocks that it may lie in: of a long edge those along its way, not all between its ends."""
    box = element.bounds
    if not element.way or max(box.width, box.height) < 2 * BLOCK:
        return _cells(box)
    if not bounding_box(element.way).inflated(BESIDE).holds(box):
        return _cells(box)
    found = set[tuple[int, int]]()
    for a, b in pairwise(flattened(element.way) if element.curved else element.way):
        for one, two in _pieces(a, b, BLOCK):
            found.update(_cells(bounding_box((one, two)).inflated(BESIDE)))
    for label in element.areas:
        found.update(_cells(label.inflated(BESIDE)))
    return found


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(floor(box.x / BLOCK), floor(box.right / BLOCK) + 1):
        for row in range(floor(box.y / BLOCK), floor(box.bottom / BLOCK) + 1):
            yield column, row
