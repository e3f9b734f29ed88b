"""A click selects, a double click goes in or opens the note, Ctrl+click follows a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter

from app.model.diagram_layout import box_of
from app.model.geometry import Point
from app.model.tour import edge_step
from app.scene.marks import SMALLEST as SMALLEST_MARK
from app.scene.marks import mark_box
from app.session import verbs
from app.session.changes import Changed
from app.ui.kit.command import press
from app.ui.services import describe
from app.ui.services.links import address_of
from app.ui.session.store import Store
from app.ui.views.canvas.commands import KEYS
from app.ui.views.canvas.frame_cache import FrameView
from app.ui.views.canvas.menu import picture_menu
from app.ui.views.canvas.tool import Hand

if TYPE_CHECKING:
    from app.ui.views.canvas.canvas import Canvas


class Exploring(Hand):
    """The hand of one who looks around in the workspace."""

    def __init__(self, canvas: Canvas, store: Store) -> None:
        self._canvas, self._store = canvas, store
        self._marks: tuple[str, ...] = ()  # components that have a diagram of their own
        self._clicked: str | None = None
        self._passed = False  # the click went into another diagram
        store.on(Changed.WORKSPACE, self._find_marks)
        self._find_marks()

    # Pointer

    def under(self, at: QPointF) -> str | None:
        return self._marked_at(at) or self._canvas.targets.hit(at, edges=True)

    def press(self, _event: QMouseEvent) -> bool:
        self._passed = False
        return False

    def click(self, event: QMouseEvent) -> None:
        if self._follow_link(event):
            return
        at, targets = event.position(), self._canvas.targets
        marked = self._marked_at(at)
        self._clicked = None if marked else targets.component_at(at)
        if marked is not None:
            self._passed = self._canvas.go_in(marked)
        elif not self._go_along(targets.hit(at, edges=True)):
            self._canvas.select(self._clicked)

    def double_click(self, event: QMouseEvent) -> bool:
        # The first click may have moved the picture: what it hit is what is meant.
        if event.button() == Qt.MouseButton.LeftButton and self._clicked is not None:
            self._open(self._clicked)
            return True
        return self._passed

    def _follow_link(self, event: QMouseEvent) -> bool:
        """Open the link of what was clicked with Ctrl; False where there is none."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        address = self.link(self.under(event.position()))
        if address:
            self._clicked, self._passed = None, True  # a second click does not open it again
            self._canvas.link_wanted.emit(address)
        return bool(address)

    def _go_along(self, element: str | None) -> bool:
        """To the step of the tour under way that lights an edge first."""
        store, diagram = self._store, self._store.diagram
        edges = self._canvas.following.visible.edges
        if store.tour is None or diagram is None or element not in edges:
            return False
        step = edge_step(store.tour, store.state.step, diagram, element)
        if step is not None:
            store.do(verbs.go_step, step)
        return step is not None

    # What is told

    def line(self, element: str | None) -> str:
        layout = self._canvas.shown_layout
        said = describe.line(layout.diagram, element) if layout and element else ""
        if inside := self._store.session.inside(element):
            said += f"  ·  Double-click to go into “{inside.title}”"
        return said

    def link(self, element: str | None) -> str:
        """Before an audience, always nowhere."""
        layout = self._canvas.shown_layout
        diagram = layout.diagram if layout and not self._canvas.looking.bare else None
        return address_of(diagram, element)

    # Keys

    def key(self, event: QKeyEvent) -> bool:
        return self._canvas.shown_layout is not None and press(KEYS, self._canvas, event)

    def open_target(self) -> None:
        """Where it has a diagram, a second time goes in."""
        target = self._canvas.keyboard.target
        if target is None:
            return
        if self._store.session.inside(target) and target != self._store.state.selection:
            self._canvas.select(target)
        else:
            self._open(target)

    def clear_target(self) -> None:
        self._canvas.keyboard.focus_on(None)
        self._canvas.select(None)

    def _open(self, component: str) -> None:
        """The diagram that it has of its own, or else its note."""
        self._canvas.select(component)
        if not self._canvas.go_in(component):
            self._canvas.opened.emit(component)

    # Ways into other diagrams

    def replaced(self) -> None:
        self._find_marks()

    def _find_marks(self) -> None:
        layout = self._canvas.shown_layout
        components = layout.diagram.components if layout else ()
        ways = self._store.session.ways_in
        self._marks = tuple(c.id for c in components if c.id in ways)
        self._canvas.update()

    def _marked_at(self, at: QPointF) -> str | None:
        """The component whose mark, the way into its diagram, lies under a point of the view."""
        view, looking = self._canvas.viewport, self._canvas.looking
        if view.layout is None or looking.scale < SMALLEST_MARK:
            return None
        point = looking.camera.to_diagram(Point(at.x(), at.y()), looking.size)
        for component in self._marks:
            box = mark_box(view.layout, component, looking.scale)
            if box and box.contains(point.x, point.y):
                return component if view.appearance.opacity.get(component, 0) > 0 else None
        return None

    def paint(self, painter: QPainter) -> None:
        canvas, looking = self._canvas, self._canvas.looking
        view = FrameView(looking.camera, looking.size, canvas.devicePixelRatioF())
        canvas.viewport.painting.marks(painter, view, self._marks)

    # Menu

    def menu(self, event: QContextMenuEvent) -> bool:
        canvas = self._canvas
        if canvas.shown_layout is None or canvas.looking.bare:
            return False
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            element, at = canvas.keyboard.target, self._menu_place()
        else:
            pos = QPointF(event.pos())
            element, at = canvas.targets.hit(pos, edges=True), event.globalPos()
        menu = picture_menu(canvas, self._store, canvas.shown_layout.diagram, element)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
        return True

    def _menu_place(self) -> QPoint:
        """Where a menu asked for by key opens: at what it is about."""
        canvas, target = self._canvas, self._canvas.keyboard.target
        box = box_of(canvas.shown_layout, target) if canvas.shown_layout else None
        if box is None:
            return canvas.mapToGlobal(canvas.rect().center())
        at = canvas.looking.camera.to_view(box.center, canvas.looking.size)
        return canvas.mapToGlobal(QPoint(round(at.x), round(at.y)))
