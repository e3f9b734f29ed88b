"""The shots of the tour under way, for one view: worked out when asked for, and little by little in
advance."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.model.diagram_layout import DiagramLayout
from app.scene.shot import Room, Shot
from app.ui.session.store import Store
from app.ui.views.canvas.viewport import CanvasViewport

if TYPE_CHECKING:
    from app.render.camera import TourShots

AHEAD = 20  # ms of rest between two slices of work on the shots of further steps
SLICE = 0.004  # s


class StepShots(QObject):
    """`room` says what of the view is for a picture. There is time for more while the view shows
    and nothing in it moves."""

    def __init__(
        self,
        store: Store,
        view: CanvasViewport,
        room: Callable[[DiagramLayout], Room],
    ) -> None:
        super().__init__(view)
        self._store, self._view, self._room = store, view, room
        self._made: dict[str, TourShots] = {}  # by diagram
        self._later = QTimer(self, singleShot=True, interval=AHEAD)
        self._later.timeout.connect(self._work)

    def shot(self, step: int, layout: DiagramLayout | None = None) -> Shot | None:
        """Of that step (from 0) of the tour under way, in that picture or in its diagram's."""
        store = self._store
        tour = store.tour
        if tour is None or not 0 <= step < len(tour.steps):
            return None
        diagram = tour.steps[step].diagram
        if layout is None or layout.diagram.id != diagram:
            layout = store.layouts.get(diagram)
        if layout is None:
            return None
        made = self._made.get(diagram)
        wanted = (tour, self._room(layout), store.session.state_of(diagram).hidden)
        if made is None or made.layout is not layout or _of(made) != wanted:
            from app.render.camera import TourShots

            made = self._made[diagram] = TourShots(tour, layout, wanted[1], wanted[2])
        return made.shot(step)

    def prepare(self) -> None:
        """Those of further steps are going to be asked for."""
        self._later.start()

    def _work(self) -> None:
        made, end = self._made.get(self._store.state.diagram), perf_counter() + SLICE
        if self._store.tour is None or made is None or not self._view.seen:
            return
        if self._view.moving:
            self._later.start()
            return
        while made.make_ahead(self._store.state.step):
            if perf_counter() > end:
                self._later.start()
                return


def _of(made: TourShots) -> tuple[object, ...]:
    return made.tour, made.room, made.hidden
