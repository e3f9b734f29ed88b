"""How a dialog that asks for a file is set out: preview, fields, the file, then the buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.plain import Label

GRID = 8  # px
FIELD, BOX = 28, 24  # least heights of a label: beside a field, beside a stack of boxes; px

Field = tuple[str, QWidget | QLayout]


def fields(rows: Sequence[Field]) -> QGridLayout:
    """Labels with their fields, from the top."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(GRID)
    for n, (text, field) in enumerate(rows):
        label = Label(text)
        label.setProperty("kind", "muted")
        grid.addWidget(label, n, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(field, QWidget):
            label.setBuddy(field)
            label.setMinimumHeight(FIELD)
            grid.addWidget(field, n, 1)
        else:
            label.setMinimumHeight(BOX)
            grid.addLayout(field, n, 1)
    grid.setRowStretch(len(rows), 1)
    return grid


def stack(*widgets: QWidget) -> QVBoxLayout:
    """One under the other, without space."""
    column = QVBoxLayout()
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return column


def line(wide: QWidget, *others: QWidget) -> QHBoxLayout:
    """Side by side; the first takes what is left."""
    row = QHBoxLayout()
    row.setSpacing(GRID)
    row.addWidget(wide, 1)
    for widget in others:
        row.addWidget(widget)
    return row


def foot(verb: str) -> tuple[Label, QPushButton, QPushButton]:
    """Where it is said how things stand, the button that leaves, and the one that does it."""
    message, cancel, go = Label(), QPushButton("Cancel"), QPushButton(verb)
    message.setWordWrap(True)
    cancel.setAutoDefault(False)
    go.setDefault(True)
    return message, cancel, go


def set_out(dialog: QWidget, left: QWidget, right: QWidget | QLayout, *below: QLayout) -> None:
    """What is looked at beside what is chosen, and lines below."""
    top = QHBoxLayout()
    top.setSpacing(3 * GRID)
    top.addWidget(left, 1)
    if isinstance(right, QWidget):
        top.addWidget(right)
    else:
        top.addLayout(right)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
    column.setSpacing(2 * GRID)
    column.addLayout(top, 1)
    for row in below:
        column.addLayout(row)
