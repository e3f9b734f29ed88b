"""The shapes that hold a node's label: how large each is for its text, where in it the text stands, and
what edges end at. By Graphviz's names: https://graphviz.org/doc/info/shapes.html."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from math import cos, hypot, pi, sin

from app.layout.forms import ARC, DEPTH, OVAL, TAB, contains, form_of
from app.layout.geometry import nearest
from app.model.elements import Element, Node
from app.model.geometry import Box, Point
from app.model.style import BARE, Shape

PAD, HIGH_PAD = 10.0, 6.0  # pt round a text, at its sides, above and below
TIGHT = 2.0  # pt, the least of what a file says
APART = 4.0  # pt from an outline to the next one inside
CLOSE, HIGH_CLOSE = 4.0, 2.0  # where the shape itself leaves room round it, or is none
LEAST = (54.0, 36.0)  # pt, where a file says nothing
_ROUND = 64  # corners of what stands for an ellipse

CUT = frozenset({"Mdiamond", "Msquare"})  # with a line across each corner
CIRCLES = frozenset({"circle", "doublecircle", "Mcircle"})
_EVEN = frozenset({*CIRCLES, "square", "Msquare"})  # as high as wide
_TWO = frozenset({"doublecircle", "doubleoctagon"})


def rounded(shape: Shape) -> bool:
    """Whether its outline is an ellipse."""
    return form_of(shape) is OVAL


def outlines(shape: Shape) -> int:
    """How many outlines a shape has, one inside the other."""
    if shape.name in BARE or shape.name == "underline":
        return 0
    usual = 3 if shape.name == "tripleoctagon" else 2 if shape.name in _TWO else 1
    return min(usual if shape.outlines is None else max(shape.outlines, 0), 9)


def size_of(shape: Shape, width: float, height: float) -> tuple[float, float]:
    """Width and height of a shape (pt) that holds a text of that size, no smaller than the file
    says."""
    more = 2 * APART * max(outlines(shape) - 1, 0)
    least_wide, least_high = least_of(shape)
    if not width:  # nothing to hold
        return max(least_wide, more), max(least_high, more)
    form = form_of(shape)
    close = shape.name in BARE or form.part or form.top or form.bottom
    side, above = (CLOSE, HIGH_CLOSE) if close else (PAD, HIGH_PAD)
    if shape.margin is not None:
        side, above = max(shape.margin[0], TIGHT), max(shape.margin[1], TIGHT)
    wide, high = width + 2 * side, height + 2 * above
    if shape.name in CIRCLES:
        wide = high = hypot(width, height) + PAD
    else:
        left, top, right, bottom = form.pads
        high = (high + top + bottom) / (1 - form.top - form.bottom)
        high = max(high, least_high - more)
        wide = (wide + left + right + 2 * form.slant * high) / (1 - 2 * form.part)
    wide, high = max(wide + more, least_wide), max(high + more, least_high)
    if shape.name in _EVEN:
        wide = high = max(wide, high)
    return wide, high


def least_of(shape: Shape) -> tuple[float, float]:
    """Width and height (pt) that the file says, else what is usual."""
    wide, high = (0.0, 0.0) if shape.name in BARE else LEAST
    if shape.name in _EVEN and (shape.width is None) != (shape.height is None):
        wide = high = shape.width or shape.height or 0.0
    elif shape.name in _EVEN:
        wide = high
    return (
        wide if shape.width is None else shape.width,
        high if shape.height is None else shape.height,
    )


def room(shape: Shape, box: Box) -> Box:
    """Where in a shape that fills the box its text stands, in the middle."""
    inner = box.inflated(-APART * max(outlines(shape) - 1, 0))
    form = form_of(shape)
    left, top, right, bottom = form.pads
    side = form.part * inner.width + form.slant * inner.height
    above, below = form.top * inner.height + top, form.bottom * inner.height + bottom
    return Box(
        inner.x + side + left,
        inner.y + above,
        inner.width - 2 * side - left - right,
        inner.height - above - below,
    )


def corners(shape: Shape, box: Box) -> tuple[Point, ...]:
    """Of a shape's outline that fills the box; none where that is the box or an ellipse."""
    if shape.name == "tab":
        x, low = box.x + min(box.width * 0.4, 40.0), box.y + TAB
        return (
            *(Point(box.x, box.y), Point(x, box.y), Point(x, low)),
            *(Point(box.right, low), Point(box.right, box.bottom), Point(box.x, box.bottom)),
        )
    if shape.name == "folder":
        low, end = box.y + TAB, box.right
        start = end - min(box.width * 0.4, 40.0)
        return (
            *(Point(box.x, low), Point(start - TAB / 2, low), Point(start, box.y)),
            *(Point(end - TAB / 2, box.y), Point(end, low)),
            *(Point(end, box.bottom), Point(box.x, box.bottom)),
        )
    if shape.name == "note":
        return (
            *(Point(box.x, box.y), Point(box.right - DEPTH, box.y)),
            *(Point(box.right, box.y + DEPTH), Point(box.right, box.bottom)),
            Point(box.x, box.bottom),
        )
    if shape.name == "box3d":
        return (
            *(Point(box.x, box.y + DEPTH), Point(box.x + DEPTH, box.y), Point(box.right, box.y)),
            *(Point(box.right, box.bottom - DEPTH), Point(box.right - DEPTH, box.bottom)),
            Point(box.x, box.bottom),
        )
    x, y, wide, high = box
    return tuple(Point(x + a * wide + b * high, y + c * high) for a, b, c in form_of(shape).corners)


