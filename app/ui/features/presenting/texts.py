"""What can be read over the audience's picture: the step's words at its foot, or a note, large."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.render.rooms import bands
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.notes.large_note import LargeNote
from app.ui.views.steps.step_words import StepWords

MARGIN = 24  # px
WORDS, LEAST_WORDS = 1.9, 1.4  # zoom of a step's words on a screen 1080 px high; least
WORDED = 0.45  # of the room, at most
BESIDE = 0.06  # of the window's width, left and right of a note


class AudienceTexts:
    """Children of the audience's window. The words, once wanted, come with each step."""

    def __init__(self, store: Store, canvas: Canvas, window: QWidget) -> None:
        self._store, self._canvas, self._window = store, canvas, window
        self.note = LargeNote(store, window)
        self.note.hide()
        self.words = StepWords(store, window, WORDS)
        self.words.hide()
        self._worded = False

    def show_note(self) -> bool:
        """The open section; False where there is none."""
        self.note.place(self._note_room())  # pictures are as wide as it is
        if not self.note.fill():
            return False
        self.note.show()
        self.note.place(self._note_room())
        self.note.raise_()
        return True

    def want_words(self) -> None:
        """The step's words, or not."""
        self._worded = not self._worded
        self.show_words()

    def show_words(self) -> None:
        """Those of the step, if they are wanted; the picture is framed above them."""
        shown = self._worded and self._store.tour is not None
        if shown:
            window, words = self._window, self.words
            words.zoom = max(LEAST_WORDS, WORDS * window.height() / 1080)
            room = window.rect().adjusted(MARGIN, 0, -MARGIN, -self.bands[1])
            words.stand(room, part=WORDED)  # its text is broken to the width it then has
            words.fill()
            words.stand(room, part=WORDED)
        self.words.setVisible(shown)
        self._canvas.framing.cover(self.words.height() + MARGIN if shown else 0)

    def place(self) -> None:
        """Into the window, which has another size."""
        if self.note.isVisible():
            self.note.place(self._note_room())
        self.show_words()

    @property
    def bands(self) -> tuple[int, int]:
        """px of the head and foot that title and legend stand in."""
        layout = self._canvas.shown_layout
        above, below = bands(layout, self._canvas.looking.size) if layout else (MARGIN, MARGIN)
        return round(above), round(below)

    @property
    def foot(self) -> int:
        """px of the foot that legend and words take."""
        return self.bands[1] + (0 if self.words.isHidden() else self.words.height())

    def _note_room(self) -> QRect:
        """What the note may cover: title, legend and badge stay free."""
        beside, (above, below) = round(self._window.width() * BESIDE), self.bands
        return self._window.rect().adjusted(beside, above, -beside, -below)
