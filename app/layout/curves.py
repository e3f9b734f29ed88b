"""Curves for edges that are not routed: the engine's, led on to what they join, and where it has
drawn none, our own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from app.layout.geometry import SHORT, at, length
from app.model.geometry import Box, Point

BOW = 14.0  # pt that the next curve between the same two is bowed out more
STEPS = 24  # looked at of a Bézier segment, to see where it leaves a box

Curve = tuple[Point, ...]  # 1 + 3n control points


def fitted(curve: Sequence[Point], tail: Box, head: Box) -> Curve | None:
    """The engine's curve from border to border; None where it leads nowhere, as one does that
    joins a cluster with something inside it."""
    if len(curve) < 4 or len(curve) % 3 != 1 or tail.holds(head) or head.holds(tail):
        return None
    half = _from_border(tuple(curve), tail)
    whole = _from_border(half[::-1], head) if half else None
    if whole is None or length(whole) < SHORT:
        return None
    return whole[::-1]


def own(tail: Box, head: Box, nth: int = 0) -> Curve:
    """A curve from border to border, straight but for the `nth` between the same two; round the
    outside of two that touch or overlap."""
    if tail.intersects(head) and not tail.holds(head) and not head.holds(tail):
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


def _from_border(curve: Curve, box: Box) -> Curve | None:
    """What follows where the curve last leaves the box; led on to it where it does not begin
    inside; None where it ends inside."""
    if box.contains(*curve[-1]):
        return None
    for i in range(len(curve) - 4, -1, -3):
        piece = curve[i : i + 4]
        if not _hull(piece).touches(box):
            continue
        for k in range(STEPS - 1, -1, -1):
            if box.contains(*at(piece, k / STEPS)):
                return (*_part(piece, _leaves(piece, k / STEPS, box)), *curve[i + 4 :])
    return (_nearest(box, curve[0]), *curve[1:])


def _hull(piece: Sequence[Point]) -> Box:
    """What holds a segment: a curve never leaves the box round its control points."""
    across, down = [p.x for p in piece], [p.y for p in piece]
    x, y = min(across), min(down)
    return Box(x, y, max(across) - x, max(down) - y).inflated(1e-6)


def _leaves(piece: Sequence[Point], inside: float, box: Box) -> float:
    """Where between there and a step further a segment leaves the box."""
    outside = inside + 1 / STEPS
    for _ in range(20):
        middle = (inside + outside) / 2
        if box.contains(*at(piece, middle)):
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


def _nearest(box: Box, to: Point) -> Point:
    return Point(min(max(to.x, box.x), box.right), min(max(to.y, box.y), box.bottom))


def _ends(tail: Box, head: Box) -> tuple[Point, Point]:
    """Where a straight line between two boxes begins and ends; of a box in another, from the
    border that is nearest."""
    for outer, inner, turned in ((tail, head, False), (head, tail, True)):
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
    return _exit(tail, head.center), _exit(head, tail.center)


def _round(tail: Box, head: Box, out: float) -> Curve:
    """From one to the other above both, or to the right of both where they stand one above the
    other, `out` pt away."""
    one, two = tail.center, head.center
    if abs(one.x - two.x) > abs(one.y - two.y):
        top = min(tail.y, head.y) - out
        return (
            Point(one.x, tail.y),
            Point(one.x, top),
            Point(two.x, top),
            Point(two.x, head.y),
        )
    right = max(tail.right, head.right) + out
    return (
        Point(tail.right, one.y),
        Point(right, one.y),
        Point(right, two.y),
        Point(head.right, two.y),
    )


def _exit(box: Box, to: Point) -> Point:
    """Where a straight line from the middle of a box to a point leaves the box."""
    x, y = box.center
    dx, dy = to.x - x, to.y - y
    parts = [half / abs(d) for half, d in ((box.width / 2, dx), (box.height / 2, dy)) if d]
    t = min([1.0, *parts])
    return Point(x + dx * t, y + dy * t)
