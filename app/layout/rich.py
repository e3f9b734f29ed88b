"""Labels that are more than plain text: how large they are in the house's letters, and where each of
their letters, frames, images and rules stands. Tables grow with what is in them, as Graphviz's do:
https://graphviz.org/doc/info/shapes.html#html."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from app.layout import text
from app.layout.breaking import pieces, words
from app.layout.fonts import USUAL, Face, face_of
from app.layout.images import image_size
from app.layout.reading import as_seen, marked
from app.model.geometry import Box, Point, fitting
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
from app.model.style import Font

SMALLEST = 8.5  # pt of letters that an author made small
LARGEST_IMAGE = 96.0  # pt, where a file says nothing of it
RAISED, RAISED_SIZE = 0.35, 0.7  # of its size, a letter above or below the line; how large it is
NEAR = 0.01  # pt: so much wider counts as no wider
_SPACES = re.compile(r"^(\s+)|(\s+)$")  # round what a piece says
_PARTS = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "bottom": 1.0, None: 0.5}


class LabelFont(NamedTuple):
    """A label's letters are `size` pt where its file says `base`; what is not said to be bold is so
    if `bold`, and of that `face` as far as it says no other."""

    base: float
    size: float
    bold: bool
    face: Face = Face()

    @property
    def scale(self) -> float:
        """By how much all of the label is larger than its file says."""
        return self.size / self.base


class PlacedPiece(NamedTuple):
    """Letters on a base line (y); their line is as high as the box (pt). `behind` is the innermost
    frame that is filled, as of all that is placed."""

    piece: RichPiece
    words: str
    box: Box
    baseline: float
    size: float
    face: Face
    behind: CellFrame | None


class PlacedFrame(NamedTuple):
    """A table or a cell. It is `close` where the next one's border lies on its own."""

    frame: CellFrame
    box: Box
    port: str
    close: bool
    behind: CellFrame | None


class PlacedImage(NamedTuple):
    image: RichImage
    box: Box


class PlacedRule(NamedTuple):
    """A line between cells, in the colour of its table's border."""

    start: Point
    end: Point
    frame: CellFrame
    behind: CellFrame | None


Placed = PlacedPiece | PlacedFrame | PlacedImage | PlacedRule


def label_font(font: Font | None, size: float, bold: bool, rich: RichText) -> LabelFont:
    """Of a label whose font is said so and is written in `size` pt; `bold` where the house writes such
    labels so. Where its author tells bold letters from others, and in a table, these are none."""
    base = font.size if font is not None and font.size else USUAL
    heavy = bold and rich.table is None and not _has_bold(rich.lines)
    face = face_of(font)
    return LabelFont(base, size, heavy or face.bold, face)


def _has_bold(lines: Sequence[RichLine]) -> bool:
    return any(piece.bold for line in lines for piece in line.pieces)


@lru_cache(maxsize=4096)
def size_of(rich: RichText, font: LabelFont) -> tuple[float, float]:
    """Width and height, in pt."""
    if rich.table is not None:
        return _table_size(rich.table, font)
    if rich.image is not None:
        return _image_size(rich.image, font)
    sizes = [_line_size(line, font) for line in rich.lines]
    return max((wide for wide, _ in sizes), default=0.0), sum(high for _, high in sizes)


def placed(
    rich: RichText,
    font: LabelFont,
    box: Box,
    side: LabelSide = "center",
    behind: CellFrame | None = None,
) -> Iterator[Placed]:
    """What it is made of, from the lowest up. A table fills the box, lines stand at its sides or as
    most do at that `side`, in the middle of its height."""
    if rich.table is not None:
        yield from _table(rich.table, font, box, behind)
    elif rich.image is not None:
        yield PlacedImage(rich.image, box)
    else:
        _, high = size_of(rich, font)
        y = box.y + (box.height - high) / 2
        for line in rich.lines:
            wide, tall = _line_size(line, font)
            x = box.x + (box.width - wide) * _PARTS[line.side or side]
            yield from _line(line, font, Box(x, y, wide, tall), behind)
            y += tall


def wrapped(rich: RichText, font: LabelFont, width: float) -> RichText:
    """With its lines broken where words end so that none is wider (pt) than that, if it can be, and in
    words that are wider at their joints. As wide as it then is, it breaks at the same places."""
    said = [piece for line in rich.lines for piece in line.pieces]
    parts = (part for piece in said for part in _least_parts(piece, font))
    width = max(width, *parts, 0.0) + NEAR
    lines = (row for line in rich.lines for row in _broken(line, font, width))
    return replace(rich, lines=tuple(lines))


