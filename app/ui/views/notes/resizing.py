"""Another width for a long page: while it is laid out anew, its view shows what it showed."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QSizeF
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QScrollBar, QWidget

from app.ui.views.notes.document import Document
from app.ui.views.notes.growth import Growth

_POINTING = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.ToolTip,
    QEvent.Type.ContextMenu,
}


class ScrolledText(Protocol):
    """What is asked of the view. A place is a position of the text and its y in px."""

    def viewport(self) -> QWidget: ...

    def verticalScrollBar(self) -> QScrollBar: ...

    def place(self) -> tuple[int, int]: ...

    def return_to(self, place: tuple[int, int], /) -> None: ...


class Resizing(QObject):
    """Of one view. What is asked of the text in the meantime would have Qt lay out all of it at once."""

    def __init__(self, view: ScrolledText, growth: Growth) -> None:
        super().__init__(growth)
        self._view, self._growth = view, growth
        self._still: QPixmap | None = None
        self.place: tuple[int, int] | None = None  # at the top of the view, where it is to be again
        growth.arrived.connect(self.end)

    def begin(self, page: Document) -> None:
        """The view has another size."""
        width = self._view.viewport().width()
        if width == page.pageSize().width():
            page.documentLayout().documentSizeChanged.emit(QSizeF())  # the scroll bar's part of it
            return
        if self.place is None:
            self.place = self._view.place()
            if self._view.viewport().isVisible():
                self._still = self._view.viewport().grab()
            # As far as it will go meanwhile is no place where one reads.
            self._view.verticalScrollBar().blockSignals(True)
        place = self.place
        self._growth.lay_out(width)
        self._growth.when_again(place[0], lambda: self._view.return_to(place))

    def end(self) -> None:
        """What one reads is there, or another page."""
        if self.place is not None:
            self.place = self._still = None
            self._view.verticalScrollBar().blockSignals(False)
            self._view.viewport().update()

    def handle(self, event: QEvent) -> bool:
        """An event of the viewport; whether it has been seen to."""
        if self._still is None:
            return False
        if event.type() == QEvent.Type.Paint:
            painter = QPainter(self._view.viewport())
            painter.drawPixmap(0, 0, self._still)
            painter.end()
            return True
        return event.type() in _POINTING
