"""The panel of tours: those that somebody wrote first, the generated ones folded below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QListWidgetItem, QMenu, QPushButton, QVBoxLayout, QWidget

from app.model.ids import TourId
from app.model.tour import Tour
from app.session.changes import Change, Changed
from app.sources.tours.files import own_file
from app.ui.features.tours.groups import TourGroup, groups
from app.ui.features.tours.tour_list import ID_ROLE, TITLE_ROLE, TourList
from app.ui.kit.command import Command, fill_menu
from app.ui.kit.emptied import empty
from app.ui.kit.filter_field import FilterField, set_out_panel
from app.ui.kit.plain import Label
from app.ui.session.store import Store

NONE = "There are no tours here. A tour leads through diagrams step by step."


class ToursPanel(QWidget):
    """Filter, list, and a button for a new tour. chosen(id): a click or Enter wants that tour to
    start. What its menu wants for a tour has a signal each."""

    chosen = Signal(str)
    present_wanted = Signal(str)
    edit_wanted = Signal(str)
    export_wanted = Signal(str)
    duplicate_wanted = Signal(str)
    delete_wanted = Signal(str)
    new_wanted = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._awaited = TourId("")
        self._folds: dict[str, bool] = {}  # by title: what somebody opened or closed
        self.filter = FilterField("Filter tours")
        self.list = TourList(store)
        self.nothing = Label()
        self.new = QPushButton("New tour")
        set_out_panel(self, self.filter, self.nothing, self.list)
        self._set_out_button()
        self.filter.textChanged.connect(self._fill)
        self.filter.stepped.connect(self.focus_list)
        self.filter.returnPressed.connect(self._choose_first)
        self.list.chosen.connect(self.chosen)
        self.list.folded.connect(self._fold)
        self.new.clicked.connect(self.new_wanted)
        store.on(Changed.WORKSPACE, self._fill)
        store.on(Changed.DIAGRAM | Changed.TOUR, self._follow)
        self._fill()

    def _set_out_button(self) -> None:
        row = QVBoxLayout()
        row.setContentsMargins(8, 0, 8, 8)
        row.addWidget(self.new)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addLayout(row)

    def focus_list(self) -> None:
        """The keyboard to the tours, at the one under way or the first."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.list.currentItem() is None:
            self._mark()

    def current(self) -> TourId:
        """The id of the tour that is chosen, empty where the panel is not seen or none is."""
        item: QListWidgetItem | None = self.list.currentItem()
        return (
            (item.data(ID_ROLE) or TourId(""))
            if item is not None and self.isVisible()
            else TourId("")
        )

    def await_tour(self, id: TourId) -> None:
        """Make it the current row once it is there."""
        self._awaited = id

    def _follow(self, change: Change) -> None:
        if Changed.TOUR in change.what:
            self._open_to(change.new.state.tour)
        self._fill()

    # The rows

    def _groups(self) -> list[TourGroup]:
        workspace = self._store.workspace
        return groups(workspace, self._store.state.diagram) if workspace else []

    def _fill(self) -> None:
        """Unseen, it waits until it is shown."""
        if not self.isVisible():
            return
        current: QListWidgetItem | None = self.list.currentItem()
        kept = (current.data(ID_ROLE), current.data(TITLE_ROLE)) if current else (None, "")
        typed, found = self.filter.text().casefold(), self._groups()
        top = self.list.verticalScrollBar().value()
        empty(self.list)
        for group in found:
            fit = tuple(t for t in group.tours if typed in t.title.casefold())
            if not fit:
                continue
            opened = bool(typed) or self._is_open(group, found)
            self.list.add_heading(TourGroup(group.title, fit, group.folds), opened)
            for tour in fit if opened else ():
                self.list.add_tour(tour)
        some = self.list.count() > 0
        self.nothing.setVisible(not some)
        space = self._store.workspace
        told = "Reading the tours…" if space is None or space.growing else NONE
        self.nothing.setText("No title matches." if typed else told)
        self.new.setEnabled(self._store.diagram is not None)
        self.list.verticalScrollBar().setValue(top)
        self._mark(*kept)
        if self._awaited and (row := self.list.row_of(id=self._awaited)) is not None:
            self._awaited = TourId("")
            self.list.setCurrentItem(row)

    def _is_open(self, group: TourGroup, found: list[TourGroup]) -> bool:
        """At first, only where there is nothing else to see."""
        return not group.folds or self._folds.get(group.title, group is found[0])

    def _fold(self, title: str) -> None:
        """Open the group, or close it."""
        found = self._groups()
        group = next((g for g in found if g.title == title), None)
        if group is not None and not self.filter.text():
            self._folds[title] = not self._is_open(group, found)
            self._fill()

    def _open_to(self, tour: TourId) -> None:
        """Open the group in which a tour is that has begun."""
        for group in self._groups() if tour else ():
            if group.folds and any(t.id == tour for t in group.tours):
                self._folds[group.title] = True

    def _mark(self, id: TourId | None = None, title: str = "") -> None:
        """Make the tour under way the current row, else the row that was, else the first tour."""
        found = self.list.row_of(id=self._store.state.tour) or self.list.row_of(
            id=id, title="" if id else title
        )
        if found is None and self.list.hasFocus():
            found = self._first() or (self.list.item(0) if self.list.count() else None)
        if found is not None:
            self.list.setCurrentItem(found)

    def _first(self) -> QListWidgetItem | None:
        rows = (self.list.item(n) for n in range(self.list.count()))
        return next((row for row in rows if row.data(ID_ROLE)), None)

    def _choose_first(self) -> None:
        first = self._first()
        if first is not None:
            self.chosen.emit(first.data(ID_ROLE))

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        view, workspace = self.list.viewport(), self._store.workspace
        item: QListWidgetItem | None = self.list.itemAt(view.mapFromGlobal(event.globalPos()))
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            item = self.list.currentItem()
            if item is not None:
                place = view.mapToGlobal(self.list.visualItemRect(item).bottomLeft())
        tour = workspace.tour(item.data(ID_ROLE) or TourId("")) if workspace and item else None
        if tour is not None:
            self._made_menu(tour).popup(QPoint(place))

    def _made_menu(self, tour: Tour) -> QMenu:
        menu = QMenu(self)
        fill_menu(menu, MENU_IDS, MENU, OnTour(self, tour))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def owns(self, tour: Tour) -> bool:
        """It is a file of the person's, which may go to the trash."""
        workspace = self._store.workspace
        return workspace is not None and own_file(workspace, tour) is not None


@dataclass(frozen=True, slots=True)
class OnTour:
    """What a menu in the panel of tours is about."""

    panel: ToursPanel
    tour: Tour

    def start(self) -> None:
        self.panel.chosen.emit(self.tour.id)

    def present(self) -> None:
        self.panel.present_wanted.emit(self.tour.id)

    def edit(self) -> None:
        self.panel.edit_wanted.emit(self.tour.id)

    def export(self) -> None:
        self.panel.export_wanted.emit(self.tour.id)

    def duplicate(self) -> None:
        self.panel.duplicate_wanted.emit(self.tour.id)

    def delete(self) -> None:
        self.panel.delete_wanted.emit(self.tour.id)


MENU_IDS = "start present | edit export duplicate | delete"
MENU: tuple[Command[OnTour], ...] = (
    Command("start", "Start", run=OnTour.start),
    Command("present", "Present", run=OnTour.present),
    Command("edit", "Edit…", run=OnTour.edit),
    Command("export", "Export…", run=OnTour.export),
    Command("duplicate", "Duplicate", run=OnTour.duplicate),
    Command("delete", "Delete", run=OnTour.delete, enabled=lambda on: on.panel.owns(on.tour)),
)
