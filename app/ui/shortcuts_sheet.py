"""The sheet of keyboard shortcuts, made from the table of actions."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.actions import ENTRIES, MORE_KEYS, keys_text

MARGINS = (16, 16, 16, 12)  # px
FRAME = 8  # px, of the list
TITLE = 28  # px that the system's title bar takes
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


class ShortcutsSheet(QDialog):
    """Three columns of keys, which fit a screen of 1366 × 768."""

    COLUMNS = ((0, 1, 4, 5, 8), (2, 3, 7), (6, 10, 9))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(40)
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
        layout.setContentsMargins(*MARGINS)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)
        wanted, screen = body.sizeHint(), self.screen().availableGeometry()
        left, top, right, bottom = MARGINS
        wide = wanted.width() + left + right + FRAME
        high = (
            wanted.height() + buttons.sizeHint().height() + layout.spacing() + top + bottom + FRAME
        )
        self.resize(min(wide, screen.width() - 16), min(high, screen.height() - TITLE))


def _column(found: list[tuple[str, list[tuple[str, str]]]]) -> QVBoxLayout:
    """Groups under one another, what is done left, the keys right."""
    column = QVBoxLayout()
    column.setSpacing(3)
    for number, (title, keys) in enumerate(found):
        heading = QLabel(title)
        heading.setProperty("kind", "heading")
        column.addSpacing(10 if number else 0)
        column.addWidget(heading)
        for key, text in keys:
            told = QLabel(key)
            told.setProperty("kind", "muted")
            row = QHBoxLayout()
            row.setSpacing(16)
            row.addWidget(QLabel(text), 1)
            row.addWidget(told)
            column.addLayout(row)
    column.addStretch(1)
    return column
