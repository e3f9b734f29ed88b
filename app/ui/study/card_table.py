"""The cards as a table, and what of it is looked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from app.study.card import KINDS
from app.study.standing import Standing, State
from app.ui import plain
from app.ui.study.rows import NUMBER

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
QUESTION, ANSWER, DIAGRAM, STATUS, WRONG = range(5)  # columns
HEADS = ("Question", "Answer", "Diagram", "Status", "Wrong")
SORTED_BY = int(Role.UserRole)
_NEVER = date.max


class CardTable(QAbstractTableModel):
    """A row a card."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Standing, ...] = ()
        self._titles: dict[str, str] = {}
        self.sought: tuple[str, ...] = ()  # of each row, what a search looks at

    def show(self, rows: Sequence[Standing], title: Callable[[str], str]) -> None:
        """These cards; `title` is that of a diagram."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self._titles = {id: title(id) for id in {row.card.diagram for row in self.rows}}
        self.sought = tuple(
            "\n".join(
                (r.card.question, r.card.answer, self._titles[r.card.diagram], KINDS[r.card.kind])
            ).casefold()
            for r in self.rows
        )
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return HEADS[section]
        if role == Role.TextAlignmentRole and section == WRONG:
            return NUMBER
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        row, column = self.rows[index.row()], index.column()
        if role == Role.DisplayRole:
            return self._text(row, column)
        if role == Role.ToolTipRole:
            card = row.card
            return plain.tip(f"{card.question}\n{card.answer}\n{self._titles[card.diagram]}")
        if role == Role.TextAlignmentRole and column == WRONG:
            return NUMBER
        if role == SORTED_BY:
            return self._order(row, column, index.row())
        return None

    def _text(self, row: Standing, column: int) -> str:
        if column in (QUESTION, ANSWER):
            return plain.line(row.card.question if column == QUESTION else row.card.answer)
        if column == DIAGRAM:
            return plain.line(self._titles[row.card.diagram])
        if column == STATUS:
            return status(row)
        return f"{row.wrong} of {row.asked}" if row.asked else ""

    def _order(self, row: Standing, column: int, place: int) -> str | int:
        if column == STATUS:  # what is due first stands first, what is never asked last
            state = list(State).index(row.state)
            return f"{state if row.due is None else 0} {row.due or _NEVER} {place:08}"
        if column == WRONG:
            return row.wrong * 10_000 + min(row.asked, 9_999)
        return self._text(row, column).casefold()


class SoughtCards(QSortFilterProxyModel):
    """Those rows in which each word of a search stands, and that stand so."""

    def __init__(self, table: CardTable) -> None:
        super().__init__(table)
        self._table = table
        self._words: tuple[str, ...] = ()
        self._states: Collection[State] = tuple(State)
        self.setSourceModel(table)
        self.setSortRole(SORTED_BY)

    def seek(self, text: str, states: Collection[State]) -> None:
        self.beginFilterChange()
        self._words, self._states = tuple(text.casefold().split()), states
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, _parent: Index) -> bool:
        text, row = self._table.sought[source_row], self._table.rows[source_row]
        return row.state in self._states and all(word in text for word in self._words)

    def at(self, index: Index) -> Standing:
        """The card of a row."""
        return self._table.rows[self.mapToSource(index).row()]


def status(row: Standing) -> str:
    """“Due today”, “Due 3 Dec”."""
    if row.state is State.LATER and row.due is not None:
        day = QDate(row.due.year, row.due.month, row.due.day)
        form = "d MMM" if day.year() == QDate.currentDate().year() else "d MMM yyyy"
        return f"Due {QLocale().toString(day, form)}"
    return str(row.state)
