"""Components that are carried onto a chip: with the pointer from the picture, or dragged from a list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtWidgets import QApplication

from app.model.ids import ElementId
from app.ui.kit.chip import ChipButton

CARRIED = "application/x-acetate-components"


def taker_at(at: QPoint) -> ChipButton | None:
    """The chip at a point of the screen, where it takes components."""
    found = QApplication.widgetAt(at)
    return found if isinstance(found, ChipButton) and found.takes else None


def packed(components: Iterable[ElementId]) -> QMimeData:
    """Components on their way."""
    data = QMimeData()
    data.setData(CARRIED, "\n".join(components).encode())
    return data


def unpacked(data: QMimeData) -> tuple[ElementId, ...]:
    """The components that are on their way; none where it is something else."""
    raw = bytes(data.data(CARRIED).data()).decode("utf-8", "replace")
    return tuple(ElementId(id) for id in raw.split("\n") if id)
