"""The keys of a mode, over the window that it has."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from app.scene.theme import Theme
from app.ui.kit.key_columns import Groups, KeyColumns
from app.ui.kit.plain import Label

AIR, PADDING = 24, 20  # px at the window's edges, at least; round the keys
WIDEST, BAR = 1120, 20  # px; of the scroll bar, and free beside it
HINT = "The arrows scroll; any other key puts this away."
SCROLL = {
    Qt.Key.Key_Down: 0.25,
    Qt.Key.Key_Up: -0.25,
    Qt.Key.Key_PageDown: 1.0,
    Qt.Key.Key_PageUp: -1.0,
}  # of a page


class KeysSheet(QWidget):
    """Covers a window while it is open; any key or click puts it away, but for those that scroll
    where not all has room."""

    def __init__(self, window: QWidget, groups: Groups) -> None:
        super().__init__(window)
        self.setAccessibleName("Keys")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._window = window
        self._before: QWidget | None = None  # had the keyboard
        self.card = QWidget(self)
        self.card.setObjectName("card")
        self.card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.columns = KeyColumns(groups, broken=True)
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, BAR, 0)
        inside.addWidget(self.columns)
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        self.hint = Label(HINT, kind="muted")
        self.hint.setObjectName("key")
        self.hint.setWordWrap(True)
        whole = QVBoxLayout(self.card)
        whole.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        whole.setSpacing(8)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.hint)
        self.hide()

    def open(self) -> None:
        """Show it over its parent, with the keyboard in it."""
        focused: QWidget | None = QApplication.focusWidget()
        if focused is not None and not self.isVisible():
            self._before = focused
        self.show()
        self.raise_()
        self.place()
        self.area.verticalScrollBar().setValue(0)
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Give the keyboard back to what had it, and hide."""
        before, self._before = self._before, None
        alive = before is not None and shiboken6.isValid(before) and before.isVisible()
        back = before if before is not None and alive else self._window
        back.setFocus(Qt.FocusReason.PopupFocusReason)  # or hiding would hand it on, as Tab does
        self.hide()

    def place(self) -> None:
        """Over the window, which may have another size."""
        self.setGeometry(self._window.rect())
        wide = min(WIDEST, self.width() - 2 * AIR)
        keys = self.columns.height_in(wide - 2 * PADDING - BAR)
        high = min(keys + 2 * PADDING + 8, self.height() - 2 * AIR)
        self.hint.setVisible(keys > high - 2 * PADDING)
        self.card.setGeometry(
            (self.width() - wide) // 2, (self.height() - high) // 2, wide, max(high, 0)
        )

    @staticmethod
    def sheet(theme: Theme) -> str:
        """Its part of the window's style sheet."""
        return (
            f"#card QLabel {{ color: {theme.text}; }} #card #key {{ color: {theme.muted}; }} "
            "#card QScrollArea, #card QScrollArea > QWidget > QWidget { background: transparent; }"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        bar = self.area.verticalScrollBar()
        pages = SCROLL.get(Qt.Key(event.key()))
        if pages is None or not bar.maximum():
            self.leave()
        else:
            bar.setValue(bar.value() + round(pages * bar.pageStep()))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.leave()
