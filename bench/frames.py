"""Frame times of the real canvas at 1920×1080: pan, zoom, toggle, hover.

A frame's time is what the event loop was busy for, from the input to the end of the paint that
shows it; time spent waiting does not count.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
)
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.model.layer import visible
from app.model.workspace import Workspace
from app.render.ready import make_ready
from app.scene.index import hit_index
from app.scene.theme import LIGHT
from app.session import answers, verbs
from app.ui.session.store import Store
from app.ui.views.canvas.canvas import Canvas
from bench.drawing import LAYERS, drawing

SIZE = (1920, 1080)
STEPS = 60  # inputs of one kind
EVERY = 25  # ms from one input to the next


class FrameClock(QApplication):
    """An application that knows how long it was busy, in ms, for each frame of one widget."""

    def __init__(self) -> None:
        super().__init__(sys.argv[:1])
        self.frames: list[float] = []
        self.watched: QWidget | None = None
        self._deep = False
        self._busy = 0.0
        self._painted = False

    def begin(self) -> None:
        """Count from here on, and nothing that was left over."""
        self.frames.clear()
        self._busy, self._painted = 0.0, False

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Every event comes through here, those that another one sets off from inside it."""
        if receiver is self.watched and event.type() == QEvent.Type.Paint:
            self._painted = True
        if self._deep:
            return super().notify(receiver, event)
        self._deep = True
        start = perf_counter()
        done = super().notify(receiver, event)
        self._busy += perf_counter() - start
        self._deep = False
        if self._painted:
            self.frames.append(self._busy * 1000)
            self._busy, self._painted = 0.0, False
        return done


def measure(clock: FrameClock, workspace: Workspace, count: int) -> dict[str, float]:
    """p95 in ms of the frames of each kind, and of one hit test."""
    store = Store()
    canvas = Canvas(store)
    canvas.resize(*SIZE)
    layout = drawing(count, workspace)
    make_ready(layout, LIGHT.canvas, SIZE)  # as who hands a layout over does
    store.do(answers.take_workspace, Workspace("/", "bench", False, (layout.diagram,)))
    store.do(answers.take_layout, layout.diagram.id, layout)
    canvas.show()
    _wait(300)
    clock.watched = canvas
    found = {}
    for name, inputs in (
        ("toggle_p95_ms", _toggles(store)),
        ("hover_frame_p95_ms", moves(canvas)),
        ("zoom_p95_ms", wheel(canvas)),
        ("pan_p95_ms", drags(canvas)),
    ):
        clock.begin()
        play(inputs)
        found[name] = p95(clock.frames)
    found["hover_ms"] = _hits(canvas)
    clock.watched = None
    canvas.close()
    canvas.deleteLater()
    _wait(0)
    return found


def p95(values: list[float]) -> float:
    if len(values) < 2:
        return max(values, default=0.0)
    return statistics.quantiles(values, n=20)[-1]


def play(inputs: Iterator[Callable[[], None]]) -> None:
    """One input after the other, then until what they set off has come to rest."""
    loop, timer = QEventLoop(), QTimer(interval=EVERY)

    def step() -> None:
        action = next(inputs, None)
        if action is None:
            timer.stop()
            QTimer.singleShot(400, loop.quit)
        else:
            action()

    timer.timeout.connect(step)
    timer.start()
    loop.exec()


def _wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _toggles(store: Store) -> Iterator[Callable[[], None]]:
    for i in range(STEPS):
        # One toggle, and the time of its fade.
        layer = LAYERS[i // 8 % len(LAYERS)]
        yield partial(store.do, verbs.toggle_layer, layer) if i % 8 == 0 else _nothing


def _nothing() -> None:
    """Time passes."""


def moves(canvas: QWidget) -> Iterator[Callable[[], None]]:
    """The pointer here and there."""
    for i in range(STEPS):
        point = QPointF(40 + i * 31 % 1800, 40 + i * 17 % 1000)
        yield partial(_mouse, canvas, QEvent.Type.MouseMove, point)


def wheel(canvas: QWidget) -> Iterator[Callable[[], None]]:
    """Closer, then back."""
    at = QPointF(SIZE[0] / 3, SIZE[1] / 3)
    for i in range(STEPS):
        up = 60 if i < STEPS * 2 // 3 else -60
        yield partial(_scroll, canvas, at, up)


def _scroll(canvas: QWidget, at: QPointF, angle: int) -> None:
    event = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def drags(canvas: QWidget) -> Iterator[Callable[[], None]]:
    """The picture is pulled there and back."""
    start = QPointF(SIZE[0] / 2, SIZE[1] / 2)
    yield partial(_mouse, canvas, QEvent.Type.MouseButtonPress, start)
    for i in range(1, STEPS):
        way = i if i < STEPS / 2 else STEPS - i
        point = start + QPointF(way * 12, way * 7)
        yield partial(_mouse, canvas, QEvent.Type.MouseMove, point, True)
    yield partial(_mouse, canvas, QEvent.Type.MouseButtonRelease, start)


def _mouse(canvas: QWidget, kind: QEvent.Type, at: QPointF, held: bool = False) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == QEvent.Type.MouseMove else left
    buttons = left if held or kind == QEvent.Type.MouseButtonPress else none
    event = QMouseEvent(
        kind, at, canvas.mapToGlobal(at), button, buttons, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(canvas, event)


def _hits(canvas: Canvas) -> float:
    """One hit test anywhere in the picture, p95."""
    layout = canvas.shown_layout
    assert layout is not None
    index = hit_index(layout)
    shown = visible(layout.diagram, frozenset(LAYERS))
    times = []
    for i in range(500):
        x, y = i * 37.0 % layout.width, i * 91.0 % layout.height
        start = perf_counter()
        index.at(x, y, 4.0, shown)
        times.append((perf_counter() - start) * 1000)
    return p95(times)


def run(counts: tuple[int, ...]) -> dict[str, dict[str, float]]:
    """By kind, by node count."""
    from app.render.offscreen import ensure_application
    from app.sources.workspace import load

    clock = FrameClock()
    ensure_application()
    workspace = load(None)
    found: dict[str, dict[str, float]] = {}
    for count in counts:
        for kind, value in measure(clock, workspace, count).items():
            found.setdefault(kind, {})[str(count)] = value
    return found
