"""What is behind a window's cover comes to light as soon as it is there: first the picture, then the rest."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication

from app.session.changes import Changed
from app.ui.services.jobs import Jobs
from app.ui.session.store import Store
from app.ui.shell.cover import Cover
from app.ui.views.canvas.canvas import Canvas

SETTLING = 100  # ms in which what floats over the picture, as its minimap, has come


class Uncovering(QObject):
    """Follows the store and the jobs until the cover is gone, and ends with it."""

    def __init__(self, cover: Cover, store: Store, jobs: Jobs, canvas: Canvas) -> None:
        super().__init__(cover)
        self._begun = self._settling = False
        self._cover, self._store, self._canvas = cover, store, canvas
        cover.raise_()
        QApplication.sendPostedEvents()  # what was put into the window since shows behind it
        for told in (jobs.opened, jobs.open_failed):
            told.connect(cover.lift)
        cover.lifted.connect(self._end)
        store.on(Changed.LAYOUT, self._show_picture)

    def begin(self, settling: bool) -> None:
        """All that the image shows of the picture has been made; with `settling`, something that floats over
        it is still being painted."""
        self._begun, self._settling = True, settling
        self._show_picture()

    def end_soon(self) -> None:
        """All that the image shows has been made."""
        self._cover.lift_at_last()

    def _show_picture(self) -> None:
        """Once it is there, it shows in place of its image."""
        if self._begun and self._canvas.shown_layout is not None:
            QTimer.singleShot(SETTLING if self._settling else 0, self, self._hand_over)

    def _hand_over(self) -> None:
        """The picture, which has the keys then."""
        canvas = self._canvas
        if self._cover.mask().isEmpty() and not self._cover.gone:
            corner = canvas.mapTo(self._cover.window(), QPoint(0, 0))
            self._cover.free(QRect(corner, canvas.size()))
            canvas.setFocus()

    def _end(self) -> None:
        self._store.off(Changed.LAYOUT, self._show_picture)
        if self._cover.hasFocus():
            self._canvas.setFocus()
