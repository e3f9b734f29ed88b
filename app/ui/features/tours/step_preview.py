"""The current step as the audience will see it: its picture, and its words set."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from app.model.ids import SectionId
from app.model.notes import Section
from app.model.tour import Step
from app.ui.session.store import Store
from app.ui.views.notes.large_note import alone, show_text
from app.ui.views.notes.view import NotesView

PART = 0.75  # of the height, for the picture, at most
INSIDE = 8  # px round the words
GAP, LEAST = 8, 120  # px: between picture and words; of height
NONE = "This step has no words yet."


class _PixmapView(QWidget):
    """A pixmap in the middle, as large as it fits."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._pixmap: QPixmap | None = None
        self.setAccessibleName("The step as the audience sees it")

    def show_pixmap(self, pixmap: QPixmap | None) -> None:
        if pixmap is not self._pixmap:
            self._pixmap = pixmap
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._store.theme, QPainter(self)
        wide = min(self.width(), self.height() * 16 / 9)
        place = QRectF((self.width() - wide) / 2, 0, wide, wide * 9 / 16)
        painter.fillRect(place, QColor(theme.canvas))
        if self._pixmap is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        painter.setPen(QColor(theme.hairline))
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class StepPreview(QWidget):
    """resized(size): there is so much room for the picture (px); None while it is not shown."""

    resized = Signal(object)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.setMinimumHeight(LEAST)
        self._store = store
        self._step: Step | None = None
        self._shown: tuple[str, object, int] | None = None
        self.picture = _PixmapView(store)
        self.picture.setParent(self)
        self.words = NotesView(str, self)
        self.words.setObjectName("boxed")
        self.words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.words.setAccessibleName("The step's words, as they are shown")

    def fill(self, step: Step | None) -> None:
        """Show the words of a step; its picture comes by itself."""
        self._step = step
        if self.isVisible():
            self._set_words()

    def _set_words(self) -> None:
        text = self._step.text.strip() if self._step else ""
        shown = (text, self._store.theme, self.words.width())
        if shown == self._shown:
            return
        self._shown = shown
        section = Section(SectionId("step"), "step", "", 1, "", 1, text or f"*{NONE}*")
        show_text(self.words, alone(section, ""), self._store, 1.0)
        self.words.document().setDocumentMargin(INSIDE)

    def _room(self) -> QSize:
        high = min(round(self.height() * PART), self.width() * 9 // 16)
        return QSize(self.width(), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        high = self._room().height()
        self.picture.setGeometry(0, 0, self.width(), high)
        self.words.setGeometry(0, high + GAP, self.width(), max(self.height() - high - GAP, 0))
        if self.isVisible():
            self.resized.emit(self._room())
            self._set_words()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resized.emit(self._room())
        self._set_words()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.resized.emit(None)
