"""How a file itself draws its elements, where it says where all of them stand: all but the letters of
texts, which are measured where they are laid out. In pt, y down, from any origin."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.model.drawing import DrawnShape
from app.model.geometry import Box, Point
from app.model.rich_text import LabelSide, RichText
from app.model.style import Font

LabelHeight = Literal["top", "middle", "bottom"]
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A text that stands at those sides of a box, or beyond what room that has. Its lines break at the
    box's width where it `wraps`. `font` is what is said of its letters; one that is `turned` reads
    upwards. `behind` is the colour of what is under it."""

    text: RichText
    box: Box
    across: LabelSide = "center"
    down: LabelHeight = "middle"
    wraps: bool = False
    font: Font = field(default_factory=Font)
    bold: bool = False
    italic: bool = False
    turned: bool = False
    behind: str = ""


@dataclass(frozen=True, slots=True)
class PlacedElement:
    """`box` is that of a node or a cluster; `way` an edge's from tail to head, a chain of cubic Béziers
    (1 + 3n points) where it is `curved`. `image` is what its icon fills as far as it can."""

    box: Box = _NOWHERE
    way: tuple[Point, ...] = ()
    curved: bool = False
    shapes: tuple[DrawnShape, ...] = ()
    image: Box | None = None
    labels: tuple[PlacedLabel, ...] = ()
