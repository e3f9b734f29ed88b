"""What Graphviz's labels say of their looks, as `RichText`: HTML-like ones, and lines that are set left
or right. https://graphviz.org/doc/info/shapes.html#html. They come from anybody: each is read in one
pass, and what does not belong where it stands is passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from math import prod

from app.model.drawing import TextLine
from app.model.rich_text import (
    CellFrame,
    LabelSide,
    LabelTable,
    RichImage,
    RichLine,
    RichPiece,
    RichText,
    TableCell,
)
from app.model.source_graph import Html
from app.model.style import CLEAR, Dash, Fill, Filling, Font
from app.sources.graphs.colours import colour, stops
from app.sources.graphs.escapes import parts

FindImage = Callable[[str], str]  # the path of the file that a label names; empty for none

_DEEP = 12  # tables in each other that are heeded
_PLACES, _SPAN = 20_000, 200  # of a label's tables; rows and columns of a cell
_MOST = 2000.0  # pt, of any length
_TAG = re.compile(r"<(/?)([a-z]+)", re.IGNORECASE)
_SAID = re.compile(r"(?<![a-z-])([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SPACES = re.compile(r" {2,}")
_BREAKS: Mapping[str, LabelSide | None] = {"n": None, "l": "left", "r": "right"}
_SIDES: Mapping[str, LabelSide] = {"left": "left", "center": "center", "right": "right"}
_LINES: Mapping[str, TextLine] = {"u": "under", "o": "over", "s": "through"}
_LOOKS = frozenset({"font", "b", "i", "u", "o", "s", "sub", "sup"})
_UNSAID, _PLAIN = RichPiece(""), CellFrame()

Said = dict[str, str]


def rich_text(raw: str, names: Mapping[str, str], scheme: str, find: FindImage) -> RichText | None:
    """How a label looks; None where its plain text says it all. `names` are what letters stand for
    behind a backslash, `scheme` is whose colours' names it uses."""
    if not isinstance(raw, Html):
        return _aligned(raw, names) if "\\l" in raw or "\\r" in raw else None
    found = _LabelReader(scheme, find).read(raw)
    if found.table is not None and icon_of(raw):
        captions = (cell.content.lines for cell in found.table.cells)
        found = RichText(tuple(line for lines in captions for line in lines))
    if found.table is None and found.image is None and not any(map(_telling, found.lines)):
        return None
    return found


def icon_of(label: str) -> str:
    """The image of which the rest of an HTML-like label is the caption, as it is named there: in a
    table without borders and fills, one cell above the other; else nothing."""
    return _captioned(label) if isinstance(label, Html) and "<img" in label.lower() else ""


@lru_cache(maxsize=256)
def _captioned(label: str) -> str:
    named: list[str] = []

    def find(name: str) -> str:
        named.append(name)
        return name

    table = _LabelReader("", find).read(label).table
    cells = table.cells if table is not None and not table.framed else ()
    if not cells or len(named) != 1 or any(cell.column or cell.content.table for cell in cells):
        return ""
    return named[0] if cells[0].content.image is not None else ""


def _telling(line: RichLine) -> bool:
    looks = (replace(piece, text="") != _UNSAID for piece in line.pieces)
    return line.side in ("left", "right") or any(looks)


def _aligned(raw: str, names: Mapping[str, str]) -> RichText:
    lines, text, at = list[RichLine](), "", 0
    for found in _ESCAPE.finditer(raw):
        text += raw[at : found.start()]
        at = found.end()
        if found[1] in _BREAKS:
            lines.append(_line(text, _BREAKS[found[1]]))
            text = ""
        else:
            text += names.get(found[1], found[1])
    text += raw[at:]
    if text.strip():
        lines.append(_line(text, None))
    return RichText(tuple(lines))


def _line(text: str, side: LabelSide | None) -> RichLine:
    return RichLine((RichPiece(_spaced(unescape(text).replace("\n", " "))),), side)


def _spaced(text: str, first: bool = True) -> str:
    """With spaces that stay where there is more than one, or one begins what is `first` in a line."""
    kept = _SPACES.sub(lambda m: "\N{NO-BREAK SPACE}" * len(m[0]), text)
    return f"\N{NO-BREAK SPACE}{kept[1:]}" if first and kept[:1] == " " else kept


