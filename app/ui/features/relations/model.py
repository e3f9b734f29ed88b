"""The rows of the list of relations: headings, and what is under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.layer import layer_name
from app.model.relations import Relation, Relations
from app.model.tracing import Way
from app.model.wording import counted
from app.ui.kit import plain
from app.ui.services import describe

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
MOST = 500  # rows under a heading
LABELS = 3  # labels of edges that a row tells

HEADINGS = {Way.TO: "Leads here", Way.FROM: "Leads on to", Way.ANY: "Joined, either way"}
ENDS = {Way.TO: "From", Way.FROM: "To", Way.ANY: "Between"}


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A heading where there is no `other`. `details` say by which edges and layers."""

    text: str
    details: str = ""
    other: ElementId = ElementId("")
    edge: ElementId = ElementId("")

    @property
    def heads(self) -> bool:
        return not self.other


def rows(diagram: Diagram, element: ElementId, found: Relations) -> Iterator[RelationRow]:
    """What there is to show of the element's relations."""
    is_edge = element in diagram.index.edges
    for way, some in found.by_way.items():
        yield RelationRow(ENDS[way] if is_edge else f"{HEADINGS[way]} ({len(some)})")
        for relation in some[:MOST]:
            details = "" if is_edge else _details(diagram, relation)
            name = describe.name(diagram, relation.other) or "Unnamed"
            yield RelationRow(name, details, relation.other, relation.edges[0])
        if len(some) > MOST:
            yield RelationRow(f"and {len(some) - MOST:,} more, which the outline lists")
    if found.unseen:
        yield RelationRow(f"{counted(found.unseen, 'edge')} of it not shown now")


def _details(diagram: Diagram, relation: Relation) -> str:
    """`put, get · IAM · 3 edges · by “VPC”`."""
    edges = [diagram.index.edges[id] for id in relation.edges]
    labels = [*dict.fromkeys(filter(None, (" ".join(e.label.split()) for e in edges)))]
    said = [", ".join(labels[:LABELS]) + (" …" if len(labels) > LABELS else "")]
    known = diagram.named_layers
    layers = dict.fromkeys(layer for e in edges for layer in e.layers if layer in known)
    said.append(" and ".join(map(layer_name, layers)))
    said.append(counted(len(edges), "edge") if len(edges) > 1 else "")
    if relation.around is not None:
        said.append(f"by “{describe.name(diagram, relation.around)}” around it")
    return "  ·  ".join(filter(None, said))


class RelationModel(QAbstractListModel):
    """Headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RelationRow] = []

    def fill(self, rows: list[RelationRow]) -> None:
        """Those, and no others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, index: Index) -> RelationRow | None:
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None or row.heads:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return plain.line(row.text)
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return plain.line(f"{row.text}, {row.details}" if row.details else row.text)
        if role == Qt.ItemDataRole.ToolTipRole and not row.heads:
            return plain.titled_tip(row.text, row.details)
        return None
