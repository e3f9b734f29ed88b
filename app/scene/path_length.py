"""How long a path is."""

from __future__ import annotations

from functools import lru_cache
from math import hypot

from app.scene.items import PathData

CLOSE = 0.01  # pt that a piece of a curve may be shorter than its control points' way


def path_length(path: PathData) -> float:
    """In pt, jumps not counted."""
    whole = 0.0
    x = y = start_x = start_y = 0.0
    points = iter(path.points)
    for verb in path.verbs:
        if verb == "C":
            (ax, ay), (bx, by), (cx, cy) = next(points), next(points), next(points)
            whole += _curve(ax - x, ay - y, bx - ax, by - ay, cx - bx, cy - by)
            x, y = cx, cy
            continue
        to_x, to_y = (start_x, start_y) if verb == "Z" else next(points)
        if verb == "M":
            start_x, start_y = to_x, to_y
        else:
            whole += hypot(to_x - x, to_y - y)
        x, y = to_x, to_y
    return whole


@lru_cache(maxsize=4096)
def _curve(ax: float, ay: float, bx: float, by: float, cx: float, cy: float) -> float:
    """Of a cubic Bézier curve, by the steps between its four points: halved until the way along
    these is hardly longer than the way straight across."""
    way = hypot(ax, ay) + hypot(bx, by) + hypot(cx, cy)
    if way - hypot(ax + bx + cx, ay + by + cy) <= CLOSE:
        return way
    # de Casteljau's middle, in steps
    x, y = (ax + 2 * bx + cx) / 8, (ay + 2 * by + cy) / 8
    left = (ax / 2, ay / 2, (ax + bx) / 4, (ay + by) / 4, x, y)
    return _curve(*left) + _curve(x, y, (bx + cx) / 4, (by + cy) / 4, cx / 2, cy / 2)
