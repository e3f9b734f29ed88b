"""How things move: durations, easing, and whether they move at all."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QObject, QVariantAnimation
from PySide6.QtWidgets import QApplication

FADE = 160  # ms
CAMERA = 260  # ms
STEP = 480  # ms, of the camera from one step of a tour to the next


class _Chosen:
    reduced: bool | None = None


def ease_out_cubic(t: float) -> float:
    """0..1 → 0..1, fast at first."""
    return 1 - (1 - t) ** 3


def reduced() -> bool:
    """True when nothing may move: as set, else as ACETATE_REDUCED_MOTION says (anything but
    empty or 0), else as the platform does (its style then gives animations no duration)."""
    if _Chosen.reduced is not None:
        return _Chosen.reduced
    told = os.environ.get("ACETATE_REDUCED_MOTION")
    if told is not None:
        return told not in ("", "0")
    from PySide6.QtWidgets import QStyle  # its first use takes 5 ms: not before the first frame

    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return QApplication.instance() is not None and QApplication.style().styleHint(hint) == 0


def set_reduced(on: bool | None) -> None:
    """Choose, or with None follow the environment and the platform again."""
    _Chosen.reduced = on


class Movement(QObject):
    """One movement at a time: `start` drops the one under way where it stands.

    Nothing ticks while it rests.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._step: Callable[[float], None] | None = None
        self._done: Callable[[], None] | None = None
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.valueChanged.connect(self._tick)
        self._clock.finished.connect(self._finish)

    @property
    def running(self) -> bool:
        """It is under way."""
        return self._clock.state() == QAbstractAnimation.State.Running

    def start(
        self, duration: int, step: Callable[[float], None], done: Callable[[], None] | None = None
    ) -> None:
        """Call `step` with 0..1, eased, over `duration` ms, at last with 1; then `done`.
        Under reduced motion both are called at once."""
        self.stop()
        self._step, self._done = step, done
        if reduced() or duration <= 0:
            step(1.0)
            self._finish()
            return
        self._clock.setDuration(duration)
        self._clock.start()

    def stop(self) -> None:
        """Stay where it is; `done` is not called."""
        self._step = self._done = None
        self._clock.stop()

    def finish(self) -> None:
        """Be at the end at once."""
        if self.running:
            step, done = self._step, self._done
            self.stop()
            if step is not None:
                step(1.0)
            if done is not None:
                done()

    def _tick(self, t: float) -> None:
        if self._step is not None:
            self._step(ease_out_cubic(t))

    def _finish(self) -> None:
        done, self._step, self._done = self._done, None, None
        if done is not None:
            done()
