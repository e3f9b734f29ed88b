"""What Graphviz draws of a graph, by element: outlines, texts and images. In pt, y down, from the
top left corner of the sheet; colours are `#rrggbb` or `#rrggbbaa`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.model.style import Dash

HOUSE_LETTERS = "house"  # a family: the canvas font, in which texts are measured
TextLine = Literal["under", "through", "over"]
Outline = Literal["polygon", "polyline", "curve", "ellipse"]


@dataclass(frozen=True, slots=True)
class DrawnGradient:
    """From a point to another, or where it has `radii` from a circle round the one to a circle round
    the other. `stops` are the parts (0..1) of the way with the colours that stand there."""

    start: Point
    end: Point
    stops: tuple[tuple[float, str], ...]
    radii: tuple[float, float] | None = None


DrawnPaint = str | DrawnGradient


@dataclass(frozen=True, slots=True)
class DrawnPen:
    """`width` is in pt; lengths of dashes are in so many pt as the `unit` says. `lengths` are those of dashes and gaps by turns, in
    pt, where the file says them, in place of the `dash`'s own."""

    paint: DrawnPaint = "#000000"
    width: float = 1.0
    dash: Dash = Dash.SOLID
    unit: float = 1.0
    lengths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnShape:
    """`points` are corners; of a curve those of a chain of cubic Béziers (1 + 3n), of an ellipse two
    corners of the box that it fits into. `line` is an edge's way, `head` belongs to what is at its
    ends."""

    outline: Outline
    points: tuple[Point, ...]
    fill: DrawnPaint | None = None
    pen: DrawnPen | None = None
    line: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A piece of text of one line, on a base line that `at` is the left end, the middle or the right
    end of. It is `width` pt wide, in a font of that family and `size` (pt), with lines under,
    through or over it. One that is `turned` reads upwards: its base line is upright, and its left end
    is the lowest."""

    text: str
    at: Point
    align: Literal["left", "center", "right"]
    width: float
    size: float
    family: str
    colour: str
    bold: bool = False
    italic: bool = False
    lines: tuple[TextLine, ...] = ()
    turned: bool = False

    @property
    def box(self) -> Box:
        """About where it stands."""
        part = {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        if self.turned:
            left, low = self.at.x - self.size * 0.8, self.at.y + self.width * part
            return Box(left, low - self.width, self.size, self.width)
        left, top = self.at.x - self.width * part, self.at.y - self.size * 0.8
        return Box(left, top, self.width, self.size)


@dataclass(frozen=True, slots=True)
class DrawnImage:
    """The image file that fills a box; `name` is the path, or what the file calls it. It stands
    upright even where all else is turned, as Graphviz has it."""

    name: str
    box: Box


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A part, as a cell of a table, that leads somewhere of its own."""

    box: Box
    url: str


@dataclass(frozen=True, slots=True)
class ElementDrawing:
    """What is drawn of an element: shapes, on these images, on these texts; the `links` are parts of it."""

    shapes: tuple[DrawnShape, ...] = ()
    images: tuple[DrawnImage, ...] = ()
    texts: tuple[DrawnText, ...] = ()
    links: tuple[DrawnLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn of the `sheet` and of each element, in the order of drawing. `canvas` fills all
    of the sheet, None where the file says nothing of it. `edges_first`: nodes lie over edges. `method` is
    that of Graphviz's which was chosen instead of the file's own; `recolour` as of a ViewState."""

    sheet: ElementDrawing = ElementDrawing()
    canvas: DrawnPaint | None = None
    elements: dict[ElementId, ElementDrawing] = field(default_factory=dict)
    edges_first: bool = False
    method: str = ""
    recolour: bool | None = None
