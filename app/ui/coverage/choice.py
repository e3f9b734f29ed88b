"""All that a gap can be bound to, to choose from: a filter above a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.sources.edits.binding import Choice

WIDTH, HEIGHT = 480, 420  # px
CHOICE = int(Qt.ItemDataRole.UserRole)
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class ChoiceDialog(QDialog):
    """chosen(Choice). Arrows move in the list while one types; Enter binds, Esc leaves."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Bind")
        heading = QLabel(f"Bind “{name}” to")
        heading.setProperty("kind", "heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter")
        self.filter.setAccessibleName("Filter what to bind to")
        self.filter.setClearButtonEnabled(True)
        self.filter.installEventFilter(self)
        model = QStandardItemModel(self)
        for choice in choices:
            item = QStandardItem(f"{choice.title}  ·  {choice.where}")
            item.setData(choice, CHOICE)
            model.appendRow(item)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QListView()
        self.list.setObjectName("rows")
        self.list.setAccessibleName("What to bind to")
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setModel(self._shown)
        self.nothing = QLabel("Nothing is called so.")
        self.nothing.setProperty("kind", "muted")
        self.nothing.hide()
        self.bind = QPushButton("Bind")
        self.bind.setDefault(True)
        self.bind.clicked.connect(self._choose)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.bind)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (heading, self.filter, self.nothing, self.list):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.filter.textChanged.connect(self._filter)
        self.list.doubleClicked.connect(lambda _: self._choose())
        self.resize(WIDTH, HEIGHT)
        self._filter("")
        self.filter.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.filter and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        self._shown.setFilterFixedString(text)
        some = self._shown.rowCount() > 0
        self.list.setCurrentIndex(self._shown.index(0, 0) if some else QModelIndex())
        self.nothing.setVisible(not some)
        self.bind.setEnabled(some)

    def _choose(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.chosen.emit(index.data(CHOICE))
            self.accept()
