"""Where an edge's label sits: on its own edge, clear of everything else; where there is no such
place, beside it, and never on another text or icon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from math import cos, pi, sin

from app.layout.cells import SIDE, squares
from app.layout.lines import RoutedLines, run_through
from app.model.geometry import Box, Point, union
from app.model.ids import ElementId

AIR = 2.0
LINE_AIR = 1.0  # to another's line: a label of one line stays clear of one that runs a pitch away
PAD = 4.0  # pt that a label is wider than its text
END = 10.0  # pt that stay free of label at an edge's end, for the arrowhead
CLOSE = 40.0  # what it costs that another's line runs right beside the label
BESIDE = 60.0  # what a label costs that lies beside its edge
ASIDE = 3.0  # pt between an edge and a label beside it
SPIRAL = 8.0  # pt between the turns in which a free place is looked for
FARTHEST = 2000  # places looked at
VAST = 4096  # squares, more than are noted of one box


class Taken:
    """Boxes (pt) that labels keep clear of, found by where they are."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._cells: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
        self._vast: list[Box] = []
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """One more box, from now on."""
        if _is_vast(box):
            self._vast.append(box)
            return
        for cell in _cells(box):
            self._cells[cell].append(box)

    def remove(self, box: Box) -> None:
        """One that was added, from now on no more."""
        if _is_vast(box):
            self._vast.remove(box)
            return
        for cell in _cells(box):
            self._cells[cell].remove(box)

    def near(self, box: Box) -> set[Box]:
        """Those that overlap a box."""
        found = (other for cell in _cells(box) for other in self._cells.get(cell, ()))
        return {other for other in chain(found, self._vast) if other.intersects(box)}


def _is_vast(box: Box) -> bool:
    return box.width * box.height > VAST * SIDE * SIDE


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    return squares(box.x, box.y, box.right, box.bottom)


def candidates(
    points: Sequence[Point], width: float, height: float
) -> Iterator[tuple[float, Box, bool]]:
    """Cost and box of the places for a label on a polyline, and whether the line is horizontal
    there: on each segment, its middle first.

    A label that is longer than its segment would hide the bends, so it costs more.
    """
    total = sum(abs(b.x - a.x) + abs(b.y - a.y) for a, b in pairwise(points))
    done = 0.0
    last = len(points) - 2
    for i, (a, b) in enumerate(pairwise(points)):
        length = abs(b.x - a.x) + abs(b.y - a.y)
        flat = a.y == b.y
        need = width if flat else height
        room = length - need - (END if i == 0 else 4) - (END + 6 if i == last else 4)
        if room >= 0:
            steps = max(1, min(24, int(room // 10)))
            for k in range(steps + 1):
                t = ((END if i == 0 else 4) + need / 2 + room * k / steps) / length
                x, y = a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t
                middle = abs((done + length * t) / total - 0.5)
                cost = (0.0 if flat else 12.0) + 20.0 * middle + 6.0 * abs(t - 0.5)
                yield cost, Box(x - width / 2, y - height / 2, width, height), flat
        done += length


def place(
    points: Sequence[Point],
    width: float,
    height: float,
    taken: Taken,
    lines: RoutedLines,
    own: ElementId = ElementId(""),
    borders: Iterable[Box] = (),
) -> tuple[Box, bool]:
    """The best place for a label on its `own` edge, and whether it is clear of all that is `taken` and
    of the other `lines`. Sitting on a cluster's border is allowed but costs. Where none is
    clear, the nearest place that overlaps nothing that is taken."""
    farthest = max(width, height) + ASIDE + AIR
    reach = union(Box(*p, 0.0, 0.0) for p in points).inflated(farthest)
    near = taken.near(reach)
    others = lines.near(reach, own)
    borders = [border for border in borders if border.intersects(reach)]
    best: tuple[float, Box, bool] | None = None
    for cost, box, beside in sorted(_on_and_beside(points, width, height)):
        if best is not None and cost >= best[0]:
            break
        airy = box.inflated(AIR)
        if any(airy.intersects(t) for t in near):
            continue
        close = [other for other in others if run_through(airy, other)]
        over = sum(run_through(box.inflated(LINE_AIR), other) for other in close)
        total = cost + 1000.0 * over + CLOSE * len(close)
        total += 15.0 * sum(on_border(airy, b) for b in borders)
        if best is None or total < best[0]:
            best = (total, box, not over and not beside)
    if best is not None:
        return best[1], best[2]
    return free(_middle(points), width, height, taken), False


def place_on_curve(
    points: Sequence[Point], width: float, height: float, taken: Taken, at: Point | None
) -> Box:
    """A place for a label on a curve (as a polyline) that overlaps nothing that is taken: where
    the engine kept room for it, else near the middle."""
    count = len(points) - 1
    order = sorted(range(count), key=lambda k: abs(k - count / 2))
    spots = [points[k] for k in order] or [points[0]]
    for spot in [at, *spots] if at else spots:
        box = Box(spot.x - width / 2, spot.y - height / 2, width, height)
        if not taken.near(box.inflated(AIR)):
            return box
    return free(spots[0], width, height, taken)


def _on_and_beside(
    points: Sequence[Point], width: float, height: float
) -> Iterator[tuple[float, Box, bool]]:
    """Cost and box of each place, and whether it lies beside the line, not on it."""
    found = list(candidates(points, width, height))
    for cost, box, _ in found:
        yield cost, box, False
    for cost, box, flat in found:
        dx, dy = (0.0, height / 2 + ASIDE) if flat else (width / 2 + ASIDE, 0.0)
        for side in (-1, 1):
            yield cost + BESIDE, box.moved(side * dx, side * dy), True


def free(at: Point, width: float, height: float, taken: Taken) -> Box:
    """The place nearest to a point that overlaps nothing that is taken; looked for in turns round
    it that grow wider."""
    box = Box(at.x - width / 2, at.y - height / 2, width, height)
    for k in range(FARTHEST):
        turn = k**0.5
        dx, dy = cos(2 * pi * turn) * turn * SPIRAL, sin(2 * pi * turn) * turn * SPIRAL
        moved = box.moved(dx, dy)
        if not taken.near(moved.inflated(AIR)):
            return moved
    return box


def _middle(points: Sequence[Point]) -> Point:
    a, b = max(pairwise(points), key=lambda s: abs(s[0].x - s[1].x) + abs(s[0].y - s[1].y))
    return Point((a.x + b.x) / 2, (a.y + b.y) / 2)


def on_border(box: Box, cluster: Box) -> bool:
    """True when a cluster's border line runs through the box."""
    inner = cluster.contains(box.x, box.y) and cluster.contains(box.right, box.bottom)
    return box.intersects(cluster) and not inner
