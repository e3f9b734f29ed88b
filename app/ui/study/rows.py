"""The diagrams that can be studied, with what each asks for today."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QWidget,
)

from app.render.theme import Theme
from app.ui import style

NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NUMBERS = (1, 2, 3)  # columns


class DiagramRows(QTreeWidget):
    """A row a diagram, that is ticked or not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("rows")
        self.setAccessibleName("Diagrams to study")
        self.setHeaderLabels(["Diagram", "Due", "New", "Started"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Rims(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in NUMBERS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, NUMBER)


class _Rims(QStyledItemDelegate):
    """A tick box's rim that is seen, as in `app.ui.widgets.tick_box`."""

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
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(style.outline(self._rows.theme)), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
