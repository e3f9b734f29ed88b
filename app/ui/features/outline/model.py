"""The current diagram as a tree: clusters and what they hold, then the edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.model import hiding
from app.model.diagram import Diagram
from app.model.diagram_layout import DiagramLayout
from app.model.hiding import Shows
from app.model.ids import ElementId
from app.model.layer import NOTHING, Visible, layer_name, visible
from app.model.view_state import ViewState
from app.model.wording import counted, in_sentences
from app.session import verbs
from app.session.tracing import traced
from app.ui.features.outline import words as outline_words
from app.ui.features.outline.shortening import Part, parts_of
from app.ui.features.outline.words import Element
from app.ui.kit import plain
from app.ui.services import describe
from app.ui.session.store import Store
from app.ui.views.canvas.reading_order import reading_order

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
STATE_ROLE = ROW_ROLE + 1  # "shown", "partly hidden", "hidden", "layer off"
STEP_ROLE = ROW_ROLE + 2  # how far it is from what is traced: "2 before", or nothing
CHANGING = [
    *(Qt.ItemDataRole.CheckStateRole, STATE_ROLE, STEP_ROLE),
    Qt.ItemDataRole.AccessibleDescriptionRole,
]
CHECKS = {
    Shows.WHOLE: Qt.CheckState.Checked,
    Shows.PARTLY: Qt.CheckState.PartiallyChecked,
    Shows.NOT: Qt.CheckState.Unchecked,
}


@dataclass(slots=True, eq=False)
class OutlineRow:
    """`element` is None for the row that holds the edges. `words` are what it is found by,
    `parts` what its text is shortened by.
    `shown` are those of its children that the filter leaves; `at` is its place among its
    parent's, or -1."""

    element: Element | None
    text: str
    words: str = ""
    parts: tuple[Part, ...] = ()
    at: int = -1
    parent: OutlineRow | None = None
    children: list[OutlineRow] = field(default_factory=list)
    shown: list[OutlineRow] = field(default_factory=list)

    @property
    def id(self) -> ElementId:
        return self.element.id if self.element else ElementId("")

    def add(self, row: OutlineRow) -> OutlineRow:
        row.parent = self
        self.children.append(row)
        return row

    def sift(
        self, wanted: str, only: frozenset[ElementId] | None = None, inside: bool = False
    ) -> bool:
        """Keep what has the wanted text, all it holds, and what it lies in, as far as it is among `only`
        these; True if any."""
        found = inside or wanted in self.words
        shown: list[OutlineRow] = []
        for child in self.children:
            child.at = -1
            if child.sift(wanted, only, found):
                child.at = len(shown)
                shown.append(child)
        self.shown = shown
        return (found and (only is None or self.id in only)) or bool(shown)


