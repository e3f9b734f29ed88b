"""All changes in a list that pops up; the picture follows the row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, islice

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.model.comparison import LOOKS
from app.model.details import ChangeKind
from app.scene.theme import Theme
from app.session.comparing import ChangePlace
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon

WIDTH, HEIGHT = 420, 380  # px at most
MOST = 2000  # rows
WORDS = 300  # characters of what differs
FEW = 3  # that only look different and stand each for itself
_SHUT, _OPEN = "▸", "▾"


class ChangeList(QFrame):
    """Where several diagrams have some, under the title of each. Many that only look different are a line that a click or Enter unfolds. Closes
    on Esc, Enter or a click elsewhere. wanted(place): a row was gone to."""

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
        self.list = QListWidget()
        self.list.setAccessibleName("Changes")
        self.list.setIconSize(QSize(16, 16))
        self.list.setSpacing(1)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._icons = {
            kind: glyph_icon(kind.value, theme.layer(kind.value), theme.muted)
            for kind in ChangeKind
        }
        self._places: dict[int, ChangePlace] = {}  # by row
        # By the row of a line that unfolds the row behind what it has.
        self._folds: dict[int, int] = {}
        shown = places[:MOST]
        parts = [list(part) for _, part in groupby(shown, lambda place: place.diagram.id)]
        for part in parts:
            if len(parts) > 1:
                self._say(part[0].diagram.title or part[0].diagram.id, bold=True)
            self._part(part)
        if len(places) > MOST:
            self._say(f"and {len(places) - MOST:,} more")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.list)
        self._begin(None if selected is None else places[selected])
        self.list.currentRowChanged.connect(self._go)
        self.list.itemClicked.connect(self._click)
        self.list.itemActivated.connect(self._choose)

    def _part(self, places: Sequence[ChangePlace]) -> None:
        """What changes in one diagram."""
        alike = [place for place in places if place.change.only_looks]
        folds = len(alike) > FEW
        for place in places:
            if not (folds and place.change.only_looks):
                self._row(place, "\n".join(plain.line(w, WORDS) for w in place.change.words))
            elif place is alike[0]:
                row = self.list.count()
                self._add(place.change.kind, "")
                for one in alike:
                    self._row(one, "")
                self._folds[row] = self.list.count()
                self._fold(row, shut=True)

    def _row(self, place: ChangePlace, words: str) -> None:
        change, name = place.change, plain.line(place.change.name)
        self._places[self.list.count()] = place
        item = self._add(change.kind, f"{name}\n{words}" if words else name)
        said = f"{change.kind.capitalize()}: {name}. {words or LOOKS}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def _add(self, kind: ChangeKind, text: str) -> QListWidgetItem:
        item = QListWidgetItem(self._icons[kind], text)
        self.list.addItem(item)
        return item

    def _say(self, text: str, bold: bool = False) -> None:
        """A row that nobody goes to."""
        item = QListWidgetItem(plain.line(text))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.list.font()
        font.setBold(bold)
        item.setFont(font)
        self.list.addItem(item)

    def _fold(self, row: int, shut: bool) -> None:
        """A line that unfolds, and what it has."""
        rows = range(row + 1, self._folds[row])
        said = f"{len(rows)} look different"
        item = self.list.item(row)
        item.setText(f"{_SHUT if shut else _OPEN} {said}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{said}, {'' if shut else 'un'}folded")
        for one in rows:
            self.list.setRowHidden(one, shut)
        self._fit()

    def _fit(self) -> None:
        rows = (n for n in range(self.list.count()) if not self.list.isRowHidden(n))
        high = sum(self.list.sizeHintForRow(n) + 2 for n in islice(rows, 40))
        self.resize(WIDTH, min(high + 24, HEIGHT))

    def _begin(self, selected: ChangePlace | None) -> None:
        """In the row of that one, else in the first."""
        own = (row for row, place in self._places.items() if place is selected)
        row = next(own, min((*self._places, *self._folds), default=0))
        for at, end in self._folds.items():
            if at < row < end:
                self._fold(at, shut=False)
        self.list.setCurrentRow(row)
        self._fit()

    def _click(self) -> None:
        row = self.list.currentRow()
        if row in self._folds:
            self._fold(row, shut=not self.list.isRowHidden(row + 1))
        else:
            self._go(row)

    def _choose(self) -> None:
        row = self.list.currentRow()
        if row in self._folds:
            self._fold(row, shut=False)
        else:
            self._go(row)
            self.close()

    def _go(self, row: int) -> None:
        if row in self._places:
            self.wanted.emit(self._places[row])
