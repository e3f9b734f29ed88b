"""A search over the presenter's window. The audience sees nothing of it until one goes there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.search.entry import EntryKind, Hit
from app.search.marks import Marks
from app.session.changes import Changed
from app.ui.kit.background import Background
from app.ui.kit.own_keys import own_key
from app.ui.kit.shadow import paint_shadow
from app.ui.services.search_index import SearchIndex
from app.ui.session.store import Store
from app.ui.views.results.card import SearchCard

WIDTH, TOP, SIDE = 680, 44, 24  # px: the card, above it, least beside it
HINT = "#  a layer     @  diagrams"
KEYS = "Enter show it     Esc stay here"
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Backtab: -1, Qt.Key.Key_Tab: 1}


class JumpBox(QWidget):
    """Covers the window while it is open. chosen(entry): what is to be shown."""

    chosen = Signal(object)

    def __init__(self, store: Store, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName("Jump to")
        self._store, self._window = store, window
        self._finder = SearchIndex(store, background, self)
        self.card = SearchCard(self, HINT, KEYS)
        self.field, self.list, self.results = self.card.field, self.card.list, self.card.results
        self.field.setPlaceholderText("Jump to a component, a section, a diagram or a layer")
        self.field.textEdited.connect(self._ask)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._go(index.row()))
        self._finder.changed.connect(self._ask)
        store.on(Changed.THEME, self._dress)
        self._dress()
        self.hide()

    def open(self) -> None:
        self._finder.want()
        self.field.clear()
        self._ask()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        self._window.setFocus(Qt.FocusReason.PopupFocusReason)  # or hiding would hand it on
        self.hide()

    def close_work(self) -> None:
        """Leave the thread that indexes."""
        self._finder.close()

    def place(self) -> None:
        """Over the window, which has another size."""
        if self.isVisible():
            self.setGeometry(self._window.rect())
            self._place()

    def _ask(self) -> None:
        typed, index = self.field.text(), self._finder.index
        if index is None:
            self.results.fill((), None)
        elif typed.strip():
            hits = index.search(typed, self._store.state.diagram, "")
            found = [h for h in hits if h.entry.kind is not EntryKind.COMMAND]
            self.results.fill(found, Marks(index, typed))
        else:
            kinds = (EntryKind.COMPONENT, EntryKind.DIAGRAM)
            here = self._store.state.diagram
            offered = [
                e
                for e in index.entries
                if e.kind in kinds and (e.kind is EntryKind.DIAGRAM or e.diagram == here)
            ]
            offered.sort(key=lambda e: e.kind is EntryKind.DIAGRAM)
            self.results.fill([Hit(e, 0.0) for e in offered], None)
        nothing = f"Nothing found for “{typed.strip()}”. Try fewer words."
        self.card.show_results("Reading the notes…" if index is None else nothing)
        self._choose(0)
        self._place()

    def _choose(self, number: int) -> None:
        self.list.setCurrentIndex(self.results.index(number))
        hit = self.results.hit(number)
        self.card.say(self.results.row(number).said if hit else self.card.empty.text())

    def _move(self, by: int) -> None:
        count = self.results.rowCount()
        if count:
            self._choose((self.list.currentIndex().row() + by) % count)

    def _go(self, number: int) -> None:
        hit = self.results.hit(number)
        if hit is not None:
            self.leave()
            self.chosen.emit(hit.entry)

    def _dress(self) -> None:
        self.card.dress(self._store.theme)
        self.update()

    def _place(self) -> None:
        wide = min(WIDTH, self.width() - 2 * SIDE)
        high = self.card.fit(wide, self.height() * 3 // 5)
        self.card.setGeometry(QRect((self.width() - wide) // 2, TOP, wide, high))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.card.geometry().contains(event.rect()):
            painter = QPainter(self)
            paint_shadow(painter, self.card.geometry(), self._store.theme)
            painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and own_key(event, self._key):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in MOVES:
            self._move(MOVES[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go(self.list.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the field does not want goes no further."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Beside the card, a click leaves."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.leave()
