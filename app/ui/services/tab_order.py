"""Tab goes through the window as one reads it, whatever order its parts were made in."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from app.session.changes import Changed
from app.ui.session.store import Store


class TabOrder(QObject):
    """Keeps a window's order: parts come and go with the diagram and the workspace."""

    def __init__(self, store: Store, root: QWidget | None) -> None:
        super().__init__(root)
        self._root = root
        store.on(Changed.WORKSPACE | Changed.DIAGRAM, self.arrange)
        self.arrange()

    def arrange(self) -> None:
        """Put what is there now in order."""
        for before, after in pairwise(stops(self._root)):
            QWidget.setTabOrder(before, after)


def stops(root: QWidget | None) -> list[QWidget]:
    """What Tab can stop at, as it is laid out: left to right, top to bottom."""
    found: list[QWidget] = []
    left = _parts(root)[::-1] if root is not None else []
    while left:
        part = left.pop()
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
            found.append(part)
        left += _parts(part)[::-1]
    return found


def _parts(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QSplitter | QStackedWidget):
        return [p for at in range(widget.count()) if (p := widget.widget(at)) is not None]
    if isinstance(widget, QAbstractScrollArea):
        # Not its own parts: PySide's wrappers of a scroll bar die with that of what holds it.
        inside = widget.widget() if isinstance(widget, QScrollArea) else None
        return [] if inside is None else [inside]
    if (layout := widget.layout()) is not None:
        return _laid_out(layout)
    children = [c for c in widget.children() if isinstance(c, QWidget) and not c.isWindow()]
    return sorted(children, key=lambda c: (c.y(), c.x()))


def _laid_out(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is not None and (part := item.widget()) is not None:
            found.append(part)
        elif isinstance(item, QLayout):
            found += _laid_out(item)
    return found