class OutlineModel(QAbstractItemModel):
    """A row is checked while it is not hidden; unchecking hides. It is made when it is first
    asked for its rows, and made anew when the diagram or its order has changed. While something is
    traced, it has only that."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._made: tuple[Diagram | None, DiagramLayout | None] = (None, None)
        self._wanted = ""
        self._root = OutlineRow(None, "")
        self._rows: dict[ElementId, OutlineRow] = {}
        self._shows: dict[ElementId, Shows] = {}
        self._visible: Visible = NOTHING
        self._seen: object = None
        self._steps: dict[ElementId, str] = {}
        self._traced: frozenset[ElementId] | None = None

    def renew(self) -> bool:
        """Make the rows of the current diagram, if they are not there; True if made."""
        diagram = self._store.diagram
        layout = self._store.layouts.get(self._store.state.diagram)  # not the tidied one
        if (diagram, layout) == self._made:
            self._made = (diagram, layout)  # the same objects compare at once
            return False
        self.beginResetModel()
        self._made = (diagram, layout)
        self._root, self._rows = OutlineRow(None, ""), {}
        if diagram is not None:
            self._fill(diagram, _order(diagram, layout))
        self._look()
        self._root.sift(self._wanted, self._traced)
        self.endResetModel()
        return True

    def follow(self) -> bool:
        """Layers, what is hidden or what is traced may have changed; True where other rows are there."""
        if _asked(self._store.state) == self._seen or self._store.diagram != self._made[0]:
            return False
        if self._traced is not None or self._store.state.trace is not None:
            self.beginResetModel()
            self._look()
            self._root.sift(self._wanted, self._traced)
            self.endResetModel()
            return True
        rows = [*self._rows.values(), *(r for r in self._root.children if r.element is None)]
        before = [self._state(row) for row in rows]
        self._look()
        for row, state in zip(rows, before, strict=True):
            if self._state(row) != state:
                index = self._index(row)
                if index.isValid():
                    self.dataChanged.emit(index, index, CHANGING)
        return False

    def filter(self, text: str) -> None:
        """Only rows with that text in name, kind or layer, what they hold and lie in."""
        self.beginResetModel()
        self._wanted = text.casefold()
        self._root.sift(self._wanted, self._traced)
        self.endResetModel()

    def _fill(self, diagram: Diagram, order: tuple[ElementId, ...]) -> None:
        parents = diagram.index.parents
        components: dict[ElementId, Element] = {c.id: c for c in diagram.components}
        names = {n.id: describe.JOINTS[n.form] for n in diagram.nodes if n.joint}
        names |= {id: outline_words.text(components[id], names) for id in order}
        parts = parts_of(plain.line(name) for name in names.values())
        for id in order:
            home = self._rows.get(parents[id] or ElementId(""), self._root)
            part = parts[plain.line(names[id])]
            self._rows[id] = home.add(_row(components[id], names[id], (part,)))
        place = {id: at for at, id in enumerate(order)}
        edges = [e for e in diagram.edges if not e.invisible]
        edges.sort(key=lambda e: (place.get(e.tail, 0), place.get(e.head, 0)))
        if edges:
            group = self._root.add(OutlineRow(None, "Edges", "edges", (Part("Edges"),)))
            alike = Counter(outline_words.ends(edge, names) for edge in edges)
            called = outline_words.first_lines(components, names)
            short = parts_of(plain.line(name) for name in called.values())
            for edge in edges:
                arrow = outline_words.ends(edge, names)[1]
                ends = [short[plain.line(called[end])] for end in (edge.tail, edge.head)]
                row: tuple[Part, ...] = (ends[0], Part(f" {arrow} "), ends[1])
                if alike[outline_words.ends(edge, names)] > 1 and edge.label:
                    row = (*row, Part(plain.line(f", {edge.label}")))  # only that tells them apart
                self._rows[edge.id] = group.add(_row(edge, outline_words.text(edge, names), row))

    # What Qt asks

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        holder = self._row(parent)
        if column == 0 and 0 <= row < len(holder.shown):
            return self.createIndex(row, 0, holder.shown[row])
        return QModelIndex()

    def parent(self, child: Index | None = None) -> Any:
        if child is None:  # the QObject's parent
            return super().parent()
        return self._index(self._row(child).parent)

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._row(parent).shown)

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
        found = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable
        diagram, row = self._made[0], self._row(index)
        # A chip takes it, where the layers are a person's own.
        changeable = diagram is not None and diagram.choice is not None
        return found | flag.ItemIsDragEnabled if changeable and row.element else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        diagram, workspace = self._made[0], self._store.workspace
        if not index.isValid() or diagram is None or workspace is None:
            return None
        row = self._row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return plain.line(row.text)
        if role == Qt.ItemDataRole.CheckStateRole:
            return CHECKS[self._shown(row)]
        if role == ROW_ROLE:
            return row
        if role == STATE_ROLE:
            return self._state(row)
        if role == STEP_ROLE:
            return self._steps.get(row.id, "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = outline_words.spoken(diagram, row.element) if row.element else None
            return plain.line(spoken or self._edges(row), 4 * plain.LINE)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            if row.element is None:
                return self._state(row).capitalize()
            state = self._state(row)
            state += ", folded" if row.id in self._store.state.folded else ""
            said = outline_words.details(workspace, diagram, row.element, state)
            return in_sentences((outline_words.step_spoken(self._steps.get(row.id, "")), said))
        if row.element is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return describe.tooltip(diagram, row.id)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.turn(self._row(index), Qt.CheckState(value) != Qt.CheckState.Unchecked)
        return True

    # What others ask

    def turn(self, row: OutlineRow, on: bool) -> None:
        """Show or hide its element, or all edges."""
        ids = [row.id] if row.element else [child.id for child in row.children]
        self._store.do(verbs.unhide if on else verbs.hide, ids)

    def index_of(self, element: ElementId | None) -> QModelIndex:
        return self._index(self._rows.get(element or ElementId("")))

    def holders(self) -> list[QModelIndex]:
        """The rows that hold others."""
        return [self._index(row) for row in self._holders(self._root)]

    def first_found(self) -> QModelIndex:
        """The first row that has the filter's text itself."""
        rows = (row for row in self._below(self._root) if self._wanted in row.words)
        return self._index(next(rows, None))

    # Inside

    def _row(self, index: Index | None) -> OutlineRow:
        if index is None or not index.isValid():
            return self._root
        row = index.internalPointer()
        return row if isinstance(row, OutlineRow) else self._root

    def _index(self, row: OutlineRow | None) -> QModelIndex:
        if row is None or row.at < 0:
            return QModelIndex()
        return self.createIndex(row.at, 0, row)

    def _shown(self, row: OutlineRow) -> Shows:
        if row.element is not None:
            return self._shows.get(row.id, Shows.WHOLE)
        found = {self._shows.get(child.id, Shows.WHOLE) for child in row.children}
        return found.pop() if len(found) == 1 else Shows.PARTLY

    def _state(self, row: OutlineRow) -> str:
        id, seen = row.id, self._visible
        if row.element is None:
            ids = {child.id for child in row.children}
            return outline_words.shown_words(self._shown(row), not seen.edges.isdisjoint(ids))
        is_visible = id in seen.nodes or id in seen.clusters or id in seen.edges
        return outline_words.shown_words(self._shown(row), is_visible)

    def _edges(self, row: OutlineRow) -> str:
        return counted(len(row.children), "edge")

    def _look(self) -> None:
        diagram, state = self._made[0], self._store.state
        self._seen = _asked(self._store.state)
        self._steps, self._traced = {}, None
        if diagram is None:
            self._shows, self._visible = {}, NOTHING
            return
        if state.trace is not None:
            found = traced(self._store.session)
            self._steps = outline_words.steps(found)
            self._traced = found.components | found.edges
        self._shows = hiding.states(diagram, state.hidden)
        self._visible = visible(diagram, state.layers, state.hidden)

    def _below(self, row: OutlineRow) -> Iterator[OutlineRow]:
        for child in row.shown:
            yield child
            yield from self._below(child)

    def _holders(self, row: OutlineRow) -> Iterator[OutlineRow]:
        return (child for child in self._below(row) if child.shown)


def _row(element: Element, text: str, parts: tuple[Part, ...]) -> OutlineRow:
    layers = (layer_name(layer) for layer in element.layers)
    words = " ".join((text, outline_words.kind(element), *layers)).casefold()
    return OutlineRow(element, text, words, parts)


def _order(diagram: Diagram, layout: DiagramLayout | None) -> tuple[ElementId, ...]:
    """Components as one reads them, a cluster before what it holds; before there is a picture,
    as the file has them."""
    clusters = tuple(c.id for c in diagram.clusters)
    here = (*clusters, *(c.id for c in diagram.components if c.id not in set(clusters)))
    if layout is None or layout.diagram != diagram:
        return here
    read = reading_order(layout)
    return read if len(read) == len(here) else here


def _asked(state: ViewState) -> object:
    """On what it hangs how rows look, and which there are."""
    return state.layers, state.hidden, state.trace
