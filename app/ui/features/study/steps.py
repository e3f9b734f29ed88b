"""Steps to put in order: by dragging, or with Alt+Up and Alt+Down."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from app.ui.features.study.keys import STEPS
from app.ui.kit import plain
from app.ui.kit.command import press
from app.ui.kit.emptied import empty

ROW = 32  # px, the least height
LOWEST = 120  # px, of the list: what does not fit is scrolled to


class StepOrderList(QListWidget):
    """moved(): the order is another."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matters = 0  # the row to have in sight where none is moved
        self.setAccessibleName("Steps")
        self.setAccessibleDescription("Alt+Up and Alt+Down move a step")
        self.setWordWrap(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(LOWEST)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model().rowsMoved.connect(lambda *_: self.moved.emit())

    def show_steps(
        self, steps: tuple[str, ...], right: tuple[str, ...] = (), marked: bool = True
    ) -> None:
        """Those to put in order; or with `right` these, each `marked` whether it stood there."""
        empty(self)
        for n, step in enumerate(right or steps):
            shown = plain.line(step, 2 * plain.LINE)
            mark = ("   ✓" if step == steps[n] else "   ✗") if marked else ""
            item = QListWidgetItem(f"{n + 1}.  {shown}{mark}" if right else shown)
            item.setData(Qt.ItemDataRole.UserRole, step)
            item.setSizeHint(self._size(item.text()))
            self.addItem(item)
        self.updateGeometry()
        self.setCurrentRow(-1 if right else 0)
        wrong = (n for n, step in enumerate(right) if marked and step != steps[n])
        self._matters = next(wrong, 0)
        self._scroll()

    def steps(self) -> tuple[str, ...]:
        items = (self.item(n) for n in range(self.count()))
        return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in items)

    def sizeHint(self) -> QSize:
        """All rows in view."""
        rows = sum(self.item(n).sizeHint().height() for n in range(self.count()))
        return QSize(super().sizeHint().width(), rows + 2 * self.frameWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            for item in (self.item(n) for n in range(self.count())):
                item.setSizeHint(self._size(item.text()))
            self.updateGeometry()
        self._scroll()

    def _scroll(self) -> None:
        """To the step that one moves, or once they are judged to the first that stood wrong."""
        item = self.item(self.currentRow() if self.currentRow() >= 0 else self._matters)
        if item is not None:
            self.scrollToItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if press(STEPS, self, event):
            return
        passed = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_H)
        if event.key() in passed or Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_4:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def move_by(self, by: int) -> None:
        """The current step so many places on."""
        at = self.currentRow()
        if 0 <= at + by < self.count():
            self.insertItem(at + by, self.takeItem(at))
            self.setCurrentRow(at + by)
            self.moved.emit()

    def _size(self, text: str) -> QSize:
        """Of a row with that text, as wide as the list is now."""
        wide = max(self.viewport().width() - 32, 120)
        said = self.fontMetrics().boundingRect(0, 0, wide, 10_000, Qt.TextFlag.TextWordWrap, text)
        return QSize(0, max(ROW, said.height() + 16))
