"""What a picture as written stands on: the sheet that its file fills, in its own colours; or white
paper, for which its colours were chosen and which a dark theme turns round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from app.model.drawing import DrawnPaint, DrawnShape, DrawnText, ElementDrawing
from app.model.geometry import Box, bounding_box
from app.scene.paint import Colour

_Filled = tuple[Box, str]
_FAR = 1e7  # pt


class Surface(Protocol):
    """`behind` is its colour, `canvas` what fills it, None where that is left to the theme."""

    @property
    def behind(self) -> Colour: ...

    @property
    def canvas(self) -> DrawnPaint | None: ...

    def of(self, found: ElementDrawing) -> ElementDrawing:
        """What is drawn of an element, its colours as roles where they hang on the theme."""

    def loose(self, found: ElementDrawing) -> ElementDrawing:
        """The same where it is moved off what it was drawn on."""


class OwnSheet:
    """The sheet that a file fills, or a white one."""

    def __init__(self, canvas: DrawnPaint) -> None:
        self.canvas: DrawnPaint | None = canvas
        self.behind: Colour = one_colour(canvas)[:7]

    def of(self, found: ElementDrawing) -> ElementDrawing:
        return found

    loose = of


class Paper:
    """White paper, or paper of the colour that a file says; `fills` are what clusters are filled with,
    outermost first."""

    def __init__(self, fills: tuple[_Filled, ...], canvas: DrawnPaint | None = None) -> None:
        self._fills = fills
        self.canvas = canvas and _in_role(canvas, "fill")
        self.behind: Colour = "canvas" if self.canvas is None else one_colour(self.canvas)
        if canvas is not None:
            everywhere = Box(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)
            self._fills = ((everywhere, one_colour(canvas)), *fills)

    def of(self, found: ElementDrawing) -> ElementDrawing:
        filled = [
            (bounding_box(s.points), one_colour(s.fill)) for s in found.shapes if s.fill is not None
        ]
        return _turnable(found, (*self._fills, *filled))

    def loose(self, found: ElementDrawing) -> ElementDrawing:
        return _turnable(found, self._fills[:1] if self.canvas is not None else ())


def one_colour(paint: DrawnPaint) -> str:
    """The colour, or the first of several."""
    return paint if isinstance(paint, str) else paint.stops[0][1]


def _turnable(found: ElementDrawing, fills: Iterable[_Filled]) -> ElementDrawing:
    lowest_last = tuple(fills)[::-1]
    shapes = tuple(map(_shape, found.shapes))
    texts = tuple(_text(text, lowest_last) for text in found.texts)
    return ElementDrawing(shapes, found.images, texts)


def _shape(shape: DrawnShape) -> DrawnShape:
    fill = None if shape.fill is None else _in_role(shape.fill, "line" if shape.head else "fill")
    pen = shape.pen and replace(shape.pen, paint=_in_role(shape.pen.paint, "line"))
    return replace(shape, fill=fill, pen=pen)


def _in_role(paint: DrawnPaint, role: str) -> DrawnPaint:
    if isinstance(paint, str):
        return f"{role}:{paint}"
    return replace(paint, stops=tuple((at, f"{role}:{colour}") for at, colour in paint.stops))


def _text(text: DrawnText, fills: Iterable[_Filled]) -> DrawnText:
    middle = text.box.center
    behind = next((f"@{fill}" for box, fill in fills if box.contains(*middle)), "")
    return replace(text, colour=f"word:{text.colour}{behind}")
