"""A program that was killed in the middle of a tour comes back to it: the session is told of
each step, and its file is written soon after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.session.changes import Changed
from app.ui.services import settings as kept

if TYPE_CHECKING:
    from app.ui.features.presenting.presenter import Presenter
    from app.ui.shell.window import MainWindow

REST = 250  # ms without another step until it is written


class Resuming(QObject):
    """Follows the window's store, and the presenter's while there is one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._presenter: Presenter | None = None
        self._ready = False  # until the workspace is there, the session knows better
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._write)
        window.store.on(Changed.STEP, self._follow)

    def begin(self) -> None:
        """The workspace is there: go on with the tour that the session was left in."""
        self._ready = True
        settings, store = self._window.settings, self._window.store
        tour = store.workspace.tour(settings.tour) if store.workspace and settings.tour else None
        if settings.tour and tour is None:
            self._window.status.say(f"There is no tour “{settings.tour}” here any more.")
        if tour is not None and store.tour is None:
            step = max(0, min(settings.step, len(tour.steps) - 1))
            self._window.commands.tours.start(tour.id, step)
            self._window.status.say(f"In “{tour.title}”, at step {step + 1}. Esc leaves it.")

    def follow(self, presenter: Presenter | None) -> None:
        """Presenting has begun, or, with None, is over."""
        self._presenter = presenter
        if presenter is not None:
            presenter.store.on(Changed.STEP, self._follow)
        self._rest.start()

    def remember(self) -> None:
        """Bring the session up to date: with the tour on screen."""
        if self._ready:
            presenter = self._presenter
            state = (
                presenter.presenter_controls.jumping.standing
                if presenter
                else self._window.store.state
            )
            self._window.settings.tour, self._window.settings.step = state.tour, state.step

    def close(self) -> None:
        """Write nothing any more."""
        self._rest.stop()

    def _follow(self) -> None:
        self._rest.start()

    def _write(self) -> None:
        """In a thread: it waits for the disk."""
        self._window.remember()
        data = kept.encoded(self._window.settings)
        self._window.jobs.background.start(
            lambda _: kept.write(data), lambda _: None, lambda _: None
        )