def _least_parts(piece: RichPiece, font: LabelFont) -> Iterator[float]:
    """How wide what cannot be broken is."""
    for word in words(piece.text):
        parts = pieces(word, lambda _: False)
        yield from (_width(part.strip(), *_letters(piece, font)) for part in parts)


def _broken(line: RichLine, font: LabelFont, width: float) -> Iterator[RichLine]:
    row, x = list[RichPiece](), 0.0
    whole = "".join(piece.text for piece in line.pieces)
    for piece in line.pieces:
        for n, said in enumerate(_fitting(piece, font, width)):
            word, wide = said, _width(said, *_letters(piece, font))
            apart = n or word[0] == " " or (row and row[-1].text.endswith(" "))
            if row and apart and x + wide > width:
                yield _ended(line, row, whole)
                word, row, x = word.lstrip(" "), [], 0.0
                wide = _width(word, *_letters(piece, font))
            if row and replace(row[-1], text="") == replace(piece, text=""):
                row[-1] = replace(row[-1], text=row[-1].text + word)
            elif word:
                row.append(replace(piece, text=word))
            x += wide
    yield _ended(line, row, whole)


def _fitting(piece: RichPiece, font: LabelFont, width: float) -> Iterator[str]:
    """The words of a piece, those that are wider in their parts."""

    def fits(word: str) -> bool:
        return _width(word.strip(), *_letters(piece, font)) <= width

    for word in words(piece.text):
        yield from pieces(word, fits)


def _ended(line: RichLine, row: list[RichPiece], whole: str) -> RichLine:
    """Of these pieces, without spaces at its end, read as the whole line is."""
    if row:
        row[-1] = replace(row[-1], text=row[-1].text.rstrip(" "))
        said = "".join(piece.text for piece in row)
        mark = marked([said], whole)[0].removesuffix(said)
        row[0] = replace(row[0], text=mark + row[0].text)
    return replace(line, pieces=tuple(piece for piece in row if piece.text))


def ports(rich: RichText, font: LabelFont, box: Box) -> Iterator[tuple[str, Box]]:
    """The cells and tables, of a label in that box, that have a name, and where they lie."""
    for one in placed(rich, font, box):
        if isinstance(one, PlacedFrame) and one.port:
            yield one.port, one.box


# Lines


def _line_size(line: RichLine, font: LabelFont) -> tuple[float, float]:
    wide = sum(_width(piece.text, *_letters(piece, font)) for piece in line.pieces)
    return wide, text.line_height(_tallest(line, font))


def _tallest(line: RichLine, font: LabelFont) -> float:
    return max((_own_size(piece, font) for piece in line.pieces), default=font.size)


def _own_size(piece: RichPiece, font: LabelFont) -> float:
    """As large as its line has it, were it not raised."""
    said = piece.font.size
    return font.size if not said else max(said * font.scale, min(SMALLEST, font.size))


def _letters(piece: RichPiece, font: LabelFont) -> tuple[float, Face]:
    size = _own_size(piece, font)
    own = face_of(piece.font) if piece.font.family else font.face
    bold, italic = piece.bold or font.bold or own.bold, piece.italic or own.italic
    return size * RAISED_SIZE if piece.raised else size, Face(own.family, bold, italic)


def _width(words: str, size: float, face: Face) -> float:
    return text.text_width(words, size, face.bold, face.even)


def _line(
    line: RichLine, font: LabelFont, box: Box, behind: CellFrame | None
) -> Iterator[PlacedPiece]:
    x, base = box.x, box.center.y + text.drop(_tallest(line, font), bold=False)
    parts = [(piece, part) for piece in line.pieces for part in _SPACES.split(piece.text) if part]
    whole = "".join(piece.text for piece in line.pieces)
    for n in as_seen([part for _, part in parts], whole):
        piece, words = parts[n]
        size, face = _letters(piece, font)
        wide = _width(words, size, face)
        if words.strip():
            y = base - piece.raised * RAISED * size
            yield PlacedPiece(piece, words, Box(x, box.y, wide, box.height), y, size, face, behind)
        x += wide


# Images


def _image_size(image: RichImage, font: LabelFont) -> tuple[float, float]:
    wide, high = image_size(image.path) or (0.0, 0.0)
    if not wide:
        return 0.0, 0.0
    part = min(font.scale, LARGEST_IMAGE / max(wide, high))
    return wide * part, high * part


# Tables


class _Grid(NamedTuple):
    """How wide the columns and how high the rows are, in pt."""

    columns: list[float]
    rows: list[float]


