"""Pictures of the steps of a tour, as the audience will see them, painted off the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.model.laid_out import LaidOutDiagram
from app.model.tour import Step, Tour
from app.render.theme import Theme
from app.ui.background import Background, Work


class StepPictures(QObject):
    """made(number, image): of a step, from 0."""

    made = Signal(int, object)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._work: Work | None = None

    def make(
        self,
        tour: Tour,
        pictures: Mapping[str, LaidOutDiagram],
        numbers: Sequence[int],
        size: tuple[int, int],
        theme: Theme,
    ) -> None:
        """Those of the tour's steps, in that order, of that size in px, and no others any more.
        `pictures` are the layouts by diagram; a step whose diagram has none gets no picture."""
        self.stop()
        known, background = dict(pictures), self._background
        wanted = [n for n in numbers if tour.steps[n].diagram in known]
        if not wanted:
            return

        def work(cancelled: threading.Event) -> None:
            from app.exporters.step_painter import image
            from app.exporters.steps import step_pictures

            shots = list(step_pictures(_of_known(tour, known), known, near=True))
            for number in wanted:
                if cancelled.is_set():
                    return
                painted = image(shots[number], *size, theme)
                background.tell(cancelled, partial(self._tell, number, painted))

        self._work = background.start(work, lambda _: None, lambda _: None, self)

    def stop(self) -> None:
        """Paint no more."""
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def _tell(self, number: int, image: QImage) -> None:
        self.made.emit(number, image)


def _of_known(tour: Tour, known: Mapping[str, LaidOutDiagram]) -> Tour:
    """The tour with as many steps, none of them through a diagram without layout."""
    blank = Step("", "", next(s.diagram for s in tour.steps if s.diagram in known), frozenset())
    return replace(tour, steps=tuple(s if s.diagram in known else blank for s in tour.steps))
