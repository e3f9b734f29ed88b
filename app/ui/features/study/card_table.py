"""The cards as a table: those that a search finds, in the order of a column."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.model.ids import DiagramId
from app.study.card import KINDS
from app.study.standing import Standing, State
from app.ui.features.study.rows import NUMBER
from app.ui.kit import plain

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
QUESTION, ANSWER, DIAGRAM, STATUS, WRONG = range(5)  # columns
HEADS = ("Question", "Answer", "Diagram", "Status", "Wrong")
_ORDER = {state: n for n, state in enumerate(State)}
_NEVER = date.max


@dataclass(frozen=True, slots=True)
class _CardRow:
    """A card's texts by column, and what a search looks at."""

    standing: Standing
    texts: tuple[str, ...]
    sought: str


class CardTable(QAbstractTableModel):
    """A row a card. It filters and sorts by itself: a proxy asks thousands of times for what is
    told here once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[_CardRow, ...] = ()
        self._rows: tuple[_CardRow, ...] = ()
        self._words: tuple[str, ...] = ()
        self._states: Collection[State] = tuple(State)
        self._by, self._down = -1, False

    @property
    def total(self) -> int:
        """Of all cards, found or not."""
        return len(self._all)

    def at(self, row: int) -> Standing:
        return self._rows[row].standing

    @property
    def places(self) -> Mapping[str, int]:
        """The row of each card that is shown, by its id."""
        return {row.standing.card.id: n for n, row in enumerate(self._rows)}

    # Which rows, in which order

    def show(self, standings: Sequence[Standing], title: Callable[[DiagramId], str]) -> None:
        """All cards, in the order in which they stand without a column; `title` is a diagram's."""
        titles = {id: title(id) for id in {s.card.diagram for s in standings}}
        self._all = tuple(_row(s, titles[s.card.diagram]) for s in standings)
        self._arrange()

    def seek(self, text: str, states: Collection[State]) -> None:
        """Only those in which each word stands, and that stand so."""
        self._words, self._states = tuple(text.casefold().split()), states
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column, or by none, which is -1."""
        self._by, self._down = column, order is Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        found = [
            row
            for row in self._all
            if row.standing.state in self._states and all(w in row.sought for w in self._words)
        ]
        if self._by >= 0:
            found.sort(key=_KEYS.get(self._by, self._text), reverse=self._down)
        self._rows = tuple(found)
        self.endResetModel()

    def _text(self, row: _CardRow) -> tuple[str]:
        return (row.texts[self._by].casefold(),)

    # Qt's

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

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
        row = self._rows[index.row()]
        if role == Role.DisplayRole:
            return plain.line(row.texts[index.column()])
        if role == Role.ToolTipRole:
            return plain.tip("\n".join(row.texts[: DIAGRAM + 1]))
        if role == Role.TextAlignmentRole and index.column() == WRONG:
            return NUMBER
        return None


def status(row: Standing) -> str:
    """“Due today”, “Due 3 Dec”."""
    if row.state is State.LATER and row.due is not None:
        day = QDate(row.due.year, row.due.month, row.due.day)
        form = "d MMM" if day.year() == QDate.currentDate().year() else "d MMM yyyy"
        return f"Due {QLocale().toString(day, form)}"
    return str(row.state)


def _row(standing: Standing, title: str) -> _CardRow:
    card = standing.card
    wrong = f"{standing.wrong} of {standing.asked}" if standing.asked else ""
    sought = "\n".join((card.question, card.answer, title, KINDS[card.kind])).casefold()
    texts = (card.question, card.answer, title, status(standing), wrong)
    return _CardRow(standing, texts, sought)


def _by_status(row: _CardRow) -> tuple[int, date]:
    """What is due first stands first, what is not asked last."""
    due = row.standing.due
    return (0 if due else _ORDER[row.standing.state], due or _NEVER)


def _by_wrong(row: _CardRow) -> tuple[int, int]:
    return (row.standing.wrong, row.standing.asked)


_KEYS: Mapping[int, Callable[[_CardRow], tuple[object, ...]]] = {
    STATUS: _by_status,
    WRONG: _by_wrong,
}
