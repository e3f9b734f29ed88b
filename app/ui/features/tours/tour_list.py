"""The list of tours: a row for each, as high as its title needs, and headings, which may fold."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QStyledItemDelegate

from app.model.ids import TourId
from app.model.tour import Tour
from app.model.wording import counted
from app.ui.features.tours.groups import TourGroup, details
from app.ui.kit import plain, style
from app.ui.session.store import Store

Index = QModelIndex | QPersistentModelIndex
ID_ROLE, TITLE_ROLE, DETAIL_ROLE, OPEN_ROLE = (int(Qt.ItemDataRole.UserRole) + n for n in range(4))
SIDE, PAD = 8, 6  # px, round a row's text
ABOVE = 4  # px, over a heading
ARROW = 16  # px, of a heading that folds: its arrow, and the air after it
CHOOSE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
KEYS = CHOOSE | {Qt.Key.Key_Left, Qt.Key.Key_Right}
WRAPPED = int(Qt.TextFlag.TextWordWrap)


class TourList(QListWidget):
    """By a click or Enter: chosen(id), a tour; folded(title), the heading of a group, to open or
    close it."""

    chosen = Signal(str)
    folded = Signal(str)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.setAccessibleName("Tours")
        self.setItemDelegate(_TourDelegate(store, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(self._choose)  # activated may come with it, by the desktop's ways

    def add_heading(self, group: TourGroup, open_: bool) -> None:
        """The heading of a group: of one that folds, with how many tours are in it."""
        item = QListWidgetItem(plain.line(group.title))
        item.setData(TITLE_ROLE, plain.line(group.title))
        if group.folds:
            count = counted(len(group.tours), "tour")
            item.setData(OPEN_ROLE, open_)
            item.setData(DETAIL_ROLE, str(len(group.tours)))
            said = f"{group.title}, {count}, {'open' if open_ else 'closed'}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(plain.tip(f"{'Hide' if open_ else 'Show'} {count}"))
        else:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def add_tour(self, tour: Tour) -> None:
        item = QListWidgetItem(plain.line(tour.title))
        item.setData(ID_ROLE, tour.id)
        item.setData(TITLE_ROLE, plain.line(tour.title))
        item.setData(DETAIL_ROLE, details(tour))
        said = f"{plain.line(tour.title)}, {details(tour)}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        item.setToolTip(plain.tip(tour.file))
        self.addItem(item)

    def row_of(self, *, id: TourId | None = None, title: str = "") -> QListWidgetItem | None:
        """The row of a tour, or of a heading that folds."""
        for row in map(self.item, range(self.count())):
            own = row.data(ID_ROLE)
            if (own and own == id) or (title and not own and row.data(TITLE_ROLE) == title):
                return row
        return None

    def _choose(self, item: QListWidgetItem) -> None:
        """Whoever is told may fill the list anew: after that there is no such item."""
        if id := item.data(ID_ROLE):
            self.chosen.emit(id)
        elif item.data(OPEN_ROLE) is not None:
            self.folded.emit(item.data(TITLE_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses. Left closes a group, from inside it too; Right opens it."""
        row, key = self.currentRow(), Qt.Key(event.key())
        item: QListWidgetItem | None = self.item(row)
        if item is None or key not in KEYS:
            super().keyPressEvent(event)
        elif key in CHOOSE:
            self._choose(item)
        elif key == Qt.Key.Key_Left and item.data(ID_ROLE):
            while row >= 0 and self.item(row).data(ID_ROLE):
                row -= 1
            if row >= 0 and self.item(row).data(OPEN_ROLE) is not None:
                self.setCurrentRow(row)
        elif item.data(OPEN_ROLE) is (key == Qt.Key.Key_Left):
            self._choose(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.viewport().width():
            self.scheduleDelayedItemsLayout()  # titles take other heights


class _TourDelegate(QStyledItemDelegate):
    """A tour's title over its length and where it is from; a heading is its title."""

    def __init__(self, store: Store, view: TourList) -> None:
        super().__init__(view)
        self._store, self._view = store, view

    def sizeHint(self, _option: Any, index: Index) -> QSize:
        wide = self._view.viewport().width()
        title, detail = self._places(index, QRect(0, 0, wide, 0))
        return QSize(wide, max(title.bottom(), detail.bottom()) + 1 + PAD)

    def initStyleOption(self, option: Any, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        super().paint(painter, option, index)
        theme = self._store.theme
        title, detail = self._places(index, option.rect)
        painter.save()
        painter.setFont(self._title_font(index))
        painter.setPen(QColor(theme.text))
        painter.drawText(title, WRAPPED, index.data(TITLE_ROLE))
        if index.data(DETAIL_ROLE):
            painter.setFont(self._small_font())
            painter.setPen(QColor(theme.muted))
            painter.drawText(detail, WRAPPED, index.data(DETAIL_ROLE))
        if index.data(OPEN_ROLE) is not None:
            self._paint_arrow(painter, title, index.data(OPEN_ROLE))
        painter.restore()

    def _paint_arrow(self, painter: QPainter, title: QRect, open_: bool) -> None:
        line = QFontMetrics(painter.font()).height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._store.theme.muted), 1.5))
        painter.translate(title.x() - ARROW + 4, title.y() + line / 2)
        painter.rotate(90 if open_ else 0)
        painter.drawPolyline([QPointF(-2, -4), QPointF(2, 0), QPointF(-2, 4)])

    def _places(self, index: Index, row: QRect) -> tuple[QRect, QRect]:
        """Where title and detail stand in a row, as high as their words need."""
        box = row.adjusted(SIDE, PAD, -SIDE, 0)
        heading = not index.data(ID_ROLE)
        if heading:
            box.translate(0, ABOVE)
        detail = index.data(DETAIL_ROLE) or ""
        small = QFontMetrics(self._small_font())
        if index.data(OPEN_ROLE) is not None:
            box.setLeft(box.left() + ARROW)
            count = small.horizontalAdvance(detail) + 1
            title = self._filled(box.adjusted(0, 0, -count - PAD, 0), index)
            return title, QRect(box.right() - count + 1, box.y() + 1, count, small.height())
        title = self._filled(box, index)
        if not detail:
            return title, title
        under = QRect(box.x(), title.bottom() + 3, box.width(), 1000)
        high = small.boundingRect(under, WRAPPED, detail).height()
        return title, QRect(under.x(), under.y(), under.width(), high)

    def _filled(self, box: QRect, index: Index) -> QRect:
        """As much of the box as the title takes."""
        room = QRect(box.x(), box.y(), max(box.width(), 1), 1000)
        metrics = QFontMetrics(self._title_font(index))
        high = metrics.boundingRect(room, WRAPPED, index.data(TITLE_ROLE)).height()
        return QRect(room.x(), room.y(), room.width(), high)

    def _title_font(self, index: Index) -> QFont:
        font = QFont(self._view.font())
        if not index.data(ID_ROLE):
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small_font(self) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(style.SECONDARY)
        return font
