"""The window as it was left, over the one that is being made.

It is an image, and says so: the status line in it tells that the window is opening, and the pointer that it
is busy. Keys and clicks that come to it do nothing; what is there behind it is handed over as soon
as it is: first the picture, then the rest.
"""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QEvent, QEventLoop, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

PATIENCE = 0.25  # seconds in which the system shows a window
MOST = 3000  # ms that it stays over a window that is made
_INPUT = frozenset(
    {
        QEvent.Type.ShortcutOverride,
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.ContextMenu,
    }
)


class Cover(QWidget):
    """All over a window, which may not have its own widgets yet. lifted(): it is gone."""

    lifted = Signal()

    def __init__(self, window: QMainWindow, image: QPixmap) -> None:
        super().__init__(window)
        self.setAccessibleName("Opening: the window as it was left")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BusyCursor)
        self._image, self.painted, self.gone = image, False, False
        size = image.deviceIndependentSize().toSize()
        last = image.copy(image.width() // 2, image.height() - 1, 1, 1).toImage()
        self._size, self._ground = size, QColor(last.pixelColor(0, 0))
        self.resize(window.size())
        window.installEventFilter(self)

    def show_first(self) -> None:
        """Show the window, and wait until the system has painted it."""
        window = self.window()
        if not (window.isMaximized() or window.isFullScreen()):
            window.resize(self._size)  # also where, as yet bare, it would be made to fit the screen
        window.show()
        self.show()
        self.setFocus()
        end = monotonic() + PATIENCE
        none_of_a_person = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
        while not self.painted and monotonic() < end:
            QApplication.processEvents(none_of_a_person, 10)

    def free(self, part: QRect) -> None:
        """What lies behind that part, in the window's px, is there: show it, and let one use it."""
        self.setMask(QRegion(self.rect()) - QRegion(part))

    def lift_at_last(self) -> None:
        """Soon, whatever comes: what takes longer is told in the window itself."""
        QTimer.singleShot(MOST, self, self.lift)

    def lift(self) -> None:
        """The window is there."""
        if self.gone:
            return
        self.gone = True
        self.window().removeEventFilter(self)
        self.lifted.emit()
        self.hide()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        if event.type() in _INPUT:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resize(self.window().size())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.size() == self._size:
            painter.drawPixmap(0, 0, self._image)
            self.painted = True
        else:  # the system has made the window another size, or has not made it that size yet
            painter.fillRect(self.rect(), self._ground)
        painter.end()
