"""A click selects, a double click goes in or opens the note, Ctrl+click follows a link."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter

from app.model.diagram_layout import box_of
from app.model.geometry import Point
from app.model.ids import ElementId
from app.model.tour import edge_step
from app.scene.marks import SMALLEST as SMALLEST_MARK
from app.scene.marks import mark_box
from app.session import comparing, tracing, verbs
from app.session.changes import Changed
from app.ui.kit.command import press
from app.ui.services import describe
from app.ui.services.links import address_of
from app.ui.views.canvas.along import KEYS as ALONG
from app.ui.views.canvas.folding import FoldHandles
from app.ui.views.canvas.frame_cache import FrameView
from app.ui.views.canvas.hand import KEYS, Hand
from app.ui.views.canvas.keyboard import Keyboard
from app.ui.views.canvas.menu import picture_menu
from app.ui.views.canvas.surface import CanvasSurface


class Exploring(Hand):
    """The hand of one who looks around in the workspace."""

    edges = True

    def __init__(self, surface: CanvasSurface, keyboard: Keyboard) -> None:
        super().__init__(surface, keyboard)
        self._store = surface.store
        self._marks: tuple[ElementId, ...] = ()  # components that have a diagram of their own
        self._clicked: ElementId | None = None
        self._passed = False  # the click went into another diagram
        self._handles = FoldHandles(surface)
        self._store.on(Changed.WORKSPACE, self._find_marks)
        self._find_marks()

    # Pointer

    def under(self, at: QPointF) -> ElementId | None:
        return (
            self._marked_at(at) or self._handles.at(at) or self.surface.targets.hit(at, edges=True)
        )

    def press(self, _event: QMouseEvent) -> bool:
        self._passed = False
        return False

    def click(self, event: QMouseEvent) -> None:
        if self._follow_link(event):
            return
        at, targets = event.position(), self.surface.targets
        marked = self._marked_at(at)
        if marked is None and (cluster := self._handles.at(at)) is not None:
            self._clicked, self._passed = None, True  # a second click is one more on it
            self._handles.turn(cluster)
            return
        if marked is None and (line := self._handles.badge_at(at)) is not None:
            self._clicked, self._passed = None, True
            self._handles.turn(line)
            return
        self._clicked = None if marked else targets.hit(at, edges=True)
        if marked is not None:
            self._passed = self.surface.go_in(marked)
        elif not self._go_along(self._clicked):
            if self._clicked is None and self._store.state.trace is not None:
                self._store.do(tracing.leave_trace)
            else:
                self.surface.select(self._clicked)

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
        at = event.position()
        address = self.part(at) or self.link(self.under(at))
        if address:
            self._clicked, self._passed = None, True  # a second click does not open it again
            self.surface.link_wanted.emit(address)
        return bool(address)

    def _go_along(self, element: ElementId | None) -> bool:
        """To the step of the tour under way that lights an edge first."""
        store, diagram = self._store, self._store.diagram
        edges = self.surface.following.visible.edges
        if store.tour is None or diagram is None or element not in edges:
            return False
        step = edge_step(store.tour, store.state.step, diagram, element)
        if step is not None:
            store.do(verbs.go_step, step)
        return step is not None

    # What is told

    def line(self, element: ElementId | None) -> str:
        layout = self.surface.layout
        said = describe.line(layout.diagram, element) if layout and element else ""
        if inside := self._store.session.inside(element):
            said += f"  ·  Double-click to go into “{inside.title}”"
        return said

    def link(self, element: ElementId | None) -> str:
        """Before an audience, always nowhere."""
        layout = self.surface.layout
        diagram = layout.diagram if layout and not self.surface.looking.bare else None
        return address_of(diagram, element)

    def part(self, at: QPointF) -> str:
        """Before an audience, always nowhere."""
        return "" if self.surface.looking.bare else self.surface.targets.spot(at)

    def handle(self, at: QPointF) -> str:
        element = self._handles.at(at) or self._handles.badge_at(at)
        return "" if element is None else self._handles.line(element)

    # Keys

    def key(self, event: QKeyEvent) -> bool:
        return self.surface.layout is not None and press((*ALONG, *KEYS), self, event)

    def open_target(self) -> None:
        """Where it has a diagram, a second time goes in."""
        target = self.keyboard.target
        if target is None:
            return
        if self._store.session.inside(target) and target != self._store.state.selection:
            self.surface.select(target)
        else:
            self._open(target)

    @property
    def clears(self) -> bool:
        store = self._store
        return super().clears or store.state.trace is not None or comparing.compares(store.session)

    def clear_target(self) -> None:
        """What is traced first, then what is selected; with neither, one leaves the comparison."""
        if self._store.state.trace is not None:
            self._store.do(tracing.leave_trace)
        elif super().clears:
            self.keyboard.focus_on(None)
            self.surface.select(None)
        else:
            self._store.do(comparing.leave_comparison)

    def _open(self, component: ElementId) -> None:
        """What a folded cluster holds, the diagram that it has of its own, or else its note; of an edge
        the component that it leads to."""
        layout = self.surface.layout
        edge = layout.diagram.index.edges.get(component) if layout is not None else None
        if edge is not None:
            self.surface.select(edge.way[1])
            return
        if layout is not None and layout.diagram.folding and component in self._store.state.folded:
            self._handles.turn(component)
            return
        self.surface.select(component)
        if not self.surface.go_in(component):
            self.surface.opened.emit(component)

    # Ways into other diagrams

    def replaced(self) -> None:
        self._find_marks()
        self._handles.renew()

    def _find_marks(self) -> None:
        layout = self.surface.layout
        components = layout.diagram.components if layout else ()
        ways = self._store.session.ways_in
        self._marks = tuple(c.id for c in components if c.id in ways)
        self.surface.widget.update()

    def _marked_at(self, at: QPointF) -> ElementId | None:
        """The component whose mark, the way into its diagram, lies under a point of the view."""
        view, looking = self.surface.viewport, self.surface.looking
        if view.layout is None or looking.scale < SMALLEST_MARK:
            return None
        point = looking.camera.to_diagram(Point(at.x(), at.y()), looking.size)
        for component in self._marks:
            box = mark_box(view.layout, component, looking.scale)
            if box and box.contains(point.x, point.y):
                return component if view.appearance.opacity.get(component, 0) > 0 else None
        return None

    def paint(self, painter: QPainter) -> None:
        surface, looking = self.surface, self.surface.looking
        view = FrameView(looking.camera, looking.size, surface.widget.devicePixelRatioF())
        surface.viewport.painting.marks(painter, view, self._marks)
        self._handles.paint(painter)

    # Menu

    def menu(self, event: QContextMenuEvent) -> bool:
        surface = self.surface
        if surface.layout is None or surface.looking.bare:
            return False
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            element, at = self.keyboard.target, self._menu_place()
        else:
            pos = QPointF(event.pos())
            element, at = surface.targets.hit(pos, edges=True), event.globalPos()
        menu = picture_menu(surface, surface.layout.diagram, element)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
        return True

    def _menu_place(self) -> QPoint:
        """Where a menu asked for by key opens: at what it is about."""
        surface, target = self.surface, self.keyboard.target
        box = box_of(surface.layout, target) if surface.layout else None
        if box is None:
            return surface.widget.mapToGlobal(surface.widget.rect().center())
        at = surface.looking.camera.to_view(box.center, surface.looking.size)
        return surface.widget.mapToGlobal(QPoint(round(at.x), round(at.y)))
