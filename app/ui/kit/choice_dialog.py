"""One of many, to be chosen: a filter above a list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit import plain
from app.ui.kit.dialog import button_row
from app.ui.kit.plain import Label

WIDTH, HEIGHT = 480, 420  # px
CHOICE = int(Qt.ItemDataRole.UserRole)


class ChoiceDialog(QDialog):
    """chosen(object): by Enter, a double-click or the button. What the filter's other keys do, and
    whether there is a heading, those say who make one of it."""

    chosen = Signal(object)

    def __init__(
        self,
        rows: Iterable[tuple[str, object]],
        filter: QLineEdit,
        verb: str,
        nothing: str,
        heading: Label | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.filter = filter
        model = QStandardItemModel(self)
        for text, choice in rows:
            item = QStandardItem(plain.line(text))
            item.setData(choice, CHOICE)
            model.appendRow(item)
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(model)
        self.shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QListView()
        self.list.setObjectName("rows")
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setModel(self.shown)
        self.nothing = Label(nothing)
        self.nothing.setProperty("kind", "muted")
        self.go = QPushButton(verb)
        self.go.setDefault(True)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (heading, filter, self.nothing, self.list):
            if widget is not None:
                column.addWidget(widget)
        column.addLayout(button_row(cancel, self.go))
        filter.textChanged.connect(self._filter)
        self.list.doubleClicked.connect(self._choose)
        self.go.clicked.connect(self._choose)
        cancel.clicked.connect(self.reject)
        self.resize(WIDTH, HEIGHT)
        self._filter("")
        filter.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.doItemsLayout()  # the style, which comes now, makes the rows higher

    def _filter(self, text: str) -> None:
        self.shown.setFilterFixedString(text.strip())
        some = self.shown.rowCount() > 0
        self.list.setCurrentIndex(self.shown.index(0, 0) if some else QModelIndex())
        self.nothing.setVisible(not some)
        self.go.setEnabled(some)

    def _choose(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            choice = index.data(CHOICE)
            self.accept()
            self.chosen.emit(choice)
