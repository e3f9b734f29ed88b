"""What time it is, and how long one has been talking."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QLocale, QSize, QTime, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.glyphs import glyph_icon
from app.ui.kit.plain import Label
from app.ui.kit.style import mixed

TICK = 250  # ms; a second is shown no later than that


class Stopwatch:
    """Counts seconds while it runs."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._before = 0.0  # s, of earlier runs
        self._since: float | None = None

    @property
    def running(self) -> bool:
        return self._since is not None

    @property
    def seconds(self) -> float:
        return self._before + (self._now() - self._since if self._since is not None else 0.0)

    def start(self) -> None:
        if self._since is None:
            self._since = self._now()

    def pause(self) -> None:
        self._before, self._since = self.seconds, None

    def reset(self) -> None:
        """Back to nought; it runs on where it runs."""
        self._before = 0.0
        if self._since is not None:
            self._since = self._now()


class ClockRow(QWidget):
    """The clock, the timer, and its buttons. A timer that nobody has started yet starts."""

    def __init__(self, watch: Stopwatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.watch = watch
        if not watch.seconds:
            watch.start()
        self.clock, self.timer = Label(), Label()
        self.clock.setAccessibleName("Clock")
        self.timer.setAccessibleName("Timer")
        for label in (self.clock, self.timer):
            label.setProperty("kind", "title")
        self.toggle = _button("Pause the timer")
        self.reset = _button("Reset the timer")
        self.toggle.clicked.connect(self.switch)
        self.reset.clicked.connect(self._reset)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.clock)
        row.addStretch(1)
        for part in (self.timer, self.toggle, self.reset):
            row.addWidget(part)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK)
        self._tick.timeout.connect(self.renew)

    def switch(self) -> None:
        """Start or pause."""
        (self.watch.pause if self.watch.running else self.watch.start)()
        self._show_button()
        self.renew()

    def _reset(self) -> None:
        self.watch.reset()
        self.renew()

    def renew(self) -> None:
        now = QTime.currentTime()
        self.clock.setText(QLocale().toString(now, QLocale.FormatType.ShortFormat))
        self.timer.setText(told(self.watch.seconds))

    def dress(self, theme: Theme) -> None:
        self._text, self._faint = theme.text, mixed(theme.muted, theme.panel, 0.5)
        self.reset.setIcon(glyph_icon("reset", self._text, self._faint))
        self._show_button()

    def _show_button(self) -> None:
        running = self.watch.running
        self.toggle.setIcon(glyph_icon("pause" if running else "play", self._text, self._faint))
        text = "Pause the timer" if running else "Start the timer"
        self.toggle.setToolTip(plain.tip(text))
        self.toggle.setAccessibleName(text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.renew()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()


def told(seconds: float) -> str:
    """So many seconds as 12:05, or 1:02:05 from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def _button(text: str) -> QToolButton:
    from PySide6.QtCore import Qt

    button = QToolButton()
    button.setIconSize(QSize(16, 16))
    button.setToolTip(plain.tip(text))
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
