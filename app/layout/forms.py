"""The outlines of shapes as parts of the box that they fill, and how much of it is room for text. By
Graphviz's names: https://graphviz.org/doc/info/shapes.html."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, pi, radians, sin

from app.model.style import ROUND, Shape

ARC = 5.0  # pt, how far the ends of a cylinder bulge
TAB = 7.0  # pt, how high a tab is
DEPTH = 8.0  # pt, of a box seen from a corner; of a note's fold
LUG = 8.0  # pt, how far a component's lugs reach into it
_BEVEL = 0.29  # an octagon's, of its height
_SLANT = 0.4  # of a height
_EGG = 0.22  # by how much an egg is narrower above
_WIDE, _HIGH = 0.42, 0.27  # of a box, half a text's room before it is scaled


@dataclass(frozen=True, slots=True)
class Form:
    """An outline. `corners` are x as parts of the width and of the height, and y as a part of the height. At each
    side `part` of the width and `slant` of the height are no room for text, nor is `top` and
    `bottom` of the height. `pads` (left, top, right, bottom) are that in pt."""

    corners: tuple[tuple[float, float, float], ...] = ()
    part: float = 0.0
    slant: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    pads: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


def _regular(sides: int) -> Form:
    """A polygon of that many sides that stands on one of them and fills its box."""
    turns = [pi / 2 + pi / sides + 2 * pi * k / sides for k in range(sides)]
    xs, ys = [cos(turn) for turn in turns], [sin(turn) for turn in turns]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    corners = tuple(
        ((x - min(xs)) / wide, 0.0, (y - min(ys)) / high) for x, y in zip(xs, ys, strict=True)
    )
    middle, inner = (0.0 - min(ys)) / high, cos(pi / sides)
    across, up = inner * 0.84 / wide, inner * 0.54 / high
    return Form(corners, 0.5 - across, top=middle - up, bottom=1 - middle - up)


BOX = Form()
OVAL = Form(part=0.08, top=0.23, bottom=0.23)
_DIAMOND = Form(((0.5, 0, 0), (1, 0, 0.5), (0.5, 0, 1), (0, 0, 0.5)), 0.2, top=0.3, bottom=0.3)
_EIGHT = Form(
    (
        *((0, _BEVEL, 0), (1, -_BEVEL, 0), (1, 0, _BEVEL), (1, 0, 1 - _BEVEL)),
        *((1, -_BEVEL, 1), (0, _BEVEL, 1), (0, 0, 1 - _BEVEL), (0, 0, _BEVEL)),
    ),
    slant=0.1,
)
_FORMS: dict[str, Form] = {
    **dict.fromkeys(ROUND, OVAL),
    "diamond": _DIAMOND,
    "triangle": Form(((0.5, 0, 0), (1, 0, 1), (0, 0, 1)), 0.25, top=0.5, bottom=0.04),
    "invtriangle": Form(((0, 0, 0), (1, 0, 0), (0.5, 0, 1)), 0.25, top=0.04, bottom=0.5),
    "parallelogram": Form(((0, _SLANT, 0), (1, 0, 0), (1, -_SLANT, 1), (0, 0, 1)), slant=0.3),
    "trapezium": Form(((0, _SLANT, 0), (1, -_SLANT, 0), (1, 0, 1), (0, 0, 1)), slant=0.25),
    "invtrapezium": Form(((0, 0, 0), (1, 0, 0), (1, -_SLANT, 1), (0, _SLANT, 1)), slant=0.25),
    "hexagon": Form(
        (
            *((0, _SLANT, 0), (1, -_SLANT, 0), (1, 0, 0.5)),
            *((1, -_SLANT, 1), (0, _SLANT, 1), (0, 0, 0.5)),
        ),
        slant=0.2,
    ),
    "octagon": _EIGHT,
    "doubleoctagon": _EIGHT,
    "tripleoctagon": _EIGHT,
    "house": Form(((0.5, 0, 0), (1, 0, 0.35), (1, 0, 1), (0, 0, 1), (0, 0, 0.35)), top=0.3),
    "invhouse": Form(((0, 0, 0), (1, 0, 0), (1, 0, 0.65), (0.5, 0, 1), (0, 0, 0.65)), bottom=0.3),
    "larrow": Form(
        (
            *((0, 0, 0.5), (0, 0.6, 0), (0, 0.6, 0.18), (1, 0, 0.18)),
            *((1, 0, 0.82), (0, 0.6, 0.82), (0, 0.6, 1)),
        ),
        slant=0.42,
        top=0.18,
        bottom=0.18,
    ),
    "rarrow": Form(
        (
            *((1, 0, 0.5), (1, -0.6, 1), (1, -0.6, 0.82), (0, 0, 0.82)),
            *((0, 0, 0.18), (1, -0.6, 0.18), (1, -0.6, 0)),
        ),
        slant=0.42,
        top=0.18,
        bottom=0.18,
    ),
    "cylinder": Form(pads=(0.0, 2 * ARC, 0.0, ARC)),
    "note": Form(pads=(0.0, 0.0, DEPTH / 2, 0.0)),
    "tab": Form(pads=(0.0, TAB, 0.0, 0.0)),
    "folder": Form(pads=(0.0, TAB, 0.0, 0.0)),
    "component": Form(pads=(LUG, 0.0, 0.0, 0.0)),
    "box3d": Form(pads=(0.0, DEPTH, DEPTH, 0.0)),
    "Mdiamond": _DIAMOND,
    "star": Form(
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
def form_of(shape: Shape) -> Form:
    """Of a shape by its name; a polygon's as its file bends and turns it."""
    form = _FORMS.get(shape.name, BOX)
    if shape.name == "polygon":
        sides = 4 if shape.sides is None else min(max(shape.sides, 1), 24)
        form = OVAL if sides < 3 else BOX if sides == 4 else _regular(sides)
    skew, distortion = shape.skew or 0.0, shape.distortion or 0.0
    turned = (shape.turned or 0.0) % 360
    if not (skew or distortion or (turned and form is not OVAL)) or any(form.pads):
        return form
    if form is OVAL:
        corners = tuple(_round(0.0))
    else:
        corners = tuple((a + b, c) for a, b, c in form.corners) or _SQUARE
    return _fitted([_bent(x - 0.5, 0.5 - y, skew, distortion, turned) for x, y in corners])


_SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def _bent(x: float, y: float, skew: float, distortion: float, turned: float) -> tuple[float, float]:
    """A corner of a polygon round 0, whose y goes up, with the top moved and widened by so much, and
    then all turned by so many degrees, against the clock."""
    x = x * (hypot(abs(distortion) + abs(skew), 1.0) + y * distortion * 2) + y * skew / 2
    turn = radians(turned)
    return x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)


def _fitted(corners: Sequence[tuple[float, float]]) -> Form:
    """Of a polygon, whose y goes up, that fills its box; its text has the largest room round the
    middle that is inside."""
    xs, ys = [x for x, _ in corners], [-y for _, y in corners]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    unit = [((x - min(xs)) / wide, (y - min(ys)) / high) for x, y in zip(xs, ys, strict=True)]
    middle = sum(y for _, y in unit) / len(unit)
    part = 1.0
    while part > 0.3 and not _holds(unit, 0.5, middle, part * _WIDE, part * _HIGH):
        part *= 0.95
    return Form(
        tuple((x, 0.0, y) for x, y in unit),
        0.5 - part * _WIDE,
        top=max(middle - part * _HIGH, 0.0),
        bottom=max(1 - middle - part * _HIGH, 0.0),
    )


def _holds(
    corners: Sequence[tuple[float, float]], x: float, y: float, across: float, down: float
) -> bool:
    ends = [(x + a * across, y + b * down) for a in (-1, 1) for b in (-1, 1)]
    return all(contains(corners, *end) for end in ends)


def contains(corners: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a polygon holds a point."""
    found = False
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            found = not found
    return found


def _round(narrow: float) -> Iterator[tuple[float, float]]:
    """Points of an oval in a box of 1, which is `narrow` above and as much wider below."""
    for k in range(48):
        turn = 2 * pi * k / 48
        yield 0.5 + sin(turn) * (0.5 - narrow * cos(turn) / 2), 0.5 - cos(turn) / 2


_FORMS["egg"] = _fitted([(x, -y) for x, y in _round(_EGG)])
