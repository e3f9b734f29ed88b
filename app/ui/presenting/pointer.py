"""The audience's pointer: it hides while it rests."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

REST = 2000  # ms without movement until it hides


class Pointer(QObject):
    """Over the window and its canvas."""

    def __init__(self, window: QWidget, canvas: QWidget) -> None:
        super().__init__(window)
        self._parts = (window, canvas)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.hide)
        for part in self._parts:
            part.installEventFilter(self)
        self._rest.start()

    def hide(self) -> None:
        for part in self._parts:
            part.setCursor(Qt.CursorShape.BlankCursor)

    def close(self) -> None:
        self._rest.stop()
        for part in self._parts:
            part.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove:
            if self._parts[0].cursor().shape() == Qt.CursorShape.BlankCursor:
                for part in self._parts:
                    part.unsetCursor()
            self._rest.start()
        return super().eventFilter(watched, event)
