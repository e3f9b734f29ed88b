"""The canvas: the current diagram, and what a person does to it by pointer and keys."""

from __future__ import annotations

import sys
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip, QWidget

from app.model.diagram_layout import box_of
from app.model.geometry import Point
from app.model.layer import Visible
from app.model.tour import edge_step
from app.render.painter import draw_marks
from app.scene.index import HitIndex, hit_index
from app.scene.marks import SMALLEST as SMALLEST_MARK
from app.scene.marks import mark_box
from app.session import verbs
from app.session.changes import Changed
from app.ui.kit.command import press
from app.ui.services import describe
from app.ui.services.links import address_of
from app.ui.session.store import Store
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.commands import ARROW, KEYS
from app.ui.views.canvas.focus import FocusView
from app.ui.views.canvas.frame_cache import FrameView
from app.ui.views.canvas.menu import picture_menu

INDEX = 100  # ms after a new picture until it is made ready for the pointer
DRAG = 4  # px; a press that moves further is no click
NEAR = 4.0  # px; how far from an edge still hits it
OPENS = "Ctrl+click opens it"  # a link
NOTCH = 120  # one notch of a wheel, in eighths of a degree (Qt)
PER_NOTCH = 1.2  # zoom


class Canvas(FocusView):
    """opened(id): a component's note is wanted, as it has no diagram to go into.
    export_requested(id): a picture of that component, or of everything where it is empty.
    edit_requested(id): the script where it makes that component.
    link_wanted(address): out of the workspace."""

    opened = Signal(str)
    copy_picture_requested = Signal()
    export_requested = Signal(str)
    edit_requested = Signal(str)
    link_wanted = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        self._hits: HitIndex | None = None
        self._marks: tuple[str, ...] = ()  # components that have a diagram of their own
        self._hovered: str | None = None
        self._pressed: QPointF | None = None
        self._dragged: Camera | None = None  # where a drag began
        self._clicked: str | None = None
        self._passed = False  # the click went into another diagram
        self._pointer: QPointF | None = None  # where it rests over the canvas
        self._idle = QTimer(singleShot=True, interval=INDEX)
        self._idle.timeout.connect(self._index)  # the first hover need not wait for it
        super().__init__(store, parent)
        self._rest.timeout.connect(self._hover_again)
        store.on(Changed.WORKSPACE, self._find_marks)
        self._find_marks()
        self.setMouseTracking(True)
        if sys.platform != "darwin":  # there a pinch comes as a native gesture
            self.grabGesture(Qt.GestureType.PinchGesture)

    @property
    def has_target(self) -> bool:
        """Something is selected, or has the keyboard's focus."""
        return bool(self.target)

    def component_at(self, at: QPointF) -> str | None:
        """The visible node or cluster under a point of the view (px)."""
        return self._hit(at, edges=False)

    def _hit(self, at: QPointF, edges: bool) -> str | None:
        self._index()
        if self._hits is None:
            return None
        shown = self._visible
        if not edges:
            shown = Visible(shown.nodes, shown.clusters, frozenset())
        point = self.camera.to_diagram(Point(at.x(), at.y()), self.view_size)
        return self._hits.at(point.x, point.y, NEAR / self.scale, shown)

    def _index(self) -> None:
        if self._hits is None and self.picture is not None:
            self._hits = hit_index(self.picture)

    def _find_marks(self) -> None:
        diagram = self.picture.diagram if self.picture else None
        components = diagram.components if diagram else ()
        ways = self._store.session.ways_in
        self._marks = tuple(c.id for c in components if c.id in ways)
        self.update()

    def _picture_replaced(self) -> None:
        super()._picture_replaced()
        self._find_marks()
        self._hits = None
        self._idle.start()
        self._hover(None)

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            event.ignore()
            return
        self._by_keys = False
        self._focus_on(None)
        QToolTip.hideText()
        self._pressed, self._dragged, self._passed = event.position(), None, False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._pressed is None:
            self._hover(self._under_pointer(event.position()))
            self._show_hand(event.modifiers())
            return
        by = event.position() - self._pressed
        if self._dragged is None:
            if by.manhattanLength() <= DRAG:
                return
            self._dragged = self.camera
            self._hover(None)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.look_at(self._dragged.pan(by.x(), by.y()), glide=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            event.ignore()
            return
        dragged, self._pressed, self._dragged = self._dragged, None, None
        if dragged is not None:
            self.unsetCursor()
            self._hover(self._under_pointer(event.position()))
        elif event.button() == Qt.MouseButton.LeftButton and not self._follow_link(event):
            marked = self._marked_at(event.position())
            self._clicked = None if marked else self.component_at(event.position())
            if marked is not None:
                self._passed = self.go_in(marked)
            elif not self._go_along(self._hit(event.position(), edges=True)):
                self._select(self._clicked)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first click may have moved the picture: what it hit is what is meant.
        if event.button() == Qt.MouseButton.LeftButton and self._clicked is not None:
            self._open(self._clicked)
        elif not self._passed:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointer = None
        self._hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel zooms, two fingers on a trackpad pan; Ctrl zooms with both."""
        if self.picture is None:
            return
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
            self.pan_by(pixels.x(), pixels.y())
        else:
            self.pan_by((angle.y() or angle.x()) / NOTCH * ARROW, 0, glide=True)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tooltip(event.globalPos())
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom_at(event.position(), 1 + event.value())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self.mapFromGlobal(pinch.centerPoint())
                self._zoom_at(at, pinch.scaleFactor())
                return True
        return super().event(event)

    def _zoom_at(self, at: QPointF, factor: float, glide: bool = False) -> None:
        if self.picture is not None and factor > 0:
            self._pressed = self._dragged = None  # a press that zooms is no click and no drag
            self.zoom_by(factor, Point(at.x(), at.y()), glide)

    # Hover and selection

    def _hover_again(self) -> None:
        """The picture has moved under the pointer."""
        if self._pointer is not None and self._pressed is None:
            self._hover(self._under_pointer(self._pointer))

    def _under_pointer(self, at: QPointF) -> str | None:
        return self._marked_at(at) or self._hit(at, edges=True)

    def _hover(self, element: str | None) -> None:
        if element == self._hovered:
            return
        if self._hovered is not None:
            QToolTip.hideText()
        self._hovered = element
        self.set_hover(element)
        self._show_hand(QGuiApplication.keyboardModifiers())
        self._say(element or self._focused)

    def _show_hand(self, held: Qt.KeyboardModifier) -> None:
        """Over what a click selects, and with Ctrl held over what it then opens."""
        element = self._hovered
        opens = bool(held & Qt.KeyboardModifier.ControlModifier and self._address(element))
        if opens or (element is not None and element not in self._visible.edges):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        elif self._dragged is None:
            self.unsetCursor()

    def _address(self, element: str | None) -> str:
        """Where Ctrl+click on it leads; empty for nowhere, and always before an audience."""
        diagram = self.picture.diagram if self.picture and not self._bare else None
        return address_of(diagram, element)

    def _follow_link(self, event: QMouseEvent) -> bool:
        """Open the link of what was clicked with Ctrl; False where there is none."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        address = self._address(self._under_pointer(event.position()))
        if address:
            self._clicked, self._passed = None, True  # a second click does not open it again
            self.link_wanted.emit(address)
        return bool(address)

    def _show_tooltip(self, at: QPoint) -> None:
        if self._hovered and self.picture and not self._bare and self._pressed is None:
            diagram = self.picture.diagram
            QToolTip.showText(at, describe.tooltip(diagram, self._hovered, OPENS), self)
        else:
            QToolTip.hideText()

    def _select(self, component: str | None) -> None:
        if component != self._store.state.selection:
            self._tell_viewport()  # so that going back comes to where one looks now
            self._store.do(verbs.select, component)

    def _open(self, component: str) -> None:
        """The diagram that it has of its own, or else its note."""
        self._select(component)
        if not self.go_in(component):
            self.opened.emit(component)

    def open_note(self, component: str) -> None:
        self._select(component)
        self.opened.emit(component)

    def go_in(self, component: str) -> bool:
        if self._store.session.inside(component) is None:
            return False
        self._tell_viewport()
        self._store.do(verbs.go_in, component)
        return True

    def _go_along(self, element: str | None) -> bool:
        """To the step of the tour under way that lights an edge first."""
        store, diagram = self._store, self._store.diagram
        if store.tour is None or diagram is None or element not in self._visible.edges:
            return False
        step = edge_step(store.tour, store.state.step, diagram, element)
        if step is not None:
            store.do(verbs.go_step, step)
        return step is not None

    def _marked_at(self, at: QPointF) -> str | None:
        """The component whose mark, the way into its diagram, lies under a point of the view."""
        if self.picture is None or self.scale < SMALLEST_MARK:
            return None
        point = self.camera.to_diagram(Point(at.x(), at.y()), self.view_size)
        for component in self._marks:
            box = mark_box(self.picture, component, self.scale)
            if box and box.contains(point.x, point.y):
                return component if self.appearance.opacity.get(component, 0) > 0 else None
        return None

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.picture is None or not press(KEYS, self, event):
            self._tabbing &= event.key() != Qt.Key.Key_Escape
            super().keyPressEvent(event)
        self._show_hand(event.modifiers())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        self._show_hand(event.modifiers())

    def open_target(self) -> None:
        """What has the keyboard's focus, or else is selected; where it has a diagram, a second
        time goes in."""
        target = self.target
        if target is None:
            return
        if self._store.session.inside(target) and target != self._store.state.selection:
            self._select(target)
        else:
            self._open(target)

    def clear_target(self) -> None:
        """Nothing is selected, and the view is as before."""
        self._focus_on(None)
        self._select(None)

    def _paint_over(self, painter: QPainter) -> None:
        self._paint_marks(painter)
        super()._paint_over(painter)

    def _paint_marks(self, painter: QPainter) -> None:
        if self._between is None or not self._marks:
            return
        painter.save()
        FrameView(self.camera, self.view_size, self.devicePixelRatioF()).enter(painter)
        appearance = replace(self.appearance, opacity=self._opacity)
        draw_marks(painter, self._between.layout, appearance, self.scale, self._marks)
        painter.restore()

    # Menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.picture is None or self._bare:
            event.ignore()
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            element, at = self.target, self._menu_place()
        else:
            element, at = self._hit(QPointF(event.pos()), edges=True), event.globalPos()
        menu = picture_menu(self, self._store, self.picture.diagram, element)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _menu_place(self) -> QPoint:
        """Where a menu asked for by key opens: at what it is about."""
        target = self.target
        box = box_of(self.picture, target) if self.picture else None
        if box is None:
            return self.mapToGlobal(self.rect().center())
        at = self.camera.to_view(box.center, self.view_size)
        return self.mapToGlobal(QPoint(round(at.x), round(at.y)))
