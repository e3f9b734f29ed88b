"""The ways of edges as connectors that other programs know: straight, or with up to four right angles. No Qt.

What their handles mean: ECMA-376, part 1, presetShapeDefinitions.xml, `bentConnector2` to `bentConnector5`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.exporters.shape_look import LineEnds
from app.exporters.shape_xml import preset
from app.model.geometry import Box, Point
from app.model.style import HEADS
from app.model.style import Heads as Arrowheads
from app.scene.heads import HEAD

LEVEL = 0.5  # pt that a line is level within
LEAST = 2.0  # pt of a line to which heads are sized: at a thinner one they are no smaller
BENDS = 4  # most of a connector
TURN = 5_400_000  # a right angle, in 60,000ths of a degree
# Graphviz's names, by DrawingML's.
_HEADS = {"none": "", "normal": "triangle", "vee": "stealth", "dot": "oval", "diamond": "diamond"}
_SIZES = ((2.0, "sm"), (3.0, "med"), (5.0, "lg"))  # times the width of the line


@dataclass(frozen=True, slots=True)
class ConnectorWay:
    """Where a connector stands (pt), how it is turned, and its outline."""

    box: Box
    turned: str
    outline: str


def ends_of(heads: Arrowheads | None, width: float, scale: float) -> LineEnds | None:
    """An edge's heads at a line so wide (pt) of a layout that is shown at that scale; None where there are none of that
    kind."""
    heads = heads or HEADS["forward"]
    if heads.tail not in _HEADS or heads.head not in _HEADS:
        return None
    times = HEAD * (heads.scale or 1.0) * scale / max(width * scale, LEAST)
    size = min(_SIZES, key=lambda known: abs(known[0] - times))[1]
    return LineEnds(_HEADS[heads.tail], _HEADS[heads.head], size)


def connector_way(points: Sequence[Point]) -> ConnectorWay | None:
    """None where no connector goes that way."""
    way = _corners(points)
    start, end = way[0], way[-1]
    across, down = end.x - start.x, end.y - start.y
    if len(way) == 2:
        return _turned(start, end, preset("straightConnector1"), upright=False)
    bends = len(way) - 2
    if bends > BENDS or not _square(way):
        return None
    upright = abs(way[1].x - way[0].x) < LEVEL
    long, wide = (down, across) if upright else (across, down)  # as it goes first, and beside that
    handles: dict[str, int] = {}
    for number, corner in enumerate(way[1:bends], 1):  # the last corner follows from the end
        first = number % 2 == 1
        whole = long if first else wide
        if abs(whole) < LEVEL:
            return None
        level = corner.y - start.y if first == upright else corner.x - start.x
        handles[f"adj{number}"] = round(level / whole * 100_000)
    outline = preset(f"bentConnector{bends + 1}", **handles)
    return _turned(start, end, outline, upright=upright)


def _corners(points: Sequence[Point]) -> list[Point]:
    """Without points between two in one line, and twice in one place."""
    found: list[Point] = []
    for point in points:
        if found and abs(point.x - found[-1].x) + abs(point.y - found[-1].y) < 1e-6:
            continue
        if len(found) > 1 and _in_line(found[-2], found[-1], point):
            found.pop()
        found.append(point)
    return found if len(found) > 1 else [points[0], points[-1]]


def _in_line(a: Point, b: Point, c: Point) -> bool:
    return any(
        max(abs(one - other), abs(other - last)) < 1e-6
        for one, other, last in ((a.x, b.x, c.x), (a.y, b.y, c.y))
    )


def _square(way: Sequence[Point]) -> bool:
    """Whether it goes level and upright by turns."""
    level = [abs(b.y - a.y) < LEVEL for a, b in pairwise(way)]
    upright = [abs(b.x - a.x) < LEVEL for a, b in pairwise(way)]
    turns = all(one != other for one, other in pairwise(level))
    return turns and all(one != other for one, other in zip(level, upright, strict=True))


def _turned(start: Point, end: Point, outline: str, *, upright: bool) -> ConnectorWay:
    """A connector goes level first, to the right and down: mirrored, then turned round its middle."""
    across, down = end.x - start.x, end.y - start.y
    width, height = abs(across), abs(down)
    back, up = across < 0, down < 0
    turned = ""
    if upright:
        width, height = height, width
        back, up = down < 0, across > 0
        turned = f' rot="{TURN}"'
    turned += ' flipH="1"' if back else ""
    turned += ' flipV="1"' if up else ""
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    return ConnectorWay(Box(x - width / 2, y - height / 2, width, height), turned, outline)
