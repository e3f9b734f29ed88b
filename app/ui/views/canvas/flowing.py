"""The clock behind the dots that run along what a flow has lit. It ticks only while there is
something to show, somebody can see it, and things may move."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from app.model.diagram_layout import DiagramLayout
from app.model.ids import ElementId
from app.render.flow import Stream, moving
from app.ui.kit import motion

TICK = 33  # ms


class Flowing(QObject):
    """`edges` are those whose dots run, for `app.render.flow.draw_flow`. `repaint` is called at
    each tick, and when they change."""

    def __init__(self, repaint: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._repaint = repaint
        self._since = monotonic()
        self._clock = QTimer(self)
        self._clock.setInterval(TICK)
        self._clock.timeout.connect(self._tick)
        self.edges: list[Stream] = []

    @property
    def running(self) -> bool:
        return self._clock.isActive()

    @property
    def seconds(self) -> float:
        """Since it was made."""
        return monotonic() - self._since

    def follow(
        self, layout: DiagramLayout | None, highlighted: frozenset[ElementId], seen: bool
    ) -> None:
        """Those edges of that picture are lit now; `seen` says whether anybody can see it."""
        edges = [] if layout is None or motion.reduced() else moving(layout, highlighted)
        if [s.edge.id for s in edges] != [s.edge.id for s in self.edges]:
            self._repaint()  # where they were
        self.edges = edges
        if edges and seen:
            if not self._clock.isActive():
                self._clock.start()
        else:
            self._clock.stop()

    def stop(self) -> None:
        self._clock.stop()

    def _tick(self) -> None:
        if motion.reduced():  # chosen meanwhile
            self._repaint()
            self.edges = []
            self._clock.stop()
        else:
            self._repaint()
