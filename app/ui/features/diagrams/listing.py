"""The rows of the list of diagrams: those that a person's notes speak of, and of borrowed ones the
others below a line that opens them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from app.model.diagram import Diagram
from app.model.ids import DiagramId
from app.model.wording import counted
from app.session.changes import Changed
from app.ui.kit import plain
from app.ui.session.store import Store

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = int(Qt.ItemDataRole.UserRole)  # a diagram's id; None of the line


def components_text(diagram: Diagram) -> str:
    return counted(len(diagram.components), "component")


class DiagramList(QAbstractListModel):
    """The workspace's diagrams as a Qt model. Where some stand apart, these are its last rows, and
    a row without a diagram stands before them."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._rows: tuple[Diagram | None, ...] = ()
        store.on(Changed.WORKSPACE, self._reload)
        self._reload()

    @property
    def apart(self) -> int:
        """How many rows there are before those that stand apart, and the line over them."""
        return next((n for n, row in enumerate(self._rows) if row is None), len(self._rows))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        diagram = self._rows[index.row()]
        if diagram is None:
            said = f"{len(self._rows) - self.apart - 1} more that your notes do not speak of"
            texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return said if role in texts else None
        if role == Qt.ItemDataRole.DisplayRole:
            return plain.line(diagram.title or diagram.id)
        if role == ID_ROLE:
            return diagram.id
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{plain.line(diagram.title or diagram.id)}, {components_text(diagram)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain.titled_tip(diagram.title or diagram.id, diagram.source)
        return None

    def _reload(self) -> None:
        fresh = self._fresh()
        if fresh and [_id(d) for d in fresh] == [_id(d) for d in self._rows]:
            self._rows = fresh  # the list stays where it was scrolled to
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def _fresh(self) -> tuple[Diagram | None, ...]:
        workspace = self._store.workspace
        if workspace is None:
            return ()
        near = tuple(d for d in workspace.diagrams if d.id not in workspace.apart)
        far = tuple(d for d in workspace.diagrams if d.id in workspace.apart)
        return (*near, None, *far) if near and far else workspace.diagrams

    def index_of(self, diagram: DiagramId) -> QModelIndex:
        rows = (row for row, found in enumerate(self._rows) if _id(found) == diagram)
        return self.index(next(rows, -1))

    def changed(self, diagram: DiagramId) -> None:
        for row, found in enumerate(self._rows):
            if _id(found) == diagram:
                self.dataChanged.emit(self.index(row), self.index(row))


class ShownDiagrams(QSortFilterProxyModel):
    """What of it is listed. Those that stand apart are while they are `open`; a filter looks in
    all titles."""

    def __init__(self, diagrams: DiagramList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._diagrams, self._text = diagrams, ""
        self.open = False
        self.setSourceModel(diagrams)

    def filter(self, text: str) -> None:
        """Only titles with that text."""
        self._text = text.casefold()
        self.invalidate()

    def turn(self) -> None:
        """Open or close what stands apart."""
        self.open = not self.open
        self.invalidate()

    def reveal(self, diagram: DiagramId) -> None:
        """Open what stands apart, where that diagram is among it."""
        if not self.open and self._diagrams.index_of(diagram).row() > self._diagrams.apart:
            self.turn()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = super().data(index, role)
        if role == Qt.ItemDataRole.AccessibleTextRole and super().data(index, ID_ROLE) is None:
            return f"{found}, {'open' if self.open else 'closed'}"
        return found

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        index = self._diagrams.index(row)
        if self._text:
            return bool(index.data(ID_ROLE)) and self._text in index.data().casefold()
        return self.open or row <= self._diagrams.apart


def _id(diagram: Diagram | None) -> DiagramId:
    return diagram.id if diagram else DiagramId("")
