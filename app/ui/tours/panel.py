"""The panel of tours: those of files first, then what the diagram on screen offers by itself,
then the others."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyledItemDelegate,
    QWidget,
)

from app.model.tour import Origin, Tour
from app.model.view_state import ViewState
from app.model.wording import counted
from app.model.workspace import Workspace
from app.ui import plain, style
from app.ui.plain import Label
from app.ui.store import Store
from app.ui.widgets.filter_field import FilterField, set_out_panel

Index = QModelIndex | QPersistentModelIndex
ID_ROLE, TITLE_ROLE, DETAIL_ROLE = (int(Qt.ItemDataRole.UserRole) + n for n in range(3))
SIDE, PAD = 10, 6  # px, round a row's text
SMALL_LINE, ABOVE = 16, 4  # px: the second line; above a heading
WRAPPED = int(Qt.TextFlag.TextWordWrap)
FROM = {
    Origin.FILE: "",
    Origin.LAYERS: "through the layers",
    Origin.EDGES: "along the numbers",
    Origin.LIST: "from a list in the notes",
}


def groups(workspace: Workspace, diagram: str) -> list[tuple[str, list[Tour]]]:
    """The tours under their headings, in the order they are offered in."""
    tours = [t for t in workspace.tours if t.steps]
    files = [t for t in tours if t.origin is Origin.FILE]
    files.sort(key=lambda t: t.steps[0].diagram != diagram)  # stable: this diagram's first
    here = [t for t in tours if t not in files and diagram in t.diagrams]
    rest = [t for t in tours if t not in files and t not in here]
    found = (("Tours", files), ("For this diagram", here), ("For other diagrams", rest))
    return [(title, group) for title, group in found if group]


def details(tour: Tour) -> str:
    """“6 steps, through the layers”."""
    count = counted(len(tour.steps), "step")
    return ", ".join(x for x in (count, FROM[tour.origin]) if x)


class TourRow(QStyledItemDelegate):
    """A tour's title over its length and where it is from; a heading is one line."""

    def __init__(self, store: Store, view: QListWidget) -> None:
        super().__init__(view)
        self._store, self._view = store, view

    def sizeHint(self, option: Any, index: Index) -> QSize:
        wide = self._view.viewport().width()
        high = self._title(option, index, wide - 2 * SIDE).height()
        return QSize(wide, high + (SMALL_LINE if index.data(ID_ROLE) else ABOVE) + 2 * PAD)

    def initStyleOption(self, option: Any, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        super().paint(painter, option, index)
        t, box = self._store.theme, option.rect.adjusted(SIDE, PAD, -SIDE, -PAD)
        tour = index.data(ID_ROLE)
        painter.save()
        painter.setFont(option.font if tour else _bold(option.font))
        painter.setPen(QColor(t.text))
        room = self._title(option, index, box.width())
        room.moveTopLeft(box.topLeft() + QPoint(0, 0 if tour else ABOVE))
        painter.drawText(room, WRAPPED, index.data(TITLE_ROLE))
        if tour:
            small = QFont(option.font)
            small.setPixelSize(style.SECONDARY)
            painter.setFont(small)
            painter.setPen(QColor(t.muted))
            line = QRect(box.x(), room.bottom() + 1, box.width(), SMALL_LINE)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, index.data(DETAIL_ROLE))
        painter.restore()

    def _title(self, option: Any, index: Index, wide: int) -> QRect:
        font = option.font if index.data(ID_ROLE) else _bold(option.font)
        metrics = QFontMetrics(font)
        found = metrics.boundingRect(QRect(0, 0, wide, 1000), WRAPPED, index.data(TITLE_ROLE))
        return QRect(0, 0, wide, found.height())


def _bold(font: QFont) -> QFont:
    found = QFont(font)
    found.setWeight(QFont.Weight.DemiBold)
    return found


