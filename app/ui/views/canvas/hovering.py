"""What the pointer is over: outlined, told of, and pointed at with a hand where a click does
something."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QToolTip

from app.model.ids import ElementId
from app.ui.kit import plain
from app.ui.services import describe
from app.ui.views.canvas.hand import Hand
from app.ui.views.canvas.surface import CanvasSurface
from app.ui.views.canvas.tool import CanvasTool

OPENS = "Ctrl+click opens it"  # a link


class Hovering(CanvasTool):
    """It knows where the pointer rests, also while the picture moves under it."""

    def __init__(self, surface: CanvasSurface, hand: Hand) -> None:
        self._surface, self._hand = surface, hand
        self.held = False  # a button is held down: the picture is dragged
        self._hovered: ElementId | None = None
        self._pointing = False  # with a hand
        self._pointer: QPointF | None = None  # where it rests over the canvas
        surface.widget.setMouseTracking(True)
        surface.framing.rest.timeout.connect(self._again)

    def press(self, _event: QMouseEvent) -> bool:
        QToolTip.hideText()
        return False

    def move(self, event: QMouseEvent) -> bool:
        self._pointer = event.position()
        if not self.held:
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
        self.over(self._hand.under(at))

    def over(self, element: ElementId | None) -> None:
        """The pointer is over that element, or over none."""
        if element == self._hovered:
            return
        if self._hovered is not None:
            QToolTip.hideText()
        self._hovered = element
        self._surface.viewport.set_hover(element)
        self.show_hand(QGuiApplication.keyboardModifiers())
        self._surface.told.emit(element or self._surface.following.focused)

    def show_hand(self, held: Qt.KeyboardModifier) -> None:
        """Over what a click selects, and with Ctrl held over what it then opens."""
        surface, element = self._surface, self._hovered
        leads = self._part() or self._hand.link(element)
        opens = bool(held & Qt.KeyboardModifier.ControlModifier and leads)
        clicked = self._hand.edges or element not in surface.following.visible.edges
        hand = opens or (element is not None and clicked)
        if hand == self._pointing:
            return  # another cursor may be there, which is another tool's
        self._pointing = hand
        if hand:
            surface.widget.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            surface.widget.unsetCursor()

    def tip(self, at: QPoint) -> None:
        surface, layout = self._surface, self._surface.layout
        if self._hovered and layout and not surface.looking.bare and not self.held:
            over = surface.widget
            found, part = self._hovered, self._part()
            handle = self._hand.handle(self._pointer) if self._pointer is not None else ""
            QToolTip.showText(
                at,
                plain.tip(handle)
                if handle
                else describe.tooltip(layout.diagram, found, OPENS, part),
                over,
            )
        else:
            QToolTip.hideText()

    def _part(self) -> str:
        """Where the part leads that the pointer rests on."""
        return self._hand.part(self._pointer) if self._pointer is not None else ""

    def _again(self) -> None:
        """The picture has moved under the pointer."""
        if self._pointer is not None and not self.held:
            self.point(self._pointer)
