"""The tree of the outline: how a row looks, and what keys and clicks do to it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDrag,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.model.diagram import Cluster
from app.model.ids import ElementId
from app.session import tracing, verbs
from app.session.changes import Changed
from app.ui.features.outline.model import ROW_ROLE, STATE_ROLE, STEP_ROLE, OutlineRow
from app.ui.features.outline.shortening import shortened
from app.ui.kit import plain, style
from app.ui.kit.carried import packed
from app.ui.kit.chip import draw_focus
from app.ui.kit.command import Command, press
from app.ui.kit.glyphs import draw_glyph
from app.ui.session.store import Store

Index = QModelIndex | QPersistentModelIndex
ICON, GAP, BAR, ARROW = 14, 6, 3, 10  # px
DEEPER, NARROW = 12, 190  # px: a level further in; a tree in which that is only half as much
EYES = {"shown": "eye", "partly hidden": "eye-half", "hidden": "eye-off", "layer off": "eye"}


class OutlineDelegate(QStyledItemDelegate):
    """Its name, what keeps it out of the picture in words, an eye at the right."""

    def __init__(self, store: Store, view: QWidget) -> None:
        super().__init__(view)
        self._store, self.view = store, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, style.HIT)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        theme, box, state = self._store.theme, QRect(option.rect), index.data(STATE_ROLE)
        row = index.data(ROW_ROLE)
        off = state in ("hidden", "layer off")
        colour = QColor(theme.muted if off else theme.text)
        eye = QRectF(eye_box(box)).center()
        over = QRectF(eye.x() - ICON / 2, eye.y() - ICON / 2, ICON, ICON)
        draw_glyph(painter, EYES[state], over, theme.text if "hidden" in state else theme.muted)
        font = QFont(self.view.font())
        font.setStrikeOut(state == "hidden")
        if isinstance(row.element, Cluster) or row.element is None:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setPen(colour)
        left = box.x() + GAP
        room = QRect(left, box.y(), eye_box(box).left() - GAP - left, box.height())
        side = Qt.AlignmentFlag.AlignVCenter
        beside = state if state in ("layer off", "partly hidden") else index.data(STEP_ROLE)
        if beside:  # why it is not in the picture, which the eye alone would not say; how far it is
            small = QFont(self.view.font())
            small.setPixelSize(style.SECONDARY)
            painter.setFont(small)
            wide = painter.fontMetrics().horizontalAdvance(beside)
            if room.width() > 2 * wide:
                painter.setPen(QColor(theme.muted))
                painter.drawText(room, int(side | Qt.AlignmentFlag.AlignRight), beside)
                room.setWidth(room.width() - wide - GAP)
        painter.setPen(colour)
        painter.setFont(font)
        text = row_text(row, room.width(), painter.fontMetrics())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignLeft), text)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: Any, index: Index
    ) -> bool:
        """A click on the eye, and Space, hide or show."""
        if isinstance(event, QMouseEvent):
            if not eye_box(option.rect).contains(event.position().toPoint()):
                return False
            if event.type() == QEvent.Type.MouseButtonRelease:
                toggle(model, index)
            return True
        return bool(super().editorEvent(event, model, option, index))


class OutlineTree(QTreeView):
    """opened(): Enter or a double click on the current row. left(): Esc with nothing to clear."""

    opened = Signal()
    left = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._under = QPersistentModelIndex()  # the pointer
        self.entering = False  # the focus comes in; the first row then is current by itself
        self.setObjectName("outline")
        self.setAccessibleName("Outline")
        self.setAccessibleDescription(
            "The diagram's clusters, components and edges. Space hides or shows one."
        )
        self.setHeaderHidden(True)
        self.setIndentation(DEEPER)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(OutlineDelegate(store, self))
        self.doubleClicked.connect(self._double)
        store.on(Changed.THEME, self._dress)

    def _dress(self) -> None:
        self.viewport().update()

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._store.theme
        whole = QRect(0, self.visualRect(index).y(), self.viewport().width(), style.HIT)
        row = index.data(ROW_ROLE)
        selected = bool(row.id) and row.id == self._store.state.selection
        gathered = row.id in self._several
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or gathered or index == self._under:
            marked = selected or gathered
            tint = style.mixed(theme.accent if marked else theme.text, theme.panel, 0.1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tint))
            painter.drawRoundedRect(whole, style.CHIP, style.CHIP)
        if selected:  # told by a bar, too
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(QRectF(0, whole.y() + 5, BAR, whole.height() - 10), 1.5, 1.5)
        place = QRect(self.visualRect(index))
        place.setRight(whole.right())
        inside = QRect(0, whole.y(), place.left(), whole.height())
        self.drawBranches(painter, inside, index)
        shape = QStyleOptionViewItem(option)
        shape.rect = place
        self.itemDelegate().paint(painter, shape, index)
        if self.hasFocus() and index == self.currentIndex():
            draw_focus(painter, QRectF(whole).adjusted(0.5, 0.5, -0.5, -0.5), style.CHIP, theme)
        painter.restore()

    def drawBranches(self, painter: QPainter, _rect: QRect, index: Index) -> None:
        if self.model().hasChildren(index):
            name = "down" if self.isExpanded(index) else "forward"
            place = QRectF(self._arrow(index))
            draw_glyph(painter, name, place, self._store.theme.muted, 1.8)

    def _arrow(self, index: Index) -> QRect:
        """Where its sign is that it holds others."""
        box = self.visualRect(index)
        return QRect(
            max(box.left() - ARROW - 2, 0), box.center().y() + 1 - ARROW // 2, ARROW, ARROW
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setIndentation(DEEPER if event.size().width() >= NARROW else DEEPER // 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.entering = True
        super().focusInEvent(event)
        self.entering = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(KEYS, self, event):
            super().keyPressEvent(event)

    @property
    def _several(self) -> list[ElementId]:
        return found if len(found := self.gathered) > 1 else []

    @property
    def gathered(self) -> list[ElementId]:
        """The elements of the rows that are selected, by Ctrl or Shift several of them."""
        rows = (index.data(ROW_ROLE) for index in self.selectionModel().selectedIndexes())
        return [row.id for row in rows if row is not None and row.element is not None]

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """The rows that are selected, onto a chip whose layer takes what they are about."""
        drag = QDrag(self)
        drag.setMimeData(packed(self.gathered))
        drag.exec(Qt.DropAction.CopyAction)

    def open_current(self) -> None:
        """What the current row is about is wanted."""
        self.opened.emit()

    def clear_or_leave(self) -> None:
        """What is traced is left, or else nothing is selected any more; where nothing was, it is left."""
        if self._store.state.trace is not None:
            self._store.do(tracing.leave_trace)
        elif self._store.state.selection is not None:
            self._store.do(verbs.select, None)
        else:
            self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and eye_box(self._row_box(index)).contains(at):
            # Hiding selects nothing.
            if event.button() == Qt.MouseButton.LeftButton:
                toggle(self.model(), index)
            return
        if self.model().hasChildren(index) and self._arrow(index).adjusted(-2, -9, 1, 9).contains(
            at
        ):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QModelIndex())
        super().leaveEvent(event)

    def _hover(self, index: QModelIndex) -> None:
        if self._under != index:
            self._under = QPersistentModelIndex(index)
            self.viewport().update()

    def _row_box(self, index: QModelIndex) -> QRect:
        box = self.visualRect(index)
        box.setRight(self.viewport().width() - 1)
        return box

    def eye(self, index: QModelIndex) -> QRect:
        """Where a row's eye is, in the viewport."""
        return eye_box(self._row_box(index))

    def _double(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit()


KEYS: tuple[Command[OutlineTree], ...] = (
    Command("row", "Select the row above or below", ("Up", "Down")),
    Command("fold", "Open or close a cluster", ("Right", "Left")),
    Command("turn", "Hide or show", ("Space",)),
    Command("open", "Open the note", ("Return",), OutlineTree.open_current, also=("Enter",)),
    Command(
        "clear",
        "Clear the selection, then go to the picture",
        ("Esc",),
        OutlineTree.clear_or_leave,
    ),
)


def row_text(row: OutlineRow, room: int, metrics: QFontMetrics) -> str:
    """What is painted of a row in `room` px: all of its text, or what tells it from others."""
    text = plain.line(row.text)
    return text if metrics.horizontalAdvance(text) <= room else shortened(row.parts, room, metrics)


def toggle(model: QAbstractItemModel, index: Index) -> None:
    """Hide what is shown whole, show anything else."""
    role = Qt.ItemDataRole.CheckStateRole
    whole = Qt.CheckState(index.data(role)) == Qt.CheckState.Checked
    after = Qt.CheckState.Unchecked if whole else Qt.CheckState.Checked
    model.setData(index, after, role)


def eye_box(row: QRect) -> QRect:
    return QRect(row.right() - style.HIT + 1, row.y(), style.HIT, row.height())
