"""What goes to the clipboard in several forms, or in one that a widget would not choose."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QStandardItem, QStandardItemModel


def empty_mime() -> QMimeData:
    """One of Qt's own. What Python makes is freed with an uproar where Python has ended before, and what lies on the
    clipboard is freed last."""
    model = QStandardItemModel()
    model.appendRow(QStandardItem())
    made = model.mimeData([model.index(0, 0)])
    for form in made.formats():
        made.removeFormat(form)
    return made
