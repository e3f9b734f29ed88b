"""Which section of a note is read: the one whose text stands where one looks."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QTextEdit

from app.ui.views.notes.document import Document
from app.ui.views.notes.style import MARGIN

AIR = 18  # px above a heading that was scrolled to
EYE = 0.25  # of the view's height from its top: about there one reads

# Keys by which a person scrolls.
SCROLLING = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Space,
}


class SectionInView(QObject):
    """changed(line): that of the heading over what is read, 0 before the first. read(line): the
    same, where a person scrolled there."""

    changed = Signal(int)
    read = Signal(int)

    def __init__(self, view: QTextEdit) -> None:
        super().__init__(view)
        self._view = view
        self._page: Document | None = None
        self._line = self._read = -1
        self._by_hand = False  # the last scrolling was a person's

    def begin(self, page: Document) -> None:
        """From now on it is this page."""
        self._page, self._line = page, -1
        self.let_go()

    def look(self) -> None:
        """Tell which section is read."""
        if self._page is None:
            return
        top = 2 * AIR + self._view.verticalScrollBar().value()  # from where on one reads on
        eye = max(2 * AIR, min(round(self._view.viewport().height() * EYE), 8 * AIR, top))
        at = self._view.cursorForPosition(QPoint(MARGIN, eye)).position()
        line = self._page.line_at(at) or 0
        if line != self._line:
            self._line = line
            self.changed.emit(line)
        if self._by_hand and line != self._read:
            self._read = line
            self.read.emit(line)

    def take_in_hand(self) -> None:
        """From now on it is a person who scrolls."""
        self._by_hand = True

    def let_go(self) -> None:
        """From now on it is us who scroll."""
        self._by_hand, self._read = False, -1
