"""The sheet of keyboard shortcuts, made of the records of commands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.filter_field import FilterField
from app.ui.kit.key_columns import Groups, KeyColumns
from app.ui.kit.plain import Label

AIR, PADDING = 24, 16  # px round the dialog's parts; round the keys
NOTHING = "No shortcut has these words. Esc shows all of them."
PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class ShortcutsSheet(QDialog):
    """All keys, narrowed by what is typed; the page keys scroll."""

    def __init__(self, groups: Groups, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.filter = FilterField("Filter shortcuts")
        self.filter.setMaximumWidth(320)
        self.columns = KeyColumns(groups)
        self.nothing = Label(NOTHING, kind="muted")
        self.nothing.hide()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        column.addWidget(self.nothing)
        column.addWidget(self.columns, 1)
        self.area = QScrollArea()
        self.area.setObjectName("boxed")
        self.area.setAccessibleName("Keyboard shortcuts")
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves no frame
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)  # Enter in the filter closes nothing
        row = QHBoxLayout()
        row.addWidget(self.filter, 1)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(AIR, AIR, AIR, PADDING)
        layout.setSpacing(PADDING)
        layout.addLayout(row)
        layout.addWidget(self.area, 1)
        layout.addWidget(buttons)
        self.filter.textChanged.connect(self._narrow)
        self.filter.stepped.connect(lambda: self.area.setFocus(Qt.FocusReason.TabFocusReason))
        hint, room = self.columns.sizeHint(), self.screen().availableSize()
        width, height = hint.width() + 120, hint.height() + 200  # with all that is round it
        self.resize(min(width, room.width() - 24), min(height, room.height() - 48))
        self.filter.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pages = PAGES.get(Qt.Key(event.key()))
        if pages is None:
            super().keyPressEvent(event)
        else:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + pages * bar.pageStep())

    def _narrow(self, typed: str) -> None:
        self.nothing.setVisible(not self.columns.narrow_to(typed))
        self.area.verticalScrollBar().setValue(0)
