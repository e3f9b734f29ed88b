"""The audience's pointer: it hides while it rests, and with it the controls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from app.ui.features.presenting.controls import Controls

REST = 2500  # ms without movement until it hides


class Pointer(QObject):
    """Over the window and its canvas."""

    def __init__(self, window: QWidget, canvas: QWidget, controls: Controls) -> None:
        super().__init__(window)
        self._parts, self._controls = (window, canvas), controls
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.hide)
        for part in self._parts:
            part.installEventFilter(self)
        self._rest.start()

    def hide(self) -> None:
        """It rests."""
        if not self._controls.go():
            self._rest.start()
            return
        for part in self._parts:
            part.setCursor(Qt.CursorShape.BlankCursor)

    def close(self) -> None:
        self._rest.stop()
        for part in self._parts:
            part.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            if self._parts[0].cursor().shape() == Qt.CursorShape.BlankCursor:
                for part in self._parts:
                    part.unsetCursor()
            if event.spontaneous():  # not what the presenter points at on the small picture
                self._controls.come(event.position().y())
            self._rest.start()
        return super().eventFilter(watched, event)
