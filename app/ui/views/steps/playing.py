"""Playing a tour: what its keys do, and autoplay. One for each window that plays tours."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from app.session import verbs
from app.session.changes import Changed
from app.ui.kit import motion
from app.ui.kit.command import Command, press
from app.ui.session.store import Store

HELD = (  # with another key: by themselves they do nothing
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
)
PACES = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
TICK, SELDOM = 40, 250  # ms; the second where nothing may move


class TourPlayer(QObject):
    """Steps through the store's tour. said(text): a word to whoever watches.
    progressed(part): how much of the step's time has gone, 0..1. playing_changed()."""

    said = Signal(str)
    progressed = Signal(float)
    playing_changed = Signal()

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._pace = PACES.index(1.0)
        self._gone = 0.0  # seconds of the step's time
        self._at = 0.0
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        store.on(Changed.WORKSPACE, self._check)
        store.on(Changed.STEP, self._follow)

    @property
    def active(self) -> bool:
        """A tour is under way."""
        return self._store.tour is not None

    @property
    def playing(self) -> bool:
        """It goes on by itself."""
        return self._clock.isActive()

    @property
    def place(self) -> str:
        """“3 / 12”."""
        tour = self._store.tour
        return f"{self._store.state.step + 1} / {len(tour.steps)}" if tour else ""

    # What a person does

    def turn(self, by: int) -> None:
        """To the next or previous step; past an end it says so and stays."""
        tour, step = self._store.tour, self._store.state.step
        if tour is None:
            return
        if self._is_away():
            self._store.do(verbs.go_step, step)  # back to the step, from a look elsewhere
        elif step + by >= len(tour.steps):
            self.said.emit("That was the last step. Esc leaves the tour.")
        elif step + by < 0:
            self.said.emit("This is the first step.")
        else:
            self._store.do(verbs.go_step, step + by)

    def first(self) -> None:
        """To the first step."""
        self._store.do(verbs.go_step, 0)

    def last(self) -> None:
        """To the last step."""
        if self._store.tour is not None:
            self._store.do(verbs.go_step, len(self._store.tour.steps) - 1)

    def toggle(self) -> None:
        """Start or pause autoplay. At the last step it starts over."""
        tour = self._store.tour
        if self.playing:
            self.pause()
        elif tour is not None:
            if self._store.state.step == len(tour.steps) - 1:
                self.first()
            self._begin()
            self.playing_changed.emit()

    def pause(self) -> None:
        """Stay at the step, until a person goes on."""
        if self.playing:
            self._clock.stop()
            self.playing_changed.emit()

    def change_pace(self, by: int) -> None:
        """One faster or slower."""
        self._pace = max(0, min(self._pace + by, len(PACES) - 1))
        if self._store.step is not None:
            self.said.emit(f"Speed × {PACES[self._pace]:g}, {self._time():.3g} s per step.")

    def pause_and_turn(self, by: int) -> None:
        """To the next or previous step, by hand from there on."""
        self.pause()
        self.turn(by)

    def pause_and_go(self, last: bool) -> None:
        """To the first or the last step, by hand from there on."""
        self.pause()
        (self.last if last else self.first)()

    def key(self, event: QKeyEvent) -> bool:
        """What a key does while a tour is under way; False where it is none of its keys. But for
        those of autoplay, every key pauses that."""
        if not self.active or event.key() in HELD:
            return False
        taken = press(KEYS, self, event)
        if not taken:
            self.pause()
        return taken

    def close(self) -> None:
        """Let nothing play any more."""
        self._clock.stop()

    # Inside

    def _is_away(self) -> bool:
        step = self._store.step
        return step is not None and step.diagram != self._store.state.diagram

    def _time(self) -> float:
        """Of the step, in seconds."""
        step = self._store.step
        return step.seconds / PACES[self._pace] if step else 0.0

    def _begin(self) -> None:
        self._gone, self._at = 0.0, monotonic()
        self.progressed.emit(0.0)
        self._clock.start(SELDOM if motion.reduced() else TICK)

    def _tick(self) -> None:
        now = monotonic()
        self._gone += (now - self._at) * PACES[self._pace]
        self._at = now
        tour, step = self._store.tour, self._store.step
        if tour is None or step is None:
            self.pause()
        elif self._gone < step.seconds:
            self.progressed.emit(self._gone / step.seconds)
        elif self._store.state.step + 1 < len(tour.steps):
            self._store.do(verbs.go_step, self._store.state.step + 1)
        else:
            self.progressed.emit(1.0)
            self.pause()

    def _follow(self) -> None:
        if not self._store.state.tour:
            self.pause()
        elif self.playing:
            self._begin()

    def _check(self) -> None:
        if not self.active:
            self.pause()


KEYS: tuple[Command[TourPlayer], ...] = (
    Command(
        "next_step",
        "Next step",
        ("Right", "Space", "PgDown"),
        lambda player: player.pause_and_turn(1),
    ),
    Command(
        "previous_step",
        "Previous step",
        ("Left", "PgUp"),
        lambda player: player.pause_and_turn(-1),
        also=("Backspace",),
    ),
    Command(
        "ends",
        "First step, last step",
        ("Home", "End"),
        pick=lambda player, n: player.pause_and_go(last=bool(n)),
    ),
    Command("to_edge", "Go to its step", gesture="Click an edge"),
    Command("play", "Play automatically, or pause", ("A",), TourPlayer.toggle),
    Command(
        "pace",
        "Play faster, slower",
        ("+", "-"),
        pick=lambda player, n: player.change_pace(-1 if n else 1),
        enabled=lambda player: player.playing,
        also=("=", "_"),
    ),
)
