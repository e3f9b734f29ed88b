"""What stands behind the text of a note: cards, the bars of quotes, the bar of the section."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCursor, QTextTable
from PySide6.QtWidgets import QTextEdit

from app.scene.theme import Theme
from app.scene.tones import tone_colour
from app.ui.kit.style import CARD
from app.ui.views.notes.document import Document
from app.ui.views.notes.style import MARGIN

_BAR = 3  # px


def behind(view: QTextEdit, page: Document, area: QRect, marked: int | None, theme: Theme) -> None:
    """In that part of the view's viewport."""
    painter = QPainter(view.viewport())
    painter.setClipRect(area)
    painter.translate(0, -view.verticalScrollBar().value())
    ends = area.topLeft(), area.bottomRight()
    first, last = (view.cursorForPosition(end).position() for end in ends)
    _paint(painter, page, (first, last), marked, theme)
    painter.end()


def _paint(
    painter: QPainter, page: Document, seen: tuple[int, int], marked: int | None, theme: Theme
) -> None:
    """In px of the document. `seen`: the first and last position of the text in view; `marked`:
    the line of the marked section's heading."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.hairline))
    painter.setBrush(QColor(theme.panel))
    for _, box in _boxes(page, page.cards, seen):
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), CARD, CARD)
    painter.setPen(Qt.PenStyle.NoPen)
    for quote, box in _boxes(page, page.quotes, seen):
        painter.setBrush(QColor(tone_colour(theme, page.tone(quote))))
        painter.drawRoundedRect(QRectF(box.x(), box.y(), _BAR, box.height()), 1.5, 1.5)
    start = page.heading(marked) if marked is not None else None
    if marked is not None and (start is None or start.selectionStart() <= seen[1]):
        top, bottom = page.extent(marked, seen[1])
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(QRectF(MARGIN / 2 - 2, top, _BAR, bottom - top), 1.5, 1.5)


def _boxes(
    page: Document, tables: list[QTextTable], seen: tuple[int, int]
) -> Iterator[tuple[QTextTable, QRectF]]:
    """Of the tables in view, which are in the order of the text: to ask for another's box would lay out
    all the text before it."""
    first, last = seen
    begin = bisect_left(tables, first, key=_start)
    for table in (
        *_round(page, tables, first),
        *tables[begin : bisect_right(tables, last, key=_start)],
    ):
        if page.findBlock(table.firstPosition()).isVisible():
            yield table, page.box(table)


def _round(page: Document, tables: list[QTextTable], position: int) -> Iterator[QTextTable]:
    """Those of them that begin before a position and hold it."""
    cursor = QTextCursor(page)
    cursor.setPosition(min(position, page.characterCount() - 1))
    frame = cursor.currentFrame()
    while frame is not None:
        at = bisect_left(tables, frame.firstPosition(), key=_start)
        if frame.firstPosition() < position and at < len(tables) and tables[at] == frame:
            yield tables[at]
        frame = frame.parentFrame()


def _start(table: QTextTable) -> int:
    return table.firstPosition()
