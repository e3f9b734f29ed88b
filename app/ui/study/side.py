"""What stands beside the picture of a card: the steps to put in order, and what is told of them or
of a note's question. So the picture stays where it is, however much is told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

WIDEST = 620  # px


class Side(QWidget):
    """Steps scroll in their list, and what is told without any in all there is room for."""

    def __init__(self, steps: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._above, self._below, self._told = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._told)
        whole.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidgetResizable(True)
        self._area.setWidget(page)
        holder = QWidget()
        holder.setMaximumWidth(WIDEST)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._above)
        column.addWidget(steps)
        column.addLayout(self._below)
        column.addWidget(self._area, 100)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.addStretch(1)
        row.addWidget(holder, 100)
        row.addStretch(1)

    def rooms(self, scrolled: bool) -> tuple[QBoxLayout, QBoxLayout]:
        """Where to tell something: above the steps and below them, or all in one that scrolls."""
        self._area.setVisible(scrolled)
        return (self._told, self._told) if scrolled else (self._above, self._below)
