"""What a scene is made of: rectangles, ellipses, paths, texts and images, each a part of an
element. All measures in pt, y down.

They are structs: a scene has thousands of items, and a frozen dataclass takes forty times as long to
make."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from math import inf
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from app.model.geometry import Box
from app.model.ids import ElementId
from app.scene.paint import Colour, Paint, Pen, Said

# What an item is of its element. The last five are not in a scene: they are added to it where
# somebody looks at it in a way that asks for them (`app.scene.walk`).
Part = Literal[
    "body",  # what fills a cluster; the tile, box or dot that a node without an icon is
    "border",  # of a cluster
    "plate",  # what a cluster's glyph stands on
    "glyph",  # what tells a cluster's kind
    "icon",
    "initials",  # on the tile
    "block",  # a node seen from so far away that nothing but its colour shows
    "line",
    "head",
    "label",  # also a cluster's title
    "halo",  # keeps lines off a label
    "change",  # the line and the sign of what becomes of it
    "drawn",  # as the file says it, where it has no other name
    "outline",  # round what is selected
    "tick",  # on what a flow has been to
    "mark",  # on what leads into a diagram of its own
    "hidden icon",  # a tile in place of the icon, of which something is asked
    "hidden label",  # a tile in place of the label
]

T = TypeVar("T")
XY = tuple[float, float]
Align = Literal["left", "center", "right"]


class PathData(Struct, frozen=True, gc=False):
    """A line as a pen goes it. `verbs` is made of M (move) and L (line), with a point each, C
    (cubic Bézier curve), with three, and Z (close), with none; `points` holds these. `made` is a
    place for what backends make of it, by their names, to be used again."""

    verbs: str
    points: tuple[XY, ...]
    made: dict[str, Any] = {}

    def placed(self, x: float, y: float, across: float = 1.0, down: float = 1.0) -> PathData:
        """Scaled, then moved."""
        points = tuple((px * across + x, py * down + y) for px, py in self.points)
        return PathData(self.verbs, points)


class Item(Struct, frozen=True, kw_only=True, gc=False):
    """`part` says what of its `element` (an id, empty for the sheet) it is. It is drawn from a scale
    (device pixels per pt) of `least` up, below `most`. Where `layer` is set, only while that is the first of the element's
    layers that is on: the lines of an edge on several layers are there once for each."""

    part: Part
    element: ElementId = ElementId("")
    least: float = 0.0
    most: float = inf
    layer: str | None = None


class Later(Struct, Generic[T], frozen=True, gc=False):
    """What is made when it is asked for first, and kept. Any thread may ask."""

    make: Callable[[], T]
    made: list[T] = []

    def __call__(self) -> T:
        if not self.made:
            self.made.append(self.make())
        return self.made[0]


NO_ITEMS = Later[tuple[Item, ...]](tuple)


class RectItem(Item, frozen=True, kw_only=True, gc=False):
    """`corner` is the radius of its corners, in pt as the `box`. One that `replaces` stands for
    what was painted behind it, also where it lets that through."""

    box: Box
    corner: float = 0.0
    fill: Paint | None = None
    stroke: Pen | None = None
    replaces: bool = False


class EllipseItem(Item, frozen=True, kw_only=True, gc=False):
    """The ellipse that just fits into the box (pt)."""

    box: Box
    fill: Paint | None = None
    stroke: Pen | None = None


class PathItem(Item, frozen=True, kw_only=True, gc=False):
    """Filled by the rule of odd and even."""

    data: PathData
    fill: Paint | None = None
    stroke: Pen | None = None


class TextItem(Item, frozen=True, kw_only=True, gc=False):
    """Lines of text, each at its side of the box or in its middle; all of them stand in the middle
    of its height, `app.layout.text.LEADING` times the size apart. One that has a `baseline` (y)
    stands on that;
    of one that is `turned`, which reads upwards, it is an x, and the lower end is the left one. `size` is the font's, in pt; `family` is the canvas font where it is empty;
    `weight` is CSS's. `keep` is the width (pt) that the text may not go beyond. `language` says whose
    ideographs are in it (`app.layout.runs`), where it is empty the text itself does. `made` is as a path's."""

    lines: tuple[str, ...]
    box: Box
    size: float
    paint: Colour | Said = "text"
    weight: int = 400
    align: Align = "center"
    family: str = ""
    italic: bool = False
    baseline: float | None = None
    turned: bool = False
    keep: float | None = None
    language: str = ""
    made: dict[str, Any] = {}

    @property
    def bold(self) -> bool:
        """It is painted in the bolder of the canvas font's two weights."""
        return self.weight >= 600


class ImageItem(Item, frozen=True, kw_only=True, gc=False):
    """An image file, as large as fits into the middle of the box (pt), not distorted. Where the
    file cannot be read what is `missing` is drawn. It stands on no plate where it is `bare`.
    What is `behind` tells how a line drawing of one dark colour can be seen."""

    path: str
    box: Box
    bare: bool = False
    behind: Colour = "canvas"
    missing: Later[tuple[Item, ...]] = NO_ITEMS

    @property
    def otherwise(self) -> tuple[Item, ...]:
        """What is drawn without it."""
        return self.missing()


def written(
    lines: tuple[str, ...], box: Box, size: float, bold: bool = False, align: Align = "left"
) -> TextItem:
    """Lines in the canvas font, of `size` pt in a box (pt), that are no diagram's."""
    weight = 600 if bold else 400
    return TextItem(part="label", lines=lines, box=box, size=size, weight=weight, align=align)


def moved(items: Iterable[Item], x: float, y: float) -> tuple[Item, ...]:
    """The same items so many pt further right and down."""
    return tuple(_moved(item, x, y) for item in items)


def _moved(item: Item, x: float, y: float) -> Item:
    if isinstance(item, PathItem):
        return replace(item, data=item.data.placed(x, y))
    if isinstance(item, TextItem):
        line = item.baseline
        if line is not None:
            line += x if item.turned else y
        return replace(item, box=item.box.moved(x, y), baseline=line, made={})
    if isinstance(item, RectItem | EllipseItem):
        return replace(item, box=item.box.moved(x, y))
    if isinstance(item, ImageItem):
        instead = Later(partial(moved, item.otherwise, x, y))
        return replace(item, box=item.box.moved(x, y), missing=instead)
    return item
