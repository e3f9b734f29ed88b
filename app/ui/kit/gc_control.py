"""Python's cyclic garbage, collected in the GUI thread and between events only.

Left to itself Python collects in whatever thread happens to make an object. In another thread that
would destroy widgets and timers there; Qt cannot stop a timer from elsewhere, and the next time it
fires, the program dies. It also would pause the GUI in the midst of a frame.
"""

from __future__ import annotations

import gc
from time import thread_time

from PySide6.QtCore import QObject, QTimer

EVERY = 500  # ms
MANY = 50_000  # new objects: what so many are part of has come in, and is no garbage
SLOW = 0.008  # seconds of this thread's time; twice that is more than an event may take


class GcControl(QObject):
    """Takes over from Python until `close`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(collect)
        self._timer.start()

    def close(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.enable()


def settle() -> None:
    """What is there now stays: no later collection looks through it. After something large has come in,
    which would take tenths of a second each time; what of it goes again goes by itself."""
    gc.freeze()


def collect() -> int:
    """Collect what Python would have collected by now; returns the oldest generation that was, or
    -1. Call it in the GUI thread."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    if counts[0] > MANY:
        settle()
        return -1
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation] > 0:
            begun = thread_time()
            gc.collect(generation)
            if thread_time() - begun > SLOW:
                settle()  # what is left is no garbage, and would take as long the next time
            return generation
    return -1
