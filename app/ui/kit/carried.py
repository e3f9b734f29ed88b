"""Components that are dragged from a list onto a chip."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData

from app.model.ids import ElementId

CARRIED = "application/x-acetate-components"
_BETWEEN = "\0"  # in no id


def packed(components: Iterable[ElementId]) -> QMimeData:
    """Components on their way."""
    data = QMimeData()
    data.setData(CARRIED, _BETWEEN.join(components).encode())
    return data


def unpacked(data: QMimeData) -> tuple[ElementId, ...]:
    """The components that are on their way; none where it is something else."""
    raw = bytes(data.data(CARRIED).data()).decode("utf-8", "replace")
    return tuple(ElementId(id) for id in raw.split(_BETWEEN) if id)
