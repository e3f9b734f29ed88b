"""Keys and what they do, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit.plain import Label

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]

NARROW, APART, MOST = 290, 40, 3  # px of a column, at least, and between two; columns
INSIDE, BETWEEN = 16, 20  # px between what is done and its key; between groups
ROW, HEADING = 4, 8  # px under a row; under a heading


class _KeyRow(QWidget):
    """What is done left, the key right; both wrap."""

    def __init__(self, key: str, text: str, found: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.found = found
        self._text, self._key = Label(text, self), Label(key, self, kind="muted")
        self._key.setObjectName("key")
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._key.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        for label in (self._text, self._key):
            label.setWordWrap(True)

    def high_in(self, width: int) -> int:
        text, key = self._parts(width)
        return max(self._text.heightForWidth(text), self._key.heightForWidth(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        text, key = self._parts(self.width())
        self._text.setGeometry(0, 0, text, self.height())
        self._key.setGeometry(self.width() - key, 0, key, self.height())

    def _parts(self, width: int) -> tuple[int, int]:
        """px that text and key get of a width."""
        whole = self._key.fontMetrics().horizontalAdvance(self._key.text()) + 2
        key = min(whole, width // 2)
        return width - key - INSIDE, key


class _Group:
    def __init__(self, title: str, rows: Iterable[tuple[str, str]], parent: QWidget) -> None:
        self.heading = Label(title, parent, kind="heading")
        self.rows = [
            _KeyRow(key, text, f"{title} {text} {key}".casefold(), parent) for key, text in rows
        ]


class _PlacedWidget(NamedTuple):
    """A heading or a row; its height and what is free above and below it, in px."""

    widget: QWidget
    high: int
    above: int
    below: int


_Block = list[_PlacedWidget]  # what stands together
_Column = list[_Block]


class KeyColumns(QWidget):
    """`groups` are titles, each with keys and what they do. A group stays together unless `broken`.

    It is as high as it needs to be in the width it gets; `narrow_to` shows some of it."""

    def __init__(
        self, groups: Groups, parent: QWidget | None = None, *, broken: bool = False
    ) -> None:
        super().__init__(parent)
        self._broken = broken
        self._groups = [_Group(title, rows, self) for title, rows in groups]

    def narrow_to(self, typed: str) -> bool:
        """Show what has all the words that were typed; whether anything has."""
        words = typed.casefold().split()
        for group in self._groups:
            for row in group.rows:
                row.setVisible(all(word in row.found for word in words))
            group.heading.setVisible(any(not row.isHidden() for row in group.rows))
        self._set_out()
        return any(not group.heading.isHidden() for group in self._groups)

    def sizeHint(self) -> QSize:
        wide = MOST * NARROW + (MOST - 1) * APART
        return QSize(wide, self.height_in(wide))

    def height_in(self, width: int) -> int:
        """How high (px) it is in a width (px)."""
        return max((_total(column) for column in self._columns(width)), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._set_out()

    def _set_out(self) -> None:
        wide = _wide(self.width())
        for number, column in enumerate(self._columns(self.width())):
            x, y = number * (wide + APART), 0
            for block in column:
                for part in block:
                    y += part.above if y else 0
                    part.widget.setGeometry(x, y, wide, part.high)
                    y += part.high + part.below
        self.setMinimumHeight(self.height_in(self.width()))

    def _columns(self, width: int) -> list[_Column]:
        """As low as so many columns can be."""
        blocks = list(self._blocks(_wide(width)))
        low = max((_total([block]) for block in blocks), default=0)
        while len(columns := _filled(blocks, low)) > _count(width):
            low += ROW
        return columns

    def _blocks(self, wide: int) -> Iterator[_Block]:
        """What shows, in groups or, where they may be broken, by row."""
        for group in self._groups:
            rows = [row for row in group.rows if not row.isHidden()]
            if rows:
                heading = _PlacedWidget(
                    group.heading, group.heading.sizeHint().height(), BETWEEN, HEADING
                )
                parts = [_PlacedWidget(row, row.high_in(wide), 0, ROW) for row in rows]
                if self._broken:
                    yield [heading, parts[0]]
                    yield from ([part] for part in parts[1:])
                else:
                    yield [heading, *parts]


def _total(column: _Column) -> int:
    """How high it is; nothing is above its head."""
    parts = [part for block in column for part in block]
    return sum(p.above + p.high + p.below for p in parts) - parts[0].above


def _count(width: int) -> int:
    return max(1, min(MOST, (width + APART) // (NARROW + APART)))


def _wide(width: int) -> int:
    """px of a column in that width."""
    count = _count(width)
    return (width - (count - 1) * APART) // count


def _filled(blocks: list[_Block], low: int) -> list[_Column]:
    """Blocks in columns that are at most so high, in order."""
    columns: list[_Column] = []
    for block in blocks:
        if columns and _total([*columns[-1], block]) <= low:
            columns[-1].append(block)
        else:
            columns.append([block])
    return columns
