"""What comes and goes while the main window stays: who ends it, and who destroys it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

_leaving: set[QWidget] = set()  # closed, and not destroyed yet


class Passing(QWidget):
    """A window of its own, or what lies over one, that is over once it is closed.

    Keys and clicks wait in a queue, so that a closed window is asked to close again, or to open
    others, before it is gone. However often it is asked, by a key, a button or the system, it ends
    once: no input reaches it any more, `let_go` is called, and closed() tells its owner, who
    forgets it. The event loop destroys it, when nothing of it is at work. Until then it is kept
    here: an object that Python lets go of is destroyed at once, be it in the midst of an event.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ended = False

    def let_go(self) -> None:
        """Leave what outlives it: signals, work, windows that it opened."""

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if self._ended:
            return
        self._ended = True
        _leaving.add(self)
        self.destroyed.connect(lambda: _leaving.discard(self))
        self.setEnabled(False)  # Qt hands no key and no click to what is disabled
        self.let_go()
        self.closed.emit()
        self.deleteLater()