@lru_cache(maxsize=4096)
def _grid(table: LabelTable, font: LabelFont) -> _Grid:
    spacing = table.spacing * font.scale
    columns = [0.0] * max(cell.column + cell.columns for cell in table.cells)
    rows = [0.0] * max(cell.row + cell.rows for cell in table.cells)
    for cell in sorted(table.cells, key=lambda cell: cell.columns):
        wide, _ = _cell_size(cell, font)
        _widened(columns, cell.column, cell.columns, wide, spacing)
    for cell in sorted(table.cells, key=lambda cell: cell.rows):
        _, high = _cell_size(cell, font)
        _widened(rows, cell.row, cell.rows, high, spacing)
    return _Grid(columns, rows)


def _widened(sizes: list[float], first: int, count: int, least: float, spacing: float) -> None:
    """Those that a cell spans, evenly, until it has room."""
    lacking = least - sum(sizes[first : first + count]) - spacing * (count - 1)
    for number in range(first, first + count) if lacking > 0 else ():
        sizes[number] += lacking / count


def _cell_size(cell: TableCell, font: LabelFont) -> tuple[float, float]:
    frame, scale = cell.frame, font.scale
    wide, high = size_of(cell.content, font)
    room = 2 * (frame.padding + frame.border) * scale
    least_wide, least_high = frame.width * scale, frame.height * scale
    if cell.content.image is not None and (frame.width or frame.height):
        # An image becomes as large as its cell.
        return least_wide or wide + room, least_high or high + room
    return max(wide + room, least_wide), max(high + room, least_high)


def _table_size(table: LabelTable, font: LabelFont) -> tuple[float, float]:
    grid, scale = _grid(table, font), font.scale

    def whole(sizes: list[float], least: float) -> float:
        more = table.spacing * (len(sizes) + 1) + 2 * table.frame.border
        return max(sum(sizes) + more * scale, least * scale)

    return whole(grid.columns, table.frame.width), whole(grid.rows, table.frame.height)


def _table(
    table: LabelTable, font: LabelFont, box: Box, behind: CellFrame | None
) -> Iterator[Placed]:
    frame, scale = table.frame, font.scale
    if frame.fixed or frame.align is not None:
        box = _within(box, _table_size(table, font), frame)
    yield PlacedFrame(frame, box, table.port, False, behind)
    behind = frame if frame.fill is not None else behind
    grid, spacing = _grid(table, font), table.spacing * scale
    edge = frame.border * scale
    xs = _starts(grid.columns, box.x + edge, box.width - 2 * edge, spacing)
    ys = _starts(grid.rows, box.y + edge, box.height - 2 * edge, spacing)
    for cell in table.cells:
        x, y = xs[cell.column], ys[cell.row]
        right = xs[cell.column + cell.columns] - spacing
        bottom = ys[cell.row + cell.rows] - spacing
        own = Box(x, y, max(right - x, 0.0), max(bottom - y, 0.0))
        yield PlacedFrame(cell.frame, own, cell.port, not table.spacing, behind)
        yield from _cell(cell, font, own, behind)
        if cell.below:
            at = own.bottom + spacing / 2
            ends = Point(x - spacing / 2, at), Point(right + spacing / 2, at)
            yield PlacedRule(*ends, frame, behind)
        if cell.beside:
            at = own.right + spacing / 2
            ends = Point(at, y - spacing / 2), Point(at, bottom + spacing / 2)
            yield PlacedRule(*ends, frame, behind)


def _starts(sizes: list[float], start: float, room: float, spacing: float) -> list[float]:
    """Where each column or row begins, and one more would: what room is to spare they share."""
    more = max(room - sum(sizes) - spacing * (len(sizes) + 1), 0.0) / len(sizes)
    found = [start + spacing]
    for size in sizes:
        found.append(found[-1] + size + more + spacing)
    return found


def _cell(cell: TableCell, font: LabelFont, box: Box, behind: CellFrame | None) -> Iterator[Placed]:
    frame, content = cell.frame, cell.content
    behind = frame if frame.fill is not None else behind
    inner = box.inflated(-(frame.padding + frame.border) * font.scale)
    if content.image is not None:
        wide, high = size_of(content, font)
        if frame.width or frame.height or content.image.scale not in ("", "false"):
            part = fitting((wide, high), (inner.width, inner.height))
            wide, high = wide * part, high * part
        yield PlacedImage(content.image, _within(inner, (wide, high), frame))
    elif content.table is not None:
        yield from placed(content, font, inner, "center", behind)
    else:
        wide, high = size_of(content, font)
        own = _within(inner, (inner.width if cell.wide else wide, high), frame)
        yield from placed(content, font, own, "center", behind)


def _within(box: Box, size: tuple[float, float], frame: CellFrame) -> Box:
    """Where something of that size stands in a box, at the sides that a frame says."""
    wide, high = size
    x = box.x + (box.width - wide) * _PARTS[frame.align]
    y = box.y + (box.height - high) * _PARTS[frame.valign]
    return Box(x, y, wide, high)
