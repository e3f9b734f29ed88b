"""The steps of a tour as a list: chosen, renamed, moved by mouse or keys, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QDrag, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QWidget,
)

from app.model.tour import Step
from app.ui import plain

TITLE = int(Qt.ItemDataRole.UserRole)


class _OneLine(QStyledItemDelegate):
    """What is edited is the whole title; what is shown of it, one line."""

    def displayText(self, value: Any, _locale: QLocale | QLocale.Language) -> str:
        return plain.line(str(value))


class StepList(QListWidget):
    """chosen(row); shown(row): asked for on screen; renamed(row, title); moved(row, to); deleted()."""

    chosen = Signal(int)
    shown = Signal(int)
    renamed = Signal(int, str)
    moved = Signal(int, int)
    deleted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rows")
        self.setAccessibleName("Steps")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setItemDelegate(_OneLine(self))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._chosen)
        self.itemChanged.connect(self._renamed)
        self.itemDoubleClicked.connect(lambda item: self.shown.emit(self.row(item)))

    def fill(self, steps: Sequence[Step], current: int) -> None:
        """Show these steps. Where only the current one differs, the list stays as it is."""
        self.blockSignals(True)
        while self.count() > len(steps):
            self.takeItem(self.count() - 1)
        for row, step in enumerate(steps):
            item = self.item(row) if row < self.count() else QListWidgetItem(self)
            self._entitle(item, row, step.title, len(steps))
        if self.currentRow() != current:
            self.setCurrentRow(current)
        self.blockSignals(False)

    def _entitle(self, item: QListWidgetItem, row: int, title: str, count: int) -> None:
        if item.text() != title or item.data(TITLE) != title:
            item.setText(title)
            item.setData(TITLE, title)
        item.setFlags(
            Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        item.setToolTip(plain.tip(title))
        said = f"{plain.line(title) or 'No title'}, step {row + 1} of {count}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def rename(self) -> None:
        """Begin to rename the current step."""
        if self.currentRow() >= 0:
            self.editItem(self.currentItem())

    def _chosen(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)

    def _renamed(self, item: QListWidgetItem) -> None:
        title = " ".join(item.text().split())
        if title != item.data(TITLE):
            self.renamed.emit(self.row(item), title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.currentRow()
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(row, row + by)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.deleted.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row >= 0:
            self.shown.emit(row)
        else:
            super().keyPressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Of our own: the view's would remove the row that the draft has moved."""
        row = self.visualItemRect(self.currentItem())
        drag = QDrag(self)
        drag.setMimeData(self.mimeData([self.currentItem()]))
        drag.setPixmap(self.viewport().grab(row))
        drag.setHotSpot(self.viewport().mapFromGlobal(QCursor.pos()) - row.topLeft())
        drag.exec(Qt.DropAction.MoveAction)

    def dropEvent(self, event: QDropEvent) -> None:
        """The draft moves the step; the list follows it."""
        if event.source() is not self:
            event.ignore()
            return
        event.acceptProposedAction()
        self.drop(event.position().toPoint())

    def drop(self, place: QPoint) -> None:
        """The current step is let go at a point."""
        row, index = self.currentRow(), self.indexAt(place)
        to = index.row() if index.isValid() else self.count()
        if index.isValid() and place.y() > self.visualRect(index).center().y():
            to += 1
        self.moved.emit(row, to - 1 if to > row else to)
