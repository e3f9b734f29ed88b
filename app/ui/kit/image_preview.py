"""A small picture in a frame, on a chequered ground where it lets through."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.scene.theme import Theme
from app.ui.kit import style

SQUARE = 8  # px


class ImagePreview(QWidget):
    """Shows an image as large as it is, in the middle."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.image = QImage()
        self._chequered = False
        self.setAccessibleName("Preview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 200)

    def sizeHint(self) -> QSize:
        return QSize(480, 300)

    def show_image(self, image: QImage, chequered: bool) -> None:
        """Show that image, over a pattern of squares where it is `chequered`."""
        self.image, self._chequered = image, chequered
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, style.CARD, style.CARD)
        painter.fillPath(path, QColor(style.mixed(t.text, t.panel, 0.05)))
        if not self.image.isNull():
            size = self.image.deviceIndependentSize()
            shrink = min(box.width() / size.width(), box.height() / size.height(), 1.0)
            wide, high = size.width() * shrink, size.height() * shrink
            place = QRectF(box.center().x() - wide / 2, box.center().y() - high / 2, wide, high)
            painter.setClipPath(path)
            if self._chequered:
                self._chequer(painter, place)
            painter.drawImage(place, self.image)
            painter.setClipping(False)
        painter.setPen(QPen(QColor(t.hairline), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.end()

    def _chequer(self, painter: QPainter, place: QRectF) -> None:
        t = self._theme
        painter.fillRect(place, QColor(t.canvas))
        other = QColor(style.mixed(t.text, t.canvas, 0.08))
        for row in range(int(place.height() / SQUARE) + 1):
            for column in range(row % 2, int(place.width() / SQUARE) + 1, 2):
                square = QRectF(
                    place.x() + column * SQUARE, place.y() + row * SQUARE, SQUARE, SQUARE
                )
                painter.fillRect(square & place, other)
