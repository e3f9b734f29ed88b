"""Curves for edges that are not routed: the engine's, led on to what they join, and where it has
drawn none, our own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from app.layout.geometry import SHORT, at, length
from app.layout.shapes import Silhouette
from app.model.geometry import Box, Point

BOW = 14.0  # pt that the next curve between the same two is bowed out more
STEPS = 24  # looked at of a Bézier segment, to see where it leaves a box

Curve = tuple[Point, ...]  # 1 + 3n control points


def fitted(curve: Sequence[Point], tail: Silhouette, head: Silhouette) -> Curve | None:
    """The engine's curve from border to border; None where it leads nowhere, as one does that
    joins a cluster with something inside it."""
    if len(curve) < 4 or len(curve) % 3 != 1:
        return None
    if tail.box.holds(head.box) or head.box.holds(tail.box):
        return None
    half = _from_border(tuple(curve), tail)
    whole = _from_border(half[::-1], head) if half else None
    if whole is None or length(whole) < SHORT:
        return None
    return whole[::-1]


def own(tail: Silhouette, head: Silhouette, nth: int = 0) -> Curve:
    """A curve from border to border, straight but for the `nth` between the same two; round the
    outside of two that touch or overlap."""
    one, two = tail.box, head.box
    if one.intersects(two) and not one.holds(two) and not two.holds(one):
        return _round(tail, head, BOW * (nth + 2))
    start, end = _ends(tail, head)
    across, down = end.x - start.x, end.y - start.y
    far = (across * across + down * down) ** 0.5
    if far < SHORT:
        return _round(tail, head, BOW * (nth + 2))
    bow = BOW * ((nth + 1) // 2) * (1 if nth % 2 else -1)
    x, y = -down / far * bow, across / far * bow
    return (
        start,
        Point(start.x + across / 3 + x, start.y + down / 3 + y),
        Point(end.x - across / 3 + x, end.y - down / 3 + y),
        end,
    )


def _from_border(curve: Curve, seen: Silhouette) -> Curve | None:
    """What follows where the curve last leaves what is seen; led on to it where it does not begin
    inside; None where it ends inside."""
    if seen.contains(*curve[-1]):
        return None
    for i in range(len(curve) - 4, -1, -3):
        piece = curve[i : i + 4]
        if not _hull(piece).touches(seen.box):
            continue
        for k in range(STEPS - 1, -1, -1):
            if seen.contains(*at(piece, k / STEPS)):
                return (*_part(piece, _leaves(piece, k / STEPS, seen)), *curve[i + 4 :])
    return (seen.nearest(curve[0]), *curve[1:])


def _hull(piece: Sequence[Point]) -> Box:
    """What holds a segment: a curve never leaves the box round its control points."""
    across, down = [p.x for p in piece], [p.y for p in piece]
    x, y = min(across), min(down)
    return Box(x, y, max(across) - x, max(down) - y).inflated(1e-6)


def _leaves(piece: Sequence[Point], inside: float, seen: Silhouette) -> float:
    """Where between there and a step further a segment leaves what is seen."""
    outside = inside + 1 / STEPS
    for _ in range(20):
        middle = (inside + outside) / 2
        if seen.contains(*at(piece, middle)):
            inside = middle
        else:
            outside = middle
    return inside


def _part(piece: Sequence[Point], t: float) -> Curve:
    """A segment's part from t to its end (de Casteljau)."""
    points, kept = list(piece), [piece[-1]]
    while len(points) > 1:
        points = [Point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t) for a, b in pairwise(points)]
        kept.append(points[-1])
    return tuple(kept[::-1])


def _ends(tail: Silhouette, head: Silhouette) -> tuple[Point, Point]:
    """Where a straight line between two begins and ends; of one in another, from the border of its
    box that is nearest."""
    for outer, inner, turned in ((tail.box, head.box, False), (head.box, tail.box, True)):
        if outer.holds(inner):
            x, y = inner.center
            ways = [
                (inner.x - outer.x, Point(outer.x, y), Point(inner.x, y)),
                (outer.right - inner.right, Point(outer.right, y), Point(inner.right, y)),
                (inner.y - outer.y, Point(x, outer.y), Point(x, inner.y)),
                (outer.bottom - inner.bottom, Point(x, outer.bottom), Point(x, inner.bottom)),
            ]
            _, out, into = min((w for w in ways if w[0] >= SHORT), default=ways[0])
            return (into, out) if turned else (out, into)
    return tail.exit(head.box.center), head.exit(tail.box.center)


def _round(tail: Silhouette, head: Silhouette, out: float) -> Curve:
    """From one to the other above both, or to the right of both where they stand one above the
    other, `out` pt away."""
    one, two = tail.box.center, head.box.center
    if abs(one.x - two.x) > abs(one.y - two.y):
        top = min(tail.box.y, head.box.y) - out
        start, end = tail.met("t", one.x), head.met("t", two.x)
        return start, Point(one.x, top), Point(two.x, top), end
    right = max(tail.box.right, head.box.right) + out
    start, end = tail.met("r", one.y), head.met("r", two.y)
    return start, Point(right, one.y), Point(right, two.y), end
