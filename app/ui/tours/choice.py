"""Which tour is edited: a filter above the list of all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.model.tour import Origin
from app.model.workspace import Workspace
from app.ui.widgets.filter_field import FilterField

WIDTH, HEIGHT = 480, 420  # px
ID = int(Qt.ItemDataRole.UserRole)
ORIGINS = {
    Origin.LAYERS: "made of the layers",
    Origin.EDGES: "made of the numbered edges",
    Origin.LIST: "made of the notes",
}


class TourChoice(QDialog):
    """chosen(id). Those that no file holds are saved as one."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Edit tour")
        self.filter = FilterField("Filter the tours")
        self.list = QListWidget()
        self.list.setObjectName("rows")
        self.list.setAccessibleName("Tours")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for tour in workspace.tours:
            where = tour.file.rpartition("/")[2] or ORIGINS[tour.origin]
            item = QListWidgetItem(f"{tour.title}  ·  {where}", self.list)
            item.setData(ID, tour.id)
        self.nothing = QLabel("No tour is called so.")
        self.nothing.setProperty("kind", "muted")
        self.edit = QPushButton("Edit")
        self.edit.setDefault(True)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self.filter, self.nothing, self.list):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.filter.textChanged.connect(self._filter)
        self.filter.stepped.connect(self.list.setFocus)
        self.list.itemDoubleClicked.connect(self._choose)
        self.edit.clicked.connect(self._choose)
        cancel.clicked.connect(self.reject)
        self.resize(WIDTH, HEIGHT)
        self._filter("")
        self.filter.setFocus()

    def _filter(self, text: str) -> None:
        first = -1
        for row in range(self.list.count()):
            item = self.list.item(row)
            hidden = text.casefold().strip() not in item.text().casefold()
            item.setHidden(hidden)
            first = row if first < 0 and not hidden else first
        self.list.setCurrentRow(first)
        self.nothing.setVisible(first < 0)
        self.edit.setEnabled(first >= 0)

    def _choose(self) -> None:
        if self.list.currentRow() >= 0:
            self.accept()
            self.chosen.emit(self.list.currentItem().data(ID))
