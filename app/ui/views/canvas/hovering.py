"""What the pointer is over: outlined, told of, and pointed at with a hand where a click does
something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QToolTip

from app.ui.services import describe
from app.ui.views.canvas.tool import CanvasTool

if TYPE_CHECKING:
    from app.ui.views.canvas.canvas import Canvas

OPENS = "Ctrl+click opens it"  # a link


class Hovering(CanvasTool):
    """It knows where the pointer rests, also while the picture moves under it."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._hovered: str | None = None
        self._pointing = False  # with a hand
        self._pointer: QPointF | None = None  # where it rests over the canvas
        canvas.setMouseTracking(True)
        canvas.framing.rest.timeout.connect(self._again)

    def press(self, _event: QMouseEvent) -> bool:
        QToolTip.hideText()
        return False

    def move(self, event: QMouseEvent) -> bool:
        self._pointer = event.position()
        if not self._canvas.panning.held:
            self.point(event.position())
            self.show_hand(event.modifiers())
        return False

    def leave(self) -> None:
        self._pointer = None
        self.over(None)

    def replaced(self) -> None:
        self.over(None)

    def point(self, at: QPointF) -> None:
        """The pointer is there."""
        self.over(self._canvas.hand.under(at))

    def over(self, element: str | None) -> None:
        """The pointer is over that element, or over none."""
        canvas = self._canvas
        if element == self._hovered:
            return
        if self._hovered is not None:
            QToolTip.hideText()
        self._hovered = element
        canvas.viewport.set_hover(element)
        self.show_hand(QGuiApplication.keyboardModifiers())
        canvas.say(element or canvas.keyboard.focused)

    def show_hand(self, held: Qt.KeyboardModifier) -> None:
        """Over what a click selects, and with Ctrl held over what it then opens."""
        canvas, element = self._canvas, self._hovered
        opens = bool(held & Qt.KeyboardModifier.ControlModifier and canvas.hand.link(element))
        hand = opens or (element is not None and element not in canvas.following.visible.edges)
        if hand == self._pointing:
            return  # another cursor may be there, which is another tool's
        self._pointing = hand
        if hand:
            canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            canvas.unsetCursor()

    def tip(self, at: QPoint) -> None:
        canvas, layout = self._canvas, self._canvas.shown_layout
        if self._hovered and layout and not canvas.looking.bare and not canvas.panning.held:
            QToolTip.showText(at, describe.tooltip(layout.diagram, self._hovered, OPENS), canvas)
        else:
            QToolTip.hideText()

    def _again(self) -> None:
        """The picture has moved under the pointer."""
        if self._pointer is not None and not self._canvas.panning.held:
            self.point(self._pointer)
