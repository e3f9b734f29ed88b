"""The canvas: the current diagram in a viewport that follows the store, and tools over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QWidget

from app.model.diagram_layout import DiagramLayout
from app.model.ids import ElementId
from app.ui.session.store import Store
from app.ui.views.canvas.bundle_pointing import BundlePointing
from app.ui.views.canvas.exploring import Exploring
from app.ui.views.canvas.following import PictureFollowing
from app.ui.views.canvas.framing import Framing
from app.ui.views.canvas.hand import Hand
from app.ui.views.canvas.hovering import Hovering
from app.ui.views.canvas.keyboard import Keyboard
from app.ui.views.canvas.looking import Looking
from app.ui.views.canvas.manner import Manner
from app.ui.views.canvas.panning import Panning
from app.ui.views.canvas.surface import CanvasSurface
from app.ui.views.canvas.tool import CanvasTool
from app.ui.views.canvas.viewport import CanvasViewport

BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)


class Canvas(QWidget):
    """What a click does is the `hand`'s; what else shows is the `manner`'s; what is wanted of the
    picture, its `surface` tells.

    hovered(text): what has the keyboard's focus, or is under the pointer, for the status line.
    """

    hovered = Signal(str)

    surface: CanvasSurface
    following: PictureFollowing
    viewport: CanvasViewport
    framing: Framing
    looking: Looking
    keyboard: Keyboard
    hand: Hand

    def __init__(
        self,
        store: Store,
        parent: QWidget | None = None,
        hand: Callable[[CanvasSurface, Keyboard], Hand] = Exploring,
        manner: Manner | None = None,
    ) -> None:
        super().__init__(parent)
        self.surface = surface = CanvasSurface(self, store, manner)
        self.following, self.framing = surface.following, surface.framing
        self.viewport, self.looking = surface.viewport, surface.looking
        self.keyboard = Keyboard(surface)
        self.hand = hand(surface, self.keyboard)
        self._hovering = Hovering(surface, self.hand)
        self._panning = Panning(surface, self.hand, self._hovering)
        bundles = BundlePointing(surface)
        self._tools: list[CanvasTool] = [
            self.hand,
            self.keyboard,
            self._hovering,
            bundles,
            self._panning,
        ]
        surface.said.connect(self.hovered)
        surface.told.connect(self._tell)
        self.following.replaced.connect(self._replaced)

    def put(self, tool: CanvasTool, first: bool = False) -> None:
        """Another tool: painted over those that are there, or, with `first`, asked before them."""
        self._tools.insert(0 if first else len(self._tools), tool)

    @property
    def shown_layout(self) -> DiagramLayout | None:
        """What is shown, or is being gone over to."""
        return self.surface.layout

    def _tell(self, element: ElementId | None) -> None:
        self.hovered.emit(self.hand.line(element))

    # Events

    def _replaced(self) -> None:
        for tool in self._tools:
            tool.replaced()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = "" if self.shown_layout else self.following.words()
        if self.viewport.paint(painter, words):
            for tool in self._tools:
                tool.paint(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.framing.resize()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.framing.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.viewport.follow_flow()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in BUTTONS or not any(tool.press(event) for tool in self._tools):
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        any(tool.move(event) for tool in self._tools)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not any(tool.release(event) for tool in self._tools):
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not any(tool.double_click(event) for tool in self._tools):
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        for tool in self._tools:
            tool.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        any(tool.wheel(event) for tool in self._tools)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for tool in self._tools:
                tool.tip(event.globalPos())
            return True
        fingers = isinstance(event, QNativeGestureEvent | QGestureEvent)
        return (fingers and self._panning.gesture(event)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.hand.key(event):
            self.keyboard.unused(event)
            super().keyPressEvent(event)
        self._hovering.show_hand(event.modifiers())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        self._hovering.show_hand(event.modifiers())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.hand.menu(event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.keyboard.focus_in(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keyboard.focus_out(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return self.keyboard.step(next) or super().focusNextPrevChild(next)
