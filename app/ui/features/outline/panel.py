"""The outline: everything in the current diagram, to find, select, hide and show."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.model.diagram import Edge
from app.model.ids import ElementId
from app.session import verbs
from app.session.changes import Changed
from app.ui.features.outline.commands import MENU, MENU_IDS, OnRow
from app.ui.features.outline.model import ROW_ROLE, OutlineModel, OutlineRow
from app.ui.features.outline.view import OutlineTree
from app.ui.kit.command import fill_menu
from app.ui.kit.filter_field import FilterField, set_out_panel
from app.ui.kit.plain import Label
from app.ui.services.layer_menu import add_layers
from app.ui.session.store import Store

GATHERING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class OutlinePanel(QWidget):
    """Follows the store. opened(id): a component's note is wanted. left(): back to the canvas.
    link_wanted(address): out of the workspace. layer_wanted(layer, ids): those elements on that layer.

    Its rows are made when it is first shown."""

    opened = Signal(str)
    link_wanted = Signal(str)
    layer_wanted = Signal(str, object)
    left = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._collapsed: set[tuple[str, str]] = set()  # diagram, row
        self._following = False
        self.filter = FilterField("Filter the outline")
        self.model = OutlineModel(store, self)
        self.tree = OutlineTree(store, self)
        self.tree.setModel(self.model)
        self.nothing = Label("No name, kind or layer in this diagram matches.")
        self.nothing.hide()
        set_out_panel(self, self.filter, self.nothing, self.tree)
        self.filter.textChanged.connect(self._filter)
        self.filter.stepped.connect(self.focus_tree)
        self.filter.returnPressed.connect(self._first)
        self.tree.selectionModel().currentChanged.connect(self._moved)
        self.tree.clicked.connect(self._chosen)
        self.tree.opened.connect(self._open)
        self.tree.left.connect(self.left)
        self.tree.collapsed.connect(lambda index: self._note(index, True))
        self.tree.expanded.connect(lambda index: self._note(index, False))
        store.on(Changed.WORKSPACE | Changed.VISIBLE | Changed.TRACE | Changed.LAYOUT, self._renew)
        store.on(Changed.SELECTION, self._selected)

    def focus_tree(self) -> None:
        """The keyboard to the rows, at the selection or the first."""
        self._renew()
        if not self.tree.currentIndex().isValid():
            self._go_to(self.model.index(0, 0))
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def index_of(self, element: ElementId) -> QModelIndex:
        """The row as the tree has it; invalid where the filter leaves it out."""
        return self.model.index_of(element)

    # Following

    def _renew(self) -> None:
        """Unseen, it waits until it is shown."""
        if not self.isVisible():
            return
        made = self.model.renew()
        if self.model.follow() or made:
            self._expand()
            self._follow_selection()

    def _selected(self) -> None:
        if self.isVisible():
            self._follow_selection()
            self.tree.viewport().update()

    def _follow_selection(self) -> None:
        index = self.index_of(self._store.state.selection or ElementId(""))
        if index.isValid():
            self._go_to(index)
        elif self._store.state.selection is not None:
            self._go_to(QModelIndex())

    def _go_to(self, index: QModelIndex) -> None:
        self._following = True
        if index.isValid() and self.tree.selectionModel().isSelected(index):
            kept = QItemSelectionModel.SelectionFlag.NoUpdate  # others are, too
            self.tree.selectionModel().setCurrentIndex(index, kept)
        else:
            self.tree.setCurrentIndex(index)  # opens what it lies in
        if index.isValid():
            self.tree.scrollTo(index)
        self._following = False

    # What a person does

    def _filter(self, text: str) -> None:
        self.model.filter(text)
        self._expand()
        self.nothing.setVisible(bool(text) and self.model.rowCount() == 0)
        self._follow_selection()

    def _expand(self) -> None:
        """Everything open, but for what was closed by hand; with a filter, all of it."""
        self._following = True
        for index in self.model.holders():  # `expandAll` would call a leaf expanded, too
            row: OutlineRow = index.data(ROW_ROLE)
            closed = (self._store.state.diagram, row.id) in self._collapsed
            sifted = self.filter.text() or self._store.state.trace
            self.tree.setExpanded(index, bool(sifted) or not closed)
        self._following = False

    def _note(self, index: QModelIndex, collapsed: bool) -> None:
        row = index.data(ROW_ROLE)
        if not self._following and not self.filter.text() and row is not None:
            key = (self._store.state.diagram, row.id)
            (self._collapsed.add if collapsed else self._collapsed.discard)(key)

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self.tree.hasFocus() and not (self._following or self.tree.entering):
            self._chosen(index)

    def _chosen(self, index: QModelIndex) -> None:
        """With Ctrl or Shift, rows are gathered; what is selected in the picture stays."""
        if not QGuiApplication.keyboardModifiers() & GATHERING:
            self._select(index)

    def _select(self, index: QModelIndex) -> None:
        row: OutlineRow | None = index.data(ROW_ROLE)
        if row is not None and row.element is not None:
            self._store.do(verbs.select, row.id)

    def _open(self) -> None:
        index = self.tree.currentIndex()
        row: OutlineRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        if row.element is None:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))
        elif isinstance(row.element, Edge):
            self._select(index)
        else:
            self.opened.emit(row.id)

    def _first(self) -> None:
        """Enter in the filter: the first row that has it."""
        index = self.model.first_found()
        if index.isValid():
            self._go_to(index)
            self._select(index)
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew()
        self._follow_selection()

    # Menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = self.tree.viewport().mapFromGlobal(event.globalPos())
        index = self.tree.indexAt(at)
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.tree.currentIndex()
            place = self.tree.viewport().mapToGlobal(self.tree.visualRect(index).bottomLeft())
        else:
            place = event.globalPos()
        if index.isValid():
            self._made_menu(index).popup(QPoint(place))

    def _made_menu(self, index: QModelIndex) -> QMenu:
        menu = QMenu(self)
        whole = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        row: OutlineRow = index.data(ROW_ROLE)  # the index may be gone by then
        on = OnRow(
            row, self._store, whole, self.opened.emit, self.model.turn, self.link_wanted.emit
        )
        fill_menu(menu, MENU_IDS, MENU, on)
        gathered = self.tree.gathered
        ids = gathered if row.id in gathered else [row.id]
        if row.element is not None:
            add_layers(menu, self._store.diagram, ids, self.layer_wanted.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu
