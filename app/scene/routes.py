"""An edge's points become what is painted: a line with rounded corners, or several beside or after
each other, and arrowheads whose tips touch the ends exactly. The line stops inside the head, so no
tip is blunt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import hypot

from app.layout.geometry import at, polyline
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Point
from app.model.style import HEADS, Heads
from app.scene.heads import HeadPart, cut, headed, length_of
from app.scene.items import XY, PathData
from app.scene.path_length import path_length

LARGEST = 8.0  # times an arrowhead's usual size
FLAT = 0.05  # pt beside it, of a curve that is a line
CORNER = 6.0  # pt, radius of a corner
_ARC = 0.5523  # control point of the cubic that is closest to a quarter circle
_SHARP = 2.5  # at most so many times as far from a corner as the line is beside it
_PIECE = 3.0  # pt, of what a line that grows thinner is made


@dataclass(frozen=True, slots=True)
class Strand:
    """One of an edge's lines: `aside` (pt, to the right of the way), and the part of the way that
    it goes, from 0 to 1."""

    aside: float = 0.0
    start: float = 0.0
    end: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """`straight` is the line without corners, for when it is tiny."""

    round: PathData
    straight: PathData

    @property
    def length(self) -> float:
        """In pt."""
        return path_length(self.round)


@dataclass(frozen=True, slots=True)
class Route:
    """The way between the heads, as a polyline or where `curved` as points close together on a
    curve; the heads at its head and at its tail."""

    points: tuple[XY, ...]
    curved: bool
    head: tuple[HeadPart, ...] = ()
    tail: tuple[HeadPart, ...] = ()

    @property
    def heads(self) -> tuple[HeadPart, ...]:
        return (*self.head, *self.tail)


ALONE = Strand()


@lru_cache(maxsize=8192)
def route(place: EdgePlace, heads: Heads = HEADS["forward"], scale: float = 1.0) -> Route:
    """What is drawn of an edge, its heads `scale` times as large as most."""
    curved = place.curved and not _straight(place.points)
    points: Sequence[XY] = polyline(place) if curved else _ends(place)
    whole = _length(points)
    long = length_of(heads.head) + length_of(heads.tail)
    if scale > 1 and not place.curved:  # no head round a corner
        ends = ((heads.head, points[-2:]), (heads.tail, points[:2]))
        room = (_length(piece) / length_of(name) for name, piece in ends if length_of(name))
        scale = max(1.0, min((scale, *room)))
    scale *= min(heads.scale or 1.0, LARGEST)
    if long:
        scale = min(scale, whole * 0.8 / long)
    head, tail = list[HeadPart](), list[HeadPart]()
    if long and whole > 0:
        points, head = headed(points, heads.head, scale)
        points, tail = headed(points[::-1], heads.tail, scale)
        points = points[::-1]
    return Route(tuple(points), curved, tuple(head), tuple(tail))


def _straight(points: Sequence[Point]) -> bool:
    """A curve that nobody could tell from a line between its ends: painted as one it takes a tenth
    of the time."""
    (x, y), (ex, ey) = points[0], points[-1]
    dx, dy = ex - x, ey - y
    far = hypot(dx, dy)
    if not far:
        return False
    return all(
        abs((px - x) * dy - (py - y) * dx) <= FLAT * far
        and 0 <= (px - x) * dx + (py - y) * dy <= far * far
        for px, py in points[1:-1]
    )


def _ends(place: EdgePlace) -> tuple[Point, ...]:
    return (place.points[0], place.points[-1]) if place.curved else place.points


def line(drawn: Route, strand: Strand = ALONE) -> Line:
    """One of an edge's lines."""
    points: Sequence[XY] = drawn.points
    if strand.end < 1 or strand.start > 0:
        whole = _length(points)
        points = cut(cut(points, whole * (1 - strand.end))[::-1], whole * strand.start)[::-1]
    if strand.aside:
        points = _beside(points, strand.aside)
    smooth = _smooth(points) if drawn.curved else _rounded(points)
    return Line(smooth, PathData("M" + "L" * (len(points) - 1), tuple(points)))


def tapered(drawn: Route, width: float, end: float) -> PathData:
    """The outline of a line that is so wide (pt) where it begins and at its end."""
    points = _flat(line(drawn).round)
    whole, gone, halves = _length(points) or 1.0, 0.0, [width / 2]
    for pair in pairwise(points):
        gone += _length(pair)
        halves.append((width + (end - width) * gone / whole) / 2)
    sides = [
        (dx * half, dy * half) for (dx, dy), half in zip(_normals(points), halves, strict=True)
    ]
    right = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(points, sides, strict=True)]
    left = [(x - dx, y - dy) for (x, y), (dx, dy) in zip(points, sides, strict=True)]
    return PathData("M" + "L" * (2 * len(points) - 1) + "Z", (*right, *left[::-1]))


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


def _beside(points: Sequence[XY], aside: float) -> Sequence[XY]:
    normals = _normals(points)
    return [
        (x + dx * aside, y + dy * aside) for (x, y), (dx, dy) in zip(points, normals, strict=True)
    ]


def _normals(points: Sequence[XY]) -> list[XY]:
    """Where to, at each point, lies what is 1 pt to the right of the line."""
    ways = []
    for (ax, ay), (bx, by) in pairwise(points):
        far = hypot(bx - ax, by - ay)
        if far:
            ways.append(((ay - by) / far, (bx - ax) / far))
        else:
            ways.append(ways[-1] if ways else (0.0, 0.0))
    found = []
    for (ax, ay), (bx, by) in zip([ways[0], *ways], [*ways, ways[-1]], strict=True):
        x, y = ax + bx, ay + by
        part = x * x + y * y
        times = min(2 / part, _SHARP) if part > 1e-9 else 0.0
        found.append((x * times, y * times))
    return found


def _length(points: Sequence[XY]) -> float:
    return sum(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points))


def _flat(path: PathData) -> list[XY]:
    """A line of M, L and C as points close together."""
    found: list[XY] = []
    points = iter(path.points)
    for verb in path.verbs:
        if verb != "C":
            found.append(next(points))
            continue
        piece = [Point(*found[-1]), *(Point(*next(points)) for _ in range(3))]
        steps = max(2, round(hypot(piece[3].x - piece[0].x, piece[3].y - piece[0].y) / _PIECE))
        found += (at(piece, step / steps) for step in range(1, steps + 1))
    return found


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
