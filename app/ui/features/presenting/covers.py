"""What lies over the audience's picture in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from app.ui.session.store import Store


class Blank(QWidget):
    """A screen of one colour."""

    def __init__(self, colour: Qt.GlobalColor, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = colour
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colour)
        painter.end()


class Frozen(QWidget):
    """What the audience saw when it was frozen. Beneath it, the picture goes on."""

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store, self._kept = store, QPixmap()
        self.hide()

    def freeze(self, seen: QPixmap) -> None:
        """Show that, over the whole of the window, until `thaw`."""
        self._kept = seen
        self.show()
        self.raise_()

    def thaw(self) -> None:
        """Away with it."""
        self.hide()
        self._kept = QPixmap()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._store.theme.canvas))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._kept.isNull():
            kept = self._kept.deviceIndependentSize().toSize()
            size = kept.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
            painter.drawPixmap(left, top, size.width(), size.height(), self._kept)
        painter.end()
