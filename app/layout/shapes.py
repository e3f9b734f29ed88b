"""The shapes that hold a node's label: how large each is for its text, where in it the text stands, and
what edges end at. By Graphviz's names: https://graphviz.org/doc/info/shapes.html."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from math import cos, hypot, pi, sin

from app.layout.geometry import nearest
from app.model.elements import Element, Node
from app.model.geometry import Box, Point
from app.model.style import BARE, ROUND, Shape

PAD, HIGH_PAD = 10.0, 6.0  # pt round a text, at its sides, above and below
APART = 4.0  # pt from an outline to the next one inside
CLOSE, HIGH_CLOSE = 4.0, 2.0  # where the shape itself leaves room round it, or is none
LEAST = (54.0, 36.0)  # pt, where a file says nothing
ARC = 5.0  # pt, how far the ends of a cylinder bulge
TAB = 7.0  # pt, how high a tab is
DEPTH = 8.0  # pt, of a box seen from a corner; of a note's fold
LUG = 8.0  # pt, how far a component's lugs reach into it
_ROUND = 64  # corners of what stands for an ellipse
_BEVEL = 0.29  # an octagon's, of its height
_SLANT = 0.4  # of a height

CIRCLES = frozenset({"circle", "doublecircle", "Mcircle"})
_EVEN = frozenset({*CIRCLES, "square", "Msquare"})  # as high as wide
_TWO = frozenset({"doublecircle", "doubleoctagon"})


@dataclass(frozen=True, slots=True)
class _Form:
    """`corners` are x as parts of the width and of the height, and y as a part of the height. At each
    side `part` of the width and `slant` of the height are no room for text, nor is `top` and
    `bottom` of the height. `pads` (left, top, right, bottom) are that in pt."""

    corners: tuple[tuple[float, float, float], ...] = ()
    part: float = 0.0
    slant: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    pads: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


def _regular(sides: int) -> _Form:
    """A polygon of that many sides that stands on one of them and fills its box."""
    turns = [pi / 2 + pi / sides + 2 * pi * k / sides for k in range(sides)]
    xs, ys = [cos(turn) for turn in turns], [sin(turn) for turn in turns]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    corners = tuple(
        ((x - min(xs)) / wide, 0.0, (y - min(ys)) / high) for x, y in zip(xs, ys, strict=True)
    )
    middle, inner = (0.0 - min(ys)) / high, cos(pi / sides)
    across, up = inner * 0.84 / wide, inner * 0.54 / high
    return _Form(corners, 0.5 - across, top=middle - up, bottom=1 - middle - up)


_BOX = _Form()
_OVAL = _Form(part=0.08, top=0.23, bottom=0.23)
_DIAMOND = _Form(((0.5, 0, 0), (1, 0, 0.5), (0.5, 0, 1), (0, 0, 0.5)), 0.2, top=0.3, bottom=0.3)
_EIGHT = _Form(
    (
        *((0, _BEVEL, 0), (1, -_BEVEL, 0), (1, 0, _BEVEL), (1, 0, 1 - _BEVEL)),
        *((1, -_BEVEL, 1), (0, _BEVEL, 1), (0, 0, 1 - _BEVEL), (0, 0, _BEVEL)),
    ),
    slant=0.1,
)
_FORMS: dict[str, _Form] = {
    **dict.fromkeys(ROUND, _OVAL),
    "diamond": _DIAMOND,
    "triangle": _Form(((0.5, 0, 0), (1, 0, 1), (0, 0, 1)), 0.25, top=0.5, bottom=0.04),
    "invtriangle": _Form(((0, 0, 0), (1, 0, 0), (0.5, 0, 1)), 0.25, top=0.04, bottom=0.5),
    "parallelogram": _Form(((0, _SLANT, 0), (1, 0, 0), (1, -_SLANT, 1), (0, 0, 1)), slant=0.3),
    "trapezium": _Form(((0, _SLANT, 0), (1, -_SLANT, 0), (1, 0, 1), (0, 0, 1)), slant=0.25),
    "invtrapezium": _Form(((0, 0, 0), (1, 0, 0), (1, -_SLANT, 1), (0, _SLANT, 1)), slant=0.25),
    "hexagon": _Form(
        (
            *((0, _SLANT, 0), (1, -_SLANT, 0), (1, 0, 0.5)),
            *((1, -_SLANT, 1), (0, _SLANT, 1), (0, 0, 0.5)),
        ),
        slant=0.2,
    ),
    "octagon": _EIGHT,
    "doubleoctagon": _EIGHT,
    "tripleoctagon": _EIGHT,
    "house": _Form(((0.5, 0, 0), (1, 0, 0.35), (1, 0, 1), (0, 0, 1), (0, 0, 0.35)), top=0.3),
    "invhouse": _Form(((0, 0, 0), (1, 0, 0), (1, 0, 0.65), (0.5, 0, 1), (0, 0, 0.65)), bottom=0.3),
    "larrow": _Form(
        (
            *((0, 0, 0.5), (0, 0.6, 0), (0, 0.6, 0.18), (1, 0, 0.18)),
            *((1, 0, 0.82), (0, 0.6, 0.82), (0, 0.6, 1)),
        ),
        slant=0.42,
        top=0.18,
        bottom=0.18,
    ),
    "rarrow": _Form(
        (
            *((1, 0, 0.5), (1, -0.6, 1), (1, -0.6, 0.82), (0, 0, 0.82)),
            *((0, 0, 0.18), (1, -0.6, 0.18), (1, -0.6, 0)),
        ),
        slant=0.42,
        top=0.18,
        bottom=0.18,
    ),
    "cylinder": _Form(pads=(0.0, 2 * ARC, 0.0, ARC)),
    "note": _Form(pads=(0.0, 0.0, DEPTH / 2, 0.0)),
    "tab": _Form(pads=(0.0, TAB, 0.0, 0.0)),
    "folder": _Form(pads=(0.0, TAB, 0.0, 0.0)),
    "component": _Form(pads=(LUG, 0.0, 0.0, 0.0)),
    "box3d": _Form(pads=(0.0, DEPTH, DEPTH, 0.0)),
    "Mdiamond": _DIAMOND,
    "star": _Form(
        tuple(
            (0.5 + 0.5 * r * cos(t), 0.0, 0.5 + 0.5 * r * sin(t))
            for k in range(10)
            for r, t in ((1.0 if k % 2 == 0 else 0.382, pi * k / 5 - pi / 2),)
        ),
        0.34,
        top=0.36,
        bottom=0.36,
    ),
    "pentagon": _regular(5),
    "septagon": _regular(7),
}


@lru_cache(maxsize=256)
def _form(shape: Shape) -> _Form:
    if shape.name == "polygon":
        sides = 4 if shape.sides is None else min(max(shape.sides, 1), 24)
        if sides < 3:
            return _OVAL
        return _BOX if sides == 4 else _regular(sides)
    return _FORMS.get(shape.name, _BOX)


def rounded(shape: Shape) -> bool:
    """Whether its outline is an ellipse."""
    return _form(shape) is _OVAL


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
    form = _form(shape)
    close = shape.name in BARE or form.part or form.top or form.bottom
    side, above = (CLOSE, HIGH_CLOSE) if close else (PAD, HIGH_PAD)
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
    form = _form(shape)
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
    return tuple(Point(x + a * wide + b * high, y + c * high) for a, b, c in _form(shape).corners)


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
        inside = False
        for a, b in self.sides:
            if (a.y > y) != (b.y > y) and x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x):
                inside = not inside
        return inside

    def met(self, side: str, at: float) -> Point:
        """Where a line that comes from a side (`l`, `r`, `t`, `b`) meets it, `at` that y or x."""
        box = self.box
        edge = {"l": box.x, "r": box.right, "t": box.y, "b": box.bottom}[side]
        flat = side in "lr"
        found = []
        for a, b in self.sides:
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
            middle = Point(x, y)
            parts = [
                part for a, b in self.sides if (part := _meeting(middle, to, a, b)) is not None
            ]
            t = max(parts, default=1.0)
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


def _meeting(start: Point, end: Point, a: Point, b: Point) -> float | None:
    """How far along a line (0..1) it meets another; None where it does not."""
    dx, dy, ex, ey = end.x - start.x, end.y - start.y, b.x - a.x, b.y - a.y
    over = dx * ey - dy * ex
    if not over:
        return None
    t = ((a.x - start.x) * ey - (a.y - start.y) * ex) / over
    u = ((a.x - start.x) * dy - (a.y - start.y) * dx) / over
    return t if 0 <= t <= 1 and 0 <= u <= 1 else None