@dataclass(slots=True)
class _CellRead:
    """What is read of a cell, or of the whole label."""

    said: Said = field(default_factory=dict)
    row: int = 0
    column: int = 0
    lines: list[RichLine] = field(default_factory=list)
    pieces: list[RichPiece] = field(default_factory=list)
    table: LabelTable | None = None
    image: RichImage | None = None
    below: bool = False
    beside: bool = False

    def end_line(self, side: LabelSide | None) -> None:
        self.lines.append(RichLine(tuple(self.pieces), side))
        self.pieces = []

    def content(self) -> RichText:
        if self.table is not None or self.image is not None:
            return RichText(table=self.table, image=None if self.table else self.image)
        last = self.pieces and "".join(piece.text for piece in self.pieces).strip()
        if last:
            self.end_line(_SIDES.get(self.said.get("balign", "").lower()))
        return RichText(tuple(_trimmed(self.lines)))

    @property
    def spans(self) -> tuple[int, int]:
        """Rows and columns."""
        return _span(self.said.get("rowspan", "")), _span(self.said.get("colspan", ""))


@dataclass(slots=True)
class _TableRead:
    """What is read of a table. `taken` are the places that cells have."""

    said: Said
    cells: list[_CellRead] = field(default_factory=list)
    row: int = -1
    taken: set[tuple[int, int]] = field(default_factory=set)

    def add(self, cell: _CellRead) -> None:
        """At the next place that is free in its row."""
        rows, columns = cell.spans
        last = self.cells[-1] if self.cells else cell
        column = last.column + last.spans[1] if last is not cell and last.row == cell.row else 0
        while any((cell.row, column + k) in self.taken for k in range(columns)):
            column += 1
        cell.column = column
        self.taken.update((cell.row + r, column + c) for r in range(rows) for c in range(columns))
        self.cells.append(cell)


class _LabelReader:
    """Reads one label."""

    def __init__(self, scheme: str, find: FindImage) -> None:
        self._scheme, self._find = scheme, find
        self._looks: list[tuple[str, RichPiece]] = [("", RichPiece(""))]
        self._boxes = [_CellRead()]
        self._tables: list[_TableRead] = []
        self._skipped = 0  # tables that stand too deep
        self._places = 0

    def read(self, label: str) -> RichText:
        for is_tag, part in parts(label):
            if not is_tag:
                self._text(part)
            elif (found := _TAG.match(part)) is not None:
                said = {m[1].lower(): unescape(m[2] or m[3] or "") for m in _SAID.finditer(part)}
                self._tag(found[2].lower(), bool(found[1]), said)
        while self._tables:
            self._end_table()
        return self._boxes[0].content()

    @property
    def _open(self) -> bool:
        """Whether text belongs to something here: in a table that is a cell."""
        return not self._skipped and len(self._boxes) > len(self._tables)

    def _text(self, part: str) -> None:
        if not self._open:
            return
        if "\n" in part:
            part = " ".join(line.strip() for line in part.split("\n"))
        box, look = self._boxes[-1], self._looks[-1][1]
        text = unescape(_spaced(part.replace("\t", " "), first=not box.pieces))
        if text.strip() or box.pieces:
            box.pieces.append(replace(look, text=text))

    def _tag(self, name: str, closing: bool, said: Said) -> None:
        if name == "table":
            self._table(closing, said)
        elif self._skipped:
            return
        elif name in _LOOKS:
            self._look(name, closing, said)
        elif name in ("td", "th"):
            self._end_cell() if closing else self._cell(said)
        elif name == "tr":
            self._end_cell()
            if not closing and self._tables:
                self._tables[-1].row += 1
        elif name in ("hr", "vr") and self._tables and not self._open:
            self._rule(name)
        elif not self._open:
            return
        elif name == "br" and not closing:
            box = self._boxes[-1]
            usual = box.said.get("balign", "")
            box.end_line(_SIDES.get(said.get("align", usual).lower()))
        elif name == "img" and not closing:
            path = self._find(said.get("src", ""))
            self._boxes[-1].image = RichImage(path, said.get("scale", "").lower())

    def _look(self, name: str, closing: bool, said: Said) -> None:
        if closing:
            if self._looks[-1][0] == name:
                self._looks.pop()
            return
        look = self._looks[-1][1]
        match name:
            case "font":
                look = replace(look, font=self._font(look.font, said))
            case "b":
                look = replace(look, bold=True)
            case "i":
                look = replace(look, italic=True)
            case "sub" | "sup":
                look = replace(look, raised=1 if name == "sup" else -1)
            case _:
                look = replace(look, lines=(*look.lines, _LINES[name]))
        self._looks.append((name, look))

    def _font(self, outer: Font, said: Said) -> Font:
        size = _length(said.get("point-size", ""))
        tint = colour(said["color"], self._scheme) if said.get("color") else None
        return Font(said.get("face") or outer.family, size or outer.size, tint or outer.colour)

    def _table(self, closing: bool, said: Said) -> None:
        if closing and self._skipped:
            self._skipped -= 1
        elif closing:
            self._end_table()
        elif self._skipped or len(self._tables) >= _DEEP or not self._open:
            self._skipped += 1
        else:
            self._tables.append(_TableRead(said))

    def _cell(self, said: Said) -> None:
        self._end_cell()
        cell = _CellRead(said)
        self._places += prod(cell.spans)
        if self._tables and not self._open and self._places <= _PLACES:
            cell.row = max(self._tables[-1].row, 0)
            self._boxes.append(cell)

    def _end_cell(self) -> None:
        if self._tables and self._open:
            self._tables[-1].add(self._boxes.pop())

    def _rule(self, name: str) -> None:
        table = self._tables[-1]
        for cell in reversed(table.cells):
            if cell.row != table.row:
                break
            if name == "vr":
                cell.beside = True
                break
            cell.below = True

    def _end_table(self) -> None:
        if not self._tables:
            return
        self._end_cell()
        read = self._tables.pop()
        if read.cells:
            box = self._boxes[-1]
            box.table = _made(read, self._scheme)
            box.pieces = []


