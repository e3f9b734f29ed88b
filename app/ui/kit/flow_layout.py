"""A layout that sets its items side by side and goes on below where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items have their size hints; rows are centred in the height there is."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width, as long as nothing changes
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        widths = [i.sizeHint().width() for i in self._items]
        return QSize(sum(widths) + self.spacing() * max(len(widths) - 1, 0), self._row())

    def minimumSize(self) -> QSize:
        widest = max((i.minimumSize().width() for i in self._items), default=0)
        return QSize(widest, self._row())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _row(self) -> int:
        return max((i.sizeHint().height() for i in self._items), default=0)

    def _sizes(self, width: int) -> list[QSize]:  # noqa: ARG002 - for who inherits
        """Of the items, where there is so much width."""
        return [item.sizeHint() for item in self._items]

    def _place(self, rect: QRect, move: bool) -> int:
        """The height that is needed."""
        rows: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        x = 0
        for item, size in zip(self._items, self._sizes(rect.width()), strict=True):
            if rows[-1] and x + size.width() > rect.width():
                rows.append([])
                x = 0
            rows[-1].append((item, size))
            x += size.width() + self.spacing()
        heights = [max((size.height() for _, size in row), default=0) for row in rows]
        total = sum(heights) + self.spacing() * (len(rows) - 1)
        if move:
            y = rect.y() + max((rect.height() - total) // 2, 0)
            for row, high in zip(rows, heights, strict=True):
                x = rect.x()
                for item, size in row:
                    top = y + (high - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, top), size))
                    x += size.width() + self.spacing()
                y += high + self.spacing()
        return total
