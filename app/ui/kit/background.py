"""Work off the window's thread, its answers brought back to it.

Each piece of work is a plain thread with an Event that asks it to stop. Answers of work that
was cancelled are dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import AcetateError

JOIN = 5.0  # seconds that closing waits for a thread that was asked to stop

T = TypeVar("T")


class Work:
    """One piece of work under way. `cancelled` is set to ask it to stop."""

    def __init__(self) -> None:
        self.cancelled = threading.Event()
        self.thread: threading.Thread | None = None

    def cancel(self) -> None:
        """Ask it to stop; its answer is dropped."""
        self.cancelled.set()


class Background(QObject):
    """Starts work; calls back on the thread it lives in."""

    _answer = Signal(object)
    _news = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[Work] = set()
        self._closed = False
        self._answer.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._news.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[threading.Event], T],
        done: Callable[[T], None],
        failed: Callable[[str], None],
        owner: QObject | None = None,
    ) -> Work:
        """Run `work(cancelled)` in a thread, then `done(result)` or `failed(sentence)` here; once
        the `owner` is destroyed, nobody is called any more and the work is asked to stop."""
        task = Work()
        if owner is not None:
            owner.destroyed.connect(task.cancel)

        def body() -> None:
            try:
                answer = partial(done, work(task.cancelled))
            except (AcetateError, OSError) as error:
                answer = partial(failed, str(error))
            except Exception as error:  # noqa: BLE001 - becomes a report
                from app.report import unexpected

                found = unexpected("working in the background", error)
                answer = partial(failed, found.sentence)
            if not self._closed:
                self._answer.emit((task, answer))

        task.thread = threading.Thread(target=body, name="acetate-work", daemon=True)
        self._running.add(task)
        task.thread.start()
        return task

    def tell(self, cancelled: threading.Event, call: Callable[[], None]) -> None:
        """For work that goes on: make this call here, unless the work is cancelled by then."""
        if not self._closed:
            self._news.emit((cancelled, call))

    @property
    def busy(self) -> bool:
        """Some of it is under way."""
        return bool(self._running)

    def close(self) -> None:
        """Ask everything to stop and wait for it; no answer is delivered any more."""
        self._closed = True
        tasks, self._running = self._running, set()
        for task in tasks:
            task.cancel()
        for task in tasks:
            if task.thread is not None:
                task.thread.join(JOIN)

    def _deliver(self, answer: tuple[Work, Callable[[], None]]) -> None:
        task, call = answer
        if task in self._running:
            self._running.remove(task)
            if not task.cancelled.is_set():
                call()

    def _tell(self, news: tuple[threading.Event, Callable[[], None]]) -> None:
        cancelled, call = news
        if not (self._closed or cancelled.is_set()):
            call()
