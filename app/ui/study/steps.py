"""Steps to put in order: by dragging, or with Alt+Up and Alt+Down."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from app.ui import plain

ROW = 40  # px, the least height


class StepList(QListWidget):
    """moved(): the order is another."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Steps")
        self.setAccessibleDescription("Alt+Up and Alt+Down move a step")
        self.setWordWrap(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model().rowsMoved.connect(lambda *_: self.moved.emit())

    def show_steps(
        self, steps: tuple[str, ...], right: tuple[str, ...] = (), marked: bool = True
    ) -> None:
        """Those to put in order; or with `right` these, each `marked` whether it stood there."""
        self.clear()
        for n, step in enumerate(right or steps):
            shown = plain.line(step, 2 * plain.LINE)
            mark = ("   ✓" if step == steps[n] else "   ✗") if marked else ""
            item = QListWidgetItem(f"{n + 1}.  {shown}{mark}" if right else shown)
            item.setData(Qt.ItemDataRole.UserRole, step)
            item.setSizeHint(QSize(0, max(ROW, self._high(item.text()))))
            self.addItem(item)
        self.setCurrentRow(-1 if right else 0)

    def steps(self) -> tuple[str, ...]:
        items = (self.item(n) for n in range(self.count()))
        return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in items)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(by)
        elif (
            event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            or Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_4
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        at = self.currentRow()
        if 0 <= at + by < self.count():
            self.insertItem(at + by, self.takeItem(at))
            self.setCurrentRow(at + by)
            self.moved.emit()

    def _high(self, text: str) -> int:
        wide = max(self.viewport().width() - 32, 120)
        return (
            self.fontMetrics()
            .boundingRect(0, 0, wide, 10_000, Qt.TextFlag.TextWordWrap, text)
            .height()
            + 16
        )
