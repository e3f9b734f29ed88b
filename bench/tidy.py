"""From switching Tidy on to the first frame that moves, in the real window, layout not cached."""

from __future__ import annotations

import os
import statistics
import tempfile
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.session import verbs
from app.ui.services.jobs import Jobs
from app.ui.services.opening import Opening
from app.ui.services.settings import Settings
from app.ui.session.store import Store
from app.ui.shell.window import MainWindow
from app.ui.views.canvas.canvas import Canvas

LIMIT = 10_000  # ms


class FirstMove(QObject):
    """Ends a loop at the second paint of a new picture: the first is where the glide starts."""

    def __init__(self, canvas: Canvas, loop: QEventLoop) -> None:
        super().__init__()
        self._canvas, self._loop = canvas, loop
        self._old = canvas.shown_layout
        self._paints = 0
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._canvas.shown_layout is not self._old:
            self._paints += 1
            if self._paints == 2:
                self._canvas.removeEventFilter(self)
                QTimer.singleShot(0, self._loop.quit)
        return False


def run() -> dict[str, float | None]:
    """Median over the bundled diagrams with one layer off, each layer in turn."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ACETATE_CACHE"] = f"{folder}/cache"
        os.environ["ACETATE_SETTINGS"] = f"{folder}/settings"
        return {"tidy_first_frame_ms": statistics.median(_measure())}


def _measure() -> list[float]:
    app = QApplication.instance() or QApplication([])
    store = Store()
    jobs = Jobs(store)
    window = MainWindow(store, jobs, Settings())
    window.resize(1920, 1080)
    opened = QEventLoop()
    jobs.opened.connect(opened.quit)
    jobs.follow(Opening(None))
    window.shown_first.connect(jobs.go_on)
    window.show()
    opened.exec()
    assert store.workspace is not None
    while len(store.layouts) < len(store.workspace.diagrams):
        _pause(50)
    times = []
    for diagram in store.workspace.diagrams:
        store.do(verbs.show, diagram.id)
        for layer in diagram.layers:
            store.do(verbs.set_tidy, False)
            store.do(verbs.set_layers, frozenset(diagram.layers) - {layer})
            _pause(600)
            loop = QEventLoop()
            watch = FirstMove(window.canvas, loop)
            start = perf_counter()
            store.do(verbs.set_tidy, True)
            QTimer.singleShot(LIMIT, loop.quit)
            loop.exec()
            times.append((perf_counter() - start) * 1000)
            del watch
    window.close()
    jobs.close()
    del app
    return times


def _pause(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
