"""All that a gap can be bound to, to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.sources.edits.binding import Choice
from app.ui.kit import plain
from app.ui.kit.choice_dialog import ChoiceDialog
from app.ui.kit.plain import Label

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class BindingChoice(ChoiceDialog):
    """chosen(Choice). Arrows move in the list while one types; Enter binds, Esc leaves."""

    def __init__(self, name: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        heading = Label(f"Bind “{plain.line(name)}” to")
        heading.setProperty("kind", "heading")
        heading.setWordWrap(True)
        filter = QLineEdit()
        filter.setPlaceholderText("Filter")
        filter.setAccessibleName("Filter what to bind to")
        filter.setClearButtonEnabled(True)
        rows = [(f"{choice.title}  ·  {choice.where}", choice) for choice in choices]
        super().__init__(rows, filter, "Bind", "No match.", heading, parent)
        self.setWindowTitle("Bind")
        self.list.setAccessibleName("What to bind to")
        filter.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.filter and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)
