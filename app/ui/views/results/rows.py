"""The results of a search as a list: what a row says, and how it is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.scene.theme import Theme
from app.search.entry import Entry, EntryKind, Hit, Marked, Spans
from app.search.marks import Marks
from app.ui.kit import plain, style
from app.ui.kit.glyphs import draw_glyph

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 42  # px, a row
PAD = 12  # px, at its sides
ICON = 16  # px
GAP = 12  # px, between icon, text and what stands at the right
BAR = 3  # px, the current row's mark
DETAIL, SNIPPET = 92, 44  # characters of the second line that show; of a piece of text, at least
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
KINDS = {
    EntryKind.DIAGRAM: "Diagram",
    EntryKind.COMPONENT: "Component",
    EntryKind.SECTION: "Section",
    EntryKind.TOUR: "Tour",
    EntryKind.LAYER: "Layer",
    EntryKind.TOUR: "Tour",
    EntryKind.COMMAND: "Command",
}


@dataclass(frozen=True, slots=True)
class ResultRow:
    """`detail` is the second line. `right` is the kind, or a command's keys."""

    entry: Entry
    title: Marked
    detail: Marked
    right: str

    @property
    def said(self) -> str:
        """What a screen reader says of it."""
        keys = self.right if self.entry.kind is EntryKind.COMMAND and self.entry.place else ""
        parts = (self.title.text, KINDS[self.entry.kind].lower(), self.detail.text, keys)
        return ", ".join(p for p in parts if p)


def row(hit: Hit, marks: Marks | None) -> ResultRow:
    """The row of a find; without marks of an entry that nobody asked for."""
    entry = hit.entry
    title = marks.title(hit) if marks else Marked(entry.title)
    if entry.kind is EntryKind.COMMAND:
        return ResultRow(entry, title, Marked(entry.text), entry.place or KINDS[entry.kind])
    head = entry.place
    snippet = marks.snippet(hit, max(DETAIL - len(head), SNIPPET)) if marks else None
    if snippet is None:
        return ResultRow(entry, title, Marked(head), KINDS[entry.kind])
    lead = f"{head}  ·  " if head else ""
    spans = tuple((s + len(lead), e + len(lead)) for s, e in snippet.spans)
    return ResultRow(entry, title, Marked(lead + snippet.text, spans), KINDS[entry.kind])


class Results(QAbstractListModel):
    """The rows; each is made when it is first shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hits: Sequence[Hit] = ()
        self._marks: Marks | None = None
        self._rows: dict[int, ResultRow] = {}

    def fill(self, hits: Sequence[Hit], marks: Marks | None) -> None:
        """Show these, with what was typed marked in them."""
        self.beginResetModel()
        self._hits, self._marks, self._rows = hits, marks, {}
        self.endResetModel()

    def hit(self, number: int) -> Hit | None:
        """The one in that row; None where there is no such row."""
        return self._hits[number] if 0 <= number < len(self._hits) else None

    def row(self, number: int) -> ResultRow:
        """What stands in that row, made when it is first asked for. Raises IndexError where there
        is none."""
        if number not in self._rows:
            self._rows[number] = row(self._hits[number], self._marks)
        return self._rows[number]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return plain.line(self._hits[index.row()].entry.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return plain.line(self.row(index.row()).said)
        return None


class RowPainter(QStyledItemDelegate):
    """Icon; title over where it is from; kind or keys at the right. What the query matched is
    bold."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.theme: Theme | None = None

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        rect: Any = option
        return QSize(rect.rect.width(), HEIGHT)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        t = self.theme
        if t is None:
            return
        shown: ResultRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(option.rect, QColor(t.canvas))
        box = QRectF(option.rect).adjusted(4, 1, -4, -1)
        self._paint_back(painter, option.state, box, t)
        kind = shown.entry.kind
        glyph = shown.entry.id if kind is EntryKind.LAYER else str(kind)
        colour = t.layer(shown.entry.id) if kind is EntryKind.LAYER else t.muted
        x = box.x() + PAD
        draw_glyph(painter, glyph, QRectF(x, box.center().y() - ICON / 2, ICON, ICON), colour)
        small = QFont(option.font)
        small.setPixelSize(style.SECONDARY)
        painter.setFont(small)
        painter.setPen(QColor(t.muted))
        wide = QFontMetricsF(small).horizontalAdvance(shown.right)
        right = QRectF(box.right() - PAD - wide, box.y(), wide + 1, box.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter, shown.right)
        x += ICON + GAP
        width = right.x() - GAP - x
        high = box.height() / 2 - 3
        font = QFont(option.font)
        font.setPixelSize(style.BODY)
        upper = QRectF(x, box.y() + 3, width, high if shown.detail.text else box.height() - 6)
        draw_marked(painter, shown.title, upper, font, t.text, t.text)
        lower = QRectF(x, box.center().y(), width, high)
        draw_marked(painter, shown.detail, lower, small, t.muted, t.text)
        painter.restore()

    def _paint_back(
        self, painter: QPainter, state: QStyle.StateFlag, box: QRectF, t: Theme
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(style.mixed(t.accent, t.canvas, 0.14)))
            painter.drawRoundedRect(box, style.CHIP, style.CHIP)
            painter.setBrush(QColor(t.accent))
            mark = QRectF(box.x(), box.y() + 8, BAR, box.height() - 16)
            painter.drawRoundedRect(mark, BAR / 2, BAR / 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(style.mixed(t.text, t.canvas, 0.05)))
            painter.drawRoundedRect(box, style.CHIP, style.CHIP)


def draw_marked(
    painter: QPainter, marked: Marked, box: QRectF, font: QFont, colour: str, bold_colour: str
) -> None:
    """One line of text in a box (px), its spans bold; what does not fit ends with …"""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    x, flags = box.x(), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    for text, strong in pieces(marked.text, marked.spans):
        own = bold if strong else font
        metrics, left = QFontMetricsF(own), box.right() - x
        wide = metrics.horizontalAdvance(text)
        painter.setFont(own)
        painter.setPen(QColor(bold_colour if strong else colour))
        if wide > left:
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, left)
            painter.drawText(QRectF(x, box.y(), left, box.height()), flags, cut)
            return
        painter.drawText(QRectF(x, box.y(), wide + 1, box.height()), flags, text)
        x += wide


def pieces(text: str, spans: Spans) -> list[tuple[str, bool]]:
    """The text cut at its spans, and whether each piece is one."""
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        if start > at:
            found.append((text[at:start], False))
        found.append((text[start:end], True))
        at = end
    return [*found, (text[at:], False)] if at < len(text) else found
