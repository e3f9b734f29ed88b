"""Scrolling what is wider than the text sideways, each card and table by itself.

Qt's text browser scrolls all or nothing. So its sideways scroll bar, which nobody sees, stands
where a table is scrolled to while that table is painted or has the pointer, and else at 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QTextTable,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit

from app.scene.theme import LIGHT, Theme
from app.ui.views.notes.document import Document

THUMB, EDGE, GRIP = 4, 8, 12  # px: how high a thumb is, how far from the sides, where it is held
KEY = 60  # px that a key scrolls
_MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
}


class WideScrolling:
    """Of one view. `behind` and `text` paint a part of its viewport: what stands behind the text,
    and the text."""

    def __init__(
        self,
        view: QTextEdit,
        behind: Callable[[QRect], None],
        text: Callable[[QRect], None],
    ) -> None:
        self._view, self._behind, self._paint_text = view, behind, text
        self._page: Document | None = None
        self._theme: Theme = LIGHT
        self._dragged: tuple[QTextTable, float] | None = (
            None  # and px from thumb's start to pointer
        )
        view.horizontalScrollBar().valueChanged.connect(self._stay)

    def show(self, page: Document, theme: Theme) -> None:
        """From now on it is this page's tables."""
        self._page, self._theme, self._dragged = page, theme, None

    def handle(self, event: QEvent, onward: Callable[[QEvent], bool]) -> bool:
        """An event of the viewport; `onward` is what the view does with it."""
        if self._page is None or not self._page.wide.scrolling:
            return onward(event)
        kind = event.type()
        if kind == QEvent.Type.Paint:
            self._paint(cast(QPaintEvent, event))
            return True
        if kind == QEvent.Type.Wheel and self._wheel(cast(QWheelEvent, event)):
            return True
        if kind in _MOUSE and self._drag(cast(QMouseEvent, event)):
            return True
        place = _place(event)
        table = self._at(place) if place is not None else None
        if table is None:
            return onward(event)
        with self._shifted(table):
            return onward(event)

    def key(self, event: QKeyEvent) -> bool:
        """Left and Right scroll the first of those in view; whether there is one."""
        steps = {Qt.Key.Key_Left: -KEY, Qt.Key.Key_Right: KEY}
        step = steps.get(Qt.Key(event.key()))
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, _KEYPAD}
        found = next(self._seen(), None) if step and plain else None
        if found is None or step is None:
            return False
        self._scroll(found[0], step)
        return True

    def reveal(self, cursor: QTextCursor) -> None:
        """Scroll the table that a piece of text is in, so that it shows."""
        table = cursor.currentTable()
        if self._page is None or table is None or not self._page.wide.hidden(table):
            return
        box = self._box(table)
        start = QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        left, right = (self._view.cursorRect(c).left() for c in (start, cursor))
        offset = self._page.wide.offset(table)
        if right - offset > box.right() - EDGE or left - offset < box.left() + EDGE:
            middle = (left + min(right, left + box.width())) / 2
            self._page.wide.scroll_to(table, middle - box.center().x())

    # Events

    def _stay(self, value: int) -> None:
        if value:
            self._view.horizontalScrollBar().setValue(0)

    def _wheel(self, event: QWheelEvent) -> bool:
        """Sideways, or up and down with Shift."""
        turned = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        by = turned.x() or (turned.y() if sideways else 0)
        if abs(by) < abs(turned.y()) and not sideways:
            return False
        table = self._at(event.position().toPoint()) if by else None
        if table is None:
            return False
        self._scroll(table, -by)
        event.accept()
        return True

    def _drag(self, event: QMouseEvent) -> bool:
        at = event.position()
        if event.type() == QEvent.Type.MouseButtonPress:
            table = self._at(at.toPoint())
            left = event.button() == Qt.MouseButton.LeftButton
            if table is None or not left or not self._grip(table).contains(at):
                return False
            thumb = self._thumb(table)
            inside = thumb.left() <= at.x() <= thumb.right()
            self._dragged = table, at.x() - thumb.left() if inside else thumb.width() / 2
        if self._dragged is None:
            return False
        table, held = self._dragged
        box = self._box(table).adjusted(EDGE, 0, -EDGE, 0)
        free = max(box.width() - self._thumb(table).width(), 1)
        hidden = self._page.wide.hidden(table) if self._page else 0.0
        self._scroll_to(table, (at.x() - held - box.left()) / free * hidden)
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._dragged = None
        return True

    def _scroll(self, table: QTextTable, by: float) -> None:
        if self._page is not None:
            self._scroll_to(table, self._page.wide.offset(table) + by)

    def _scroll_to(self, table: QTextTable, offset: float) -> None:
        if self._page is not None and self._page.wide.scroll_to(table, offset):
            self._view.viewport().update()

    # Painting

    def _paint(self, event: QPaintEvent) -> None:
        """Above and below these tables as ever, in them as far as each is scrolled."""
        area = event.rect()
        self._behind(area)
        top = area.top()
        seen = list(self._seen())
        for table, box in seen:
            rows = box.toAlignedRect() & area
            if rows.isEmpty():
                continue
            self._text(QRect(area.left(), top, area.width(), rows.top() - top))
            self._text(QRect(area.left(), rows.top(), rows.left() - area.left(), rows.height()))
            air = EDGE if self._page is not None and table in self._page.cards else 0
            inside = box.adjusted(air, 0, -air, 0).toAlignedRect() & rows
            with self._shifted(table):
                self._text(inside)
            top = rows.bottom() + 1
        self._text(QRect(area.left(), top, area.width(), area.bottom() + 1 - top))
        self._thumbs(table for table, _ in seen)

    def _text(self, area: QRect) -> None:
        if not area.isEmpty():
            self._paint_text(area)

    def _thumbs(self, tables: Iterable[QTextTable]) -> None:
        painter = QPainter(self._view.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.muted))
        painter.setOpacity(0.6)
        for table in tables:
            painter.drawRoundedRect(self._thumb(table), THUMB / 2, THUMB / 2)
        painter.end()

    @contextmanager
    def _shifted(self, table: QTextTable) -> Iterator[None]:
        bar = self._view.horizontalScrollBar()
        offset = round(self._page.wide.offset(table)) if self._page else 0
        blocked = bar.blockSignals(True)
        bar.setMaximum(max(bar.maximum(), offset))
        bar.setValue(offset)
        try:
            yield
        finally:
            bar.setValue(0)
            bar.blockSignals(blocked)

    # Where they are, in px of the viewport

    def _seen(self) -> Iterator[tuple[QTextTable, QRectF]]:
        """Those in view. To ask for another's place would lay out all the text before it."""
        if self._page is None:
            return
        ends = QPoint(0, 0), QPoint(0, self._view.viewport().height())
        first, last = (self._view.cursorForPosition(end).position() for end in ends)
        for table in self._page.wide.scrolling:
            shows = table.firstPosition() <= last and table.lastPosition() >= first
            if shows and self._page.findBlock(table.firstPosition()).isVisible():
                yield table, self._box(table)

    def _box(self, table: QTextTable) -> QRectF:
        box = self._page.box(table) if self._page is not None else QRectF()
        return box.translated(0, -self._view.verticalScrollBar().value())

    def _at(self, place: QPoint) -> QTextTable | None:
        inside = (table for table, box in self._seen() if box.contains(QPointF(place)))
        return next(inside, None)

    def _grip(self, table: QTextTable) -> QRectF:
        box = self._box(table)
        return QRectF(box.left(), box.bottom() - GRIP, box.width(), GRIP)

    def _thumb(self, table: QTextTable) -> QRectF:
        box = self._box(table)
        hidden, offset = self._page.wide.state(table) if self._page is not None else (0.0, 0.0)
        track = box.width() - 2 * EDGE
        length = max(24.0, track * box.width() / (box.width() + hidden))
        left = box.left() + EDGE + (track - length) * offset / max(hidden, 1)
        return QRectF(left, box.bottom() - THUMB - 2, length, THUMB)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def _place(event: QEvent) -> QPoint | None:
    """Where in the viewport something happens; None where that does not matter."""
    if event.type() in _MOUSE:
        return cast(QMouseEvent, event).position().toPoint()
    if event.type() == QEvent.Type.ToolTip:
        return cast(QHelpEvent, event).pos()
    if event.type() == QEvent.Type.ContextMenu:
        return cast(QContextMenuEvent, event).pos()
    return None
