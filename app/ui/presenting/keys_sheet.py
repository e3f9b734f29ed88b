"""The keys of presenting, over the picture."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.render.theme import Theme
from app.ui.actions import MORE_KEYS
from app.ui.plain import Label

SHOWN = ("Presenting", "In a tour")  # groups of the table
AIR = 24  # px at the window's edges, at least


class KeysSheet(QWidget):
    """Covers a window while it is open; any key or click puts it away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName("Keys")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._window = window
        self.card = QWidget(self)
        self.card.setObjectName("card")
        self.card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        columns = QHBoxLayout()
        columns.setSpacing(40)
        groups = dict(MORE_KEYS)
        for title in SHOWN:
            columns.addLayout(_column(title, groups[title]))
        whole = QVBoxLayout(self.card)
        whole.setContentsMargins(AIR, 20, AIR, 20)
        whole.addLayout(columns)
        self.hide()

    def open(self) -> None:
        self.show()
        self.raise_()
        self.place()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        self.hide()
        self._window.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Over the window, which may have another size."""
        self.setGeometry(self._window.rect())
        size = self.card.sizeHint().boundedTo(self.size())
        self.card.resize(size)
        self.card.move((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)

    @staticmethod
    def sheet(theme: Theme) -> str:
        """Its part of the window's style sheet."""
        return f"#card QLabel {{ color: {theme.text}; }} #card #key {{ color: {theme.muted}; }}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        self.leave()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.leave()


def _column(title: str, rows: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(5)
    grid.addWidget(Label(title, kind="heading"), 0, 0, 1, 2)
    for n, (key, text) in enumerate(rows, 1):
        told = Label(key)
        told.setObjectName("key")
        grid.addWidget(told, n, 0)
        grid.addWidget(Label(text), n, 1)
    grid.setRowStretch(len(rows) + 1, 1)
    return grid
