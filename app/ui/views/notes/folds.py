"""What folds in a note's page: one-cell tables whose text is hidden and shown again.

Folded text stays in the document, so that it is found; whoever lands in it opens it.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

from app.ui.views.notes.html import OPEN, SHUT


class Folds:
    """Numbered as in the page, from 0."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._tables: list[QTextTable] = []
        self._open: list[bool] = []
        # Of tables in folds, by object index: the padding, and the margins over and under each
        self._air: dict[int, tuple[float, float, float]] = {}

    @property
    def states(self) -> tuple[bool, ...]:
        return tuple(self._open)

    def add(self, table: QTextTable, opened: bool) -> None:
        self._tables.append(table)
        self._open.append(opened)
        after = self._document.findBlock(table.lastPosition() + 1)
        if after.length() == 1:  # Qt's own, an empty line between a table and what follows
            after.setVisible(False)
        if not opened:
            for block in _blocks(self._document, table):
                block.setVisible(False)
            self._shape(table)
        self._say(len(self._open) - 1)

    def toggle(self, number: int) -> None:
        if 0 <= number < len(self._open):
            self.set_open(number, not self._open[number])

    def set_open(self, number: int, opened: bool) -> None:
        if self._open[number] == opened:
            return
        self._open[number] = opened
        table = self._tables[number]
        first, last = table.firstPosition(), table.lastPosition()
        inside = [
            (t.firstPosition(), t.lastPosition(), o)
            for t, o in zip(self._tables, self._open, strict=True)
            if t.firstPosition() <= last and t.lastPosition() >= first
        ]
        for block in _blocks(self._document, table):
            at = block.position()
            block.setVisible(all(o for start, end, o in inside if start <= at <= end))
        self._shape(table)
        self._document.markContentsDirty(first, last - first + 1)
        self._say(number)

    def reveal(self, position: int) -> bool:
        """Open whatever hides that position; whether anything did."""
        hiding = [
            number
            for number, table in enumerate(self._tables)
            if not self._open[number] and table.firstPosition() <= position <= table.lastPosition()
        ]
        for number in hiding:
            self.set_open(number, True)
        return bool(hiding)

    def find_anchor(self, name: str) -> int | None:
        """The position of a named place that is folded away."""
        for table, opened in zip(self._tables, self._open, strict=True):
            for block in () if opened else _blocks(self._document, table):
                if name in names(block):
                    return block.position()
        return None

    def _shape(self, table: QTextTable) -> None:
        """Room round what is shown, none round what is not; so for the tables in it."""
        shape = table.format().toTableFormat()
        own = shape.cellPadding(), shape.topMargin(), shape.bottomMargin()
        air = self._air.setdefault(table.objectIndex(), own)
        if not self._document.findBlock(table.firstPosition()).isVisible():
            air = 0.0, 0.0, 0.0
        shape.setCellPadding(air[0])
        shape.setTopMargin(air[1])
        shape.setBottomMargin(air[2])
        table.setFormat(shape)
        for inner in table.childFrames():
            if isinstance(inner, QTextTable):
                self._shape(inner)

    def _say(self, number: int) -> None:
        """Put the sign before the summary, which is the paragraph before the table."""
        block = self._document.findBlock(self._tables[number].firstPosition() - 1)
        before, after = (SHUT, OPEN) if self._open[number] else (OPEN, SHUT)
        if not block.text().startswith(before):
            return
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        cursor.insertText(after)  # behind the old one, to be a part of the same link
        cursor.setPosition(block.position())
        cursor.deleteChar()


def _blocks(document: QTextDocument, table: QTextTable) -> Iterator[QTextBlock]:
    block = document.findBlock(table.firstPosition())
    while block.isValid() and block.position() <= table.lastPosition():
        yield block
        block = block.next()


def names(block: QTextBlock) -> list[str]:
    """Of all places in a block."""
    found: list[str] = []
    pieces = block.begin()
    while not pieces.atEnd():
        found += pieces.fragment().charFormat().anchorNames()
        pieces += 1
    return found
