"""What stands beside the picture of a card: the steps to put in order, and what is told of them or
of a note's question. So the picture stays where it is, however much is told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.features.study.column import column_of

WIDEST, AIR = 620, 16  # px


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
        column = column_of(self, WIDEST, AIR)
        column.setSpacing(-1)  # as the style has it
        column.addLayout(self._above)
        column.addWidget(steps)
        column.addLayout(self._below)
        column.addWidget(self._area, 100)
        column.addStretch(1)

    def rooms(self, scrolled: bool) -> tuple[QBoxLayout, QBoxLayout]:
        """Where to tell something: above the steps and below them, or all in one that scrolls."""
        self._area.setVisible(scrolled)
        return (self._told, self._told) if scrolled else (self._above, self._below)