class ToursPanel(QWidget):
    """Filter and list. chosen(id): a click or Enter wants that tour to start.
    export_wanted(id): its menu wants it to be written."""

    chosen = Signal(str)
    export_wanted = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.filter = FilterField("Filter tours")
        self.list = QListWidget()
        self.list.setAccessibleName("Tours")
        self.list.setItemDelegate(TourRow(store, self.list))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.nothing = Label()
        set_out_panel(self, self.filter, self.nothing, self.list)
        self.filter.textChanged.connect(self._fill)
        self.filter.stepped.connect(self.focus_list)
        self.filter.returnPressed.connect(self._choose_first)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        store.workspace_changed.connect(self._fill)
        store.state_changed.connect(self._follow)
        self._fill()

    def focus_list(self) -> None:
        """The keyboard to the tours, at the one under way or the first."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.list.currentItem() is None:
            self._mark()

    def current(self) -> str:
        """The id of the tour that is chosen, empty where the panel is not seen or none is."""
        item: QListWidgetItem | None = self.list.currentItem()
        return (item.data(ID_ROLE) or "") if item is not None and self.isVisible() else ""

    def _follow(self, old: ViewState, new: ViewState) -> None:
        if old.diagram != new.diagram:
            self._fill()
        elif old.tour != new.tour:
            self._mark()

    def _fill(self) -> None:
        """Unseen, it waits until it is shown."""
        if not self.isVisible():
            return
        current: QListWidgetItem | None = self.list.currentItem()
        chosen = current.data(ID_ROLE) if current is not None else None
        workspace, typed = self._store.workspace, self.filter.text().casefold()
        self.list.clear()
        for title, tours in groups(workspace, self._store.state.diagram) if workspace else ():
            kept = [t for t in tours if typed in t.title.casefold()]
            if kept:
                self._add_heading(title)
            for tour in kept:
                self._add(tour)
        some = self.list.count() > 0
        self.nothing.setVisible(not some)
        self.nothing.setText("No title matches." if typed else "There are no tours here.")
        self._mark(chosen)

    def _add_heading(self, title: str) -> None:
        item = QListWidgetItem(plain.line(title))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(TITLE_ROLE, plain.line(title))
        self.list.addItem(item)

    def _add(self, tour: Tour) -> None:
        item = QListWidgetItem(plain.line(tour.title))
        item.setData(ID_ROLE, tour.id)
        item.setData(TITLE_ROLE, plain.line(tour.title))
        item.setData(DETAIL_ROLE, details(tour))
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, f"{plain.line(tour.title)}, {details(tour)}"
        )
        item.setToolTip(plain.tip(tour.file))
        self.list.addItem(item)

    def _mark(self, chosen: str | None = None) -> None:
        """Make the tour under way the current row, else the one that was, else the first."""
        wanted = self._store.state.tour or chosen
        rows = [self.list.item(n) for n in range(self.list.count())]
        tours = [row for row in rows if row.data(ID_ROLE)]
        found = next((row for row in tours if row.data(ID_ROLE) == wanted), None)
        if found is None and tours and self.list.hasFocus():
            found = tours[0]
        if found is not None:
            self.list.setCurrentItem(found)

    def _choose(self, item: QListWidgetItem) -> None:
        if id := item.data(ID_ROLE):
            self.chosen.emit(id)

    def _choose_first(self) -> None:
        rows = (self.list.item(n) for n in range(self.list.count()))
        first = next((row for row in rows if row.data(ID_ROLE)), None)
        if first is not None:
            self._choose(first)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        view = self.list.viewport()
        item: QListWidgetItem | None = self.list.itemAt(view.mapFromGlobal(event.globalPos()))
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            item = self.list.currentItem()
            if item is not None:
                place = view.mapToGlobal(self.list.visualItemRect(item).bottomLeft())
        if item is not None and item.data(ID_ROLE):
            self._made_menu(item.data(ID_ROLE)).popup(QPoint(place))

    def _made_menu(self, id: str) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Start the tour").triggered.connect(lambda: self.chosen.emit(id))
        menu.addAction("Export tour…").triggered.connect(lambda: self.export_wanted.emit(id))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu
