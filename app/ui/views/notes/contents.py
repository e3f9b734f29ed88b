"""The contents of the note that is read, over it: its headings as a tree, then the other notes.

The section in view is marked while one scrolls; a filter leaves what has all its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.model.notes import Note, Section
from app.scene.theme import LIGHT, Theme
from app.ui.kit import plain
from app.ui.kit.plain import Label

ROW = 26  # px
SHARE = 0.45  # of the panel's height, at most
_ID = Qt.ItemDataRole.UserRole
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
        self._others: Sequence[Note] = ()
        self._stale = True
        self._line = 0
        self._theme = LIGHT
        self._by_line: dict[int, QTreeWidgetItem] = {}
        self._marked: QTreeWidgetItem | None = None
        self._room = 400
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter contents")
        self.field.setAccessibleName("Filter contents")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Headings and notes")
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
        self._soon.timeout.connect(self._filter)
        self.field.textEdited.connect(lambda _: self._soon.start())
        self.field.installEventFilter(self)
        self.tree.installEventFilter(self)
        self.tree.itemClicked.connect(lambda item, _: self._choose(item))
        self.hide()

    # What it lists

    def show_note(self, note: Note | None, notes: Sequence[Note]) -> None:
        """The note that is read, if any, and all notes."""
        others = tuple(
            sorted((n for n in notes if n is not note), key=lambda n: n.title.casefold())
        )
        if note is not self._note or others != self._others:
            self._note, self._others, self._stale = note, others, True
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
        if self._marked is not None:
            self.tree.setCurrentItem(self._marked)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_list(self) -> None:
        self._soon.stop()
        self.hide()
        self.closed.emit()

    def dress(self, theme: Theme) -> None:
        self._theme = theme
        self._stale = True
        if not self.isHidden():
            self._fill()

    def fit(self, room: int) -> None:
        """As high as what it lists, at most its share of `room` px."""
        self._room = room
        rows = self._rows(self.tree.invisibleRootItem())
        wanted = rows * ROW + self.field.sizeHint().height() + 28
        self.setFixedHeight(max(120, min(wanted, round(SHARE * room))))

    def _fill(self) -> None:
        self._stale = False
        self._by_line.clear()
        self._marked = None
        self.tree.clear()
        tops: list[QTreeWidgetItem] = []
        above: list[tuple[int, QTreeWidgetItem]] = []
        for section in self._note.sections if self._note else ():
            item = self._item(section, section.title)
            while above and above[-1][0] >= max(1, section.level):
                above.pop()
            if above:
                above[-1][1].addChild(item)
            else:
                tops.append(item)
            above.append((max(1, section.level), item))
            self._by_line.setdefault(section.line if section.level else 0, item)
        if self._others:
            group = QTreeWidgetItem(["Other notes" if self._note else "All notes"])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setSizeHint(0, QSize(0, ROW))
            group.setForeground(0, QBrush(QColor(self._theme.muted)))
            group.addChildren([self._item(n.sections[0], n.title) for n in self._others])
            tops.append(group)
        self.tree.addTopLevelItems(tops)
        self.tree.expandAll()
        self._filter()
        self._mark()

    def _item(self, section: Section, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([plain.line(title)])
        item.setData(0, _ID, section.id)
        item.setSizeHint(0, QSize(0, ROW))
        item.setToolTip(0, plain.tip(title))
        return item

    def _rows(self, item: QTreeWidgetItem) -> int:
        """How many rows what is below an item takes."""
        return sum(1 + self._rows(child) for child in _children(item) if not child.isHidden())

    def _filter(self) -> None:
        words = self.field.text().casefold().split()
        first: QTreeWidgetItem | None = None

        def keep(item: QTreeWidgetItem) -> bool:
            nonlocal first
            title = item.text(0).casefold()
            own = bool(item.data(0, _ID)) and all(word in title for word in words)
            if own and first is None:
                first = item
            below = [keep(child) for child in _children(item)]
            item.setHidden(not (own or any(below)))
            return own or any(below)

        self.tree.setUpdatesEnabled(False)
        found = [keep(item) for item in _children(self.tree.invisibleRootItem())]
        self.tree.setUpdatesEnabled(True)
        self.nothing.setVisible(bool(words) and not any(found))
        if words and first is not None:
            self.tree.setCurrentItem(first)
        self.fit(self._room)

    def _mark(self) -> None:
        """Bold and in the accent's colour: the section in view."""
        now = self._by_line.get(self._line)
        for item, here in ((self._marked, False), (now, True)):
            if item is not None:
                font = self.tree.font()
                font.setBold(here)
                item.setFont(0, font)
                colour = self._theme.accent if here else self._theme.text
                item.setForeground(0, QBrush(QColor(colour)))
                said = f"{item.text(0)}, in view" if here else item.text(0)
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
        self._marked = now
        if now is not None and not self.tree.hasFocus() and not self.field.text():
            self.tree.scrollToItem(now)

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
                self._filter()
            if (item := self.tree.currentItem()) is not None and not item.isHidden():
                self._choose(item)
        elif watched is self.field and key in _TO_TREE:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
            first = next(_children(self.tree.invisibleRootItem()), None)
            if self.tree.currentItem() is None and first is not None:
                self.tree.setCurrentItem(first)
            else:
                self.tree.keyPressEvent(event)
        elif watched is self.tree and event.text().isprintable() and event.text().strip():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.insert(event.text())
            self._soon.start()
        else:
            return bool(super().eventFilter(watched, event))
        return True

    def _choose(self, item: QTreeWidgetItem) -> None:
        if id := item.data(0, _ID):
            self.opened.emit(id)


def _children(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for number in range(item.childCount()):
        if (child := item.child(number)) is not None:
            yield child
