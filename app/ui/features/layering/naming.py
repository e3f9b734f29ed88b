"""How a layer is to be called."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.kit import plain
from app.ui.kit.dialog import button_row
from app.ui.kit.plain import Label

WIDTH = 360  # px


class LayerNaming(QDialog):
    """named(str). `wrong` says what is wrong with a name, or nothing; then it can be taken."""

    named = Signal(str)

    def __init__(
        self,
        title: str,
        verb: str,
        name: str,
        wrong: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._wrong = wrong
        self.setWindowTitle(plain.window_title(title))
        self.field = QLineEdit(name)
        self.field.setAccessibleName("Name of the layer")
        self.field.selectAll()
        self.said = Label(kind="muted")
        self.said.setWordWrap(True)
        self.go = QPushButton(verb)
        self.go.setDefault(True)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (Label("Name"), self.field, self.said):
            column.addWidget(widget)
        column.addLayout(button_row(cancel, self.go))
        self.field.textChanged.connect(self._look)
        self.go.clicked.connect(self._take)
        cancel.clicked.connect(self.reject)
        self.setMinimumWidth(WIDTH)
        self._look(name)
        self.field.setFocus()

    def _look(self, name: str) -> None:
        wrong = self._wrong(name)
        self.said.setText(wrong or " ")
        self.go.setEnabled(not wrong)

    def _take(self) -> None:
        name = self.field.text()
        self.accept()
        self.named.emit(name)
