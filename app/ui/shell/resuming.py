"""How the window was left comes back: which workspace, how one looked at it, and in which tour, also
after it was killed in the middle of that. The session is told of each step, and its file is written
soon after."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from app.model.ids import TourId
from app.paths import text_of
from app.session.changes import Changed
from app.sources.file_formats import is_program
from app.sources.handed import is_handed
from app.ui.services import settings as kept
from app.ui.shell import snapshot
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.ui.features.presenting.presenter import Presenter

REST = 250  # ms without another step until it is written


class Resuming(QObject):
    """Follows the desk's store, and the presenter's while there is one. `start(tour id, step)`
    starts a tour."""

    def __init__(self, desk: Desk, start: Callable[[TourId, int], object]) -> None:
        super().__init__(desk.window)
        self._desk, self._start = desk, start
        self._presenter: Presenter | None = None
        self._ready = False  # until the workspace is there, the session knows better
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._write)
        desk.store.on(Changed.STEP, self._follow)

    def begin(self) -> None:
        """The workspace is there: go on with the tour that the session was left in."""
        self._ready = True
        desk, settings, store = self._desk, self._desk.settings, self._desk.store
        tour = (
            store.workspace.tour(TourId(settings.tour))
            if store.workspace and settings.tour
            else None
        )
        if settings.tour and tour is None:
            desk.say(f"There is no tour “{settings.tour}” here any more.")
        if tour is not None and store.tour is None:
            step = max(0, min(settings.step, len(tour.steps) - 1))
            self._start(tour.id, step)
            desk.say(f"In “{tour.title}”, at step {step + 1}. Esc leaves it.")

    def follow(self, presenter: Presenter | None) -> None:
        """Presenting has begun, or, with None, is over."""
        self._presenter = presenter
        if presenter is not None:
            presenter.store.on(Changed.STEP, self._follow)
        self._rest.start()

    def remember(self) -> None:
        """Bring the settings up to date: with the window's place, where one looks, and the tour on
        screen."""
        desk, settings, presenter = self._desk, self._desk.settings, self._presenter
        framing = desk.canvas.framing
        if framing.rest.isActive():
            framing.tell()
        settings.geometry = bytes(desk.window.saveGeometry().toBase64().data()).decode()
        settings.enter(text_of(desk.jobs.path) if desk.jobs.path else None)
        session = desk.store.session
        if session.workspace is not None:
            left = [session.lasting_state_of(d.id) for d in session.workspace.diagrams]
            state = session.lasting.state
            if (comparison := session.workspace.comparison(state.diagram)) is not None:
                state = session.lasting_state_of(comparison.base)  # it does not come back
            settings.remember(state, left)
        if self._ready:
            shown = presenter.presenter_controls.jumping.standing if presenter else desk.store.state
            settings.tour, settings.step = shown.tour, shown.step

    def look(self) -> QImage | None:
        """The window as the next start can show it at once, None where what one sees would not come back."""
        desk = self._desk
        workspace, state, path = desk.workspace, desk.store.state, desk.jobs.path
        if workspace is None or desk.canvas.shown_layout is None or state.tour:
            return None
        if workspace.comparison(state.diagram) is not None:
            return None
        asks = path is not None and any(is_program(d.source) for d in workspace.diagrams)
        if asks or (path is not None and is_handed(path)):
            return None
        return desk.window.grab().toImage()

    def keep(self, look: QImage | None) -> None:
        """Keep it beside the session that was written."""
        if look is None:
            snapshot.drop()
            return
        desk, follows = self._desk, self._desk.settings.theme == "system"
        title = desk.window.windowTitle()
        snapshot.keep(look, desk.jobs.path, desk.settings.geometry, title, follows)

    def close(self) -> None:
        """Write nothing any more."""
        self._rest.stop()

    def _follow(self) -> None:
        self._rest.start()

    def _write(self) -> None:
        """In a thread: it waits for the disk."""
        self.remember()
        data = kept.encoded(self._desk.settings)
        self._desk.jobs.background.start(lambda _: kept.write(data), lambda _: None, lambda _: None)
