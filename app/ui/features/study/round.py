"""A session from its begin to its end: the progress that it is kept in, and the audience's window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.model.wording import counted
from app.render.recall import RecallOptions
from app.study.card import Card
from app.study.progress import Progress
from app.study.review_session import Rehearsal, ReviewSession
from app.ui.features.study.asking import AskingPage
from app.ui.features.study.audience import Audience
from app.ui.features.study.session import StudySession
from app.ui.session.store import Store


class Round(QObject):
    """Hands a session to the page that asks; there is one at a time.

    pressed(event): a key in the audience's window. done(sentence): there is nothing left to ask."""

    pressed = Signal(object)
    done = Signal(str)

    def __init__(self, store: Store, page: AskingPage, window: QWidget) -> None:
        super().__init__(page)
        self._store, self._page, self._window = store, page, window
        self._group = False
        self.session: StudySession | None = None
        self.progress: Progress | None = None
        self.audience: Audience | None = None

    def begin(self, cards: tuple[Card, ...], way: RecallOptions, group: bool = False) -> bool:
        """Ask these; in a group nothing is graded, and the audience has a window of its own. False
        where there is nothing to ask. Raises ProgressError."""
        workspace = self._store.workspace
        if workspace is None or not cards:
            return False
        self.progress = progress = Progress()
        self._group = group
        asking = Rehearsal(cards, progress) if group else ReviewSession(cards, progress)
        self.session = session = StudySession(asking, workspace, way, self)
        session.over.connect(self._over)
        if group and session.card is not None:
            self.audience = Audience(self._store, session)
            self.audience.pressed.connect(self._pressed)
            self.audience.closed.connect(self._audience_gone)
            self.audience.open_beside(self._window)
        self._page.take(session, progress, group, self._shared)
        return True

    def _shared(self) -> bool:
        """Whether the group may see the page that asks."""
        return self.audience is None or self.audience.shares_screen

    def _pressed(self, event: QKeyEvent) -> None:
        """In the audience's window. What opens over the card opens in the other one."""
        self.pressed.emit(event)
        if self.audience is not None and self._page.covered:
            self._window.window().raise_()
            self._window.activateWindow()

    def stop(self) -> str:
        """Leave it; what was graded or reported is kept. What is to be said of it."""
        session = self.session
        self.end()
        graded = session.asking.learned if session is not None and not self._group else 0
        said = f"{graded} done. The rest waits." if graded else ""
        return f"{said} {_left_out(session)}".strip()

    def end(self) -> None:
        """Let go of session, audience and progress."""
        session, self.session = self.session, None
        if self.audience is not None:
            self.audience.close()
        self._page.release()
        if session is not None:
            session.blockSignals(True)
            session.deleteLater()
        if self.progress is not None:
            self.progress.close()
            self.progress = None

    def _over(self) -> None:
        session = self.session
        total = session.asking.total if session is not None else 0
        self.end()
        said = (
            f"The quiz is over: {counted(total, 'card')}."
            if self._group
            else f"Done: {total} learned for today. What comes next is below."
        )
        self.done.emit(f"{said} {_left_out(session)}".strip())

    def _audience_gone(self) -> None:
        self.audience = None


def _left_out(session: StudySession | None) -> str:
    """The cards that were not asked to the end."""
    if session is None:
        return ""
    reported, paused = session.asking.reported, session.asking.paused
    said = [f"{counted(reported, 'card')} reported: see “Reported cards”."] if reported else []
    said += [f"{counted(paused, 'card')} buried or suspended: see “All cards”."] if paused else []
    return " ".join(said)
