"""A page that is built while it is shown: some of it before the first frame, then step by step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.ui.views.notes.document import Document

AT_ONCE = 12_000  # characters of HTML that are there before the first frame, with what blocks cost
BLOCK = 60  # characters that cost as much as a block does
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
        self._waiting: tuple[int, int, Callable[[], None]] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    @property
    def complete(self) -> bool:
        return self._page is None or self._page.complete

    @property
    def waits(self) -> bool:
        """Whether what `when` was given has not been called yet."""
        return self._waiting is not None

    def begin(self, page: Document) -> None:
        """Build this page from now on, and no other."""
        self.stop()
        self._page = page
        while not page.complete and page.built + BLOCK * page.blockCount() < AT_ONCE:
            page.grow(0)
        if not page.complete:
            self._timer.start()

    def stop(self) -> None:
        """Build no further; what was waited for is not called."""
        self._timer.stop()
        self._waiting = None
        self._view.setUpdatesEnabled(True)

    def when(self, line: int, position: int, call: Callable[[], None]) -> None:
        """Call when the section of that line, that position and a view's worth of text after
        them are there: at once if they can be. The old picture stays until then."""
        self._waiting = (line, position, call)
        if not self._arrive():
            self._view.setUpdatesEnabled(False)

    def _step(self) -> None:
        if self._page is not None:
            self._page.grow(STEP)
        self._arrive()
        if self.complete:
            self._timer.stop()
            self.built.emit()

    def _arrive(self) -> bool:
        page = self._page
        if page is None or self._waiting is None:
            return True
        line, position, call = self._waiting
        heading = page.heading(line)
        there = max(position, heading.position() if heading else 0)
        known = heading is not None or line <= 1
        if not page.complete and not (known and page.characterCount() > there + AHEAD):
            return False
        self._waiting = None
        self._view.setUpdatesEnabled(True)
        call()
        self.arrived.emit()
        return True
