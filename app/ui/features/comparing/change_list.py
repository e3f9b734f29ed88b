"""All changes in a list that pops up; the picture follows the row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.model.details import ChangeKind
from app.model.diagram import Diagram
from app.scene.theme import Theme
from app.session.comparing import ChangePlace
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon

WIDTH, HEIGHT = 420, 380  # px at most
MOST = 2000  # rows
WORDS = 300  # characters of what differs


class ChangeList(QFrame):
    """Where several diagrams have some, under the title of each. Closes on Esc, Enter or a click elsewhere. wanted(place): a row
    was gone to."""

    wanted = Signal(object)

    def __init__(
        self,
        places: Sequence[ChangePlace],
        selected: int | None,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("problemList")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Changes")
        self._places = tuple(places[:MOST])
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
        several = len({place.diagram.id for place in self._places}) > 1
        above: Diagram | None = None
        for number, (change, diagram, _) in enumerate(self._places):
            if several and diagram is not above:
                self._head(diagram)
            above = diagram
            words = "\n".join(plain.line(word, WORDS) for word in change.words)
            name = plain.line(change.name)
            item = QListWidgetItem(icons[change.kind], f"{name}\n{words}" if words else name)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{change.kind.capitalize()}: {name}. {words}"
            )
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.list.addItem(item)
            if number == (selected or 0):
                self.list.setCurrentItem(item)
        if len(places) > MOST:
            rest = QListWidgetItem(f"and {len(places) - MOST:,} more")
            rest.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(rest)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.list)
        self.list.currentRowChanged.connect(self._go)
        self.list.itemClicked.connect(lambda _: self._go(self.list.currentRow()))
        self.list.itemActivated.connect(self._choose)
        high = sum(self.list.sizeHintForRow(n) + 2 for n in range(min(self.list.count(), 40)))
        self.resize(WIDTH, min(high + 24, HEIGHT))

    def _head(self, diagram: Diagram) -> None:
        """The title of what the next changes are in."""
        item = QListWidgetItem(plain.line(diagram.title or diagram.id))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.list.font()
        font.setBold(True)
        item.setFont(font)
        self.list.addItem(item)

    def _choose(self) -> None:
        self._go(self.list.currentRow())
        self.close()

    def _go(self, row: int) -> None:
        item = self.list.item(row)
        number = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(number, int):
            self.wanted.emit(self._places[number])
