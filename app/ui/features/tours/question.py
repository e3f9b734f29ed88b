"""What is asked before something of a tour is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.kit.plain import Label

WIDTH = 380  # px


class Question(QDialog):
    """save(), discard(): what was answered. Esc is neither."""

    save = Signal()
    discard = Signal()

    def __init__(self, text: str, save: str, discard: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Tour")
        label = Label(text)
        label.setWordWrap(True)
        self.yes, self.no, self.cancel = (QPushButton(t) for t in (save, discard, "Cancel"))
        self.yes.setDefault(True)
        for button in (self.no, self.cancel):
            button.setAutoDefault(False)
        self.yes.clicked.connect(lambda: self._answer(self.save))
        self.no.clicked.connect(lambda: self._answer(self.discard))
        self.cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.no)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(label)
        column.addLayout(row)
        self.setMinimumWidth(WIDTH)

    def _answer(self, signal: object) -> None:
        self.accept()
        signal.emit()  # type: ignore[attr-defined]


def unsaved(title: str, parent: QWidget) -> Question:
    name = f"“{title}”" if title else "The tour"
    return Question(f"{name} has unsaved changes.", "Save", "Discard", parent)


def changed(name: str, parent: QWidget) -> Question:
    text = (
        f"{name} was changed by another program since it was opened here. "
        "Overwriting it loses what was written there."
    )
    return Question(text, "Save elsewhere…", "Overwrite", parent)
