"""Title and legend round a picture: one geometry for screen, exports and the picture linter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.layout import fonts, text
from app.layout.rich import LabelFont, label_font, size_of
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, Point
from app.model.layer import layer_name
from app.model.rich_text import RichText
from app.model.style import Stroke

MARGIN = 20.0
GAP = 14.0
SAMPLE = 34.0  # the line sample before a legend text


_LARGEST = 2.0  # times the house's size of a title


def title_size(diagram: Diagram) -> float:
    """Of a title's letters, in pt: in proportion to what Graphviz draws them in, where its file says
    another."""
    said = diagram.style.font.size if diagram.style.font else None
    return text.TITLE * min(max(said / fonts.USUAL, fonts.LEAST), _LARGEST) if said else text.TITLE


def title_font(diagram: Diagram, rich: RichText) -> LabelFont:
    """Of a title that is more than plain text; of a table it is a label's."""
    size = title_size(diagram)
    if rich.table is not None:
        size *= text.LABEL / text.TITLE
    return label_font(diagram.style.font, size, True, rich)


def title_width(diagram: Diagram) -> float:
    """Of a title, in pt."""
    if (rich := diagram.rich) is not None:
        return size_of(rich, title_font(diagram, rich))[0]
    size = title_size(diagram)
    return max((text.text_width(line, size) for line in diagram.title_lines), default=0.0)


def title_height(diagram: Diagram) -> float:
    """Of a title, in pt; 0 where there is none."""
    if (rich := diagram.rich) is not None:
        return size_of(rich, title_font(diagram, rich))[1]
    return len(diagram.title_lines) * text.line_height(title_size(diagram))


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A layer in the legend, or a colour of the author's with how its lines are drawn: where the
    sample of its line and its name stand, in pt of the sheet."""

    layer: str
    name: str
    sample: Box
    text: Box
    stroke: Stroke | None = None


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
    """Title top left, legend bottom left of the layers that are on and of what the author's colours
    say, margins of 20 pt. A picture as written is all that its file says: no title and no legend of
    ours, and no margin."""
    if layout.drawing is not None:
        return Frame(layout.width, layout.height, Point(0.0, 0.0), None, ())
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
    entries = _legend(layout, layers, y + GAP) if legend else ()
    if entries:
        width = max(width, entries[-1].text.right - MARGIN)
        y = entries[-1].text.bottom
    return Frame(width + 2 * MARGIN, y + MARGIN, origin, title_box, entries)


def corners(
    layout: DiagramLayout, layers: frozenset[str], width: float, height: float, keyed: bool = True
) -> Frame:
    """Title top left and legend bottom left of a view of that size (pt), whatever of the picture
    shows in it; where it is not `keyed`, without the author's colours."""
    high = title_height(layout.diagram)
    title = Box(MARGIN, MARGIN, layout.title_width, high) if high else None
    if layout.drawing is not None:
        return Frame(width, height, Point(0.0, 0.0), None, ())
    low = height - MARGIN - text.line_height(text.LEGEND)
    return Frame(width, height, Point(0.0, 0.0), title, _legend(layout, layers, low, keyed))


def has_legend(diagram: Diagram) -> bool:
    """Whether there is anything to explain, with all layers on."""
    return bool(diagram.named_layers or diagram.index.colour_key)


def _legend(
    layout: DiagramLayout, layers: frozenset[str], y: float, keyed: bool = True
) -> tuple[LegendEntry, ...]:
    """The legend's entries with these layers on, in a row whose upper edge is there."""
    entries: list[LegendEntry] = []
    x, high = MARGIN, text.line_height(text.LEGEND)

    def add(layer: str, name: str, stroke: Stroke | None = None) -> None:
        nonlocal x
        wide = layout.legend_widths.get(layer)
        if wide is None:  # a person gave it to a diagram that was laid out before
            wide = _width(name)
        sample, written = Box(x, y, SAMPLE, high), Box(x + SAMPLE + 8, y, wide, high)
        entries.append(LegendEntry(layer, name, sample, written, stroke))
        x = written.right + 24

    for layer in layout.diagram.named_layers:
        if layer in layers:
            add(layer, layer_name(layer))
    for key in layout.diagram.index.colour_key if keyed else ():
        if key.shows(layers):
            add("", key.name, key.stroke)
    return tuple(entries)


@lru_cache(maxsize=64)
def _width(name: str) -> float:
    return text.text_width(name, text.LEGEND, bold=False)
