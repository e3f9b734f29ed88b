"""What a presenter draws over the picture: lines that stay on it when it moves, in pt."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.model.geometry import Point
from app.ui.views.canvas.camera import Camera, Size

PIECE = 24  # points painted as one path: a long one that crosses itself is slow to paint
NEAR = 1.5  # px; points closer together are one


class Strokes:
    """Lines by freehand. Widths are in px of the view, so that zooming keeps them legible."""

    def __init__(self) -> None:
        self._lines: list[list[Point]] = []

    def __bool__(self) -> bool:
        return bool(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def begin(self, at: Point) -> None:
        self._lines.append([at])

    def draw_to(self, at: Point, scale: float) -> tuple[Point, Point] | None:
        """Go on with the last line. Returns the piece that is new, None where it is too short to
        see at that scale (px per pt)."""
        line = self._lines[-1]
        last = line[-1]
        if abs(at.x - last.x) + abs(at.y - last.y) < NEAR / scale:
            return None
        line.append(at)
        return last, at

    def undo(self) -> bool:
        """Take the last line back; False where there is none."""
        return bool(self._lines) and bool(self._lines.pop())

    def clear(self) -> None:
        self._lines.clear()

    def paint(
        self, painter: QPainter, camera: Camera, size: Size, clip: QRectF, pen: tuple[str, float]
    ) -> None:
        """Paint what touches `clip`, in px of a view of that size; `pen` is colour and width."""
        colour, width = pen
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(
                QColor(colour),
                width,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in self._lines:
            for start in range(0, max(len(line) - 1, 1), PIECE):
                points = [
                    QPointF(*camera.to_view(p, size)) for p in line[start : start + PIECE + 1]
                ]
                path = QPainterPath(points[0])
                for point in points[1:] or points:
                    path.lineTo(point)
                if len(points) == 1:  # a dot
                    path.lineTo(points[0] + QPointF(0.01, 0))
                if path.boundingRect().adjusted(-width, -width, width, width).intersects(clip):
                    painter.drawPath(path)
