"""The panel of relations: what leads to the selected component and what it leads to, a click away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.relations import relations
from app.session import tracing, verbs
from app.session.changes import Changed
from app.ui.features.relations.model import ROW_ROLE, RelationModel, RelationRow, rows
from app.ui.kit import plain, style
from app.ui.kit.chip import draw_focus
from app.ui.kit.command import Command, press
from app.ui.kit.plain import Label
from app.ui.services import describe
from app.ui.session.store import Store

Index = QModelIndex | QPersistentModelIndex
GAP, TALL, HEAD = 8, 42, 30  # px: beside words, of a row with details, of a heading
NONE = "Select a component, and here stands what leads to it and what it leads to."


class RelationsPanel(QWidget):
    """Follows the store; unseen, it waits until it is shown. left(): back to the canvas."""

    left = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._shown: tuple[Diagram | None, ElementId | None, object] = (None, None, None)
        self.title = Label()
        self.title.setProperty("kind", "heading")
        self.title.setWordWrap(True)
        self.says = Label(NONE, kind="muted")
        self.says.setWordWrap(True)
        self.model = RelationModel(self)
        self.list = RelationList(store, self)
        self.list.setModel(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 0)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(self.title)
        head.addWidget(self.says)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.list.clicked.connect(self._go)
        self.list.opened.connect(self._go)
        self.list.left.connect(self.left)
        store.on(
            Changed.WORKSPACE | Changed.VISIBLE | Changed.SELECTION | Changed.THEME, self._renew
        )
        self._renew()

    def focus_list(self) -> None:
        """The keyboard to the first row."""
        self._renew()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.begin()

    def _renew(self) -> None:
        if not self.isVisible():
            return
        store, diagram = self._store, self._store.diagram
        element, shown = store.state.selection, tracing.shown(store.session)
        self.list.viewport().update()
        if (diagram, element, shown) == self._shown:
            return
        self._shown = diagram, element, shown
        if diagram is None or element is None or element not in diagram.index.elements:
            self._say("", NONE, [])
            return
        found = relations(diagram, element, shown)
        name = describe.name(diagram, element) or "Unnamed"
        made = list(rows(diagram, element, found))
        alone = "" if found.count else "No edge that shows leads here, and none leads on."
        self._say(name, alone, made)

    def _say(self, title: str, says: str, made: list[RelationRow]) -> None:
        self.title.setText(plain.line(title))
        self.title.setVisible(bool(title))
        self.says.setText(says)
        self.says.setVisible(bool(says))
        self.model.fill(made)
        self.list.setVisible(bool(made))
        self.list.begin()

    def _go(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None and not row.heads:
            self._store.do(verbs.select, row.other)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew()


class RelationList(QListView):
    """opened(index): Enter on a row. left(): Esc."""

    opened = Signal(QModelIndex)
    left = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.setObjectName("relations")
        self.setAccessibleName("Relations")
        self.setAccessibleDescription(
            "What leads to the selected component and what it leads to. Enter goes there."
        )
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_Delegate(store, self))

    def begin(self) -> None:
        """At the first row that one can choose."""
        model = self.model()
        for number in range(min(model.rowCount(), 2)):
            index = model.index(number, 0)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(index)
                return

    def open_current(self) -> None:
        """Go there."""
        if self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(KEYS, self, event):
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """A name, and below it by which edges."""

    def __init__(self, store: Store, view: QListView) -> None:
        super().__init__(view)
        self._store, self._view = store, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: RelationRow = index.data(ROW_ROLE)
        return QSize(80, HEAD if row.heads else TALL if row.details else style.HIT)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        row: RelationRow = index.data(ROW_ROLE)
        theme, box = self._store.theme, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        under = bool(option.state & QStyle.StateFlag.State_MouseOver) and not row.heads
        if under:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(style.mixed(theme.text, theme.panel, 0.1)))
            painter.drawRoundedRect(box, style.CHIP, style.CHIP)
        small = QFont(self._view.font())
        small.setPixelSize(style.SECONDARY)
        inside = box.adjusted(GAP, 2, -GAP, -2)
        if row.heads:
            self._write(painter, inside, row.text, small, theme.muted)
        elif row.details:
            half = QRect(inside)
            half.setBottom(inside.center().y() + 1)
            self._write(painter, half, row.text, self._view.font(), theme.text)
            half.moveTop(half.bottom())
            self._write(painter, half, row.details, small, theme.muted)
        else:
            self._write(painter, inside, row.text, self._view.font(), theme.text)
        if self._view.hasFocus() and index == self._view.currentIndex() and not row.heads:
            ring = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
            draw_focus(painter, ring, style.CHIP, theme)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        right = Qt.TextElideMode.ElideRight
        short = QFontMetrics(font).elidedText(plain.line(text), right, box.width())
        painter.drawText(
            box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), short
        )


KEYS: tuple[Command[RelationList], ...] = (
    Command("row", "Row above or below", ("Up", "Down")),
    Command("open", "Go there", ("Return",), RelationList.open_current, also=("Enter", "Space")),
    Command("leave", "Go to the picture", ("Esc",), lambda relations: relations.left.emit()),
)
