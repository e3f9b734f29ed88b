"""A block of a note to whose `^name` a link led: brought into sight, and lit for a moment."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextBlock, QTextCursor

from app.model.ids import SectionId
from app.ui.views.notes.document import Document
from app.ui.views.notes.in_view import AIR
from app.ui.views.notes.view import NotesView

LIT = 1600  # ms


class LitBlock(QObject):
    """The one of a view."""

    def __init__(self, view: NotesView) -> None:
        super().__init__(view)
        self._view = view
        self._wanted: tuple[SectionId, str] | None = None
        self._over = QTimer(self, singleShot=True, interval=LIT)
        self._over.timeout.connect(lambda: view.light(None))

    def want(self, section: SectionId, name: str) -> None:
        """A link leads to the block of that name in a section, which may not be there yet."""
        self._wanted = section, name

    def show(self, section: SectionId | None) -> None:
        """Go to the block that is wanted, if it is there; that section is open, and marked."""
        if self._wanted is None:
            return
        page, line = self._view.page, self._view.marked_line
        there = page is not None and line is not None and section == self._wanted[0]
        block = page.named(self._wanted[1], line) if there and page and line else None
        if not there or block is not None or self._view.growth.complete:
            self._wanted = None
        if page is None or block is None:
            return
        whole = _whole(page, block)
        self._view.reveal(block.position())
        first = page.findBlock(whole.selectionStart())
        self._view.scroll_to(round(page.top(first)) - AIR)
        self._view.light(whole)
        self._over.start()


def _whole(page: Document, block: QTextBlock) -> QTextCursor:
    """The block selected, or the table that it ends."""
    found = QTextCursor(block)
    table = found.currentTable()
    if table is not None and page.wide.knows(table) and table not in page.cards:
        found.setPosition(table.firstPosition())
        found.setPosition(table.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    else:
        found.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    return found
