"""What Qt's layouts hold."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QLayout, QWidget


def take_out(layout: QLayout) -> list[QWidget]:
    """The widgets of a layout that holds nothing else, taken out of it; they stay where they are. Their
    items go: those that `takeAt` gives to Python would stay for good."""
    taken = []
    while (item := layout.takeAt(0)) is not None and (widget := item.widget()) is not None:
        taken.append(widget)
        shiboken6.delete(item)
    return taken
