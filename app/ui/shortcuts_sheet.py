"""The sheet of keyboard shortcuts, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.actions import ENTRIES, MORE_KEYS, keys_text
from app.ui.plain import Label

MENUS = ("File", "Edit", "View", "Go", "Help")


def groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Titles, and under each the keys and what they do."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for menu in MENUS:
        rows = [
            (" or ".join(keys_text(k) for k in e.keys), e.text.rstrip("…"))
            for e in ENTRIES
            if e.menu == menu and e.keys
        ]
        found.append((menu, rows))
    found += [(title, list(rows)) for title, rows in MORE_KEYS]
    return found


LONG = 30  # characters, beyond which a text may take two lines


class ShortcutsSheet(QDialog):
    """Three columns of keys."""

    COLUMNS = ((0, 1, 9), (2, 3, 11), (5, 6, 7, 8, 4, 10))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(32)
        found = groups()
        for column in self.COLUMNS:
            row.addLayout(_column([found[at] for at in column]))
        area = QScrollArea()
        area.setAccessibleName("Keyboard shortcuts")
        area.setWidget(body)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)
        hint, room = body.sizeHint(), self.screen().availableSize()
        width, height = hint.width() + 72, hint.height() + 110  # with margins, bar and button
        self.resize(min(width, room.width() - 24), min(height, room.height() - 48))


def _column(found: list[tuple[str, list[tuple[str, str]]]]) -> QGridLayout:
    """Groups under one another, what is done left, the keys right."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    row = 0
    for title, keys in found:
        heading = Label(title)
        heading.setProperty("kind", "heading")
        if row:
            grid.setRowMinimumHeight(row, 16)
            row += 1
        grid.addWidget(heading, row, 0, 1, 2)
        for key, text in keys:
            row += 1
            what = Label(text)
            what.setWordWrap(len(text) > LONG)
            grid.addWidget(what, row, 0)
            told = Label(key)
            told.setProperty("kind", "muted")
            grid.addWidget(told, row, 1, Qt.AlignmentFlag.AlignRight)
        row += 1
    grid.setRowStretch(row, 1)
    grid.setColumnStretch(0, 1)
    return grid
