"""Tab goes through the window as one reads it, whatever order its parts were made in."""

from __future__ import annotations

from collections.abc import Iterator
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
        for before, after in pairwise(stops(self._root)):
            QWidget.setTabOrder(before, after)


def stops(root: QWidget | None) -> Iterator[QWidget]:
    """What Tab can stop at, as it is laid out: left to right, top to bottom."""
    for part in _parts(root) if root is not None else ():
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
            yield part
        yield from stops(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QSplitter | QStackedWidget):
        yield from (p for at in range(widget.count()) if (p := widget.widget(at)) is not None)
    elif isinstance(widget, QAbstractScrollArea):
        # Not its own parts: PySide's wrappers of a scroll bar die with that of what holds it.
        if isinstance(widget, QScrollArea) and (inside := widget.widget()) is not None:
            yield inside
    elif (layout := widget.layout()) is not None:
        yield from _laid_out(layout)
    else:
        children = [c for c in widget.children() if isinstance(c, QWidget) and not c.isWindow()]
        yield from sorted(children, key=lambda c: (c.y(), c.x()))


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is not None and (part := item.widget()) is not None:
            yield part
        elif isinstance(item, QLayout):
            yield from _laid_out(item)
