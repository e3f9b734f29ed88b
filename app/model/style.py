"""How an element is to look, as its file says it, in whole values.

What is None or empty is not said: then it is as the house has it. Lengths are in pt, angles in
degrees, colours `#rrggbb` or `#rrggbbaa`. Who draws says how far it follows these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

# Names of shapes that the house tells apart; any other of Graphviz's stands as it was written.
POINT, BLANK = "point", "blank"
BOXES = frozenset({"box", "rect", "rectangle", "square"})
BARE = frozenset({"none", "plaintext", "plain"})  # without an outline
RECORDS = frozenset({"record", "Mrecord"})
COMPASS = frozenset({"n", "ne", "e", "se", "s", "sw", "w", "nw"})  # sides, as ports
ROUND = frozenset({"ellipse", "oval", "egg", "circle", "doublecircle", "Mcircle"})
# Shapes that are drawn as what they are called; any other is a box.
DRAWN = frozenset(
    {
        *(*BOXES, *BARE, *ROUND, POINT, "underline", "polygon", "diamond", "star", "cylinder"),
        *("triangle", "invtriangle", "parallelogram", "trapezium", "invtrapezium", "house"),
        *("invhouse", "pentagon", "hexagon", "septagon", "octagon", "doubleoctagon"),
        *RECORDS,
        *("tripleoctagon", "larrow", "rarrow", "note", "tab", "folder", "component", "box3d"),
        *("Mdiamond", "Msquare"),
    }
)
CLEAR = "#00000000"  # nothing to be seen
# What is in the names of fonts whose letters are all as wide; of those that are as plain as the house's.
EVEN_FONTS = (
    *("courier", "mono", "consol", "menlo", "monaco", "typewriter", "terminal", "fixed", "code"),
)
SANS_FONTS = (
    *("sans", "arial", "helvetica", "verdana", "tahoma", "segoe", "roboto", "calibri", "inter"),
    *("lato", "ubuntu", "trebuchet", "open", "gothic", "avenir", "futura", "system", "noto"),
)
_DOT, _SPECK = 0.25 * 72, 0.03 * 72  # pt: what is no larger is a dot, or cannot be seen


class Dash(StrEnum):
    """How a line is drawn, by Graphviz's `style`."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Corner(StrEnum):
    """How a shape's corners are cut, by Graphviz's `style`."""

    ROUNDED = "rounded"
    DIAGONAL = "diagonals"


class Filling(StrEnum):
    """How several colours fill a shape: from one into the next along a line or from the middle
    out, or side by side, as stripes or as wedges of a pie."""

    LINEAR = "linear"
    RADIAL = "radial"
    STRIPED = "striped"
    WEDGED = "wedged"


@dataclass(frozen=True, slots=True)
class ColourStop:
    """A colour, and the part of the whole (0 to 1) that it has; None is what is left, shared."""

    colour: str
    part: float | None = None


def parts_of(stops: Sequence[ColourStop]) -> list[float]:
    """How much of the whole (0 to 1) each has: what says nothing, its share of what the others leave."""
    said = [stop.part for stop in stops]
    left = max(1.0 - sum(part for part in said if part is not None), 0.0)
    share = left / max(said.count(None), 1)
    return [share if part is None else part for part in said]


@dataclass(frozen=True, slots=True)
class Fill:
    """One stop is one colour. `angle` is that of a gradient."""

    stops: tuple[ColourStop, ...]
    filling: Filling = Filling.LINEAR
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A border, or an edge's line. Of several colours an edge is as many lines side by side, or one
    of several parts where a stop has one. `width` is in pt. `tapered` is a line that grows
    thinner."""

    colours: tuple[ColourStop, ...] = ()
    width: float | None = None
    dash: Dash | None = None
    bold: bool = False
    tapered: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """`name` is Graphviz's, or `blank` for nothing but the label. `width` and `height` (pt) are the
    least, or where `fixed` the very ones. `outlines` is how many it has, one in the other; `sides`,
    `skew`, `distortion` and `turned` shape a polygon. `margin` (pt) is beside and above a text, which
    stands at the `text_at` side of what room there is: the middle, where nothing is said."""

    name: str = ""
    width: float | None = None
    height: float | None = None
    fixed: bool = False
    corner: Corner | None = None
    outlines: int | None = None
    sides: int | None = None
    skew: float | None = None
    distortion: float | None = None
    turned: float | None = None
    margin: tuple[float, float] | None = None
    text_at: Literal["top", "bottom"] | None = None


@dataclass(frozen=True, slots=True)
class Font:
    """`family` is a name as the file has it, `size` in pt, `colour` `#rrggbb` or `#rrggbbaa`."""

    family: str = ""
    size: float | None = None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Heads:
    """The arrowheads of an edge by Graphviz's names (`normal`, `odiamond`, `crowdot`, …), `none`
    where it has none. `scale` multiplies their size."""

    tail: str = "none"
    head: str = "normal"
    scale: float | None = None

    @property
    def arrows(self) -> str:
        """At which ends there is one: `forward`, `back`, `both` or `none`."""
        return _ARROWS[self.tail != "none", self.head != "none"]


_ARROWS = {
    (False, True): "forward",
    (True, False): "back",
    (True, True): "both",
    (False, False): "none",
}
HEADS = {
    "forward": Heads(),
    "back": Heads("normal", "none"),
    "both": Heads("normal", "normal"),
    "none": Heads("none", "none"),
}


@dataclass(frozen=True, slots=True)
class Style:
    """`heads` are an edge's, `ends` the font of the labels of its ends. `image` is the name of a node's picture as the file has it, whether or
    not there is one; `table` is a node whose label is a table."""

    fill: Fill | None = None
    stroke: Stroke | None = None
    shape: Shape | None = None
    font: Font | None = None
    heads: Heads | None = None
    image: str | None = None
    table: bool = False
    ends: Font | None = None

    def lettering(self, end: str = "") -> Font:
        """What is said of the font of its label, or that of its `tail` or `head`."""
        return (self.ends if end in ("tail", "head") else None) or self.font or _NO_FONT

    @property
    def dash(self) -> Dash | None:
        return self.stroke.dash if self.stroke else None

    @property
    def bold(self) -> bool:
        return self.stroke is not None and self.stroke.bold

    @property
    def arrows(self) -> str:
        """At which ends an edge has a head; as the house has it, at its own head."""
        return self.heads.arrows if self.heads else "forward"

    @property
    def outlined(self) -> bool:
        """Whether a node without a label shows its shape."""
        if self.fill is not None:
            return True
        colours = self.stroke.colours if self.stroke else ()
        thin = self.stroke is not None and self.stroke.width == 0
        thin = thin or (self.shape is not None and self.shape.outlines == 0)
        return not thin and not (colours and all(stop.colour == CLEAR for stop in colours))


_NO_FONT = Font()
PLAIN = Style()
_NO_SHAPE = Shape()


def form(style: Style, label: str) -> str:
    """What a node with that label is where it is no component to look at: `point` for a dot, `blank`
    for nothing to be seen but the label; else nothing."""
    shape = style.shape or _NO_SHAPE
    name = shape.name
    if name == BLANK:
        return BLANK
    if name != POINT and (label or style.image or style.table):
        return ""  # most are asked no more than this, and often
    sides = [side for side in (shape.width, shape.height) if side is not None]
    across = max(sides, default=None)
    if name == POINT:
        return BLANK if across is not None and across <= _SPECK else POINT
    if name in BARE or not style.outlined:
        return BLANK
    if len(sides) == 2 and across is not None and across <= _DOT:
        return BLANK if across <= _SPECK else POINT
    return ""
