"""Small pictures of the steps of a tour, or of the diagrams, as the audience will see them; made
one at a time, while nothing else is to be done."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from app.ui.canvas.camera import Camera
from app.ui.canvas.state import StateView
from app.ui.presenting.stops import stops
from app.ui.presenting.twin import twin
from app.ui.store import Store

WIDE, HIGH = 448, 252  # px of one; less where it is shown smaller
ROOM = (1920, 1080)  # px of the view that it is a picture of
PAUSE = 8  # ms between two


class StepPictures(QObject):
    """made(number, pixmap): of a step, or of a diagram, from 0."""

    made = Signal(int, object)

    def __init__(self, store: Store, ratio: float, parent: QObject) -> None:
        super().__init__(parent)
        self._shown, self._ratio = store, ratio
        self._ahead = twin(store, self)
        self._view = StateView(self._ahead)
        self._view.set_bare(True)
        self._view.resize(*ROOM)
        self._left: list[int] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(PAUSE)
        self._next.timeout.connect(self._make)

    def begin(self, count: int, first: int) -> None:
        """Make that many, those nearest to the one at which one is before the others."""
        self._left = sorted(range(count), key=lambda n: abs(n - first))
        self._next.start()

    def close(self) -> None:
        self._next.stop()
        self._view.deleteLater()

    def _make(self) -> None:
        if not self._left:
            return
        number = self._left.pop(0)
        self._show(number)
        if self._view.fitted:
            self._view.fit(glide=False)  # the first was there before the view had its size
        ratio, scale = self._ratio, WIDE / ROOM[0]
        pixmap = QPixmap(round(WIDE * ratio), round(HIGH * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self._shown.theme.canvas)
        seen = self._view.camera
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._view.paint_from(painter, Camera(seen.x, seen.y, seen.scale * scale), (WIDE, HIGH))
        painter.end()
        self.made.emit(number, pixmap)
        if self._left:
            self._next.start()

    def _show(self, number: int) -> None:
        shown, ahead = self._shown, self._ahead
        if shown.tour is not None:
            ahead.start_tour(shown.tour.id, number)
        else:
            there = shown.state_of(stops(shown)[number].diagram)
            ahead.restore(replace(there, selection=None, viewport=None, tidy=False))
