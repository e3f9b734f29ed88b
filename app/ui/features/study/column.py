"""The column in which a page of the study view stands."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

WIDEST = 1080  # px


def column_of(page: QWidget, widest: int = WIDEST, air: int = 24) -> QVBoxLayout:
    """An empty column in the middle of the page, at most that wide, with so much air round it
    (px)."""
    holder = QWidget()
    holder.setMaximumWidth(widest)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    outer = QHBoxLayout(page)
    outer.setContentsMargins(air, air, air, air)
    outer.addStretch(1)
    outer.addWidget(holder, 100)
    outer.addStretch(1)
    return column
