"""How shapes of a slide look, as DrawingML: what a scene says of fills, lines and letters. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees

from app.exporters.shape_xml import NOTHING, attribute, emu, text
from app.model.geometry import Box
from app.scene.inks import Inks
from app.scene.items import TextItem
from app.scene.paint import (
    Behind,
    Colour,
    Faint,
    GradientStop,
    LinearGradient,
    MeanOf,
    Paint,
    Pen,
    RadialGradient,
    Said,
)

THINNEST = 0.25  # pt
SMALLEST = 1.0  # pt, of letters
ASCENT = 0.95  # of a line, over its baseline, in parts of the letters' size
LEADING = 1.2
JOINT = "\u200b"  # where a long name was broken
NEAR = 2.0  # pt beside the middle still is the middle
_CAPS = {"flat": "flat", "round": "rnd", "square": "sq"}
_JOINS = {"round": "<a:round/>", "bevel": "<a:bevel/>", "miter": '<a:miter lim="800000"/>'}
_SIDES = {"left": "l", "center": "ctr", "right": "r"}


@dataclass(frozen=True, slots=True)
class LineEnds:
    """What a line has at its start and at its end, by DrawingML's names, and how large: `sm`, `med` or
    `lg`. Empty for nothing."""

    start: str = ""
    end: str = ""
    size: str = "med"

    @property
    def xml(self) -> str:
        """As the last properties of a line."""
        found = ""
        for place, kind in (("head", self.start), ("tail", self.end)):
            if kind:
                found += f'<a:{place}End type="{kind}" w="{self.size}" len="{self.size}"/>'
        return found


class ShapeLook:
    """In the colours of `inks`; the slide shows the sheet at that `scale`."""

    def __init__(self, inks: Inks, scale: float) -> None:
        self._inks, self._scale = inks, scale

    def fill(self, paint: Paint | None, opacity: float) -> str:
        """Of a shape, of which so much shows."""
        if paint is None or isinstance(paint, MeanOf):
            return NOTHING
        if isinstance(paint, LinearGradient):
            across, down = paint.end.x - paint.start.x, paint.end.y - paint.start.y
            turn = round(degrees(atan2(down, across)) % 360 * 60_000)
            way = f'<a:lin ang="{turn}" scaled="0"/>'
            return f"<a:gradFill>{self._stops(paint.stops, opacity)}{way}</a:gradFill>"
        if isinstance(paint, RadialGradient):
            middle = '<a:fillToRect l="50000" t="50000" r="50000" b="50000"/>'
            way = f'<a:path path="circle">{middle}</a:path>'
            return f"<a:gradFill>{self._stops(paint.stops, opacity)}{way}</a:gradFill>"
        return f"<a:solidFill>{self._colour(paint, opacity)}</a:solidFill>"

    def _stops(self, stops: tuple[GradientStop, ...], opacity: float) -> str:
        told = (
            f'<a:gs pos="{round(stop.offset * 100_000)}">{self._colour(stop.paint, opacity)}</a:gs>'
            for stop in stops
        )
        return f"<a:gsLst>{''.join(told)}</a:gsLst>"

    def _colour(self, paint: Colour | Faint | Behind | Said, opacity: float) -> str:
        colour, part = self._inks.solid(paint)
        part *= opacity
        alpha = f'<a:alpha val="{round(part * 100_000)}"/>' if part < 1 else ""
        return f'<a:srgbClr val="{colour[1:7].upper()}">{alpha}</a:srgbClr>'

    def line(self, pen: Pen | None, opacity: float, thicker: float = 0.0, ends: str = "") -> str:
        """Round a shape, or of a connector with its `ends`."""
        if pen is None:
            return f"<a:ln>{NOTHING}</a:ln>"
        paint = (
            pen.paint.stops[0].paint
            if isinstance(pen.paint, LinearGradient | RadialGradient)
            else pen.paint
        )
        width = max((pen.width + thicker) * self._scale, THINNEST)
        fill = f"<a:solidFill>{self._colour(paint, opacity)}</a:solidFill>"
        dashes = self._dashes(pen, pen.width + thicker)
        return f'<a:ln w="{emu(width)}" cap="{_CAPS[pen.cap]}">{fill}{dashes}{_JOINS[pen.join]}{ends}</a:ln>'

    def _dashes(self, pen: Pen, width: float) -> str:
        if not pen.dashes or not width:
            return ""
        parts = [max(round(part / width * 100_000), 1000) for part in pen.dashes]
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return (
            "<a:custDash>"
            + "".join(f'<a:ds d="{on}" sp="{off}"/>' for on, off in pairs)
            + "</a:custDash>"
        )

    def written(self, item: TextItem, opacity: float, within: Box | None = None) -> str:
        """Its lines as the text of a shape that stands `within` that box (pt of the sheet), or in a box of
        their own (`text_box`)."""
        box = text_box(item)
        anchor, room = _anchored(item, box, within or box)
        insets = "".join(
            f' {side}Ins="{emu(max(part, 0.0) * self._scale)}"'
            for side, part in zip("ltrb", room, strict=True)
        )
        turned = ' vert="vert270"' if item.turned else ""
        return (
            f'<p:txBody><a:bodyPr wrap="none"{turned}{insets} anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
            f'<a:lstStyle/><a:p><a:pPr algn="{_SIDES[item.align]}"/>{self._runs(item, opacity)}</a:p></p:txBody>'
        )

    def _runs(self, item: TextItem, opacity: float) -> str:
        size = round(max(item.size * self._scale, SMALLEST) * 100)
        bold, slanted = ' b="1"' if item.bold else "", ' i="1"' if item.italic else ""
        fill = f"<a:solidFill>{self._colour(item.paint, opacity)}</a:solidFill>"
        face = f"<a:latin typeface={attribute(item.family)}/>" if item.family else ""
        look = f'<a:rPr lang="en-US" sz="{size}"{bold}{slanted}>{fill}{face}</a:rPr>'
        lines = (text(line.rstrip(JOINT)) for line in item.lines)
        return f"<a:br>{look}</a:br>".join(f"<a:r>{look}<a:t>{line}</a:t></a:r>" for line in lines)


def text_box(item: TextItem) -> Box:
    """Where its lines stand, in pt of the sheet."""
    box, line, size = item.box, item.baseline, item.size
    if line is None:
        return box
    if item.turned:
        return Box(line - ASCENT * size, box.y, LEADING * size, box.height)
    return Box(box.x, line - ASCENT * size, box.width, LEADING * size)


def _anchored(
    item: TextItem, box: Box, within: Box
) -> tuple[str, tuple[float, float, float, float]]:
    """To which side of a shape a text keeps, and its distances from left, top, right and bottom."""
    left, right = box.x - within.x, within.right - box.right
    if item.align == "center" and abs(left - right) < 2 * NEAR:
        left = right = 0.0
    top, bottom = box.y - within.y, within.bottom - box.bottom
    if abs(top - bottom) < 2 * NEAR:
        return "ctr", (left, 0.0, right, 0.0)
    if top < bottom:
        return "t", (left, top, right, 0.0)
    return "b", (left, 0.0, right, bottom)
