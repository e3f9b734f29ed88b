"""Labels that are more than plain text as they are drawn: letters of several fonts, tables with their
frames and rules, images."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.layout.rich import (
    LabelFont,
    PlacedFrame,
    PlacedImage,
    PlacedPiece,
    PlacedRule,
    placed,
)
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.model.rich_text import CellFrame, LabelSide, RichText
from app.model.style import CLEAR, Font, Stroke, Style
from app.scene import styled
from app.scene.detail import BLOCKS, LINES, legible
from app.scene.items import ImageItem, Item, PathData, PathItem, RectItem, TextItem
from app.scene.legible import LINE
from app.scene.lettered import kept_width
from app.scene.paint import Colour, Pen, Said
from app.scene.styled import Backing

ROUNDED = 6.0  # pt, radius of a table's corners
_RULE = 1 / 16  # of a text's size, the line under, through or over it
_HEIGHTS = {"under": -0.12, "through": 0.28, "over": 0.85}  # of its size, how high that is
_SIDES = {  # of a frame, as where its corners are
    "L": ((0, 0), (0, 1)),
    "T": ((0, 0), (1, 0)),
    "R": ((1, 0), (1, 1)),
    "B": ((0, 1), (1, 1)),
}

Ink = Colour | Said


class Tones(NamedTuple):
    """How a label is coloured: what its letters are written with, in a colour that they say or
    without one, on what no cell fills; on what it stands there; the lines of its tables, None for
    none."""

    ink: Callable[[str | None], Ink]
    on: tuple[Backing, ...]
    line: Colour | None = "muted"


class RichItems(NamedTuple):
    """What lies under the text, and the text."""

    body: tuple[Item, ...]
    text: tuple[Item, ...]


def rich_items(
    id: ElementId,
    rich: RichText,
    font: LabelFont,
    box: Box,
    tones: Tones,
    side: LabelSide = "center",
    layer: str | None = None,
) -> RichItems:
    """What is drawn of a label in that box (pt), of the element with that id."""
    body: list[Item] = []
    written: list[Item] = []
    for one in placed(rich, font, box, side):
        match one:
            case PlacedPiece():
                written += _letters(id, one, tones, layer)
            case PlacedFrame():
                body += _frame(id, one, tones)
            case PlacedRule():
                if (paint := _line_paint(one.frame, one.behind, tones)) is not None:
                    data = PathData("ML", (one.start, one.end))
                    body.append(_body(id, data, Pen(paint, styled.BORDER)))
            case PlacedImage(image, room):
                if image.path and min(room.width, room.height) > 0:
                    icon = ImageItem(
                        part="icon", element=id, path=image.path, box=room, bare=True, least=BLOCKS
                    )
                    body.append(icon)
    return RichItems(tuple(body), tuple(written))


def _letters(
    id: ElementId, one: PlacedPiece, tones: Tones, layer: str | None
) -> Iterator[TextItem | PathItem]:
    said, least = one.piece.font.colour, max(legible(one.size), BLOCKS)
    if one.behind is None:
        paint = tones.ink(said)
    else:
        on = _ground(one.behind, one.box, tones)
        paint = styled.text_paint(Style(font=Font(colour=said)), on, usual=False)
    yield TextItem(
        part="label",
        element=id,
        lines=(one.words,),
        box=one.box,
        size=one.size,
        weight=600 if one.face.bold else 400,
        paint=paint,
        align="left",
        family=one.face.family,
        italic=one.face.italic,
        baseline=one.baseline,
        layer=layer,
        keep=one.box.width if one.face.family else kept_width((one.words,), one.box),
        least=least,
    )
    for line in one.piece.lines:
        y = one.baseline - one.size * _HEIGHTS[line]
        data = PathData("ML", (Point(one.box.x, y), Point(one.box.right, y)))
        pen = Pen(paint, one.size * _RULE)
        yield PathItem(part="label", element=id, data=data, stroke=pen, layer=layer, least=least)


def _ground(frame: CellFrame, box: Box, tones: Tones) -> tuple[Backing, ...]:
    """What lies behind what stands in a filled frame."""
    _, on = styled.node_fill(Style(fill=frame.fill), box)
    return on or tones.on


def _frame(id: ElementId, one: PlacedFrame, tones: Tones) -> Iterator[Item]:
    frame, box = one.frame, one.box
    fill = styled.node_fill(Style(fill=frame.fill), box)[0] if frame.fill is not None else None
    line = _pen(one, tones)
    if line is not None and not one.close:
        box = box.inflated(-line.width / 2)
    if min(box.width, box.height) <= 0:
        return
    whole = frame.sides == "LTRB" and not (line is not None and line.dashes)
    corner = ROUNDED if frame.rounded else 0.0
    if fill is not None or (whole and line is not None):
        stroke = line if whole else None
        yield RectItem(
            part="body", element=id, box=box, corner=corner, fill=fill, stroke=stroke, least=BLOCKS
        )
    if line is not None and not whole:
        ends = [
            Point(box.x + x * box.width, box.y + y * box.height)
            for side in frame.sides
            for x, y in _SIDES[side]
        ]
        yield _body(id, PathData("ML" * len(frame.sides), tuple(ends)), line)


def _body(id: ElementId, data: PathData, stroke: Pen) -> PathItem:
    return PathItem(part="body", element=id, data=data, stroke=stroke, least=LINES)


def _pen(one: PlacedFrame, tones: Tones) -> Pen | None:
    """Of its border; None for none."""
    paint = _line_paint(one.frame, one.behind, tones)
    said = Stroke((), one.frame.border, one.frame.dash)
    drawn = styled.outline_pen(Style(stroke=said), "muted", ())
    if drawn is None or paint is None:
        return None
    return Pen(paint, drawn.width, drawn.dashes, drawn.cap, "miter")


def _line_paint(frame: CellFrame, behind: CellFrame | None, tones: Tones) -> Said | None:
    colour = frame.colour or tones.line
    if colour is None or colour == CLEAR:
        return None
    on = tones.on if behind is None else _ground(behind, Box(0, 0, 1, 1), tones)
    return Said(colour, LINE, on)
