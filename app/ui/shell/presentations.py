"""Presentations of the window: how they begin, and what is left when they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.features.presenting import begin as beginnings
from app.ui.features.presenting.begin import Begin

if TYPE_CHECKING:
    from app.ui.features.presenting.presenter import Presenter
    from app.ui.shell.window import MainWindow


class Presentations(QObject):
    """One at a time. `last` is the step of a tour at which the last one ended."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.presenter: Presenter | None = None
        self.last: Begin | None = None
        window.store.workspace_changed.connect(self._check)

    def as_seen(self) -> None:
        """Present what the window shows: a diagram, or the step of the tour under way."""
        window = self._window
        if self.presenter is None and window.store.diagram is not None:
            window.canvas.place()
            seen = window.canvas
            whole = seen.fitted or seen.framed
            self._start(Begin(view=None if whole else seen.aim.view(seen.view_size)))
        else:
            self._come_forward()

    def tour(self, id: str = "", step: int = 0) -> None:
        """Present a tour from a step: that one, else the one under way, else the one chosen in
        their panel, else this diagram's."""
        window = self._window
        chosen = window.side.tours.current() if window.side is not None else ""
        found = beginnings.from_start(window.store, id or window.store.state.tour or chosen)
        self._start_tour(Begin(found.tour, step) if found else None)

    def from_here(self) -> None:
        """Present the tour under way from its step; else go on where the last one ended."""
        self._start_tour(beginnings.from_here(self._window.store, self.last))

    def _start_tour(self, begin: Begin | None) -> None:
        if self.presenter is not None:
            self._come_forward()
        elif begin is None:
            self._window.status.say("No tour goes through this diagram. F7 lists the tours.")
        else:
            self._start(begin)

    def _start(self, begin: Begin) -> None:
        from app.ui.features.presenting.presenter import Presenter

        window = self._window
        window.status.offer("", "")
        self.presenter = Presenter(window.store, window.jobs, begin, window.settings.screens)
        self.presenter.closed.connect(self._ended)
        window.resuming.follow(self.presenter)
        self.presenter.presenter_controls.placing.arrange()

    def _come_forward(self) -> None:
        if self.presenter is not None:
            self.presenter.presenter_controls.placing.come_forward()

    def _ended(self) -> None:
        from app.ui.services.screens import bring_in

        window = self._window
        if self.presenter is not None:
            standing = self.presenter.presenter_controls.jumping.standing
            self.last = Begin(standing.tour, standing.step) if standing.tour else None
        self.presenter = None
        window.resuming.follow(None)
        bring_in(window)
        window.activateWindow()
        self._offer()

    def _offer(self) -> None:
        """To go on from the last step, where the window is not at it."""
        window, last = self._window, self.last
        tour = window.store.workspace.tour(last.tour) if window.store.workspace and last else None
        now = window.store.state
        if tour is None or last is None or (now.tour, now.step) == (last.tour, last.step):
            return
        step = tour.steps[last.step]
        text = f"Go on presenting at step {last.step + 1} of {len(tour.steps)}"
        window.status.offer(text, f"{tour.title}: {step.title}", self._go_on)

    def _go_on(self) -> None:
        self._start_tour(self.last)

    def _check(self) -> None:
        """Other files: the step may be none of theirs."""
        workspace, last = self._window.store.workspace, self.last
        if workspace and last and not beginnings.still_there(workspace, last):
            self.last = None
            self._window.status.offer("", "")
