"""The steps of a tour as a list: chosen, renamed, moved by mouse or keys, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QCursor,
    QDrag,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from app.model.tour import Step
from app.ui.features.tours.keys import STEPS
from app.ui.kit import plain
from app.ui.kit.command import press
from app.ui.kit.style import on_accent
from app.ui.session.store import Store

TITLE = int(Qt.ItemDataRole.UserRole)
PICTURE = TITLE + 1
LONGEST = 1000  # characters of a title
PAD, NUMBER, GAP = 6, 22, 8  # px: round a row; its number; between picture and title
WIDE, HIGH = 80, 45  # px of its picture
Index = QModelIndex | QPersistentModelIndex


class _StepDelegate(QStyledItemDelegate):
    """Number, picture, title. What is edited is the whole title; of it show two lines."""

    def __init__(self, store: Store, view: QListWidget) -> None:
        super().__init__(view)
        self._store, self._view = store, view

    def sizeHint(self, _option: Any, _index: Index) -> QSize:
        return QSize(self._view.viewport().width(), HIGH + 2 * PAD)

    def initStyleOption(self, option: Any, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def updateEditorGeometry(self, editor: QWidget, option: Any, _index: Index) -> None:
        title = self._title(option.rect)
        high = min(editor.sizeHint().height(), title.height())
        editor.setGeometry(title.x() - 4, title.center().y() - high // 2, title.width() + 4, high)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        super().paint(painter, option, index)
        theme, row = self._store.theme, option.rect
        states = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active
        highlighted = option.state & states == states
        text = QColor(on_accent(theme) if highlighted else theme.text)
        painter.save()
        painter.setPen(text if highlighted else QColor(theme.muted))
        number = QRect(row.x(), row.y(), NUMBER, row.height())
        painter.drawText(
            number,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            str(index.row() + 1),
        )
        place = QRect(row.x() + NUMBER + PAD, row.y() + PAD, WIDE, HIGH)
        picture = index.data(PICTURE)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if isinstance(picture, QPixmap):
            painter.drawPixmap(place, picture)
        else:
            painter.fillRect(place, QColor(theme.canvas))
        painter.setPen(QColor(theme.hairline))
        painter.drawRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(text)
        self._draw_title(painter, self._title(row), plain.line(str(index.data())))
        painter.restore()

    def _title(self, row: QRect) -> QRect:
        return row.adjusted(NUMBER + PAD + WIDE + GAP, 0, -PAD, 0)

    def _draw_title(self, painter: QPainter, room: QRect, title: str) -> None:
        metrics = painter.fontMetrics()
        lines = two_lines(title, metrics, room.width())
        top = room.y() + (room.height() - len(lines) * metrics.height()) // 2
        for number, line in enumerate(lines):
            painter.drawText(room.x(), top + number * metrics.height() + metrics.ascent(), line)


def two_lines(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """The text in at most two lines of so many px, broken at a word."""
    words = text.split()
    fits = [
        n
        for n in range(1, len(words) + 1)
        if metrics.horizontalAdvance(" ".join(words[:n])) <= room
    ]
    first = max(fits, default=1)
    lines = [" ".join(part) for part in (words[:first], words[first:]) if part]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]


class StepList(QListWidget):
    """chosen(row); shown(row): asked for on screen; renamed(row, title); moved(row, to); deleted()."""

    chosen = Signal(int)
    shown = Signal(int)
    renamed = Signal(int, str)
    moved = Signal(int, int)
    deleted = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rows")
        self.setAccessibleName("Steps")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setItemDelegate(_StepDelegate(store, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
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

    def show_picture(self, row: int, picture: QPixmap | None) -> None:
        """Of that step; None while there is none."""
        item: QListWidgetItem | None = self.item(row)
        if item is not None and item.data(PICTURE) is not picture:
            self.blockSignals(True)
            item.setData(PICTURE, picture)
            self.blockSignals(False)

    def _entitle(self, item: QListWidgetItem, row: int, title: str, count: int) -> None:
        title = plain.line(title, LONGEST)
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
        if self.has_current:
            self.editItem(self.currentItem())

    def _chosen(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)

    def _renamed(self, item: QListWidgetItem) -> None:
        title = " ".join(item.text().split())
        if title != item.data(TITLE):
            self.renamed.emit(self.row(item), title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(STEPS, self, event):
            super().keyPressEvent(event)

    @property
    def has_current(self) -> bool:
        """There is a step to do something to."""
        return self.currentRow() >= 0

    def delete(self) -> None:
        """Ask for the current step to go."""
        self.deleted.emit()

    def show_current(self) -> None:
        """Ask for the current step on screen."""
        self.shown.emit(self.currentRow())

    def move_by(self, by: int) -> None:
        """The current step so many places on."""
        row = self.currentRow()
        self.moved.emit(row, row + by)

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
