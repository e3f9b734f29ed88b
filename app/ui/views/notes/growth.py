"""A page that is built while it is shown: some of it before the first frame, then step by step. So it is
laid out anew for another width."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.ui.views.notes.document import BLOCK, Document
from app.ui.views.notes.relaying import Relaying

AT_ONCE = 12_000  # characters of HTML that are there before the first frame, with what blocks cost
STEP = 0.004  # seconds of a frame that a growing page may take
AHEAD = 6_000  # characters that fill a view


class Growth(QObject):
    """arrived(): what was waited for was called. built(): all of the page is there."""

    arrived = Signal()
    built = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._page: Document | None = None
        self._relaying: Relaying | None = None
        self._width: int | None = None  # for which it is to be laid out, px
        self._waiting: tuple[int, int, Callable[[], None]] | None = None
        self._stays = False  # what is waited for stands where one reads already
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    @property
    def complete(self) -> bool:
        return self._page is None or self._page.complete

    @property
    def settled(self) -> bool:
        """All of it is there, and laid out for the width that it has now."""
        return self.complete and self._relaying is None and self._width is None

    @property
    def waits(self) -> bool:
        """Whether what `when` was given has not been called yet, and leads elsewhere."""
        return self._waiting is not None and not self._stays

    def begin(self, page: Document) -> None:
        """Build this page from now on, and no other."""
        self.stop()
        self._page = page
        while not page.complete and page.built + BLOCK * page.blockCount() < AT_ONCE:
            page.grow(0)
        if not page.complete:
            self._timer.start()

    def lay_out(self, width: int) -> None:
        """Anew, for a view that is so many px wide, before more is built; from the next event on, since
        to begin takes as long as a step."""
        if self._page is not None:
            self._width = width
            self._timer.start()

    def stop(self) -> None:
        """Build no further; what was waited for is not called."""
        self._timer.stop()
        if self._relaying is not None:
            self._relaying.stop()
        self._relaying = self._width = self._waiting = None
        self._view.setUpdatesEnabled(True)

    def when(self, line: int, position: int, call: Callable[[], None]) -> None:
        """Call when the section of that line, that position and a view's worth of text after
        them are there: at once if they can be. The old picture stays until then."""
        self._waiting, self._stays = (line, position, call), False
        if not self._arrive():
            self._view.setUpdatesEnabled(False)

    def when_again(self, position: int, call: Callable[[], None]) -> None:
        """Likewise, where that position was there and is laid out anew, and nothing else is waited for."""
        if self._waiting is None:
            self._waiting, self._stays = (0, position, call), True

    def _step(self) -> None:
        grows = self._relaying is None and self._width is None
        if self._width is not None and self._page is not None:
            if self._relaying is not None:
                self._relaying.stop()
            self._relaying, self._width = Relaying(self._page, self._width), None
        elif self._relaying is not None:
            self._relaying.step(STEP)
            if self._relaying.laid is None:
                self._relaying = None
        elif self._page is not None:
            self._page.grow(STEP)
        self._arrive()
        if self.settled:
            self._timer.stop()
            if grows:
                self.built.emit()

    def _arrive(self) -> bool:
        page = self._page
        if page is None or self._waiting is None:
            return True
        if self._width is not None:
            return False
        line, position, call = self._waiting
        heading = page.heading(line)
        there = max(position, heading.position() if heading else 0)
        known = heading is not None or line <= 1
        if not page.complete and not (known and page.characterCount() > there + AHEAD):
            return False
        laid = self._relaying.laid if self._relaying is not None else None
        if laid is not None and laid <= there + AHEAD:
            return False
        self._waiting = None
        self._view.setUpdatesEnabled(True)
        call()
        self.arrived.emit()
        return True
