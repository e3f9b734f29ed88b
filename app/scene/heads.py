"""Arrowheads by Graphviz's names: https://graphviz.org/doc/info/arrows.html.

A name is made of up to four shapes, the first at the end of the edge, each perhaps open (`o`) or
only the half to the left (`l`) or right (`r`) of the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from typing import Literal

from app.scene.items import XY, PathData

HEAD = 8.5  # pt, length of an arrowhead
HALF_WIDTH = 3.25  # pt, half of an arrowhead's width
WIDE = 5.9  # pt, half of that of the widest, with its line
OUTLINE = 1.25  # pt, the line of what is not filled
_MOST = 4  # shapes
_ARC = 0.5523  # control point of the cubic that is closest to a quarter circle
_OLD = {
    "ediamond": "odiamond",
    "open": "vee",
    "halfopen": "lvee",
    "empty": "onormal",
    "invempty": "oinv",
}
_SHAPE = re.compile(r"(o?)([lr]?)(box|crow|curve|diamond|dot|icurve|inv|none|normal|tee|vee)")


@dataclass(frozen=True, slots=True)
class _HeadShape:
    """One side of it, from the end of the edge on: points (how far along, how far aside) in parts
    of a head's length and half width, by `verbs` where these are not straight lines. It takes so
    `long` of the way, and hides `cover` pt of the line before it. What is `drawn` is a pen's line on
    both sides and between them, all else an area."""

    side: tuple[XY, ...]
    long: float = 1.0
    cover: float = 0.75  # so that there is no gap
    verbs: str = ""
    drawn: bool = False


_R = 0.7 / 2 * HEAD / HALF_WIDTH  # half widths that a dot's radius is
_DOT = (
    *((0, 0), (0, _ARC * _R), (0.35 - 0.35 * _ARC, _R), (0.35, _R)),
    *((0.35 + 0.35 * _ARC, _R), (0.7, _ARC * _R), (0.7, 0)),
)
_SHAPES = {
    "normal": _HeadShape(((0, 0), (1, 1))),
    "inv": _HeadShape(((0, 1), (1, 0)), cover=2.5),
    "box": _HeadShape(((0, 0.9), (0.7, 0.9)), long=0.7),
    "diamond": _HeadShape(((0, 0), (0.65, 1.05), (1.3, 0)), long=1.3, cover=2.5),
    "vee": _HeadShape(((0, 0), (1.1, 1.25), (0.7, 0)), long=0.7, cover=1.5),
    "dot": _HeadShape(_DOT, long=0.7, verbs="CC"),
    "crow": _HeadShape(((1.1, 0), (0, 1.5)), long=1.1, drawn=True),
    "tee": _HeadShape(((0.3, 0), (0.3, 1.4)), long=0.6, drawn=True),
    "curve": _HeadShape(((0.2, 0), (0.2, 0.7), (0.5, 1.3), (1, 1.3)), verbs="C", drawn=True),
    "icurve": _HeadShape(((0.9, 0), (0.9, 0.7), (0.6, 1.3), (0.1, 1.3)), verbs="C", drawn=True),
    "none": _HeadShape((), long=0.5, drawn=True),
}
_SIDES = {"": (1, -1), "l": (-1,), "r": (1,)}


@dataclass(frozen=True, slots=True)
class HeadPart:
    """A shape of an arrowhead (pt): an area, filled or `open`, or a pen's line."""

    data: PathData
    kind: Literal["filled", "open", "drawn"]


def length_of(name: str) -> float:
    """How much of the way a head takes, in pt."""
    return sum(shape.long for shape, _, _ in _shapes(name)) * HEAD


def headed(points: Sequence[XY], name: str, scale: float) -> tuple[Sequence[XY], list[HeadPart]]:
    """A polyline cut back at its end, and the head that stands there, `scale` times as large as
    most."""
    found: list[HeadPart] = []
    rest = points
    for shape, hollow, sides in _shapes(name):
        # What a pen draws reaches beyond its points.
        tips = cut(points, OUTLINE / 2) if hollow else points
        size = shape.long * HEAD * scale
        base = cut(tips, size)
        rest = base if hollow else cut(tips, size - shape.cover)
        data = _data(shape, tips[-1], base[-1], scale, _SIDES[sides])
        found.append(HeadPart(data, "drawn" if shape.drawn else "open" if hollow else "filled"))
        points = base
    return rest, found


@lru_cache(maxsize=256)
def _shapes(name: str) -> tuple[tuple[_HeadShape, bool, str], ...]:
    """The shapes that a name is made of, each with whether it is open, and which side of it is seen
    where that is not both. What follows something that is no shape is left out."""
    rest, found = _OLD.get(name, name), list[tuple[_HeadShape, bool, str]]()
    while len(found) < _MOST and (said := _SHAPE.match(rest)):
        shape = _SHAPES[said[3]]
        found.append((shape, bool(said[1]) and not shape.drawn and said[3] != "vee", said[2]))
        rest = rest[said.end() :]
    while found and not found[-1][0].side:
        found.pop()
    return tuple(found)


def _data(shape: _HeadShape, tip: XY, base: XY, scale: float, signs: tuple[int, ...]) -> PathData:
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    far = hypot(dx, dy) or 1.0
    aside = (-dy / far * HALF_WIDTH * scale, dx / far * HALF_WIDTH * scale)

    def at(point: XY, sign: int) -> XY:
        along, out = point[0] / shape.long, point[1] * sign
        x, y = tip[0] - dx * along + aside[0] * out, tip[1] - dy * along + aside[1] * out
        return x, y

    side = shape.side
    verbs = shape.verbs or "L" * (len(side) - 1)
    if shape.drawn:
        lines = [at(point, sign) for sign in signs for point in side]
        return PathData(("M" + verbs) * len(signs) * bool(side) + "ML", (*lines, tip, base))
    if len(signs) == 1:
        ends = [(along, 0.0) for along, out in (side[0], side[-1]) if out]
        if side[0][1]:
            side, verbs = (ends[0], *side), "L" + verbs
        if side[-1][1]:
            side, verbs = (*side, ends[-1]), verbs + "L"
        return PathData(f"M{verbs}Z", tuple(at(point, signs[0]) for point in side))
    back = [point for point in reversed(side) if shape.verbs or point[1]]
    back = back[1:] if shape.verbs else back
    mirrored = shape.verbs or "L" * len(back)
    points = (*(at(point, 1) for point in side), *(at(point, -1) for point in back))
    return PathData(f"M{verbs}{mirrored}Z", points)


def cut(points: Sequence[XY], by: float) -> Sequence[XY]:
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
