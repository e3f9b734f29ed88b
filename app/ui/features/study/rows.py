"""The diagrams that can be studied, with what each asks for today."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.scene.theme import Theme
from app.ui.kit import style
from app.ui.kit.glyphs import draw_glyph

NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NUMBERS = (1, 2, 3)  # columns
TITLE = "Diagram"
BOX, LEFT, GAP = 14, 7, 6  # px: a tick box, what is left of the header's, and what is right of it
On = Qt.CheckState


class DiagramRows(QTreeWidget):
    """A row a diagram, that is ticked or not; the header's box, and Ctrl+A, tick all or none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("rows")
        self.setAccessibleName("Diagrams to study")
        self.setHeader(_TickHeader(self))
        self.setHeaderLabels(["", "Due", "New", "Started"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Boxes(self))
        self.headerItem().setData(0, Qt.ItemDataRole.AccessibleTextRole, TITLE)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in NUMBERS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, NUMBER)
        self.itemChanged.connect(lambda *_: header.viewport().update())

    @property
    def items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(n) for n in range(self.topLevelItemCount()))
        return [row for row in found if row is not None]

    @property
    def ticked(self) -> Qt.CheckState:
        """Of all of them."""
        states = {row.checkState(0) for row in self.items}
        return states.pop() if len(states) == 1 else On.PartiallyChecked if states else On.Unchecked

    def tick_all(self) -> None:
        """Or none, where all are."""
        state = On.Unchecked if self.ticked is On.Checked else On.Checked
        rows = self.items
        with QSignalBlocker(self):  # one change, not one a row
            for row in rows:
                row.setCheckState(0, state)
        if rows:
            self.itemChanged.emit(rows[0], 0)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_A:
            self.tick_all()
        else:
            super().keyPressEvent(event)


class _TickHeader(QHeaderView):
    def __init__(self, rows: DiagramRows) -> None:
        super().__init__(Qt.Orientation.Horizontal, rows)
        self._rows = rows
        self.setSectionsClickable(False)
        self.setToolTip("Tick all or none (Ctrl+A)")

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """The first with a box, and its title beside that."""
        painter.save()
        super().paintSection(painter, rect, index)
        painter.restore()
        if index == 0:
            box = QRectF(rect.left() + LEFT, rect.center().y() - BOX / 2 + 1, BOX, BOX)
            _paint_box(painter, box, self._rows.ticked, self._rows.theme)
            words = QRectF(rect.adjusted(LEFT + BOX + GAP, 0, 0, 0))
            painter.setPen(QColor(self._rows.theme.muted))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, TITLE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.logicalIndexAt(event.position().toPoint()) == 0:
            self._rows.tick_all()
        else:
            super().mousePressEvent(event)


class _Boxes(QStyledItemDelegate):
    """Tick boxes that are seen, on a row that is chosen, too: the style's have half the contrast."""

    def __init__(self, rows: DiagramRows) -> None:
        super().__init__(rows)
        self._rows = rows

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if index.column() == 0:
            own = QStyleOptionViewItem(option)
            self.initStyleOption(own, index)
            part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
            box = QRectF(self._rows.style().subElementRect(part, own, self._rows))
            _paint_box(painter, box, own.checkState, self._rows.theme)


def _paint_box(painter: QPainter, box: QRectF, state: Qt.CheckState, theme: Theme) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(theme.canvas))
    painter.setPen(QPen(QColor(style.outline(theme)), 1))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    if state is not On.Unchecked:
        glyph = "tick" if state is On.Checked else "minus"
        draw_glyph(painter, glyph, box.adjusted(1, 1, -1, -1), theme.text, 1.8)
    painter.restore()
