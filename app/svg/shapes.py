"""What a scene is made of, as SVG's elements (SVG 2, chapters 9 to 13). No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from app.layout.canvas_font import is_ours
from app.layout.reading import GOES_ON, isolated
from app.layout.runs import runs
from app.layout.system_fonts import painted_part
from app.layout.text import drop, line_height, text_width
from app.model.geometry import Box, fitting
from app.scene.items import (
    EllipseItem,
    ImageItem,
    Item,
    PathData,
    PathItem,
    RectItem,
    TextItem,
)
from app.scene.paint import Paint, Pen
from app.svg.fonts import RELATIVES, STACK
from app.svg.markup import HREF, number, tag, text

Attributes = dict[str, str | float | None]

# Keeps the words of two lines apart where the text is read, and takes next to no room where it is drawn.
SPACE = '<tspan font-size="1"> </tspan>'

_POINTS = {"M": 1, "L": 1, "C": 3, "Z": 0}
_ANCHORS = {"left": None, "center": "middle", "right": "end"}
_JOINS = {"miter": None, "round": "round", "bevel": "bevel"}
_CAPS = {"flat": None, "round": "round", "square": "square"}


@dataclass(frozen=True, slots=True)
class Symbol:
    """The id of what is drawn in more than one place, and its own size, in px of its image."""

    id: str
    width: float
    height: float


class Paints(Protocol):
    """Who knows what colours and images are here."""

    def fill(self, paint: Paint) -> Attributes:
        """What says `fill`, and how much of it shows."""

    def stroke(self, stroke: Pen) -> Attributes:
        """What says `stroke`, and how much of it shows."""

    def image(self, item: ImageItem) -> Symbol | None:
        """What stands for an image; None where the file is missing or no image."""


def drawn(
    item: Item, paints: Paints, thicker: float = 0.0, more: Attributes | None = None
) -> Iterator[str]:
    """An item as elements, which have `more` attributes; its line is thicker by so many pt. Raises
    TypeError for what is no item of a scene."""
    more = more or {}
    match item:
        case RectItem():
            painted = _painted(item.fill, item.stroke, paints, 0.0)
            yield tag("rect", **at(item.box), rx=item.corner or None, **painted, **more)
        case EllipseItem():
            (x, y), box = item.box.center, item.box
            yield tag(
                "ellipse",
                cx=x,
                cy=y,
                rx=box.width / 2,
                ry=box.height / 2,
                **_painted(item.fill, item.stroke, paints, 0.0),
                **more,
            )
        case PathItem():
            yield tag(
                "path",
                d=outline(item.data),
                fill_rule="evenodd" if item.fill is not None else None,
                **_painted(item.fill, item.stroke, paints, thicker),
                **more,
            )
        case TextItem():
            yield _text(item, paints, more)
        case ImageItem():
            symbol = paints.image(item)
            if symbol is not None:
                yield use(symbol, item.box, more)
            else:
                for other in item.otherwise:
                    yield from drawn(other, paints, thicker, more)
        case _:
            raise TypeError(f"no item of a scene: {item}")


def use(symbol: Symbol, box: Box, more: Attributes) -> str:
    """The symbol as large as fits into the middle of the box (pt). Some programs know no other way
    to scale what is used than a transform."""
    part = fitting((symbol.width, symbol.height), (box.width, box.height))
    x, y = box.center.x - symbol.width * part / 2, box.center.y - symbol.height * part / 2
    move = f"translate({number(x)} {number(y)}) scale({part:.6g})"
    return tag("use", **{HREF: f"#{symbol.id}"}, transform=move, **more)


def outline(data: PathData) -> str:
    """What a `d` says (SVG 2, chapter 9.3): absolute commands, in pt."""
    steps, points = [], iter(data.points)
    for verb in data.verbs:
        given = (next(points) for _ in range(_POINTS[verb]))
        steps.append(verb + " ".join(f"{number(x)} {number(y)}" for x, y in given))
    return "".join(steps)


def at(box: Box) -> Attributes:
    """Where a box stands."""
    return {"x": box.x, "y": box.y, "width": box.width, "height": box.height}


def _painted(fill: Paint | None, stroke: Pen | None, paints: Paints, thicker: float) -> Attributes:
    said: Attributes = {"fill": "none"} if fill is None else dict(paints.fill(fill))
    if stroke is None:
        return said
    said |= paints.stroke(stroke)
    width = stroke.width + thicker
    said["stroke_width"] = width or 1.0
    if not width:  # one pixel at every scale
        said["vector_effect"] = "non-scaling-stroke"
    said["stroke_dasharray"] = " ".join(map(number, stroke.dashes)) or None
    said["stroke_linecap"] = _CAPS[stroke.cap]
    said["stroke_linejoin"] = _JOINS[stroke.join]
    return said


def _text(item: TextItem, paints: Paints, more: Attributes) -> str:
    """One element for all lines, so that what is one label is found as one. Each is as wide as it was
    measured, whatever font there is; Inkscape heeds that for a single line only."""
    ours = not item.family
    pitch, bold = line_height(item.size), item.bold
    box, y = item.box, item.baseline
    if item.turned:  # as it stands where the plane is turned back
        box = Box(-box.bottom, box.x, box.height, box.width)
    if y is None:
        middle = box.y + (box.height - pitch * (len(item.lines) - 1)) / 2
        y = middle + drop(item.size, bold)
    x = {"left": box.x, "center": box.center.x, "right": box.right}[item.align]
    places: list[Attributes] = []
    for row, line in enumerate(item.lines):
        places.append({"x": x, "y": y + row * pitch})
        if width := _width(line, item):
            places[-1] |= {"textLength": width, "lengthAdjust": "spacingAndGlyphs"}
    single = len(item.lines) == 1
    spaced = {"xml:space": "preserve"} if any(map(_has_spaces, item.lines)) else {}
    said = [_letters(isolated(line.removesuffix(GOES_ON)), item) for line in item.lines]
    apart = ["" if line.endswith(GOES_ON) else SPACE for line in item.lines[:-1]]
    lines = zip(said, places, (*apart, ""), strict=True)
    return tag(
        "text",
        said[0] if single else "".join(tag("tspan", s, **p) + after for s, p, after in lines),
        **(places[0] if single else {}),
        font_family=None if ours else f"'{text(item.family)}',{RELATIVES.get(item.family, STACK)}",
        font_size=item.size,
        font_weight=item.weight if item.weight != 400 else None,
        font_style="italic" if item.italic else None,
        text_anchor=_ANCHORS[item.align],
        transform="rotate(-90)" if item.turned else None,
        **spaced,
        **paints.fill(item.paint),
        **more,
    )


def _width(line: str, item: TextItem) -> float | None:
    """How wide (pt) a line is to be. An engine gives letters that it does not know more room than they
    need: these are not stretched."""
    if item.baseline is None or not item.family:
        return text_width(line, item.size, item.bold, bool(item.family))
    if not is_ours(line) and text_width(line, item.size, item.bold) < (item.keep or 0.0):
        return None
    return item.keep


def _letters(line: str, item: TextItem) -> str:
    """Pictures among them are as large as they were measured: browsers make them larger."""
    if item.family or is_ours(line):
        return text(line)
    written = []
    for run in runs(line, item.bold):
        part = painted_part(run.font) if run.font is not None else 1.0
        letters = text(line[run.start : run.end])
        written.append(tag("tspan", letters, font_size=item.size * part) if part < 1 else letters)
    return "".join(written)


def _has_spaces(line: str) -> bool:
    """Some of its spaces would not be drawn."""
    return "  " in line or line != line.strip(" ")