@dataclass(frozen=True, slots=True)
class Silhouette:
    """What edges end at, in pt: a box, or where it has corners the polygon in it, with its `foot`: a
    label that stands under the box."""

    box: Box
    corners: tuple[Point, ...] = field(default=())
    foot: Box | None = None

    @property
    def sides(self) -> Iterator[tuple[Point, Point]]:
        """Of the polygon."""
        return zip(self.corners, chain(self.corners[1:], self.corners[:1]), strict=True)

    def contains(self, x: float, y: float) -> bool:
        """Whether a point is inside, or on the border of a box."""
        near = self.box.contains(x, y) or (self.foot is not None and self.foot.y <= y)
        if not self.corners or not near:
            return near
        return contains(self.corners, x, y)

    def met(self, side: str, at: float) -> Point:
        """Where a line that comes from a side (`l`, `r`, `t`, `b`) meets it, `at` that y or x."""
        box = self.box
        edge = {"l": box.x, "r": box.right, "t": box.y, "b": box.bottom}[side]
        flat = side in "lr"
        found = []
        for a, b in self.sides if self.corners else ():
            one, two = ((a.y, a.x), (b.y, b.x)) if flat else (a, b)
            if min(one[0], two[0]) <= at <= max(one[0], two[0]):
                part = (at - one[0]) / (two[0] - one[0]) if one[0] != two[0] else 0.0
                found.append(one[1] + (two[1] - one[1]) * part)
        if found:
            edge = min(found) if side in "lt" else max(found)
        return Point(edge, at) if flat else Point(at, edge)

    def nearest(self, to: Point) -> Point:
        """The point of its border, or of the box, that is nearest to a point."""
        if not self.corners:
            x, y = (
                min(max(to.x, self.box.x), self.box.right),
                min(max(to.y, self.box.y), self.box.bottom),
            )
            return Point(x, y)
        return nearest((*self.corners, self.corners[0]), to)

    def exit(self, to: Point) -> Point:
        """Where a straight line from its middle to a point leaves it."""
        x, y = self.box.center
        dx, dy = to.x - x, to.y - y
        if self.corners:
            t = _last_meeting(x, y, dx, dy, self.corners)
        else:
            halves = ((self.box.width / 2, dx), (self.box.height / 2, dy))
            t = min([1.0, *(half / abs(d) for half, d in halves if d)])
        return Point(x + dx * t, y + dy * t)

    def distance_to(self, x: float, y: float) -> float:
        """From a point to the border, in pt."""
        if not self.corners:
            return self.box.distance_to(x, y)
        near = self.nearest(Point(x, y))
        return hypot(near.x - x, near.y - y)


def silhouette(component: Element, box: Box, foot: Box | None = None) -> Silhouette:
    """What is seen of a component in its box, and of its label under it: of a node without an icon its
    shape."""
    shape = component.shape if isinstance(component, Node) else None
    if shape is not None:
        return Silhouette(box, _border(shape, box))
    if foot is None or not box.x < foot.center.x < box.right:
        return Silhouette(box)
    return Silhouette(box, _standing(box, foot), foot)


def _standing(box: Box, foot: Box) -> tuple[Point, ...]:
    """The outline of a box on its foot."""
    return (
        *(Point(box.x, box.y), Point(box.right, box.y), Point(box.right, box.bottom)),
        *(Point(foot.right, box.bottom), Point(foot.right, foot.bottom)),
        *(Point(foot.x, foot.bottom), Point(foot.x, box.bottom), Point(box.x, box.bottom)),
    )


@lru_cache(maxsize=4096)
def _border(shape: Shape, box: Box) -> tuple[Point, ...]:
    if rounded(shape):
        return tuple(_arc(box, 0, 2 * pi, _ROUND))
    if shape.name == "cylinder":
        lid = Box(box.x, box.y, box.width, 2 * ARC)
        foot = Box(box.x, box.bottom - 2 * ARC, box.width, 2 * ARC)
        return (*_arc(lid, pi, 2 * pi, 16), *_arc(foot, 0, pi, 16))
    return corners(shape, box)


def _arc(box: Box, start: float, end: float, steps: int) -> Iterator[Point]:
    """Points of the ellipse in a box, from one angle to the other."""
    (x, y), wide, high = box.center, box.width / 2, box.height / 2
    for k in range(steps + 1):
        turn = start + (end - start) * k / steps
        yield Point(x + wide * cos(turn), y + high * sin(turn))


def _last_meeting(x: float, y: float, dx: float, dy: float, corners: Sequence[Point]) -> float:
    """How far along a line (0..1) it last meets an outline; 1 where it does not."""
    last = -1.0
    ax, ay = corners[-1]
    for bx, by in corners:  # in one loop: large pictures ask often
        ex, ey = bx - ax, by - ay
        over = dx * ey - dy * ex
        if over:
            t = ((ax - x) * ey - (ay - y) * ex) / over
            u = ((ax - x) * dy - (ay - y) * dx) / over
            if 0 <= u <= 1 and last < t <= 1 and t >= 0:
                last = t
        ax, ay = bx, by
    return last if last >= 0.0 else 1.0
