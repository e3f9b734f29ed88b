"""A long page laid out anew for another width, a little at a time."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QSizeF

from app.ui.views.notes.document import Document
from app.ui.views.notes.style import MARGIN


class Relaying(QObject):
    """Lays a page out from its top on, for a view that is so many px wide. Qt by itself would do so at
    once as far down as one has scrolled, and the rest in ever larger pieces."""

    def __init__(self, page: Document, width: int) -> None:
        super().__init__()
        self._layout = page.documentLayout()
        self._layout.installEventFilter(self)
        page.setLayoutEnabled(False)  # else Qt lays out all between the tables at once
        page.wide.fit(width - 2 * MARGIN)
        page.setPageSize(QSizeF(width, -1))
        page.setLayoutEnabled(True)
        self._block = page.begin()

    @property
    def laid(self) -> int | None:
        """The position of the text up to which it is laid out; None once all is."""
        return self._block.position() if self._block.isValid() else None

    def step(self, seconds: float) -> None:
        """Go on until that time is over, by one block at least."""
        end = time.perf_counter() + seconds
        while self._block.isValid():
            self._layout.blockBoundingRect(self._block)
            self._block = self._block.next()
            if time.perf_counter() > end:
                break
        self.tell()
        if self.laid is None:
            self.stop()

    def tell(self) -> None:
        """Have the scroll bar go as far as the text is laid out."""
        self._layout.documentSizeChanged.emit(QSizeF())

    def stop(self) -> None:
        """Leave the rest to Qt."""
        self._layout.removeEventFilter(self)

    def eventFilter(self, _layout: QObject, event: QEvent) -> bool:
        """Qt's own timers, by which it would go on."""
        return event.type() == QEvent.Type.Timer
