"""Title and legend round a picture: one geometry for screen, exports and the picture linter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.layout import fonts, text
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, Point
from app.model.layer import layer_name

MARGIN = 20.0
GAP = 14.0
SAMPLE = 34.0  # the line sample before a legend text


_LARGEST = 2.0  # times the house's size of a title


def title_size(diagram: Diagram) -> float:
    """Of a title's letters, in pt: in proportion to what Graphviz draws them in, where its file says
    another."""
    said = diagram.style.font.size if diagram.style.font else None
    return text.TITLE * min(max(said / fonts.USUAL, fonts.LEAST), _LARGEST) if said else text.TITLE


def title_width(diagram: Diagram) -> float:
    """Of a title, in pt."""
    size = title_size(diagram)
    return max((text.text_width(line, size) for line in diagram.title_lines), default=0.0)


def title_height(diagram: Diagram) -> float:
    """Of a title, in pt; 0 where there is none."""
    return len(diagram.title_lines) * text.line_height(title_size(diagram))


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A layer in the legend: where the sample of its line and its name stand, in pt of the
    sheet."""

    layer: str
    name: str
    sample: Box
    text: Box


@dataclass(frozen=True, slots=True)
class Frame:
    """The whole sheet in pt: `title` and `legend` are on it where there are any. `picture` is where
    the diagram's origin stands on it."""

    width: float
    height: float
    picture: Point
    title: Box | None
    legend: tuple[LegendEntry, ...]


def frame(
    layout: DiagramLayout, layers: frozenset[str], title: bool = True, legend: bool = True
) -> Frame:
    """Title top left, legend of the layers that are on bottom left, margins of 20 pt. A picture as
    written is all that its file says: no title and no legend of ours, and no margin."""
    if layout.drawing is not None:
        return Frame(layout.width, layout.height, Point(0.0, 0.0), None, ())
    shown = [x for x in layout.diagram.named_layers if x in layers] if legend else []
    high = title_height(layout.diagram) if title else 0.0
    y = MARGIN
    title_box = None
    width = layout.width
    if high:
        title_box = Box(MARGIN, y, layout.title_width, high)
        y = title_box.bottom + GAP
        width = max(width, title_box.width)
    origin = Point(MARGIN, y)
    y += layout.height
    entries = _legend(layout, shown, y + GAP)
    if entries:
        width = max(width, entries[-1].text.right - MARGIN)
        y = entries[-1].text.bottom
    return Frame(width + 2 * MARGIN, y + MARGIN, origin, title_box, entries)


def corners(layout: DiagramLayout, layers: frozenset[str], width: float, height: float) -> Frame:
    """Title top left and legend bottom left of a view of that size (pt), whatever of the picture
    shows in it."""
    high = title_height(layout.diagram)
    title = Box(MARGIN, MARGIN, layout.title_width, high) if high else None
    if layout.drawing is not None:
        return Frame(width, height, Point(0.0, 0.0), None, ())
    shown = [x for x in layout.diagram.named_layers if x in layers]
    low = height - MARGIN - text.line_height(text.LEGEND)
    return Frame(width, height, Point(0.0, 0.0), title, _legend(layout, shown, low))


def _legend(layout: DiagramLayout, layers: Sequence[str], y: float) -> tuple[LegendEntry, ...]:
    """The legend's entries, in a row whose upper edge is there."""
    entries: list[LegendEntry] = []
    x, high = MARGIN, text.line_height(text.LEGEND)
    for layer in layers:
        wide = layout.legend_widths.get(layer)
        if wide is None:  # a person gave it to a diagram that was laid out before
            wide = text.text_width(layer_name(layer), text.LEGEND, bold=False)
        entries.append(
            LegendEntry(
                layer,
                layer_name(layer),
                Box(x, y, SAMPLE, high),
                Box(x + SAMPLE + 8, y, wide, high),
            )
        )
        x = entries[-1].text.right + 24
    return tuple(entries)
