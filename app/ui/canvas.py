"""The canvas: the current diagram, and what a person does to it by pointer and keys."""

from __future__ import annotations

import sys
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QMenu, QPinchGesture, QToolTip, QWidget

from app.model.geometry import Point
from app.model.layer import Visible
from app.model.tour import edge_step
from app.render.hit import HitIndex
from app.render.marks import SMALLEST as SMALLEST_MARK
from app.render.marks import draw_marks, mark_box
from app.ui import describe
from app.ui.camera import Camera
from app.ui.canvas_state import StateView
from app.ui.canvas_view import STEP, box_of
from app.ui.plate import View
from app.ui.reading_order import reading_order
from app.ui.store import Store

INDEX = 100  # ms after a new picture until it is made ready for the pointer
DRAG = 4  # px; a press that moves further is no click
NEAR = 4.0  # px; how far from an edge still hits it
ARROW = 64  # px; one arrow key
NOTCH = 120  # one notch of a wheel, in eighths of a degree (Qt)
PER_NOTCH = 1.2  # zoom
RING = 6  # px from a component to the ring of the keyboard's focus
ARROWS = {
    Qt.Key.Key_Left: (ARROW, 0),
    Qt.Key.Key_Right: (-ARROW, 0),
    Qt.Key.Key_Up: (0, ARROW),
    Qt.Key.Key_Down: (0, -ARROW),
}
ZOOMS = {
    Qt.Key.Key_Plus: STEP,
    Qt.Key.Key_Equal: STEP,
    Qt.Key.Key_Minus: 1 / STEP,
    Qt.Key.Key_Underscore: 1 / STEP,
}
BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Canvas(StateView):
    """hovered(text): what is under the pointer or has the keyboard's focus, for the status
    line. opened(id): a component's note is wanted, as it has no diagram to go into.
    export_requested(id): a picture of that component, or of everything where it is empty.
    edit_requested(id): the script where it makes that component."""

    hovered = Signal(str)
    opened = Signal(str)
    copy_picture_requested = Signal()
    export_requested = Signal(str)
    edit_requested = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        self._hits: HitIndex | None = None
        self._order: tuple[str, ...] | None = None
        self._marks: tuple[str, ...] = ()  # components that have a diagram of their own
        self._hovered: str | None = None
        self._focused: str | None = None  # by the keyboard
        self._tabbing = True  # Tab goes through components
        self._by_keys = False  # the focus came by the keyboard: its ring shows
        self._pressed: QPointF | None = None
        self._dragged: Camera | None = None  # where a drag began
        self._clicked: str | None = None
        self._passed = False  # the click went into another diagram
        self._pointer: QPointF | None = None  # where it rests over the canvas
        self._idle = QTimer(singleShot=True, interval=INDEX)
        self._idle.timeout.connect(self._index)  # the first hover need not wait for it
        super().__init__(store, parent)
        self._rest.timeout.connect(self._hover_again)
        store.workspace_changed.connect(self._find_marks)
        self._find_marks()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if sys.platform != "darwin":  # there a pinch comes as a native gesture
            self.grabGesture(Qt.GestureType.PinchGesture)

    @property
    def has_target(self) -> bool:
        """Something is selected, or has the keyboard's focus."""
        return bool(self._focused or self._store.state.selection)

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
            self._hits = HitIndex(self.picture)

    def _find_marks(self) -> None:
        diagram = self.picture.diagram if self.picture else None
        components = diagram.components if diagram else ()
        marks = (c.id for c in components if self._store.inside(c.id))
        self._marks = tuple(marks)
        self.update()

    def _picture_replaced(self) -> None:
        super()._picture_replaced()
        self._find_marks()
        self._hits = self._order = None
        self._idle.start()
        self._hover(None)
        if self.picture is None or self.picture.diagram.component(self._focused or "") is None:
            self._focus_on(None)

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
        elif event.button() == Qt.MouseButton.LeftButton:
            marked = self._marked_at(event.position())
            self._clicked = None if marked else self.component_at(event.position())
            if marked is not None:
                self._passed = self._go_in(marked)
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
        is_component = element is not None and element not in self._visible.edges
        if is_component:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        elif self._dragged is None:
            self.unsetCursor()
        self._say(element or self._focused)

    def _say(self, element: str | None) -> None:
        diagram = self.picture.diagram if self.picture else None
        said = describe.line(diagram, element) if diagram and element else ""
        if inside := self._store.inside(element):
            said += f"  ·  Double-click goes into “{inside.title}”"
        self.hovered.emit(said)

    def _show_tooltip(self, at: QPoint) -> None:
        if self._hovered and self.picture and not self._bare and self._pressed is None:
            QToolTip.showText(at, describe.tooltip(self.picture.diagram, self._hovered), self)
        else:
            QToolTip.hideText()

    def _select(self, component: str | None) -> None:
        if component != self._store.state.selection:
            self._tell_viewport()  # so that going back comes to where one looks now
            self._store.select(component)

    def _open(self, component: str) -> None:
        """The diagram that it has of its own, or else its note."""
        self._select(component)
        if not self._go_in(component):
            self.opened.emit(component)

    def _open_note(self, component: str) -> None:
        self._select(component)
        self.opened.emit(component)

    def _go_in(self, component: str) -> bool:
        if self._store.inside(component) is None:
            return False
        self._tell_viewport()
        self._store.go_in(component)
        return True

    def _go_along(self, element: str | None) -> bool:
        """To the step of the tour under way that lights an edge first."""
        store, diagram = self._store, self._store.diagram
        if store.tour is None or diagram is None or element not in self._visible.edges:
            return False
        step = edge_step(store.tour, store.state.step, diagram, element)
        if step is not None:
            store.go_step(step)
        return step is not None

    def _marked_at(self, at: QPointF) -> str | None:
        """The component whose mark, the way into its diagram, lies under a point of the view."""
        if self.picture is None or self.scale < SMALLEST_MARK:
            return None
        point = self.camera.to_diagram(Point(at.x(), at.y()), self.view_size)
        for component in self._marks:
            box = mark_box(self.picture, component, self.scale)
            if box and box.contains(point.x, point.y):
                return component if self.look.strength.get(component, 0) > 0 else None
        return None

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        held &= ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        target = self._focused or self._store.state.selection
        if self.picture is None or held != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif key in ZOOMS:
            self.zoom_by(ZOOMS[key])
        elif key == Qt.Key.Key_0:
            self.actual_size()
        elif key == Qt.Key.Key_F:
            self.fit()
        elif key in ARROWS and not self._bare:
            self.pan_by(*ARROWS[key], glide=True)
        elif key in OPENING and target is not None:
            if self._store.inside(target) and target != self._store.state.selection:
                self._select(target)  # a second time goes in
            else:
                self._open(target)
        elif key == Qt.Key.Key_Escape and target is not None and not self._bare:
            self._focus_on(None)
            self._select(None)
        else:
            self._tabbing &= key != Qt.Key.Key_Escape
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes through the visible components. Past the last one, or after an Esc that had
        nothing to clear, it leaves."""
        order = self._tab_order()
        at = self._focused or self._store.state.selection
        if self._tabbing and order:
            if at in order:
                to = order.index(at) + (1 if next else -1)
            else:
                to = 0 if next else len(order) - 1
            if 0 <= to < len(order):
                self._focus_on(order[to])
                return True
        self._focus_on(None)
        return super().focusNextPrevChild(next)

    def spoken(self) -> str:
        """What has the keyboard's focus in the picture, and then of the picture itself."""
        diagram = self.picture.diagram if self.picture else None
        focused = describe.line(diagram, self._focused) if diagram and self._focused else ""
        return ". ".join(x for x in (focused, super().spoken()) if x)

    def _tab_order(self) -> list[str]:
        if self.picture is None:
            return []
        if self._order is None:
            self._order = reading_order(self.picture)
        shown = self._visible.nodes | self._visible.clusters
        return [id for id in self._order if id in shown]

    def _focus_on(self, component: str | None) -> None:
        if component == self._focused:
            return
        self._focused = component
        self.update()
        self._say(component)
        self._describe()
        if component is not None and self.picture is not None:
            box = box_of(self.picture, component)
            if box is not None:
                self._bring_in(box)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tabbing = True
        self._by_keys = event.reason() in BY_KEYS
        self.update()
        order = self._tab_order()
        if order and event.reason() == Qt.FocusReason.TabFocusReason:
            self._focus_on(order[0])
        elif order and event.reason() == Qt.FocusReason.BacktabFocusReason:
            self._focus_on(order[-1])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._focus_on(None)

    def _paint_over(self, painter: QPainter) -> None:
        self._paint_marks(painter)
        picture = self._between.picture if self._between else None
        box = box_of(picture, self._focused) if picture else None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.accent), 2))
        if box is not None:
            corner = self.camera.to_view(Point(box.x, box.y), self.view_size)
            ring = QRectF(*corner, box.width * self.scale, box.height * self.scale)
            painter.drawRoundedRect(ring.adjusted(-RING, -RING, RING, RING), 8, 8)
        elif self._by_keys and self.hasFocus() and not self._bare:
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_marks(self, painter: QPainter) -> None:
        if self._between is None or not self._marks:
            return
        painter.save()
        View(self.camera, self.view_size, self.devicePixelRatioF()).enter(painter)
        look = replace(self.look, strength=self._strength)
        draw_marks(painter, self._between.picture, look, self.scale, self._marks)
        painter.restore()

    # Menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.picture is None or self._bare:
            event.ignore()
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            element, at = self._focused or self._store.state.selection, self._menu_place()
        else:
            element, at = self._hit(QPointF(event.pos()), edges=True), event.globalPos()
        menu = self._made_menu(element)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _made_menu(self, element: str | None) -> QMenu:
        menu, store = QMenu(self), self._store
        again = QAction("Show all that is hidden", menu)
        again.setEnabled(bool(store.state.hidden))
        again.triggered.connect(store.unhide_all)
        if element is None:
            menu.addAction(again)
            menu.addAction("Fit the picture").triggered.connect(lambda: self.fit(glide=True))
            menu.addSeparator()
            menu.addAction("Copy picture").triggered.connect(self.copy_picture_requested)
            menu.addAction("Export…").triggered.connect(lambda: self.export_requested.emit(""))
            return menu
        name = describe.name(self.picture.diagram, element) if self.picture else ""
        if element not in self._visible.edges:
            menu.addAction("Open note").triggered.connect(lambda: self._open_note(element))
        if inside := store.inside(element):
            into = menu.addAction(f"Go into “{inside.title}”")
            into.triggered.connect(lambda: self._go_in(element))
        menu.addAction("Hide").triggered.connect(lambda: store.hide((element,)))
        menu.addAction(again)
        menu.addSeparator()
        menu.addAction("Copy name").triggered.connect(
            lambda: QGuiApplication.clipboard().setText(name)
        )
        menu.addAction("Edit script").triggered.connect(lambda: self.edit_requested.emit(element))
        menu.addSeparator()
        menu.addAction("Copy picture").triggered.connect(self.copy_picture_requested)
        if element not in self._visible.edges:
            menu.addAction("Export this…").triggered.connect(
                lambda: self.export_requested.emit(element)
            )
        return menu

    def _menu_place(self) -> QPoint:
        """Where a menu asked for by key opens: at what it is about."""
        target = self._focused or self._store.state.selection
        box = box_of(self.picture, target) if self.picture else None
        if box is None:
            return self.mapToGlobal(self.rect().center())
        at = self.camera.to_view(box.center, self.view_size)
        return self.mapToGlobal(QPoint(round(at.x), round(at.y)))
