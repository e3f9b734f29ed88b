"""Two small plots: what comes due, and how much was remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.scene.theme import Theme
from app.ui.kit import plain
from app.ui.kit.style import SECONDARY, outline

HIGH, LEFT, BELOW, ABOVE, RIGHT = 168, 44, 36, 28, 8  # px, the plot's and its margins
GAP = 0.3  # of a bar's place


class Plot(QWidget):
    """A title, axes with their labels, and what a subclass paints in the room between them."""

    def __init__(
        self, title: str, across: str, up: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._across, self._up = title, across, up
        self.theme = theme
        self._values: tuple[float | None, ...] = ()
        self._ends = ("", "")
        self._most = 1.0
        self._marks: tuple[tuple[float, str], ...] = ()
        self._empty = ""
        self.setMinimumSize(240, HIGH)
        self.setAccessibleName(title)

    def sizeHint(self) -> QSize:
        return QSize(360, HIGH)

    def show_values(
        self,
        values: Sequence[float | None],
        ends: tuple[str, str],
        marks: Sequence[tuple[float, str]],
        said: str,
        empty: str = "",
    ) -> None:
        """`ends` name the first and the last value, `marks` are places on the upright axis, the
        last the highest; `said` is what a screen reader reads; `empty` stands where nothing is."""
        self._values, self._ends, self._marks = tuple(values), ends, tuple(marks)
        self._most = self._marks[-1][0] if self._marks else 1.0
        self._empty = empty
        self.setAccessibleDescription(said)
        self.setToolTip(plain.tip(said))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self.theme.text))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(QRectF(0, 0, self.width(), 20), 0, self._title)
        font.setBold(False)
        font.setPixelSize(SECONDARY)
        painter.setFont(font)
        room = QRectF(LEFT, ABOVE, self.width() - LEFT - RIGHT, self.height() - ABOVE - BELOW)
        self._paint_axes(painter, room)
        if self._empty:
            painter.drawText(
                room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty
            )
        elif self._values:
            self._paint_values(painter, room)
        painter.end()

    def _paint_axes(self, painter: QPainter, room: QRectF) -> None:
        muted = QColor(self.theme.muted)
        for value, text in self._marks:
            y = round(room.bottom() - room.height() * value / self._most) + 0.5  # sharp
            if not self._empty or value in (0, self._most):  # else it would run through the words
                # What the values stand on has to be seen; the lines above it help.
                colour = self.theme.hairline if value else outline(self.theme)
                painter.setPen(QPen(QColor(colour), 1))
                painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(muted)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 8, LEFT - 6, 16), right, text)
        painter.setPen(muted)
        below = QRectF(room.left(), room.bottom() + 3, room.width(), 14)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._ends[0])
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, self._ends[1])
        painter.drawText(below.translated(0, 14), Qt.AlignmentFlag.AlignHCenter, self._across)
        wide = QFontMetricsF(painter.font()).horizontalAdvance(self._up)
        painter.drawText(QRectF(self.width() - wide - RIGHT, 4, wide + 2, 16), 0, self._up)

    def _paint_values(self, painter: QPainter, room: QRectF) -> None:
        raise NotImplementedError

    def _x(self, room: QRectF, n: float) -> float:
        return room.left() + room.width() * n / max(len(self._values), 1)


class Bars(Plot):
    """A bar a value."""

    def _paint_values(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.accent))
        for n, value in enumerate(self._values):
            if value:
                left, right = self._x(room, n + GAP / 2), self._x(room, n + 1 - GAP / 2)
                high = room.height() * value / self._most
                painter.drawRoundedRect(
                    QRectF(left, room.bottom() - high, right - left, high), 2, 2
                )


class LinePlot(Plot):
    """A point a value; those of days that follow each other are joined."""

    def _paint_values(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(QPen(QColor(self.theme.accent), 2))
        painter.setBrush(QColor(self.theme.accent))
        before: QPointF | None = None
        for n, value in enumerate(self._values):
            point = None
            if value is not None:
                y = room.bottom() - room.height() * value / self._most
                point = QPointF(self._x(room, n + 0.5), y)
                painter.drawEllipse(point, 2.5, 2.5)
            if before is not None and point is not None:
                painter.drawLine(before, point)
            before = point
