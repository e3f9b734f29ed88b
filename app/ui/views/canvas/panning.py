"""The picture is dragged, and zoomed by wheel and fingers."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from app.model.geometry import Point
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.hand import ARROW, Hand
from app.ui.views.canvas.hovering import Hovering
from app.ui.views.canvas.surface import CanvasSurface
from app.ui.views.canvas.tool import CanvasTool

DRAG = 4  # px; a press that moves further is no click
NOTCH = 120  # one notch of a wheel, in eighths of a degree (Qt)
PER_NOTCH = 1.2  # zoom


class Panning(CanvasTool):
    """A press that does not move is a click, which is the hand's."""

    def __init__(self, surface: CanvasSurface, hand: Hand, hovering: Hovering) -> None:
        self._surface, self._hand, self._hovering = surface, hand, hovering
        self._looking = surface.looking
        self._pressed: QPointF | None = None
        self._dragged: Camera | None = None  # where a drag began
        if sys.platform != "darwin":  # there a pinch comes as a native gesture
            surface.widget.grabGesture(Qt.GestureType.PinchGesture)

    def press(self, event: QMouseEvent) -> bool:
        self._hold(event.position())
        return True

    def move(self, event: QMouseEvent) -> bool:
        if self._pressed is None:
            return False
        by = event.position() - self._pressed
        if self._dragged is None:
            if by.manhattanLength() <= DRAG:
                return True
            self._dragged = self._looking.camera
            self._hovering.over(None)
            self._surface.widget.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._looking.look_at(self._dragged.pan(by.x(), by.y()), glide=False)
        return True

    def release(self, event: QMouseEvent) -> bool:
        if self._pressed is None:
            return False
        dragged = self._dragged
        self._hold(None)
        if dragged is not None:
            self._surface.widget.unsetCursor()
            self._hovering.point(event.position())
        elif event.button() == Qt.MouseButton.LeftButton:
            self._hand.click(event)
        return True

    def wheel(self, event: QWheelEvent) -> bool:
        """A wheel zooms, two fingers on a trackpad pan; Ctrl zooms with both."""
        if self._surface.layout is None:
            return False
        event.accept()
        keys, pixels, angle = event.modifiers(), event.pixelDelta(), event.angleDelta()
        trackpad = not pixels.isNull() and event.phase() != Qt.ScrollPhase.NoScrollPhase
        if keys & Qt.KeyboardModifier.ControlModifier or not (
            trackpad or keys & Qt.KeyboardModifier.ShiftModifier
        ):
            # Alt, and on macOS Shift, turn a wheel sideways.
            turns = (angle.y() or angle.x()) / NOTCH
            self._zoom_at(event.position(), PER_NOTCH**turns, glide=abs(turns) >= 1)
        elif trackpad:
            self._looking.pan_by(pixels.x(), pixels.y())
        else:
            self._looking.pan_by((angle.y() or angle.x()) / NOTCH * ARROW, 0, glide=True)
        return True

    def gesture(self, event: QEvent) -> bool:
        """Two fingers that part or meet; False where it is something else."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom_at(event.position(), 1 + event.value())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self._surface.widget.mapFromGlobal(pinch.centerPoint())
                self._zoom_at(at, pinch.scaleFactor())
                return True
        return False

    def _hold(self, at: QPointF | None) -> None:
        """A button was pressed there, or none is held down."""
        self._pressed, self._dragged = at, None
        self._hovering.held = at is not None

    def _zoom_at(self, at: QPointF, factor: float, glide: bool = False) -> None:
        if self._surface.layout is not None and factor > 0:
            self._hold(None)  # a press that zooms is no click and no drag
            self._looking.zoom_by(factor, Point(at.x(), at.y()), glide)
