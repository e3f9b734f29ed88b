"""The number of a step that is being typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.session import verbs
from app.ui.kit import plain
from app.ui.session.store import Store

WAIT = 4000  # ms without another digit until it is forgotten
DIGITS = 3  # at most


class StepNumber(QObject):
    """changed(): there is more of it, less, or none any more."""

    changed = Signal()

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self.typed = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT)
        self._wait.timeout.connect(self.clear)

    def __bool__(self) -> bool:
        return bool(self.typed)

    @property
    def said(self) -> str:
        """What Enter would do."""
        tour = self._store.tour
        if tour is None or not self.typed:
            return ""
        number = int(self.typed)
        if not 1 <= number <= len(tour.steps):
            return f"{self.typed}: the tour has steps 1 to {len(tour.steps)}."
        return f"{number}: {plain.line(tour.steps[number - 1].title, 80)}. Enter goes there."

    def press(self, digit: int) -> None:
        """One more digit; one too many begins anew."""
        typed = "" if len(self.typed) == DIGITS else self.typed
        self._become(f"{typed}{digit}".lstrip("0"))

    def back(self) -> None:
        """Without the last digit."""
        self._become(self.typed[:-1])

    def clear(self) -> None:
        self._become("")

    def go(self) -> None:
        """To that step, where there is one."""
        number = int(self.typed or 0)
        self.clear()
        self._store.do(verbs.go_step, number - 1)

    def close(self) -> None:
        self._wait.stop()

    def _become(self, typed: str) -> None:
        self._wait.stop()
        if typed:
            self._wait.start()
        if typed != self.typed:
            self.typed = typed
            self.changed.emit()
