"""The engine's drawing operations (`-Tjson`) as what they draw.

They say what xdot says (https://graphviz.org/docs/outputs/canon/#xdot), but here `b` is a curve and
`B` one that is filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct

from app.layout.plane import Plane
from app.model.drawing import (
    DrawnGradient,
    DrawnPaint,
    DrawnPen,
    DrawnShape,
    DrawnText,
    ElementDrawing,
    Outline,
    TextLine,
)
from app.model.geometry import Point
from app.model.style import Dash

_BOLD, _ITALIC, _UNDER, _SUPER, _SUB, _THROUGH, _OVER = (1 << bit for bit in range(7))
_LINES: dict[TextLine, int] = {"under": _UNDER, "through": _THROUGH, "over": _OVER}
_RAISED = 0.35  # of its size, a text above or below its line
_OUTLINES: dict[str, Outline] = {
    "p": "polygon",
    "l": "polyline",
    "b": "curve",
    "e": "ellipse",
}
_ALIGNS: dict[str, Any] = {"l": "left", "c": "center", "r": "right"}
_DASHES = {"solid": Dash.SOLID, "dashed": Dash.DASHED, "dotted": Dash.DOTTED}
_WIDTH = re.compile(r"setlinewidth\(([0-9.]{1,12})\)")
_CLEAR = "fe00"  # Graphviz's transparent is `#fffffe00`
_FAR = 1e9  # pt, where nothing is
_MOST = 4000.0  # pt, of a font and of a line


class GradientPart(Struct):
    frac: float
    color: str


class Operation(Struct):
    """One of the engine's answer. What it has no field for, of an operation that draws nothing, is
    empty."""

    op: str = ""
    color: str = ""
    grad: str = "none"
    p0: tuple[float, ...] = ()
    p1: tuple[float, ...] = ()
    stops: tuple[GradientPart, ...] = ()
    points: tuple[tuple[float, float], ...] = ()
    rect: tuple[float, ...] = ()
    style: str = ""
    size: float = 0.0
    face: str = ""
    fontchar: int = 0
    pt: tuple[float, float] = (0.0, 0.0)
    align: str = "c"
    width: float = 0.0
    text: str = ""


def drawn(
    lists: Iterable[Iterable[Operation]], ground: Plane, edge: bool = False
) -> ElementDrawing:
    """What lists of operations draw. Of an edge, the first draws its line."""
    found: list[DrawnShape] = []
    texts: list[DrawnText] = []
    for number, operations in enumerate(lists):
        for one in _Reader(ground).read(operations):
            if isinstance(one, DrawnText):
                texts.append(one)
            elif edge:
                found.append(_of_edge(one, head=number > 0))
            else:
                found.append(one)
    return ElementDrawing(tuple(found), (), tuple(texts))


def _of_edge(shape: DrawnShape, head: bool) -> DrawnShape:
    line = not head and shape.fill is None and shape.outline in ("curve", "polyline")
    return DrawnShape(shape.outline, shape.points, shape.fill, shape.pen, line, head)


class _Reader:
    """Reads a list of operations; how lines and letters look is as the last one left it."""

    def __init__(self, ground: Plane) -> None:
        self._ground = ground
        self._ink: DrawnPaint = "#000000"
        self._fill: DrawnPaint = "#000000"
        self._dash, self._thick = Dash.SOLID, 1.0
        self._size, self._face, self._marks = 14.0, "Times-Roman", 0

    def read(self, operations: Iterable[Operation]) -> Iterator[DrawnShape | DrawnText]:
        for one in operations:
            kind = one.op
            if kind == "c":
                self._ink = self._paint(one)
            elif kind == "C":
                self._fill = self._paint(one)
            elif kind == "S":
                self._style(one.style)
            elif kind == "F":
                self._size, self._face = min(max(one.size, 0.0), _MOST), one.face
            elif kind == "t":
                self._marks = one.fontchar
            elif kind == "T":
                yield from self._text(one)
            elif kind.lower() in _OUTLINES:
                yield from self._shape(one)

    def _style(self, said: str) -> None:
        if found := _WIDTH.fullmatch(said):
            self._thick = min(float(found[1]), _MOST)
        elif said == "bold":
            self._thick = 2.0
        else:
            self._dash = _DASHES.get(said, self._dash)

    def _paint(self, one: Operation) -> DrawnPaint:
        if not one.stops or len(one.p0) < 2 or len(one.p1) < 2:
            return one.color
        stops = tuple((min(max(s.frac, 0.0), 1.0), s.color) for s in one.stops)
        start, end = self._ground.at(*one.p0[:2]), self._ground.at(*one.p1[:2])
        if len(one.p0) < 3 or len(one.p1) < 3:
            return DrawnGradient(start, end, stops)
        # Its SVG and its PNG let no part of a radial one begin later than another.
        ends = ((0.0, stops[0][1]), (1.0, stops[-1][1]))
        scale = self._ground.scale
        return DrawnGradient(start, end, ends, (one.p0[2] * scale, one.p1[2] * scale))

    def _shape(self, one: Operation) -> Iterator[DrawnShape]:
        outline = _OUTLINES[one.op.lower()]
        corners = one.points
        if outline == "ellipse" and len(one.rect) == 4:
            x, y, across, down = one.rect
            corners = ((x - across, y + down), (x + across, y - down))
        points = tuple(self._ground.at(*point) for point in corners)
        if outline == "ellipse":
            points = tuple(map(Point, sorted(x for x, _ in points), sorted(y for _, y in points)))
        filled = one.op.isupper() and one.op != "L" and not _clear(self._fill)
        pen = None
        if self._thick and not _clear(self._ink):
            scale = self._ground.scale
            pen = DrawnPen(self._ink, self._thick * scale, self._dash, scale)
        placed = all(abs(x) < _FAR and abs(y) < _FAR for x, y in points)
        if placed and len(points) > 1 and (filled or pen):
            yield DrawnShape(outline, points, self._fill if filled else None, pen)

    def _text(self, one: Operation) -> Iterator[DrawnText]:
        ink = self._ink if isinstance(self._ink, str) else self._ink.stops[0][1]
        if not one.text.strip() or not self._size or _clear(ink):
            return
        family, bold, italic = _font(self._face)
        marks = self._marks
        raised = self._size * _RAISED * (bool(marks & _SUPER) - bool(marks & _SUB))
        scale = self._ground.scale
        yield DrawnText(
            one.text.replace("\\\\", "\\"),
            self._ground.at(one.pt[0], one.pt[1] + raised),
            _ALIGNS.get(one.align, "center"),
            one.width * scale,
            self._size * scale,
            family,
            ink,
            bold or bool(marks & _BOLD),
            italic or bool(marks & _ITALIC),
            tuple(line for line, bit in _LINES.items() if marks & bit),
            self._ground.turned,
        )


def _clear(paint: DrawnPaint) -> bool:
    return isinstance(paint, str) and (not paint or paint.endswith(_CLEAR) or paint[7:] == "00")


@lru_cache(maxsize=256)
def _font(face: str) -> tuple[str, bool, bool]:
    """Family, bold, italic of what a file calls a font: `Times-BoldItalic`, `Arial Bold`."""
    first, *words = re.split(r"[-,\s]+", face.strip())
    family = [word for word in words if not _styles(word)]
    said = set[str]().union(*map(_styles, words))
    return " ".join((first, *family)), bool(said & _HEAVY), bool(said & _SLANTED)


def _styles(word: str) -> set[str]:
    """What a word says of a font's look; nothing where it is part of its name."""
    word, found = word.lower(), set[str]()
    while name := next(filter(word.startswith, _STYLES), ""):
        found.add(name)
        word = word.removeprefix(name)
    return set() if word else found


_HEAVY = {"bold", "semibold", "demi", "black", "heavy"}
_SLANTED = {"italic", "oblique"}
_STYLES = _HEAVY | _SLANTED | {"roman", "regular", "normal", "medium", "book"}
