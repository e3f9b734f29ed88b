"""All changes in a list that pops up; the picture follows the row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.model.comparison import ElementChange
from app.model.details import ChangeKind
from app.model.ids import ElementId
from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon

WIDTH, HEIGHT = 420, 380  # px at most
MOST = 2000  # rows
WORDS = 300  # characters of what differs


class ChangeList(QFrame):
    """Closes on Esc, Enter or a click elsewhere. wanted(change): a row was gone to."""

    wanted = Signal(object)

    def __init__(
        self,
        changes: Sequence[ElementChange],
        selected: ElementId | None,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("problemList")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Changes")
        self._changes = tuple(changes[:MOST])
        self.list = QListWidget()
        self.list.setAccessibleName("Changes")
        self.list.setIconSize(QSize(16, 16))
        self.list.setSpacing(1)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        icons = {
            kind: glyph_icon(kind.value, theme.layer(kind.value), theme.muted)
            for kind in ChangeKind
        }
        for change in self._changes:
            words = "\n".join(plain.line(word, WORDS) for word in change.words)
            name = plain.line(change.name)
            item = QListWidgetItem(icons[change.kind], f"{name}\n{words}" if words else name)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{change.kind.capitalize()}: {name}. {words}"
            )
            self.list.addItem(item)
        if len(changes) > MOST:
            rest = QListWidgetItem(f"and {len(changes) - MOST:,} more")
            rest.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(rest)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.list)
        at = next((n for n, c in enumerate(self._changes) if c.element == selected), 0)
        self.list.setCurrentRow(at)
        self.list.currentRowChanged.connect(self._go)
        self.list.itemClicked.connect(lambda _: self._go(self.list.currentRow()))
        self.list.itemActivated.connect(self._choose)
        high = sum(self.list.sizeHintForRow(n) + 2 for n in range(min(self.list.count(), 40)))
        self.resize(WIDTH, min(high + 24, HEIGHT))

    def _choose(self) -> None:
        self._go(self.list.currentRow())
        self.close()

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._changes):
            self.wanted.emit(self._changes[row])
