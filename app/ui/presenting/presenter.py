"""Presenting: the picture alone over the whole screen.

The presenter looks at a store of its own, so that nothing it does changes the window: Esc
comes back to just what was there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.model.geometry import Point
from app.model.view_state import ViewState
from app.ui.canvas.canvas import Canvas
from app.ui.canvas.corners import bands, title_place
from app.ui.jobs import Jobs
from app.ui.notes.large_note import LargeNote
from app.ui.plain import Label
from app.ui.presenting.lectern import Lectern
from app.ui.store import Store
from app.ui.tours.playing import TourPlayer
from app.ui.tours.step_words import StepWords, moved
from app.ui.widgets.passing import Passing

CURSOR = 2000  # ms without movement until the pointer hides
HINT = 2600  # ms that a hint stays
MARGIN = 24  # px
LINE = 4  # px, of the line that tells how far autoplay is
BADGE, HINT_TEXT, LEAST_TEXT = 26, 18, 16  # px, on a screen 1080 px high; least on any
WORDS, LEAST_WORDS = 1.9, 1.4  # zoom of a step's words on a screen 1080 px high; least
WORDED = 0.45  # of the room, at most

NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space)
PREVIOUS = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)


class Presenter(Passing):
    """A window of its own. The presenter's window and all else that presenting opens ends with it."""

    def __init__(self, store: Store, jobs: Jobs) -> None:
        super().__init__()
        self.setWindowTitle("Acetate: presenting")
        self.setAccessibleName("Presenting")
        self._main, self._jobs = store, jobs
        self.store = twin(store, self)
        self._tidying = jobs.tidy_for(self.store)
        self._tidying.renew()
        self.canvas = Canvas(self.store, self)
        self.canvas.set_bare(True)
        self.canvas.installEventFilter(self)
        self.badge = Label(parent=self)
        self.badge.setObjectName("badge")
        self.caption = Label(parent=self)
        self.caption.setObjectName("caption")
        self.line = QWidget(self)
        self.line.setObjectName("progress")
        self.line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line.hide()
        self.hint = Label(parent=self)
        self.hint.setObjectName("hint")
        self.hint.hide()
        self.note = LargeNote(self.store, self)
        self.note.installEventFilter(self)
        self.note.hide()
        self.words = StepWords(self.store, self, WORDS)
        self.words.installEventFilter(self)
        self.words.hide()
        self._worded = False  # the words of each step are wanted
        self.player = TourPlayer(self.store, self)
        self.player.said.connect(self._say)
        self.player.progressed.connect(self._progress)
        self.player.playing_changed.connect(self._progress)
        self._keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_N: self.toggle_note,
            Qt.Key.Key_W: self.toggle_words,
            Qt.Key.Key_T: self.start_tour,
            Qt.Key.Key_B: self.toggle_black,
            Qt.Key.Key_Period: self.toggle_black,
            Qt.Key.Key_Escape: self.leave,
            Qt.Key.Key_F5: self.close,
        }
        self.black = Black(self)
        self.black.hide()
        self.lectern = Lectern(self, jobs)
        self._pointer = QTimer(self)
        self._pointer.setSingleShot(True)
        self._pointer.setInterval(CURSOR)
        self._pointer.timeout.connect(self.hide_pointer)
        self._unhint = QTimer(self)
        self._unhint.setSingleShot(True)
        self._unhint.setInterval(HINT)
        self._unhint.timeout.connect(self.hint.hide)
        self.setMouseTracking(True)
        self.lectern.said.connect(self._say)
        self.canvas.opened.connect(lambda _: self.show_note())
        self.store.state_changed.connect(self._follow)
        store.pictures_changed.connect(self._take_picture)
        store.workspace_changed.connect(self._take_workspace)
        store.theme_changed.connect(self._take_theme)
        self._dress()
        self._count()
        self._show_words()
        self._take_up_tour()
        self._pointer.start()

    # What the keys do

    def turn(self, by: int) -> None:
        """To the next or previous step of the tour, or diagram; stays at the ends."""
        if self.player.active:
            self.note.hide()
            self.player.turn(by)
            return
        workspace = self.store.workspace
        ids = [d.id for d in workspace.diagrams] if workspace else []
        if self.store.state.diagram in ids:
            at = ids.index(self.store.state.diagram) + by
            if 0 <= at < len(ids):
                self.note.hide()
                self.store.show(ids[at])
                self.store.select(None)

    def start_tour(self) -> None:
        """The tour that begins at this diagram."""
        workspace = self.store.workspace
        tour = workspace.tour_of(self.store.state.diagram) if workspace else None
        if tour is not None:
            self.store.start_tour(tour.id)
        else:
            self._say("No tour starts with this diagram.")

    def toggle_words(self) -> None:
        if self.player.active:
            self._worded = not self._worded
            self._show_words()
        else:
            self._say("No tour is running. T starts this diagram's.")

    def toggle_layer(self, digit: int) -> None:
        diagram = self.store.diagram
        if diagram is not None and 1 <= digit <= len(diagram.named_layers):
            self.store.toggle_layer(diagram.named_layers[digit - 1])

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
        if self.lectern.key(event):
            return True
        key = event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        held &= ~Qt.KeyboardModifier.ShiftModifier  # + needs it
        if held and key != Qt.Key.Key_Escape:
            return False
        if self.black.isVisible() and key not in (Qt.Key.Key_Escape, Qt.Key.Key_B):
            self.black.hide()
            return True
        if self.note.isVisible() and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.note.scroll(-1 if key == Qt.Key.Key_Up else 1)
        elif self.player.key(key):
            self.note.hide()
        elif key in NEXT:
            self.turn(1)
        elif key in PREVIOUS:
            self.turn(-1)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.toggle_layer(key - Qt.Key.Key_0)
        elif key in self._keys:
            self._keys[key]()
        else:
            return False
        return True

    def leave(self) -> None:
        """Out of the tour; without one, out of presenting."""
        if self.player.active:
            self.store.stop_tour()
            self._say("Left the tour. Esc ends the presentation.")
        else:
            self.close()

    # Following the window's store

    def _take_picture(self, diagram: str) -> None:
        picture = self._main.pictures.get(diagram)
        if picture is not None:
            self.store.set_picture(diagram, picture)

    def _take_workspace(self) -> None:
        if self._main.workspace is not None:
            self.store.set_workspace(self._main.workspace)
            self._count()
            self._show_words()

    def _take_up_tour(self) -> None:
        """Where the window is in a tour; else the one that begins at this diagram."""
        main = self._main
        if main.tour is not None:
            layers = main.state.layers
            self.store.start_tour(main.state.tour, main.state.step)
            if self.store.state.diagram == main.state.diagram:
                self.store.set_layers(layers)
        elif main.workspace is not None:
            tour = main.workspace.tour_of(main.state.diagram)
            if tour is not None:
                self.store.start_tour(tour.id)

    def _take_theme(self) -> None:
        self.store.set_theme(self._main.theme)
        self._dress()
        self._show_words()

    # Inside

    def _dress(self) -> None:
        t, part = self.store.theme, self.height() / 1080
        size, hint = (max(round(x * part), LEAST_TEXT) for x in (BADGE, HINT_TEXT))
        self.setStyleSheet(
            f"#badge {{ color: {t.muted}; background: {t.canvas}; font-size: {size}px;"
            f" border-radius: 6px; padding: 2px 6px; }}"
            f"#caption {{ color: {t.text}; font-size: {size}px; padding: 2px 6px; }}"
            f"#progress {{ background: {t.accent}; }}"
            f"#hint {{ color: {t.canvas}; background: {t.text}; font-size: {hint}px;"
            f" border-radius: 8px; padding: 10px 16px; }}"
            f"#largeNote {{ background: {t.canvas}; border: 1px solid {t.hairline};"
            f" border-radius: 10px; }}"
        )

    def _follow(self, old: ViewState, new: ViewState) -> None:
        self._count()
        if moved(old, new):
            self._show_words()

    def _count(self) -> None:
        workspace = self.store.workspace
        ids = [d.id for d in workspace.diagrams] if workspace else []
        here, step = self.store.state.diagram, self.store.step
        self.badge.setText(f"{ids.index(here) + 1} / {len(ids)}" if here in ids else "")
        if step is not None:
            self.badge.setText(self.player.place)
        said = f"Step {self.player.place}, {step.title}" if step else self.badge.text()
        self.badge.setAccessibleName(said)
        self.caption.setText(step.title if step else "")
        self._place()

    def _show_words(self) -> None:
        """Those of the step, if they are wanted; the picture is framed above them."""
        shown = self._worded and self.player.active
        if shown:
            self.words.zoom = max(LEAST_WORDS, WORDS * self.height() / 1080)
            room = self.rect().adjusted(MARGIN, 0, -MARGIN, -self._bands()[1])
            self.words.stand(room, part=WORDED)  # its text is broken to the width it then has
            self.words.fill()
            self.words.stand(room, part=WORDED)
            self.words.show()
        self.words.setVisible(shown)
        self.caption.setVisible(not shown)
        self.canvas.cover(self.words.height() + MARGIN if shown else 0)

    def _progress(self, part: float = 0.0) -> None:
        self.line.setVisible(self.player.playing)
        self.line.setGeometry(0, self.height() - LINE, round(self.width() * part), LINE)

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
        said, picture = self.caption.sizeHint(), self.canvas.picture
        left = title_place(picture, self.canvas.view_size) if picture else Point(0, 2 * MARGIN)
        high = max(round(left.y) - self.badge.height() // 2, 0)
        self.badge.move(right - self.badge.width(), high)
        room = round(self.badge.x() - 16 - left.x)
        self.caption.resize(max(min(said.width(), room), 0), said.height())
        self.caption.move(self.badge.x() - 16 - self.caption.width(), self.badge.y())
        self.hint.move((self.width() - self.hint.width()) // 2, low - self.hint.height())

    def _note_room(self) -> QRect:
        """What the note may cover: title, legend and badge stay free."""
        beside, (above, below) = round(self.width() * 0.06), self._bands()
        return self.rect().adjusted(beside, above, -beside, -below)

    def _bands(self) -> tuple[int, int]:
        """px of the head and foot that title and legend stand in."""
        picture = self.canvas.picture
        above, below = bands(picture, self.canvas.view_size) if picture else (MARGIN, MARGIN)
        return round(above), round(below)

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
        self.lectern.place()
        self.black.setGeometry(self.rect())
        if self.note.isVisible():
            self.note.place(self._note_room())
        self._dress()
        self._show_words()
        self._place()

    def let_go(self) -> None:
        for part in (self.canvas, self.note, self.words):
            part.removeEventFilter(self)  # a filter hears of keys to what is disabled, too
        self._pointer.stop()
        self._unhint.stop()
        self.lectern.close()
        self.player.close()
        self._main.pictures_changed.disconnect(self._take_picture)
        self._main.workspace_changed.disconnect(self._take_workspace)
        self._main.theme_changed.disconnect(self._take_theme)
        self._jobs.tidy_no_more(self._tidying)


class Black(QWidget):
    """A black screen."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        painter.end()


def twin(store: Store, parent: QObject) -> Store:
    """A store that shows the same, but for a tour under way, whole and with nothing selected, and
    goes its own way."""
    result = Store(parent)
    result.theme = store.theme
    kept = store.lasting
    if store.workspace is not None and kept is not None:
        here = kept.state.diagram
        result.restore(
            replace(store.lasting_state_of(here), selection=None, viewport=None),
            tuple(
                replace(store.lasting_state_of(d.id), selection=None, viewport=None)
                for d in store.workspace.diagrams
            ),
        )
        result.set_workspace(store.workspace)
        for id, picture in store.pictures.items():
            result.set_picture(id, picture)
    return result
