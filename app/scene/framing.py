"""Title and legend round a picture, where `app.layout.frame` puts them."""

from __future__ import annotations

from collections.abc import Iterator

from app.layout import text
from app.layout.frame import Frame, LegendEntry, title_font, title_size
from app.layout.reading import side_of
from app.model.diagram import Diagram
from app.model.diagram_layout import EdgePlace
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.model.rich_text import RichText
from app.scene.items import Item, PathItem, TextItem
from app.scene.legible import LINE
from app.scene.lettered import kept_width
from app.scene.paint import Colour, Pen, Said
from app.scene.rich import Tones, rich_items
from app.scene.routes import dashes, line, route
from app.scene.styled import in_colour, text_paint
from app.scene.theme import line_style


def frame_items(frame: Frame, diagram: Diagram) -> Iterator[Item]:
    """What the frame holds of a diagram, in points of the sheet."""
    for entry in frame.legend:
        y = entry.sample.center.y
        sample = route(EdgePlace((Point(entry.sample.x, y), Point(entry.sample.right, y))))
        way = line(sample)
        colour, (width, pattern) = _line(entry)
        even = tuple(d * width for d in dashes(pattern, width, way.length))
        yield PathItem(part="line", data=way.round, stroke=Pen(colour, width, even))
        for head in sample.heads:
            yield PathItem(part="head", data=head.data, fill=colour)
    if frame.title is not None and diagram.rich is not None:
        yield from _rich_title(diagram, diagram.rich, frame.title)
    elif frame.title is not None:
        yield TextItem(
            part="label",
            lines=diagram.title_lines,
            box=frame.title,
            size=title_size(diagram),
            paint=text_paint(diagram.style, ("canvas",), usual=True),
            weight=600,
            align=side_of(diagram.title_lines),
            keep=kept_width(diagram.title_lines, frame.title),
        )
    for entry in frame.legend:
        yield TextItem(
            part="label",
            lines=(entry.name,),
            box=entry.text,
            size=text.LEGEND,
            align="left",
            keep=kept_width((entry.name,), entry.text),
        )


def _rich_title(diagram: Diagram, rich: RichText, box: Box) -> Iterator[Item]:
    def ink(said: str | None) -> Colour | Said:
        return text_paint(in_colour(diagram.style, said), ("canvas",), usual=True)

    tones, font = Tones(ink, ("canvas",)), title_font(diagram, rich)
    side = side_of(diagram.title_lines)
    drawn = rich_items(ElementId(""), rich, font, box, tones, side)
    yield from (*drawn.body, *drawn.text)


def _line(entry: LegendEntry) -> tuple[Colour | Said, tuple[float, tuple[float, ...]]]:
    """The colour of an entry's sample, and its width (pt) and pattern."""
    said = entry.stroke
    if said is None:
        return f"layer:{entry.layer}", line_style(entry.layer)
    colour = Said(said.colours[0].colour, LINE, ("canvas",))
    return colour, line_style(None, said.dash, said.bold, said.width)
