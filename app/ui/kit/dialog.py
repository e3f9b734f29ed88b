"""How a dialog is opened, and how its buttons stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton

GAP = 8  # px


def open_dialog(dialog: QDialog) -> None:
    """Open it over its window; it goes when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def button_row(*buttons: QPushButton) -> QHBoxLayout:
    """Side by side, at the right."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
