"""Where a card is reported: a line to say what is wrong with it, in place of the answer's."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

LONGEST = 1000  # characters


class ReportForm(QWidget):
    """reported(reason): as it was typed, which may be nothing. left(): the card stays."""

    reported = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText("What is wrong with this card? (optional)")
        self.field.setAccessibleName("What is wrong with this card")
        self.field.setAccessibleDescription("Optional. A reported card is not asked again.")
        self.report = QPushButton("Report (Enter)")
        self.report.setDefault(True)
        self.report.setToolTip(
            "It will not be asked again. You will find it under “Reported cards”."
        )
        self.cancel = QPushButton("Cancel (Esc)")
        self.cancel.setAutoDefault(False)
        self.report.clicked.connect(lambda: self.reported.emit(self.field.text()))
        self.cancel.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.report)
        row.addWidget(self.cancel)

    def begin(self) -> None:
        self.field.clear()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is pressed in here does nothing to the card beneath."""
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.cancel if self.cancel.hasFocus() else self.report).click()
