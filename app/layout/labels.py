"""Where an edge's label sits: on its own edge, clear of everything else."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from app.model.geometry import Box, Point

AIR = 2.0
END = 10.0  # pt that stay free of label at an edge's end, for the arrowhead


def segments(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    yield from itertools.pairwise(points)


def crosses(box: Box, points: Sequence[Point]) -> bool:
    """True when an axis-parallel polyline runs through the inside of a box."""
    return any(
        min(a.x, b.x) < box.right
        and max(a.x, b.x) > box.x
        and min(a.y, b.y) < box.bottom
        and max(a.y, b.y) > box.y
        for a, b in segments(points)
    )


def candidates(points: Sequence[Point], width: float, height: float) -> Iterator[tuple[float, Box]]:
    """(cost, box) of the places for a label on a polyline: on each segment, its middle first.

    A label that is longer than its segment would hide the bends, so it costs more.
    """
    total = sum(abs(b.x - a.x) + abs(b.y - a.y) for a, b in segments(points))
    done = 0.0
    last = len(points) - 2
    for i, (a, b) in enumerate(segments(points)):
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
                yield cost, Box(x - width / 2, y - height / 2, width, height)
        done += length


def place(
    points: Sequence[Point],
    width: float,
    height: float,
    taken: Iterable[Box],
    others: Iterable[Sequence[Point]],
    borders: Iterable[Box] = (),
) -> tuple[Box, bool]:
    """The best place for a label, and whether it is clear of all that is `taken` and of the
    `others`' routes. Sitting on a cluster's border is allowed but costs."""
    taken, others, borders = list(taken), list(others), list(borders)
    best: tuple[float, Box, bool] | None = None
    for cost, box in candidates(points, width, height):
        airy = box.inflated(AIR)
        hits = sum(airy.intersects(t) for t in taken) + sum(crosses(airy, o) for o in others)
        total = cost + 1000.0 * hits + 15.0 * sum(on_border(airy, b) for b in borders)
        if best is None or total < best[0]:
            best = (total, box, not hits)
    if best is None:
        a, b = max(segments(points), key=lambda s: abs(s[0].x - s[1].x) + abs(s[0].y - s[1].y))
        x, y = (a.x + b.x) / 2, (a.y + b.y) / 2
        return Box(x - width / 2, y - height / 2, width, height), False
    return best[1], best[2]


def on_border(box: Box, cluster: Box) -> bool:
    """True when a cluster's border line runs through the box."""
    inner = cluster.contains(box.x, box.y) and cluster.contains(box.right, box.bottom)
    return box.intersects(cluster) and not inner
