"""Presenting begins from where the window looked: as much of the picture is in sight."""

from __future__ import annotations

from app.ui.features.presenting.begin import Begin
from app.ui.features.presenting.texts import AudienceTexts
from app.ui.session.store import Store
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.canvas import Canvas


class AsSeen:
    """It holds until one looks elsewhere; never for a tour, whose steps are framed."""

    def __init__(self, store: Store, canvas: Canvas, texts: AudienceTexts, begin: Begin) -> None:
        self._store, self._canvas, self._texts = store, canvas, texts
        self._view, self._in_tour = begin.view, bool(begin.tour)
        self._from = Camera(0, 0, 1)

    @property
    def holds(self) -> bool:
        return not self._in_tour and self._canvas.looking.aim == self._from

    def look(self) -> None:
        """From there, in the canvas's present size."""
        canvas, view = self._canvas, self._view
        if self._in_tour:
            return
        if view is not None:
            above, below = self._texts.bands
            wide, high = canvas.looking.size
            camera = Camera.fit(view, (wide, max(high - above - below, 1)))
            canvas.looking.look_at(camera.pan(0, (above - below) / 2), glide=False)
        elif self._store.tour is None:
            canvas.looking.fit(glide=False)
        self._from = canvas.looking.aim
