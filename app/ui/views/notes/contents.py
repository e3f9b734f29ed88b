"""The contents, over the note that is read: the folders and notes there are, in its place the note
that is read with its headings, and in one row what of the folder is not read.

The section in view is marked while one scrolls; a filter leaves what has all its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTreeView, QVBoxLayout, QWidget

from app.model.left_out import LeftOut
from app.model.notes import Note
from app.scene.theme import Theme
from app.ui.kit.plain import Label
from app.ui.views.notes.contents_model import ROW, ContentsModel, Row, same_notes

SHARE = 0.45  # of the panel's height, at most
FEW = 60  # rows that all show at once
_TO_TREE = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


class NotesContents(QWidget):
    """opened(id): the section that was chosen. closed(): on Esc."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Contents")
        self._note: Note | None = None
        self._notes: tuple[Note, ...] = ()
        self._left_out: tuple[LeftOut, ...] = ()
        self._stale = True
        self._line = 0
        self._room = 400
        self._opened: dict[str, bool] = {}  # by folder and note, as a person has left it
        self._filling = False
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter contents")
        self.field.setAccessibleName("Filter contents")
        self.model = ContentsModel()
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setAccessibleName("Notes and headings")
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(14)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.nothing = Label("No heading or note contains these words.")
        self.nothing.setProperty("kind", "secondary")
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        for part in (self.field, self.nothing, self.tree):
            column.addWidget(part)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fill)
        self.field.textEdited.connect(lambda _: self._soon.start())
        self.field.installEventFilter(self)
        self.tree.installEventFilter(self)
        self.tree.clicked.connect(self._choose)
        self.tree.expanded.connect(lambda index: self._turned(index, True))
        self.tree.collapsed.connect(lambda index: self._turned(index, False))
        self.hide()

    # What it lists

    def show_note(
        self, note: Note | None, notes: Sequence[Note], left_out: Sequence[LeftOut] = ()
    ) -> None:
        """The note that is read, if any, all notes, and what is not read."""
        same = same_notes(notes, self._notes) and left_out == self._left_out
        if note is not self._note or not same:
            self._note, self._notes, self._left_out = note, tuple(notes), tuple(left_out)
            self._stale = True
            if not self.isHidden():
                self._fill()

    def set_here(self, line: int) -> None:
        """Mark the section whose heading is on that line of the file."""
        self._line = line
        if not self.isHidden() and not self._stale:
            self._mark()

    def open_list(self) -> None:
        self.field.clear()
        self.show()
        self._fill()
        if self.model.marked is not None:
            here = self.model.index_of(self.model.marked)
            self.tree.setCurrentIndex(here)
            self.tree.scrollTo(here, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_list(self) -> None:
        self._soon.stop()
        self.hide()
        self.closed.emit()

    def dress(self, theme: Theme) -> None:
        self.model.dress(theme)
        self.tree.viewport().update()

    def fit(self, room: int) -> None:
        """As high as what it lists, at most its share of `room` px."""
        self._room = room
        most = round(SHARE * room)
        rows = self._rows(most // ROW + 1) if not self.isHidden() else 0
        wanted = rows * ROW + self.field.sizeHint().height() + 28
        self.setFixedHeight(max(120, min(wanted, most)))

    def _fill(self) -> None:
        """All rows, or those that the filter leaves."""
        words = self._words
        before = _key(self.model.row(self.tree.currentIndex()))
        place = self.tree.verticalScrollBar().value()
        self._stale = False
        self._filling = True
        self.tree.setUpdatesEnabled(False)
        self.model.fill(self._note, self._notes, words, self._left_out)
        self._expand(all_of_it=bool(words))
        if before:  # where a person is who goes through it by keys
            rows = (row for row in self.model.root.below() if _key(row) == before)
            self.tree.setCurrentIndex(self.model.index_of(next(rows, None)))
        self.tree.verticalScrollBar().setValue(place)
        self.tree.setUpdatesEnabled(True)
        self._filling = False
        found = self.model.rowCount() > 0
        self.nothing.setVisible(bool(words) and not found)
        if words and found:
            self.tree.setCurrentIndex(self.model.first_found(words))
        self.fit(self._room)
        self._mark()

    @property
    def _words(self) -> list[str]:
        return self.field.text().casefold().split()

    def _expand(self, all_of_it: bool) -> None:
        """What a person has opened, and the way to the note that is read; few rows all at once."""
        note = self.model.note
        if all_of_it or len(self._notes) <= FEW:
            wanted = {row for row in self.model.root.below() if row.rows and not row.left_out}
        else:
            wanted = set()
        wanted |= {row for row in self.model.root.below() if self._opened.get(_key(row))}
        if note is not None:
            wanted |= {note, *(row for row in note.below() if row.rows)}
        if not all_of_it:
            wanted -= {row for row in wanted if self._opened.get(_key(row)) is False}
            wanted |= set(note.above) if note is not None else set()
        for row in wanted:
            self.tree.expand(self.model.index_of(row))

    def _turned(self, index: QModelIndex, opened: bool) -> None:
        """A person has opened or closed a row."""
        if not self._filling:
            if key := _key(self.model.row(index)):
                self._opened[key] = opened
            self.fit(self._room)

    def _rows(self, most: int) -> int:
        """How many rows show, as far as `most`."""
        count, index = 0, self.model.index(0, 0)
        while index.isValid() and count < most:
            count, index = count + 1, self.tree.indexBelow(index)
        return count

    def _mark(self) -> None:
        """Bold and in the accent's colour: the section in view."""
        self.model.mark(self._line)
        now = self.model.index_of(self.model.marked)
        if now.isValid() and not self.tree.hasFocus() and not self.field.text():
            self.tree.scrollTo(now)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return bool(super().eventFilter(watched, event))
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_list()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._soon.isActive():
                self._soon.stop()
                self._fill()
            self._choose(self.tree.currentIndex())
        elif watched is self.field and key in _TO_TREE:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.tree.currentIndex().isValid():
                self.tree.setCurrentIndex(self.model.index(0, 0))
            else:
                self.tree.keyPressEvent(event)
        elif watched is self.tree and event.text().isprintable() and event.text().strip():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.insert(event.text())
            self._soon.start()
        else:
            return bool(super().eventFilter(watched, event))
        return True

    def _choose(self, index: QModelIndex) -> None:
        """Open its section; of a folder, what is in it."""
        row = self.model.row(index)
        if row.section:
            self.opened.emit(row.section)
        elif row.path:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))


def _key(row: Row) -> str:
    """What it is known by when the rows are made anew; empty for a heading."""
    return row.path or row.file
