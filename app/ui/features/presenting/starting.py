"""Presentations of the window: how they begin, and what is left when they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.model.ids import TourId
from app.session.changes import Changed
from app.ui.features.presenting import begin as beginnings
from app.ui.features.presenting.begin import Begin
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.ui.features.presenting.presenter import Presenter


class Presentations(QObject):
    """One at a time. `last` is the step of a tour at which the last one ended.

    changed(presenter): one has begun, or, with None, is over."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.presenter: Presenter | None = None
        self.last: Begin | None = None
        desk.store.on(Changed.WORKSPACE, self._check)

    @property
    def able(self) -> bool:
        """There is a diagram to present."""
        return self._desk.store.diagram is not None

    @property
    def has_tours(self) -> bool:
        return self._desk.has_tours

    def as_seen(self) -> None:
        """Present what the window shows: a diagram, or the step of the tour under way."""
        if self.presenter is None and self.able:
            canvas = self._desk.canvas
            canvas.framing.place()
            whole = canvas.looking.fitted or canvas.framing.framed
            seen = canvas.looking.aim.view(canvas.looking.size)
            self._start(Begin(view=None if whole else seen))
        else:
            self._come_forward()

    def tour(self, id: TourId = TourId(""), step: int = 0) -> None:
        """Present a tour from a step: that one, else the one under way, else the one chosen in
        their panel, else this diagram's."""
        store = self._desk.store
        wanted = id or store.state.tour or self._desk.chosen_tour()
        found = beginnings.from_start(store, wanted)
        self._start_tour(Begin(found.tour, step) if found else None)

    def from_here(self) -> None:
        """Present the tour under way from its step; else go on where the last one ended."""
        self._start_tour(beginnings.from_here(self._desk.store, self.last))

    def _start_tour(self, begin: Begin | None) -> None:
        if self.presenter is not None:
            self._come_forward()
        elif begin is None:
            self._desk.say("No tour goes through this diagram. F7 lists the tours.")
        else:
            self._start(begin)

    def _start(self, begin: Begin) -> None:
        from app.ui.features.presenting.presenter import Presenter

        desk = self._desk
        desk.offer("", "")
        self.presenter = Presenter(desk.store, desk.jobs, begin, desk.settings.screens)
        self.presenter.closed.connect(self._ended)
        self.changed.emit(self.presenter)
        self.presenter.presenter_controls.placing.arrange()

    def _come_forward(self) -> None:
        if self.presenter is not None:
            self.presenter.presenter_controls.placing.come_forward()

    def _ended(self) -> None:
        from app.ui.services.screens import bring_in

        window = self._desk.window
        if self.presenter is not None:
            standing = self.presenter.presenter_controls.jumping.standing
            self.last = Begin(standing.tour, standing.step) if standing.tour else None
        self.presenter = None
        self.changed.emit(None)
        bring_in(window)
        window.activateWindow()
        self._offer()

    def _offer(self) -> None:
        """To go on from the last step, where the window is not at it."""
        workspace, last = self._desk.workspace, self.last
        tour = workspace.tour(last.tour) if workspace and last else None
        now = self._desk.store.state
        if tour is None or last is None or (now.tour, now.step) == (last.tour, last.step):
            return
        step = tour.steps[last.step]
        text = f"Go on presenting at step {last.step + 1} of {len(tour.steps)}"
        self._desk.offer(text, f"{tour.title}: {step.title}", self._go_on)

    def _go_on(self) -> None:
        self._start_tour(self.last)

    def _check(self) -> None:
        """Other files: the step may be none of theirs."""
        workspace, last = self._desk.workspace, self.last
        if workspace and last and not beginnings.still_there(workspace, last):
            self.last = None
            self._desk.offer("", "")
