"""An edge's points become what is painted: a line with rounded corners, and arrowheads whose
tips touch the ends exactly. The line stops inside the head, so no tip is blunt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import hypot

from app.layout.geometry import length, polyline
from app.model.diagram_layout import EdgePlace
from app.scene.items import XY, PathData
from app.scene.path_length import path_length

CORNER = 6.0  # pt, radius of a corner
HEAD = 8.5  # pt, length of an arrowhead
HALF_WIDTH = 3.25  # pt, half of an arrowhead's width
_ARC = 0.5523  # control point of the cubic that is closest to a quarter circle


@dataclass(frozen=True, slots=True)
class Route:
    """`straight` is the line without corners, for when it is tiny."""

    line: PathData
    heads: tuple[PathData, ...]
    straight: PathData

    @property
    def length(self) -> float:
        """Of the line, in pt."""
        return path_length(self.line)


@lru_cache(maxsize=8192)
def route(place: EdgePlace, arrows: str) -> Route:
    """What is drawn of an edge; `arrows` is `forward`, `back`, `both` or `none`."""
    way = polyline(place)
    points: Sequence[XY] = way
    whole = length(way)
    heads: list[PathData] = []
    count = {"none": 0, "both": 2}.get(arrows, 1)
    size = min(HEAD, whole * 0.8 / max(count, 1))
    if count and whole > 0:
        if arrows in ("forward", "both"):
            points, head = _headed(points, size)
            heads.append(head)
        if arrows in ("back", "both"):
            points, head = _headed(points[::-1], size)
            points = points[::-1]
            heads.append(head)
    line = _smooth(points) if place.curved else _rounded(points)
    straight = PathData("M" + "L" * (len(points) - 1), tuple(points))
    return Route(line, tuple(heads), straight)


@lru_cache(maxsize=8192)
def dashes(pattern: tuple[float, ...], width: float, length: float) -> tuple[float, ...]:
    """The pattern stretched so that the line begins and ends with a whole dash: an arrowhead
    never floats. In units of `width`; () where the line is too short for a gap."""
    if not pattern:
        return ()
    period, first = sum(pattern) * width, pattern[0] * width
    times = round((length - first) / period)
    if times < 1:
        return ()
    stretch = length / (times * period + first)
    return tuple(part * stretch for part in pattern)


def _headed(points: Sequence[XY], size: float) -> tuple[Sequence[XY], PathData]:
    """The polyline cut back at its end by most of `size`, and the head that covers the cut."""
    (x, y), (base_x, base_y) = points[-1], _cut(points, size)[-1]
    rest = _cut(points, size - 0.75)
    dx, dy = x - base_x, y - base_y
    far = hypot(dx, dy) or 1.0
    dx, dy = dx / far, dy / far
    half = HALF_WIDTH * size / HEAD
    left, right = (base_x - dy * half, base_y + dx * half), (base_x + dy * half, base_y - dx * half)
    return rest, PathData("MLLZ", ((x, y), left, right))


def _cut(points: Sequence[XY], by: float) -> Sequence[XY]:
    """The polyline without the last `by` pt of its way."""
    left = list(points)
    while len(left) > 1:
        (x, y), (end_x, end_y) = left[-2], left[-1]
        step = hypot(end_x - x, end_y - y)
        if step > by:
            t = by / step
            left[-1] = (end_x + (x - end_x) * t, end_y + (y - end_y) * t)
            break
        by -= step
        left.pop()
    return left


def _rounded(points: Sequence[XY]) -> PathData:
    verbs, drawn = ["M"], [points[0]]
    for (ax, ay), corner, (bx, by) in zip(points, points[1:], points[2:], strict=False):
        x, y = corner
        before, after = hypot(x - ax, y - ay), hypot(bx - x, by - y)
        radius = min(CORNER, before / 2, after / 2)
        if radius < 0.1:
            verbs.append("L")
            drawn.append(corner)
            continue
        t = radius / before
        in_x, in_y = x + (ax - x) * t, y + (ay - y) * t
        t = radius / after
        out_x, out_y = x + (bx - x) * t, y + (by - y) * t
        verbs.append("LC")
        drawn += (
            (in_x, in_y),
            (in_x + (x - in_x) * _ARC, in_y + (y - in_y) * _ARC),
            (out_x + (x - out_x) * _ARC, out_y + (y - out_y) * _ARC),
            (out_x, out_y),
        )
    verbs.append("L")
    drawn.append(points[-1])
    return PathData("".join(verbs), tuple(drawn))


def _smooth(points: Sequence[XY]) -> PathData:
    """A curve through points that lie close together on it."""
    verbs, drawn = ["M"], [points[0]]
    for corner, (x, y) in pairwise(points[1:]):
        start = drawn[-1]
        end = (corner[0] + (x - corner[0]) * 0.5, corner[1] + (y - corner[1]) * 0.5)
        verbs.append("C")
        drawn += (_third(start, corner), _third(end, corner), end)
    verbs.append("L")
    drawn.append(points[-1])
    return PathData("".join(verbs), tuple(drawn))


def _third(end: XY, middle: XY) -> XY:
    """The cubic's control point that stands for a quadratic curve's one in the middle."""
    return (end[0] + 2 * middle[0]) / 3, (end[1] + 2 * middle[1]) / 3
