"""The current diagram as a tree: clusters and what they hold, then the edges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.model import hiding
from app.model.diagram import Diagram
from app.model.hiding import Shows
from app.model.laid_out import LaidOutDiagram
from app.model.layer import NOTHING, Visible, layer_name, visible
from app.model.view_state import ViewState
from app.ui import describe, outline_words
from app.ui.outline_words import Element
from app.ui.reading_order import reading_order
from app.ui.store import Store

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
FIND_ROLE = ROW_ROLE + 1  # what the filter looks through
STATE_ROLE = ROW_ROLE + 2  # "shown", "partly hidden", "hidden", "layer off"
CHECKS = {
    Shows.WHOLE: Qt.CheckState.Checked,
    Shows.PARTLY: Qt.CheckState.PartiallyChecked,
    Shows.NOT: Qt.CheckState.Unchecked,
}


@dataclass(slots=True, eq=False)
class Row:
    """`element` is None for the row that holds the edges."""

    element: Element | None
    text: str
    at: int = 0
    parent: Row | None = None
    children: list[Row] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.element.id if self.element else ""

    def add(self, row: Row) -> Row:
        row.at, row.parent = len(self.children), self
        self.children.append(row)
        return row


class OutlineModel(QAbstractItemModel):
    """A row is checked while it is not hidden; unchecking hides. It is made when it is first
    asked for its rows, and made anew when the diagram or its order has changed."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._made: tuple[Diagram | None, LaidOutDiagram | None] = (None, None)
        self._root = Row(None, "")
        self._rows: dict[str, Row] = {}
        self._shows: dict[str, Shows] = {}
        self._visible: Visible = NOTHING
        store.state_changed.connect(self._follow)

    def renew(self) -> bool:
        """Make the rows of the current diagram, if they are not there; True if made."""
        diagram = self._store.diagram
        picture = self._store.pictures.get(self._store.state.diagram)  # not the tidied one
        if (diagram, picture) == self._made:
            return False
        self.beginResetModel()
        self._made = (diagram, picture)
        self._root, self._rows = Row(None, ""), {}
        if diagram is not None:
            self._fill(diagram, _order(diagram, picture))
        self._look()
        self.endResetModel()
        return True

    def _fill(self, diagram: Diagram, order: tuple[str, ...]) -> None:
        homes = {c.id: c.parent for c in diagram.clusters}
        homes.update({n.id: n.cluster for n in diagram.nodes})
        components: dict[str, Element] = {c.id: c for c in diagram.clusters}
        components.update({n.id: n for n in diagram.nodes})
        for id in order:
            home = self._rows.get(homes[id] or "", self._root)
            element = components[id]
            self._rows[id] = home.add(Row(element, outline_words.text(diagram, element)))
        place = {id: at for at, id in enumerate(order)}
        edges = [e for e in diagram.edges if not e.invisible]
        edges.sort(key=lambda e: (place.get(e.tail, 0), place.get(e.head, 0)))
        if edges:
            group = self._root.add(Row(None, "Edges"))
            for edge in edges:
                text = outline_words.text(diagram, edge)
                self._rows[edge.id] = group.add(Row(edge, text))

    # What Qt asks

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        holder = self._row(parent)
        if column == 0 and 0 <= row < len(holder.children):
            return self.createIndex(row, 0, holder.children[row])
        return QModelIndex()

    def parent(self, child: Index | None = None) -> Any:
        if child is None:  # the QObject's parent
            return super().parent()
        return self._index(self._row(child).parent)

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._row(parent).children)

    def columnCount(self, _parent: Index | None = None) -> int:
        return 1

    def headerData(
        self, _section: int, _orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return "Element" if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        diagram, workspace = self._made[0], self._store.workspace
        if not index.isValid() or diagram is None or workspace is None:
            return None
        row = self._row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.CheckStateRole:
            return CHECKS[self._shown(row)]
        if role == ROW_ROLE:
            return row
        if role == STATE_ROLE:
            return self._state(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return outline_words.spoken(diagram, row.element) if row.element else self._edges(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            if row.element is None:
                return self._state(row).capitalize()
            return outline_words.details(workspace, diagram, row.element, self._state(row))
        if row.element is None:
            return row.text if role == FIND_ROLE else None
        if role == FIND_ROLE:
            layers = (layer_name(layer) for layer in row.element.layers)
            return " ".join((row.text, outline_words.kind(row.element), *layers))
        if role == Qt.ItemDataRole.ToolTipRole:
            return describe.tooltip(diagram, row.id)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        row = self._row(index)
        ids = [row.id] if row.element else [child.id for child in row.children]
        if Qt.CheckState(value) == Qt.CheckState.Unchecked:
            self._store.hide(ids)
        else:
            self._store.unhide(ids)
        return True

    # What others ask

    def index_of(self, element: str | None) -> QModelIndex:
        return self._index(self._rows.get(element or ""))

    def holders(self) -> list[QModelIndex]:
        """The rows that hold others."""
        return [self._index(row) for row in self._parents(self._root) if row is not self._root]

    # Inside

    def _row(self, index: Index | None) -> Row:
        if index is None or not index.isValid():
            return self._root
        row = index.internalPointer()
        return row if isinstance(row, Row) else self._root

    def _index(self, row: Row | None) -> QModelIndex:
        if row is None or row is self._root:
            return QModelIndex()
        return self.createIndex(row.at, 0, row)

    def _shown(self, row: Row) -> Shows:
        if row.element is not None:
            return self._shows.get(row.id, Shows.WHOLE)
        found = {self._shows.get(child.id, Shows.WHOLE) for child in row.children}
        return found.pop() if len(found) == 1 else Shows.PARTLY

    def _state(self, row: Row) -> str:
        id, seen = row.id, self._visible
        if row.element is None:
            ids = {child.id for child in row.children}
            return outline_words.shown_words(self._shown(row), not seen.edges.isdisjoint(ids))
        is_visible = id in seen.nodes or id in seen.clusters or id in seen.edges
        return outline_words.shown_words(self._shown(row), is_visible)

    def _edges(self, row: Row) -> str:
        count = len(row.children)
        return "1 edge" if count == 1 else f"{count} edges"

    def _follow(self, old: ViewState, new: ViewState) -> None:
        if old.diagram != new.diagram or (old.layers, old.hidden) == (new.layers, new.hidden):
            return
        self._look()
        for parent in self._parents(self._root):
            first, last = parent.children[0], parent.children[-1]
            self.dataChanged.emit(self._index(first), self._index(last))

    def _look(self) -> None:
        diagram, state = self._made[0], self._store.state
        if diagram is None:
            self._shows, self._visible = {}, NOTHING
            return
        self._shows = hiding.states(diagram, state.hidden)
        self._visible = visible(diagram, state.layers, state.hidden)

    def _parents(self, row: Row) -> Iterator[Row]:
        if row.children:
            yield row
        for child in row.children:
            yield from self._parents(child)


def _order(diagram: Diagram, picture: LaidOutDiagram | None) -> tuple[str, ...]:
    """Components as one reads them, a cluster before what it holds; before there is a picture,
    as the file has them."""
    here = (*(c.id for c in diagram.clusters), *(n.id for n in diagram.nodes))
    if picture is None or picture.diagram != diagram:
        return here
    read = reading_order(picture)
    return read if len(read) == len(here) else here
