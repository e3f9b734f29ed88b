"""What a presenter points with: laser pointer, pen, spotlight and magnifier, painted over the
audience's picture. Nothing of it is kept."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRadialGradient,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.model.geometry import Point
from app.session.changes import Changed
from app.ui.features.presenting.strokes import Strokes
from app.ui.session.store import Store
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.canvas.tool import CanvasTool

NOTCH = 120  # one notch of a wheel, in eighths of a degree (Qt)
GROWTH = 1.15  # of the spotlight or the magnifier, a notch
SPOT, LENS = 0.2, 0.26  # radius at first, of the view's height
LEAST, MOST = 0.06, 0.48  # radius
POWER = 2.5  # the magnifier's
SHADE = 0.66  # opacity of what the spotlight leaves dark
BEAM, INK = 0.012, 0.0042  # laser's radius, pen's width, of the view's height
RED_LIGHT, RED_DARK = "#D3002B", "#FF6478"  # ink
CLEAR_OF = 3  # px round what is painted


class Tool(StrEnum):
    """One at a time is in the hand."""

    LASER = "laser"
    PEN = "pen"
    SPOTLIGHT = "spotlight"
    MAGNIFIER = "magnifier"


SIZED = (Tool.SPOTLIGHT, Tool.MAGNIFIER)


class Tools(QWidget):
    """Lies over the canvas, whose pointer it takes while a tool is in the hand.

    changed(): another tool, or none, or the first or last stroke. painted(): what it shows.
    """

    changed = Signal()
    painted = Signal()

    def __init__(self, canvas: Canvas, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._canvas, self._store = canvas, store
        self.tool: Tool | None = None
        self.at: QPointF | None = None  # px of the view; None: the pointer is elsewhere
        self.strokes = Strokes()
        self.drawing = False  # a stroke, now
        self._radius = {Tool.SPOTLIGHT: SPOT, Tool.MAGNIFIER: LENS}
        self._lens = QImage()
        canvas.put(_InHand(self), first=True)
        canvas.looking.camera_changed.connect(self._camera_moved)
        store.on(Changed.DIAGRAM | Changed.STEP, self.clear)
        self.hide()

    # What one does with them

    def take(self, tool: Tool | None) -> None:
        """Take a tool into the hand; what is in it already, or None, puts it away."""
        tool = None if tool is self.tool else tool
        if tool is self.tool:
            return
        self.tool, self.drawing = tool, False
        if tool is None:
            self.at = None
            self._canvas.unsetCursor()
        else:
            QApplication.sendEvent(self._canvas, QEvent(QEvent.Type.Leave))  # nothing is hovered
            self._canvas.setCursor(Qt.CursorShape.BlankCursor)
            if self.at is None and self._canvas.underMouse():
                self.at = QPointF(self._canvas.mapFromGlobal(QCursor.pos()))
        self._show()

    def point(self, at: QPointF | None) -> None:
        """The pointer is there, in px of the view, or with None elsewhere."""
        before, self.at = self.at, at
        if at is not None and self.drawing:
            new = self.strokes.draw_to(self._on_picture(at), self._canvas.looking.scale)
            if new is not None and before is not None:
                self._renew(QRectF(before, at).normalized(), self._ink())
        for place in (before, at):
            if place is not None:
                reach = self._reach()
                self._renew(QRectF(place, place), reach)

    def press(self, at: QPointF) -> None:
        if self.tool is Tool.PEN:
            self.strokes.begin(self._on_picture(at))
            self.drawing = True
            self.point(at)
            self._renew(QRectF(at, at), self._ink())
            self.changed.emit()

    def release(self) -> None:
        self.drawing = False

    def grow(self, notches: float) -> None:
        """The spotlight or the magnifier, larger or smaller."""
        if self.tool in SIZED:
            now = self._radius[self.tool] * GROWTH**notches
            self._radius[self.tool] = min(max(now, LEAST), MOST)
            self._renew_all()

    def undo(self) -> None:
        """Take the last stroke back."""
        if self.strokes.undo():
            self.drawing = False
            self._show()

    def clear(self) -> None:
        """Take all strokes back."""
        if self.strokes:
            self.strokes.clear()
            self.drawing = False
            self._show()

    def radius(self, tool: Tool) -> float:
        """Of the spotlight or the magnifier, px."""
        return self._radius[tool] * self.height()

    # Following

    def _camera_moved(self) -> None:
        if self.strokes or self.tool is Tool.MAGNIFIER:
            self._renew_all()

    def _show(self) -> None:
        self.setVisible(self.tool is not None or bool(self.strokes))
        self._renew_all()
        self.changed.emit()

    def _renew_all(self) -> None:
        self.update()
        self.painted.emit()

    def _renew(self, where: QRectF, reach: float) -> None:
        by = reach + CLEAR_OF
        self.update(where.adjusted(-by, -by, by, by).toAlignedRect())
        self.painted.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter, QRectF(event.rect()))
        painter.end()

    def paint(self, painter: QPainter, clip: QRectF, small: bool = False) -> None:
        """Paint what touches `clip`, in px of the canvas. `small`: for a picture too small for
        the magnifier to show more."""
        canvas = self._canvas
        self.strokes.paint(
            painter, canvas.looking.camera, canvas.looking.size, clip, (self._red, self._ink())
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.tool is Tool.SPOTLIGHT:
            self._paint_spot(painter, clip)
        elif self.at is None:
            pass
        elif self.tool is Tool.LASER:
            self._paint_beam(painter, self.at)
        elif self.tool is Tool.PEN:
            painter.setPen(QPen(QColor("#FFFFFF"), 1))
            painter.setBrush(QColor(self._red))
            painter.drawEllipse(self.at, self._ink(), self._ink())
        elif self.tool is Tool.MAGNIFIER:
            self._paint_lens(painter, self.at, small)

    def _paint_spot(self, painter: QPainter, clip: QRectF) -> None:
        path = QPainterPath()
        path.addRect(clip)
        radius = self.radius(Tool.SPOTLIGHT)
        if self.at is not None:
            path.addEllipse(self.at, radius, radius)
        shade = QColor(0, 0, 0)
        shade.setAlphaF(SHADE)
        painter.save()
        painter.setClipRect(clip)
        painter.fillPath(path, shade)
        painter.restore()

    def _paint_beam(self, painter: QPainter, at: QPointF) -> None:
        radius = self._reach()
        light = QRadialGradient(at, radius)
        for where, colour in ((0.0, "#FFFFFF"), (0.28, "#FF5A4A"), (0.5, "#F5140A")):
            light.setColorAt(where, QColor(colour))
        rim = QColor("#F5140A")
        rim.setAlphaF(0.35)
        light.setColorAt(0.56, rim)
        rim.setAlphaF(0.0)
        light.setColorAt(1.0, rim)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(light)
        painter.drawEllipse(at, radius, radius)

    def _paint_lens(self, painter: QPainter, at: QPointF, small: bool) -> None:
        radius = self.radius(Tool.MAGNIFIER)
        box = QRectF(at - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius))
        theme = self._canvas.viewport.theme
        if not small:
            path = QPainterPath()
            path.addEllipse(box)
            painter.save()
            painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
            painter.drawImage(box.topLeft(), self._magnified(at, radius))
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((theme.canvas, 6.0), (theme.text, 2.5)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(box)

    def _magnified(self, at: QPointF, radius: float) -> QImage:
        """What stands under the lens, painted larger, not blown up."""
        canvas, ratio, side = self._canvas, self.devicePixelRatioF(), 2 * radius
        pixels = round(side * ratio)
        if self._lens.width() != pixels:
            self._lens = QImage(pixels, pixels, QImage.Format.Format_RGB32)
        self._lens.setDevicePixelRatio(ratio)
        camera = Camera(*self._on_picture(at), canvas.looking.scale * POWER)
        painter = QPainter(self._lens)
        canvas.viewport.painting.paint_from(painter, camera, (side, side))
        whole = QRectF(0, 0, side, side)
        ink = (self._red, self._ink() * POWER)
        self.strokes.paint(painter, camera, (side, side), whole, ink)
        painter.end()
        return self._lens

    @property
    def _red(self) -> str:
        return RED_DARK if self._canvas.viewport.theme.dark else RED_LIGHT

    def _ink(self) -> float:
        return max(INK * self.height(), 3.0)

    def _reach(self) -> float:
        """How far from the pointer the tool paints, px."""
        if self.tool in SIZED:
            return self.radius(self.tool)
        return max(BEAM * self.height(), 8.0) * 2 if self.tool is Tool.LASER else self._ink() + 1

    def _on_picture(self, at: QPointF) -> Point:
        return self._canvas.looking.camera.to_diagram(
            Point(at.x(), at.y()), self._canvas.looking.size
        )


class _InHand(CanvasTool):
    """The tool in the hand has the canvas's pointer. Only the pen draws; else a press means to the
    canvas what it always does."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def press(self, event: QMouseEvent) -> bool:
        pen, left = self._tools.tool is Tool.PEN, event.button() == Qt.MouseButton.LeftButton
        if pen and left:
            self._tools.press(event.position())
        return pen and (left or self._tools.drawing)

    def double_click(self, event: QMouseEvent) -> bool:
        return self.press(event)

    def move(self, event: QMouseEvent) -> bool:
        if self._tools.tool is None:
            return False
        self._tools.point(event.position())
        return self._tools.drawing or event.buttons() == Qt.MouseButton.NoButton

    def release(self, event: QMouseEvent) -> bool:
        left = event.button() == Qt.MouseButton.LeftButton
        if self._tools.tool is not Tool.PEN or not (left or self._tools.drawing):
            return False
        self._tools.release()
        return True

    def leave(self) -> None:
        if self._tools.tool is not None:
            self._tools.point(None)

    def wheel(self, event: QWheelEvent) -> bool:
        if self._tools.tool not in SIZED:
            return False
        angle = event.angleDelta()
        self._tools.grow((angle.y() or angle.x()) / NOTCH)
        return True
