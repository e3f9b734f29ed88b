"""Pictures of the steps of a tour, as the audience will see them, or of whole diagrams, painted off
the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.model.diagram_layout import DiagramLayout
from app.model.ids import DiagramId, ElementId, TourId
from app.model.tour import Step, Tour
from app.model.view_state import ViewState
from app.scene.theme import Theme
from app.ui.kit.background import Background, Work

if TYPE_CHECKING:
    from app.exporters.steps import StepPicture


class Shots:
    """What is framed of each step, worked out once for a tour and its layouts, in any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tour: Tour | None = None
        self._known: Mapping[DiagramId, DiagramLayout] = {}
        self._made: list[StepPicture] = []

    def shot(
        self,
        tour: Tour,
        known: Mapping[DiagramId, DiagramLayout],
        number: int,
        cancelled: threading.Event,
    ) -> StepPicture | None:
        """Of a step of that tour through a diagram with layout; None once it is cancelled."""
        from app.exporters.steps import step_pictures, worked_out

        with self._lock:
            if cancelled.is_set():
                return None
            same = all(known.get(id) is layout for id, layout in self._known.items())
            if tour is not self._tour or not same or len(known) != len(self._known):
                made = step_pictures(_of_known(tour, known), known, near=bool(tour.id))
                self._tour, self._known, self._made = tour, known, list(made)
            for _ in worked_out(self._made[: number + 1]):
                if cancelled.is_set():
                    return None
            return self._made[number]


class StepPictures(QObject):
    """made(number, image): of a step or a diagram, from 0. Those of one tour may share `shots`."""

    made = Signal(int, object)

    def __init__(self, background: Background, parent: QObject, shots: Shots | None = None) -> None:
        super().__init__(parent)
        self._shots = shots or Shots()
        self._background = background
        self._work: Work | None = None
        self.busy = False  # some are still to come

    def make(
        self,
        tour: Tour,
        layouts: Mapping[DiagramId, DiagramLayout],
        numbers: Sequence[int],
        size: tuple[int, int],
        theme: Theme,
    ) -> None:
        """Those of the tour's steps, in that order, of that size in px, and no others any more.
        `layouts` are by diagram id; a step whose diagram has none gets no picture."""
        self._start(tour, {}, layouts, numbers, size, theme)

    def make_whole(
        self,
        states: Sequence[ViewState],
        layouts: Mapping[DiagramId, DiagramLayout],
        numbers: Sequence[int],
        size: tuple[int, int],
        theme: Theme,
    ) -> None:
        """As `make`, of a diagram each, with the layers and what is hidden as in its view state."""
        steps = tuple(Step("", "", state.diagram, state.layers) for state in states)
        hidden = {state.diagram: state.hidden for state in states}
        self._start(Tour(TourId(""), "", steps), hidden, layouts, numbers, size, theme)

    def _start(
        self,
        tour: Tour,
        hidden: Mapping[DiagramId, frozenset[ElementId]],
        layouts: Mapping[DiagramId, DiagramLayout],
        numbers: Sequence[int],
        size: tuple[int, int],
        theme: Theme,
    ) -> None:
        self.stop()
        known, background, shots = dict(layouts), self._background, self._shots
        wanted = [n for n in numbers if tour.steps[n].diagram in known]
        if not wanted:
            return

        def work(cancelled: threading.Event) -> None:
            from app.exporters.step_painter import image

            for number in wanted:
                shot = shots.shot(tour, known, number, cancelled)
                if shot is None:
                    return
                away = hidden.get(shot.step.diagram, frozenset()) | shot.state.hidden
                painted = image(replace(shot, state=replace(shot.state, hidden=away)), *size, theme)
                background.tell(cancelled, partial(self._tell, number, painted))

        self.busy = True
        self._work = background.start(work, self._end, self._end, self)

    def stop(self) -> None:
        """Paint no more."""
        if self._work is not None:
            self._work.cancel()
        self._end(None)

    def _end(self, _: object) -> None:
        self._work, self.busy = None, False

    def _tell(self, number: int, image: QImage) -> None:
        self.made.emit(number, image)


def _of_known(tour: Tour, known: Mapping[DiagramId, DiagramLayout]) -> Tour:
    """The tour with as many steps, none of them through a diagram without layout."""
    blank = Step("", "", next(s.diagram for s in tour.steps if s.diagram in known), frozenset())
    return replace(tour, steps=tuple(s if s.diagram in known else blank for s in tour.steps))
