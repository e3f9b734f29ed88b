"""Which shapes of a sheet lie in which frames, and which shape an end of a line that hangs in the air is
meant for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor, hypot
from typing import NamedTuple

from app.model.geometry import Box, Point

NEAR = 12.0  # pt from a shape, an end that is meant for it
_TILE = 250.0  # pt, the side of a tile by which shapes are found
_MOST_TILES = 200  # of one shape; larger ones are asked one by one
_MOST_TEXTS = 8  # that are the label of one shape
_LARGER = 1.05  # times as large as what lies in it
_STEPS = 3_000_000  # looks that are taken; what is not found by then is left where it is


class Framed(NamedTuple):
    """A shape: `group` is the cluster in which the file has it. It `may_hold` others, those that are painted
    after it or, where it is `clear`, all that lie in it; it `counts` where it is more than a text."""

    id: str
    box: Box
    order: int
    group: str
    may_hold: bool
    clear: bool
    counts: bool
    layer: str = ""


class _Tiles:
    """Shapes by the tiles that the middle of each lies in."""

    def __init__(self, shapes: Sequence[Framed]) -> None:
        self._tiles: dict[tuple[int, int], dict[str, Framed]] = {}
        for shape in shapes:
            self._tiles.setdefault(_tile(shape.box.center), {})[shape.id] = shape
        self.steps = 0

    def inside(self, box: Box) -> Iterator[Framed]:
        """Those whose middle may lie in a box; what is `taken` from a list is gone for all."""
        left, top = _tile(Point(box.x, box.y))
        right, bottom = _tile(Point(box.right, box.bottom))
        if (right - left + 1) * (bottom - top + 1) > len(self._tiles):
            keys = [k for k in self._tiles if left <= k[0] <= right and top <= k[1] <= bottom]
            self.steps += len(self._tiles)
        else:
            keys = [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
            self.steps += len(keys)
        for key in keys:
            shapes = self._tiles.get(key, {})
            self.steps += len(shapes)
            yield from list(shapes.values())

    def take(self, shape: Framed) -> None:
        del self._tiles[_tile(shape.box.center)][shape.id]


def _tile(point: Point) -> tuple[int, int]:
    return floor(point.x / _TILE), floor(point.y / _TILE)


class Frames(NamedTuple):
    """`held` says of each shape that lies in a frame which is the smallest; `texts` are those that lie in
    a shape that holds nothing else."""

    held: dict[str, str]
    texts: dict[str, list[str]]


def innermost_frames(shapes: Sequence[Framed]) -> Frames:
    """Which shapes lie in which."""
    tiles = _Tiles(shapes)
    frames = [shape for shape in shapes if shape.may_hold and shape.box.width and shape.box.height]
    frames.sort(key=lambda frame: (_area(frame.box), -frame.order))
    found = Frames({}, {})
    for frame in frames:
        if tiles.steps > _STEPS:
            break
        held = [one for one in tiles.inside(frame.box) if _holds(frame, one)]
        holds = any(one.counts for one in held)
        if not holds and len(held) > _MOST_TEXTS:
            continue
        for one in held:
            tiles.take(one)
            if holds:
                found.held[one.id] = frame.id
            else:
                found.texts.setdefault(frame.id, []).append(one.id)
    return found


def _area(box: Box) -> float:
    return box.width * box.height


def _holds(frame: Framed, one: Framed) -> bool:
    if one.id == frame.id or one.group != frame.group:
        return False
    if not frame.box.inflated(1.0).holds(one.box):
        return False
    if frame.layer not in ("", one.layer):  # what is switched off would take others with it
        return False
    larger = _area(frame.box) > _LARGER * _area(one.box) or not one.counts
    return larger and (frame.order < one.order or frame.clear)


class NearShapes:
    """Finds the shape that a point is meant for."""

    def __init__(self, boxes: dict[str, Box], around: dict[str, Box]) -> None:
        """`boxes` are those of nodes, `around` those of clusters, of which only the border counts."""
        self._boxes, self._around = boxes, around
        self._tiles: dict[tuple[int, int], list[str]] = {}
        self._large: list[str] = []
        for id, box in (*boxes.items(), *around.items()):
            keys = list(_covered(box.inflated(NEAR)))
            if not keys:
                self._large.append(id)
            for key in keys:
                self._tiles.setdefault(key, []).append(id)
        self._steps = 0

    def at(self, point: Point) -> str | None:
        """The smallest node that it is in or next to, else the cluster at whose border it is."""
        if self._steps > _STEPS:
            return None
        near = self._tiles.get(_tile(point), [])
        self._steps += len(near) + len(self._large)
        nodes: list[tuple[float, float, str]] = []
        clusters: list[tuple[float, float, str]] = []
        for id in (*near, *self._large):
            box = self._boxes.get(id)
            if box is not None:
                gap = _gap(box, point)
                if gap <= NEAR:
                    nodes.append((gap, _area(box), id))
                continue
            box = self._around[id]
            if (edge := abs(_gap(box, point) or _depth(box, point))) <= NEAR:
                clusters.append((edge, _area(box), id))
        within = [(area, gap, id) for gap, area, id in nodes if not gap]
        if within:
            return min(within)[2]
        return min(nodes)[2] if nodes else min(clusters)[2] if clusters else None


def _covered(box: Box) -> Iterator[tuple[int, int]]:
    left, top = _tile(Point(box.x, box.y))
    right, bottom = _tile(Point(box.right, box.bottom))
    if (right - left + 1) * (bottom - top + 1) <= _MOST_TILES:
        yield from ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def _gap(box: Box, point: Point) -> float:
    """How far a point is outside a box."""
    across = max(box.x - point.x, 0.0, point.x - box.right)
    down = max(box.y - point.y, 0.0, point.y - box.bottom)
    return hypot(across, down)


def _depth(box: Box, point: Point) -> float:
    """How far a point inside a box is from its border."""
    sides = (point.x - box.x, box.right - point.x, point.y - box.y, box.bottom - point.y)
    return min(sides)
