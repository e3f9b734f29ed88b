"""How a label looks, where its plain text does not tell: lines at a side, letters of several fonts,
tables. Lengths are in pt as the file has them, colours as of a `Style`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from app.model.drawing import TextLine
from app.model.style import Dash, Fill, Font

LabelSide = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class RichPiece:
    """Letters that look alike. `font` is what is said besides their label's own; `raised` is 1 for
    what stands above the line, -1 for what stands below it."""

    text: str
    font: Font = field(default_factory=Font)
    bold: bool = False
    italic: bool = False
    lines: tuple[TextLine, ...] = ()
    raised: int = 0


@dataclass(frozen=True, slots=True)
class RichLine:
    """`side` is None where the line stands as most there do."""

    pieces: tuple[RichPiece, ...] = ()
    side: LabelSide | None = None


@dataclass(frozen=True, slots=True)
class RichImage:
    """An image file (empty where there is none), and how it fills the room it has: by Graphviz's
    `scale`."""

    path: str
    scale: str = ""


@dataclass(frozen=True, slots=True)
class RichText:
    """Lines, or a table, or an image."""

    lines: tuple[RichLine, ...] = ()
    table: LabelTable | None = None
    image: RichImage | None = None


@dataclass(frozen=True, slots=True)
class CellFrame:
    """What a table and a cell have alike. `border` is how wide it is, at those of its `sides` (`LTRB`);
    `width` and `height` are the least, or where `fixed` the very ones. `align` is where it, or what
    is in a cell, stands in room to spare: None is the middle, for a table all of it."""

    border: float = 1.0
    sides: str = "LTRB"
    padding: float = 2.0
    width: float = 0.0
    height: float = 0.0
    fixed: bool = False
    colour: str | None = None
    fill: Fill | None = None
    dash: Dash | None = None
    rounded: bool = False
    align: LabelSide | None = None
    valign: Literal["top", "bottom"] | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell from a row and column on (both from 0), over so many `rows` and `columns`. A line is drawn
    `below` it, or `beside` it, to the right, where its author says so. `wide`: its lines stand at the
    sides of all its room, not of the widest of them. `port` is the name by which edges end at it."""

    row: int
    column: int
    content: RichText
    frame: CellFrame
    rows: int = 1
    columns: int = 1
    port: str = ""
    wide: bool = False
    below: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class LabelTable:
    """`spacing` is between two cells, and between these and the border."""

    cells: tuple[TableCell, ...]
    frame: CellFrame
    spacing: float = 2.0
    port: str = ""

    @property
    def framed(self) -> bool:
        """Whether it shows more than what is in its cells."""
        frames = (self.frame, *(cell.frame for cell in self.cells))
        ruled = any(cell.below or cell.beside for cell in self.cells)
        return ruled or any(frame.border > 0 or frame.fill is not None for frame in frames)

    @property
    def ports(self) -> Iterator[str]:
        """The names of all its cells, also of tables in these, that have one."""
        yield from (name for name in (self.port,) if name)
        for cell in self.cells:
            if cell.port:
                yield cell.port
            if cell.content.table is not None:
                yield from cell.content.table.ports