def _made(read: _TableRead, scheme: str) -> LabelTable:
    said = read.said
    frame = _frame(said, _PLAIN, scheme)
    border = _length(said.get("cellborder", ""))
    padding = _length(said.get("cellpadding", ""))
    spacing = _length(said.get("cellspacing", ""))
    usual = CellFrame(
        border=frame.border if border is None else border,
        padding=_PLAIN.padding if padding is None else padding,
        colour=frame.colour,
    )
    last_row = max(cell.row + cell.spans[0] for cell in read.cells)
    last_column = max(cell.column + cell.spans[1] for cell in read.cells)
    cells = []
    for cell in read.cells:
        rows, columns = cell.spans
        below = cell.below or said.get("rows") == "*"
        beside = cell.beside or said.get("columns") == "*"
        cells.append(
            TableCell(
                cell.row,
                cell.column,
                cell.content(),
                _frame(cell.said, usual, scheme),
                rows,
                columns,
                cell.said.get("port", "").strip(),
                cell.said.get("align", "").lower() == "text",
                below and cell.row + rows < last_row,
                beside and cell.column + columns < last_column,
            )
        )
    return LabelTable(
        tuple(cells), frame, 2.0 if spacing is None else spacing, said.get("port", "").strip()
    )


def _frame(said: Said, usual: CellFrame, scheme: str) -> CellFrame:
    looks = {word.strip() for word in said.get("style", "").lower().split(",")}
    fill = None
    if said.get("bgcolor"):
        found = stops(said["bgcolor"], scheme)
        shown = any(stop.colour != CLEAR for stop in found)
        filling = Filling.RADIAL if "radial" in looks else Filling.LINEAR
        angle = _length(said.get("gradientangle", "")) or 0.0
        fill = Fill(found, filling, angle) if shown else None
    border, padding = _length(said.get("border", "")), _length(said.get("cellpadding", ""))
    tint = colour(said["color"], scheme) if said.get("color") else None
    sides = "".join(side for side in "LTRB" if side in said.get("sides", "LTRB").upper())
    valign = said.get("valign", "").lower()
    hidden = "invisible" in looks or "invis" in looks
    return CellFrame(
        border=0.0 if hidden else usual.border if border is None else border,
        sides=sides or "LTRB",
        padding=usual.padding if padding is None else padding,
        width=_length(said.get("width", "")) or 0.0,
        height=_length(said.get("height", "")) or 0.0,
        fixed=said.get("fixedsize", "").lower() == "true",
        colour=tint or usual.colour,
        fill=fill,
        dash=next((Dash(word) for word in ("dashed", "dotted") if word in looks), None),
        rounded="rounded" in looks,
        align=_SIDES.get(said.get("align", "").lower()),
        valign="top" if valign == "top" else "bottom" if valign == "bottom" else None,
    )


def _trimmed(lines: list[RichLine]) -> list[RichLine]:
    """Without the spaces round what each line says, but for those that begin one behind a break."""
    found = []
    for number, line in enumerate(lines):
        pieces = list(line.pieces)
        if pieces and not number:
            pieces[0] = replace(pieces[0], text=pieces[0].text.lstrip())
        if pieces:
            pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip())
        found.append(replace(line, pieces=tuple(piece for piece in pieces if piece.text)))
    return found


def _length(said: str) -> float | None:
    try:
        number = float(said)
    except ValueError:
        return None
    return min(number, _MOST) if number >= 0 else None


def _span(said: str) -> int:
    return min(int(said), _SPAN) if said.isascii() and said.isdigit() and int(said) > 0 else 1
