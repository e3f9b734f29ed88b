"""The card of the search: a field, the results under it, and what can be typed and pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from app.scene.theme import Theme
from app.ui.kit import plain, style
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.plain import Label
from app.ui.views.results.rows import HEIGHT, Results, RowPainter

ROWS = 7  # in sight
AROUND = 84  # px, the card without its rows
HINT = "#  a layer     @  diagrams     >  commands"
KEYS = "↑↓ preview     Enter go there     Esc leave everything as it was"


class SearchCard(QFrame):
    """Only the field takes the keyboard; what is current in the list is told through it."""

    def __init__(self, parent: QWidget, hint: str = HINT, keys: str = KEYS) -> None:
        super().__init__(parent)
        self.setObjectName("searchCard")
        self._glyph = Label()
        self.field = QLineEdit()
        self.field.setObjectName("searchField")
        self.field.setAccessibleName("Search")
        self.field.setFrame(False)
        self.results = Results(self)
        self.list = QListView()
        self.list.setObjectName("searchList")
        # Rows fill it, so that what lies under them is not painted with each letter.
        self.list.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.list.setModel(self.results)
        self.list.setAccessibleName("Results")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._painter = RowPainter(self.list)
        self.list.setItemDelegate(self._painter)
        self.empty = Label()
        self.empty.setWordWrap(True)
        self.empty.setProperty("kind", "muted")
        self.empty.setContentsMargins(16, 20, 16, 20)
        self._hint, self._keys = Label(hint), Label(keys)
        for label in (self._hint, self._keys):
            label.setProperty("kind", "secondary")
        self._lay_out()

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(16, 0, 12, 0)
        top.setSpacing(12)
        top.addWidget(self._glyph)
        top.addWidget(self.field, 1)
        foot.setContentsMargins(16, 7, 16, 8)
        foot.addWidget(self._hint)
        foot.addStretch(1)
        foot.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        for part in (_line(), self.list, self.empty, _line()):
            column.addWidget(part)
        column.addLayout(foot)

    def show_results(self, otherwise: str) -> None:
        """The list, or where it is empty these words."""
        some = self.results.rowCount() > 0
        self.list.setVisible(some)
        self.empty.setVisible(not some)
        self.empty.setText(otherwise)

    def say(self, text: str) -> None:
        """What is current, for those who do not see it."""
        text = plain.line(text, 4 * plain.LINE)
        if text != self.field.accessibleDescription():
            self.field.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, text))

    def fit(self, wide: int, room: int) -> int:
        """The height it needs at a width, with no more rows than there is room for (px)."""
        rows = max(min(self.results.rowCount(), ROWS, (room - AROUND) // HEIGHT), 1)
        self.list.setFixedHeight(rows * HEIGHT)
        self._keys.setVisible(wide > 520)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(wide)
        return self.sizeHint().height()

    def dress(self, theme: Theme) -> None:
        t = theme
        self._painter.theme = t
        self._glyph.setPixmap(glyph_icon("search", t.muted, t.hairline).pixmap(16, 16))
        self.setStyleSheet(
            f"#searchCard {{ background: {t.canvas}; border: 1px solid {t.hairline};"
            f" border-radius: {style.CARD}px; }}"
            "#searchField, #searchField:focus { border: 0; background: transparent; padding: 0;"
            " font-size: 15px; min-height: 46px; }"
            f"#searchList {{ background: {t.canvas}; }}"
            f"#searchLine {{ background: {t.hairline}; }}"
        )


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("searchLine")
    line.setFixedHeight(1)
    return line
