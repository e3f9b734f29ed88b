"""Cards and tables that are wider than the text: lines of code and words in cells stay whole, a
drawing shrinks as long as it can be read, and what then is still too wide scrolls by itself."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtGui import (
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTable,
    QTextTableCell,
)

from app.sources.markdown import html_rules
from app.ui.views.notes.html import CARD_PADDING, DATA_PADDING
from app.ui.views.notes.markup import DRAWN_PADDING

SMALLEST = 0.75  # of the size of code, to which a drawing shrinks
TAB = 4  # letters
ROWS, CELLS, LINES = 400, 6, 40  # that are looked at, of a table, a column and a card
WORD = 26  # letters of a word in a cell that stay together; a cell's text is at most twice as wide
LETTERS = 2_000  # of a block in a cell that are looked at
ROOMY = 1.5  # times the room: what a table may take that scrolls anyway
_VARIABLE = QTextLength(QTextLength.Type.VariableLength, 0)
_WHOLE = QTextLength(QTextLength.Type.PercentageLength, 100)


class ColumnWidth(NamedTuple):
    """The least width of a table's column that breaks no word, and that which breaks no line, px."""

    least: float
    natural: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A table as wide as it is by itself, its padding counted in, px. Of a `drawing`, `size` is the
    size of its letters; `pictured` is one that holds a diagram."""

    table: QTextTable
    columns: tuple[ColumnWidth, ...]
    drawing: bool = False
    size: int = 0
    pictured: bool = False


class WideTables:
    """Those of one document. Widths are px of it."""

    def __init__(self) -> None:
        self._room = 0.0
        self._measured: list[Measured] = []
        self._given: dict[int, tuple[float, ...]] = {}  # widths of columns, by a table's index
        self._paddings: dict[int, float] = {}
        self._offsets: dict[int, float] = {}
        self._scrolling: list[QTextTable] | None = None  # where that is known
        self._held: dict[int, float] = {}  # by how much what is wide in a table widens it

    def take(self, table: QTextTable, padding: float) -> None:
        """One more, whose cells have that padding when it is not folded away. What tells cards,
        data and others apart is that, too."""
        self._paddings[table.objectIndex()] = padding
        if padding == CARD_PADDING:
            self._take(_card(table, padding))
        elif padding == DRAWN_PADDING:
            self._take(_picture(table, padding))
        elif padding == DATA_PADDING:
            columns = (tuple(_cells(table, n)) for n in range(table.columns()))
            self._take(Measured(table, tuple(_column(cells, padding) for cells in columns)))

    def fit(self, room: float) -> None:
        """The text is as wide as that now."""
        if room == self._room:
            return
        self._room, self._scrolling = room, None
        if self._measured:
            together = QTextCursor(self._measured[0].table.document())
            together.beginEditBlock()
            for measured in self._measured:
                self._fit(measured)
            together.endEditBlock()

    def fit_to_paper(self, room: float) -> None:
        """Drawings and diagrams as small as they must be; the rest wraps, since paper does not scroll."""
        self._room, self._scrolling = room, None
        for measured in self._measured:
            if measured.drawing:
                self._shrink(measured, self.room(measured.table), least=0.0)
            elif measured.pictured:
                _shrink_picture(measured.table, self.room(measured.table) - 2 * DRAWN_PADDING)

    def room(self, table: QTextTable) -> float:
        """How wide a table may be without scrolling."""
        around = table.parentFrame()
        left = table.format().toTableFormat().leftMargin()
        if isinstance(around, QTextTable):
            return self.room(around) - 2 * self._padding(around) - left
        return self._room - left

    def offset(self, table: QTextTable) -> float:
        """How far it is scrolled."""
        return self._offsets.get(table.objectIndex(), 0.0)

    def hidden(self, table: QTextTable) -> float:
        """How much of its width does not show: 0 of one that does not scroll."""
        return max(0.0, sum(self._given.get(table.objectIndex(), ())) - self.room(table))

    def knows(self, table: QTextTable) -> bool:
        """Whether it is one of them, and of text."""
        return any(m.table == table and not m.pictured for m in self._measured)

    def natural(self, table: QTextTable) -> float:
        """How wide it is by itself."""
        found = (m for m in self._measured if m.table == table)
        return sum(column.natural for m in found for column in m.columns)

    def letters(self, table: QTextTable) -> int:
        """The size of a card's letters where it has not shrunk; 0 of a table."""
        return next((m.size for m in self._measured if m.table == table), 0)

    def state(self, table: QTextTable) -> tuple[float, float]:
        """How much of it does not show, and how far it is scrolled."""
        return self.hidden(table), self.offset(table)

    def scroll_to(self, table: QTextTable, offset: float) -> bool:
        """As far as it goes; whether that moved it."""
        bounded = max(0.0, min(offset, self.hidden(table)))
        moved = bounded != self.offset(table)
        self._offsets[table.objectIndex()] = bounded
        return moved

    @property
    def scrolling(self) -> list[QTextTable]:
        """Those that scroll, in the order of the text."""
        if self._scrolling is None:
            self._scrolling = [m.table for m in self._measured if self.hidden(m.table) > 0]
        return self._scrolling

    def _take(self, measured: Measured) -> None:
        self._measured.append(measured)
        self._scrolling = None
        if self._room:
            self._fit(measured)

    def _padding(self, table: QTextTable) -> float:
        return self._paddings.get(table.objectIndex(), 0.0)

    def _fit(self, measured: Measured) -> None:
        table, room = measured.table, self.room(measured.table)
        widths: tuple[float, ...] = ()
        columns = measured.columns
        if measured.drawing:
            columns = (self._shrink(measured, room),)
        if sum(c.natural for c in columns) > room:
            widths = shared(columns, room)
        if widths == self._given.get(table.objectIndex(), ()):
            return
        self._given[table.objectIndex()] = widths
        self._scrolling = None
        _set_widths(table, widths)
        self.scroll_to(table, self.offset(table))
        around = table.parentFrame()
        while isinstance(around, QTextTable):
            self._hold(around)
            around = around.parentFrame()

    def _hold(self, around: QTextTable) -> None:
        """Qt widens what a wide table stands in. What else stands there stays as it was, by a right
        margin."""
        cell = around.cellAt(0, 0)
        blocks: list[QTextBlock] = []
        tables: list[QTextTable] = []
        part = cell.begin()
        while not part.atEnd():
            inner = part.currentFrame()
            if isinstance(inner, QTextTable):
                tables.append(inner)
            elif part.currentBlock().isValid():
                blocks.append(part.currentBlock())
            part += 1
        wider = [max(self.hidden(t), self._held.get(t.objectIndex(), 0.0)) for t in tables]
        excess = max(wider, default=0.0)
        if excess == self._held.get(around.objectIndex(), 0.0):
            return
        self._held[around.objectIndex()] = excess
        margin = QTextBlockFormat()
        margin.setRightMargin(excess)
        for block in blocks:
            QTextCursor(block).mergeBlockFormat(margin)
        for table, own in zip(tables, wider, strict=True):
            shape = table.format().toTableFormat()
            shape.setRightMargin(0.0 if own else excess)
            table.setFormat(shape)

    def _shrink(self, measured: Measured, room: float, least: float = SMALLEST) -> ColumnWidth:
        """The column of a drawing, whose letters are as large as fits, within bounds."""
        table, padding = measured.table, 2 * self._padding(measured.table)
        natural = measured.columns[0].natural
        scale = max(least, min(1.0, (room - padding) / max(natural - padding, 1)))
        size = max(1, int(measured.size * scale))
        cursor = QTextCursor(table.firstCursorPosition())
        if cursor.charFormat().font().pixelSize() != size:
            cursor.setPosition(table.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
            shape = QTextCharFormat()
            shape.setProperty(QTextCharFormat.Property.FontPixelSize, size)
            cursor.mergeCharFormat(shape)
        width = (natural - padding) * size / max(measured.size, 1) + padding + 1
        return ColumnWidth(width, width)


def _card(table: QTextTable, padding: float) -> Measured:
    """Code, a line of it in a line. A drawing's letters are all of one size."""
    block, widest, size, drawing = table.firstCursorPosition().block(), 0.0, 0, False
    while block.isValid() and block.position() <= table.lastPosition():
        lines = block.text().split("\u2028")
        shape = block.charFormat().font()
        pieces = block.begin()
        if not pieces.atEnd():
            shape = pieces.fragment().charFormat().font()
            size = shape.pixelSize()
        font = QFontMetricsF(shape)
        longest = heapq.nlargest(LINES, lines, key=len)
        widest = max(widest, *(font.horizontalAdvance(line.expandtabs(TAB)) for line in longest))
        drawing = drawing or html_rules.is_drawing(block.text())
        block = block.next()
    width = widest + 2 * padding + 1
    return Measured(table, (ColumnWidth(width, width),), drawing, size)


def _picture(table: QTextTable, padding: float) -> Measured:
    """A diagram of a block of code, at the size at which it can be read."""
    shown = _shown_picture(table)
    width = shown.charFormat().toImageFormat().width() + 2 * padding + 1
    return Measured(table, (ColumnWidth(width, width),), pictured=True)


def _shown_picture(table: QTextTable) -> QTextCursor:
    """The picture in a table, selected."""
    cursor = QTextCursor(table.firstCursorPosition())
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _shrink_picture(table: QTextTable, room: float) -> None:
    shown = _shown_picture(table)
    shape = shown.charFormat().toImageFormat()
    if shape.width() > room:
        shape.setHeight(shape.height() * room / shape.width())
        shape.setWidth(room)
        shown.setCharFormat(shape)


def shared(columns: Sequence[ColumnWidth], room: float) -> tuple[float, ...]:
    """Widths for columns whose natural ones are too wide: none is less than its least. Where these
    are too wide as well, the table will scroll, and takes some more than it must."""
    least, natural = sum(c.least for c in columns), sum(c.natural for c in columns)
    whole = room if least <= room else min(max(least, ROOMY * room), natural)
    part = (whole - least) / max(natural - least, 1)
    return tuple(c.least + (c.natural - c.least) * min(max(part, 0.0), 1.0) for c in columns)


def _set_widths(table: QTextTable, widths: tuple[float, ...]) -> None:
    """Of the columns; with none, as Qt finds them."""
    shape = table.format().toTableFormat()
    fixed = [QTextLength(QTextLength.Type.FixedLength, width) for width in widths]
    shape.setColumnWidthConstraints(fixed or [_VARIABLE] * table.columns())
    total = QTextLength(QTextLength.Type.FixedLength, sum(widths))
    shape.setWidth(total if widths else _WHOLE)
    table.setFormat(shape)


def _cells(table: QTextTable, column: int) -> Iterator[QTextTableCell]:
    """The cells of a column with the longest texts and words."""
    cells = [table.cellAt(row, column) for row in range(min(table.rows(), ROWS))]
    said = {
        n: cell.firstCursorPosition().block().text()
        for n, cell in enumerate(cells)
        if cell.columnSpan() == 1
    }
    longest = heapq.nlargest(CELLS, said, key=lambda n: len(said[n]))
    longest += heapq.nlargest(CELLS, said, key=lambda n: max(map(len, said[n].split()), default=0))
    return (cells[n] for n in dict.fromkeys(longest))


def _column(cells: Iterable[QTextTableCell], padding: float) -> ColumnWidth:
    least = natural = 0.0
    for cell in cells:
        block, last = cell.firstCursorPosition().block(), cell.lastPosition()
        while block.isValid() and block.position() <= last:
            word, line = _widths(block)
            least, natural = max(least, word), max(natural, line)
            block = block.next()
    return ColumnWidth(least + 2 * padding + 1, max(natural, least) + 2 * padding + 1)


def _widths(block: QTextBlock) -> tuple[float, float]:
    """Of its widest word and of its widest line, both bounded."""
    line = least = word = 0.0
    widest = 0.0
    pieces, left = block.begin(), LETTERS
    while left > 0 and not pieces.atEnd():
        fragment = pieces.fragment()
        shape = fragment.charFormat()
        if shape.isImageFormat():
            word += shape.toImageFormat().width()
            line += shape.toImageFormat().width()
        else:
            font = QFontMetricsF(shape.font())
            most = WORD * font.averageCharWidth()
            text = fragment.text()[:left]
            left -= len(text)
            for n, said in enumerate(text.replace("\u2028", " \u2028 ").split(" ")):
                if n:
                    least, word = max(least, word), 0.0
                    line += font.horizontalAdvance(" ")
                if said == "\u2028":
                    widest, line = max(widest, line), 0.0
                    continue
                width = font.horizontalAdvance(said)
                word, line = min(word + width, most), min(line + width, 2 * most)
        pieces += 1
    return max(least, word), max(widest, line)
