"""Python's cyclic garbage, collected in the GUI thread and between events only.

Left to itself Python collects in whatever thread happens to make an object. In another thread that
would destroy widgets and timers there; Qt cannot stop a timer from elsewhere, and the next time it
fires, the program dies. It also would pause the GUI in the midst of a frame.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 500  # ms


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
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation] > 0:
            gc.collect(generation)
            return generation
    return -1
