"""The field that narrows a list: Esc empties it, an arrow goes on to the list. A panel of such a
list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.ui.kit.plain import Label


class FilterField(QLineEdit):
    """stepped(): Up or Down was pressed."""

    stepped = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Filter")
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)

    def focus(self) -> None:
        """The keyboard here; what is typed replaces what stands there."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def set_out_panel(panel: QWidget, filter: FilterField, nothing: Label, rows: QWidget) -> None:
    """The filter, what is said where nothing is left, and the rows, which have the room."""
    nothing.setProperty("kind", "muted")
    nothing.setWordWrap(True)
    column = QVBoxLayout(panel)
    column.setContentsMargins(8, 8, 8, 0)
    column.setSpacing(8)
    for widget in (filter, nothing):
        inner = QVBoxLayout()
        inner.setContentsMargins(8, 0, 8, 0)
        inner.addWidget(widget)
        column.addLayout(inner)
    column.addWidget(rows, 1)
