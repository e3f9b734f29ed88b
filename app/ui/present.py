"""Presenting: the picture alone over the whole screen.

The presenter looks at a store of its own, so that nothing it does changes the window: Esc
comes back to just what was there.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.canvas import Canvas
from app.ui.jobs import Jobs
from app.ui.large_note import LargeNote
from app.ui.store import Store

CURSOR = 2000  # ms without movement until the pointer hides
HINT = 2600  # ms that a hint stays
MARGIN = 24  # px

NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space)
PREVIOUS = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)


class Presenter(QWidget):
    """A window of its own. `closed()` comes when it is over."""

    closed = Signal()

    def __init__(self, store: Store, jobs: Jobs) -> None:
        super().__init__()
        self.setWindowTitle("Acetate: presenting")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Presenting")
        self._main, self._jobs = store, jobs
        self.store = twin(store, self)
        self._tidying = jobs.tidy_for(self.store)
        self._tidying.renew()
        self.canvas = Canvas(self.store, self)
        self.canvas.set_bare(True)
        self.canvas.installEventFilter(self)
        self.badge = QLabel(self)
        self.badge.setObjectName("badge")
        self.hint = QLabel(self)
        self.hint.setObjectName("hint")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.hide()
        self.note = LargeNote(self.store, self)
        self.note.installEventFilter(self)
        self.note.hide()
        self.black = Black(self)
        self.black.hide()
        self._pointer = QTimer(self)
        self._pointer.setSingleShot(True)
        self._pointer.setInterval(CURSOR)
        self._pointer.timeout.connect(self.hide_pointer)
        self._unhint = QTimer(self)
        self._unhint.setSingleShot(True)
        self._unhint.setInterval(HINT)
        self._unhint.timeout.connect(self.hint.hide)
        self.setMouseTracking(True)
        self.canvas.opened.connect(lambda _: self.show_note())
        self.store.state_changed.connect(self._count)
        store.pictures_changed.connect(self._take_picture)
        store.workspace_changed.connect(self._take_workspace)
        store.theme_changed.connect(self._take_theme)
        self._dress()
        self._count()
        self._pointer.start()

    # What the keys do

    def turn(self, by: int) -> None:
        """To the next or previous diagram; stays at the ends."""
        workspace = self.store.workspace
        ids = [d.id for d in workspace.diagrams] if workspace else []
        if self.store.state.diagram in ids:
            at = ids.index(self.store.state.diagram) + by
            if 0 <= at < len(ids):
                self.note.hide()
                self.store.show(ids[at])
                self.store.select(None)

    def toggle_layer(self, digit: int) -> None:
        diagram = self.store.diagram
        if diagram is not None and 1 <= digit <= len(diagram.layers):
            self.store.toggle_layer(diagram.layers[digit - 1])

    def show_note(self) -> None:
        self.note.place(self._note_room())  # pictures are as wide as it is
        if self.note.fill():
            self.note.show()
            self.note.place(self._note_room())
            self.note.raise_()
        else:
            self._say("No note is open. Click a component first.")

    def toggle_note(self) -> None:
        if self.note.isVisible():
            self.note.hide()
        else:
            self.show_note()

    def toggle_black(self) -> None:
        self.black.setVisible(not self.black.isVisible())
        self.black.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()  # the window's shortcuts do not reach in here
            return True
        if kind == QEvent.Type.MouseMove:
            self._show_pointer()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held and key != Qt.Key.Key_Escape:
            return False
        if self.black.isVisible() and key not in (Qt.Key.Key_Escape, Qt.Key.Key_B):
            self.black.hide()
            return True
        if self.note.isVisible() and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.note.scroll(-1 if key == Qt.Key.Key_Up else 1)
        elif key in NEXT:
            self.turn(1)
        elif key in PREVIOUS:
            self.turn(-1)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.toggle_layer(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_N:
            self.toggle_note()
        elif key in (Qt.Key.Key_B, Qt.Key.Key_Period):
            self.toggle_black()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.close()
        else:
            return False
        return True

    # Following the window's store

    def _take_picture(self, diagram: str) -> None:
        picture = self._main.pictures.get(diagram)
        if picture is not None:
            self.store.set_picture(diagram, picture)

    def _take_workspace(self) -> None:
        if self._main.workspace is not None:
            self.store.set_workspace(self._main.workspace)
            self._count()

    def _take_theme(self) -> None:
        self.store.set_theme(self._main.theme)
        self._dress()

    # Inside

    def _dress(self) -> None:
        t = self.store.theme
        self.setStyleSheet(
            f"#badge {{ color: {t.muted}; font-size: 18px; }}"
            f"#hint {{ color: {t.canvas}; background: {t.text}; font-size: 18px;"
            f" border-radius: 8px; padding: 10px 16px; }}"
            f"#largeNote {{ background: {t.canvas}; border: 1px solid {t.hairline};"
            f" border-radius: 10px; }}"
        )

    def _count(self) -> None:
        workspace = self.store.workspace
        ids = [d.id for d in workspace.diagrams] if workspace else []
        here = self.store.state.diagram
        self.badge.setText(f"{ids.index(here) + 1} / {len(ids)}" if here in ids else "")
        self._place()

    def _say(self, text: str) -> None:
        self.hint.setText(text)
        self.hint.adjustSize()
        self._place()
        self.hint.show()
        self.hint.raise_()
        self._unhint.start()

    def _place(self) -> None:
        self.badge.adjustSize()
        low, right = self.height() - MARGIN, self.width() - MARGIN
        self.badge.move(right - self.badge.width(), low - self.badge.height())
        self.hint.move((self.width() - self.hint.width()) // 2, low - self.hint.height())

    def _note_room(self) -> QRect:
        """What the note may cover: title, legend and badge stay free."""
        beside, above = round(self.width() * 0.06), round(self.height() * 0.09)
        return self.rect().adjusted(beside, above, -beside, -above)

    def hide_pointer(self) -> None:
        self.canvas.setCursor(Qt.CursorShape.BlankCursor)
        self.setCursor(Qt.CursorShape.BlankCursor)

    def _show_pointer(self) -> None:
        if self.cursor().shape() == Qt.CursorShape.BlankCursor:
            self.unsetCursor()
            self.canvas.unsetCursor()
        self._pointer.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show_pointer()
        super().mouseMoveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.canvas.setGeometry(self.rect())
        self.black.setGeometry(self.rect())
        if self.note.isVisible():
            self.note.place(self._note_room())
        self._place()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._pointer.stop()
        self._unhint.stop()
        self._main.pictures_changed.disconnect(self._take_picture)
        self._main.workspace_changed.disconnect(self._take_workspace)
        self._main.theme_changed.disconnect(self._take_theme)
        self._jobs.tidy_no_more(self._tidying)
        super().closeEvent(event)
        self.closed.emit()


class Black(QWidget):
    """A black screen."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        painter.end()


def twin(store: Store, parent: QObject) -> Store:
    """A store that shows the same, whole and with nothing selected, and goes its own way."""
    result = Store(parent)
    result.theme = store.theme
    if store.workspace is not None:
        result.restore(
            replace(store.state, selection=None, viewport=None),
            tuple(
                replace(store.state_of(d.id), selection=None, viewport=None)
                for d in store.workspace.diagrams
            ),
        )
        result.set_workspace(store.workspace)
        for id, picture in store.pictures.items():
            result.set_picture(id, picture)
    return result
