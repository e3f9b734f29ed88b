"""The canvas follows the view state: which picture, which look, from where."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.model.diagram_layout import DiagramLayout, box_of, same
from app.model.geometry import Box, union
from app.model.layer import Visible
from app.model.problem import Severity
from app.model.view_state import Viewport, neighbours
from app.render.camera import with_appearance
from app.render.painter import Appearance, appearance
from app.render.rooms import room_of
from app.scene.appearance import through
from app.scene.shot import Room, Shot
from app.session import verbs
from app.session.changes import Change, Changed
from app.ui.kit import motion
from app.ui.services import describe
from app.ui.session.store import Store
from app.ui.views.canvas.boxes import bounds_of
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.selecting import (
    FRAME_FILL,
    FRAME_MOST,
    CanvasPlace,
    brought_in,
    seen,
    uncovered,
)
from app.ui.views.canvas.step_shots import StepShots
from app.ui.views.canvas.view import CanvasView

SEEN = Changed.STATE & ~(Changed.TRAIL | Changed.TIDY)  # of a state, what a picture shows
STYLED = Changed.LAYERS | Changed.HIDDEN | Changed.SELECTION | Changed.READING | Changed.STEP
REST = 200  # ms without movement until the store is told of the viewport


class StateView(CanvasView):
    """Shows what the store's view state says, and tells the store where one looks."""

    def __init__(
        self, store: Store, parent: QWidget | None = None, like: StateView | None = None
    ) -> None:
        """`like`: the view, of another size, as which this one frames the steps of tours."""
        super().__init__(parent)
        self._store, self._like = store, like
        self._agreed: Viewport | None = None  # the viewport that the store and we know of
        self._before: Viewport | None = None  # where one looked before the first selection
        self._befores: dict[str, Viewport | None] = {}  # and in diagrams that were left
        self._framed: Camera | None = None  # from where a shot is seen
        self._approach: tuple[Camera | None, Camera] | None = None  # looking from, to
        self._shots = StepShots(store, self, self.room)
        self._sized = QTimer(self, singleShot=True, interval=REST)
        self._sized.timeout.connect(self._frame_anew)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._tell_viewport)
        self.camera_changed.connect(self._rest.start)
        store.on(SEEN, self._follow_state)
        store.on(Changed.LAYOUT, self._follow_picture)
        store.on(Changed.THEME, self._follow_theme)
        store.on(Changed.PROBLEMS, self._follow_words)
        store.on(Changed.WORKSPACE, self._follow_workspace)
        self.setAccessibleName("Diagram")
        self._follow_theme()
        self._follow_picture()

    @property
    def _visible(self) -> Visible:
        """What shows, or is about to."""
        return self._appearance.shown

    # Following the store

    def _follow_picture(self) -> None:
        layout, shown = self._store.layout, self.picture
        if layout is shown:
            return
        if layout is not None and shown is not None and layout.diagram.id == shown.diagram.id:
            self._follow_appearance(fade=True)
            if same(layout, shown):
                self.show_picture(layout)
            else:
                framed = self.framed
                self.glide_picture(layout, self._store.state.selection)
                if framed:
                    self._go_to(None)
            self._picture_replaced()
            return
        if shown is not None:
            self._befores[shown.diagram.id] = self._before
        self.show_picture(layout)
        self._follow_appearance(fade=False)
        self._picture_replaced()
        if layout is None:
            self._rest.stop()
            return
        state = self._store.state
        self._agreed, self._before = state.viewport, self._befores.get(layout.diagram.id)
        self._go_to(state.viewport, glide=False)
        self._rest.stop()
        if state.selection and state.viewport is None:
            self._select_from_here()

    def _picture_replaced(self) -> None:
        """Another picture, or none, has come in."""
        title = self.picture.diagram.title if self.picture else ""
        self.setAccessibleName(f"Diagram: {title}" if title else "Diagram")
        self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.spoken())

    def spoken(self) -> str:
        """What a screen reader says of the picture: what is selected, how much shows."""
        if self.picture is None:
            return self.words()
        return describe.picture(self.picture.diagram, self._visible, self._store.state)

    def _follow_state(self, change: Change) -> None:
        old, new = change.old.state, change.new.state
        if self.picture is None or self.picture.diagram.id != new.diagram:
            self._rest.stop()  # the viewport is another diagram's
            return
        stepped = Changed.STEP in change.what
        if change.what & STYLED:
            if stepped:
                self._shot = None
            self._follow_appearance(fade=True)
            if QAccessible.isActive():  # else nobody asks; who does gives it the focus first
                self._describe()
        if old.selection is None and new.selection is not None:
            self._before = self._viewport()
        if stepped or new.viewport != self._agreed:
            self._agreed = new.viewport
            self._go_to(new.viewport)
        elif new.selection is not None and new.selection != old.selection:
            self._select_from_here()
        elif new.selection is None and old.selection is not None:
            self._go_to(self._before)
        elif new.reading == new.section != old.section:
            self._bring_in_lit()

    def _follow_theme(self) -> None:
        self._follow_appearance(fade=False)

    def _follow_appearance(self, fade: bool) -> None:
        state, layout, theme = self._store.state, self._store.layout, self._store.theme
        if layout is None:
            self.set_appearance(Appearance(theme, {}), fade=False)
        else:
            highlighted = self._store.session.highlighted
            plain = appearance(layout, state, theme, also=highlighted, tour=self._store.tour)
            step, shot = self._store.step, self._shot
            if shot is not None and step is not None and state.layers != step.layers:
                shot = with_appearance(shot, layout, plain, step, self.room())
            self.set_appearance(through(plain, shot), fade)
            self.set_lit(highlighted)

    def _follow_workspace(self) -> None:
        self._follow_words()
        if self._store.state.tour:  # its steps may have been written anew
            framed = self.framed
            self._follow_appearance(fade=True)
            if framed:
                self._go_to(None)

    def _follow_words(self) -> None:
        if self.picture is None:
            self.update()

    def words(self) -> str:
        diagram = self._store.diagram
        if self._store.workspace is None:
            return "Opening…"
        if diagram is None:
            return ""
        for problem in self._store.problems:
            if problem.severity is Severity.ERROR and problem.file == diagram.source:
                return str(problem)
        return "Laying out…"

    # Viewports

    def _viewport(self) -> Viewport | None:
        """Where it looks, or is about to; None is fitted, or a tour's step framed."""
        if self.fitted or self.framed:
            return None
        return Viewport(self.aim.x, self.aim.y, self.aim.scale)

    @property
    def framed(self) -> bool:
        """It looks, or is about to, from where a tour's step is framed."""
        return self._framed is not None and self._framed == self.aim

    def cover(self, pixels: float) -> None:
        """So much of the view's foot is taken; a step is framed above it."""
        if pixels == self._covered:
            return
        self._covered, framed = pixels, self.framed
        self.update()
        if framed or self.fitted:
            self._go_to(None)

    def _go_to(self, viewport: Viewport | None, glide: bool = True) -> None:
        if viewport is not None:
            self.look_at(Camera(viewport.x, viewport.y, viewport.scale), glide)
        else:
            time = motion.CAMERA if self._store.step is None else motion.STEP
            self._show_shot(self._own_shot(), glide, time)

    def _own_shot(self) -> Shot | None:
        """What one looks at, unless elsewhere; None for all there is."""
        if self._store.step is None:
            return None
        return self.step_shot(self._store.state.step)

    def _show_shot(self, shot: Shot | None, glide: bool, time: int) -> None:
        """What the shot leaves out does not show until one looks elsewhere."""
        had, self._shot = self._shot, None
        if shot is None or shot.whole:
            self.fit(glide)
            self._framed = self.aim if shot else None
        else:
            above, below = self._taken()
            camera = Camera.fit(shot.box, self.room().size)
            self.look_at(camera.pan(0, (above - below) / 2), glide, time=time)
            self._framed, self._shot = self.aim, shot
        if self._shot is not had:
            self._follow_appearance(fade=glide)

    def look_at(
        self,
        camera: Camera,
        glide: bool = True,
        fitted: bool = False,
        time: int = motion.CAMERA,
    ) -> None:
        super().look_at(camera, glide, fitted, time)
        if self._shot is not None and self.aim != self._framed:
            self._shot = None
            self._follow_appearance(fade=True)

    def room(self, layout: DiagramLayout | None = None) -> Room:
        """What of the view is for the picture, or would be for another one."""
        return room_of(self.view_size, *self._taken(layout))

    def step_shot(self, step: int) -> Shot | None:
        """Of that step (from 0) of the tour under way."""
        if self._like is not None:
            return self._like.step_shot(step)
        self._shots.prepare()
        return self._shots.shot(step, self.picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        framed, selected, aim = self.framed, self._approach, self.aim
        super().resizeEvent(event)
        if framed and self._shot is not None and self._store.step is not None and self.isVisible():
            # For each size in between, all shots up to this one would be worked out anew.
            self._show_shot(self._shot, self.moving, motion.STEP)
            self._sized.start()
        elif framed:
            self._go_to(None, glide=self.moving)
        elif selected is not None and selected[1] == aim:
            self._frame_selection(selected[0], glide=self.moving)
            self._approach = selected[0], self.aim

    def _frame_anew(self) -> None:
        """The view has its new size."""
        if self.framed:
            self._go_to(None)

    def _tell_viewport(self) -> None:
        self._rest.stop()
        layout = self.picture
        if layout is not None and layout.diagram.id == self._store.state.diagram:
            self._agreed = self._viewport()
            self._store.do(verbs.set_viewport, self._agreed)

    def place(self) -> CanvasPlace:
        """Where one looks, of which the store is told, and where one looked before something
        was selected: for `return_to`."""
        self._tell_viewport()
        return CanvasPlace(self._agreed, self._before, None if self.fitted else self.aim)

    def return_to(self, place: CanvasPlace) -> None:
        self._rest.stop()
        self._agreed, self._before = place.viewport, place.before
        self._go_to(self._agreed)

    def show_selection(self, place: CanvasPlace | None, covered: int = 0) -> None:
        """Bring the selection into view, as if one had looked from that place until now, or else
        at all there is, and out from under what covers so many px at the top, if there is room
        below."""
        self._frame_selection(place.camera if place else None, covered)

    def _select_from_here(self) -> None:
        self._approach = None
        self._frame_selection(None if self.fitted else self.aim)

    def _frame_selection(
        self, start: Camera | None, covered: int = 0, *, glide: bool = True
    ) -> None:
        """Show the selection and its neighbours to one who looks from there; None: at all there
        is. It does not move where they are well in view."""
        layout, selection = self.picture, self._store.state.selection
        own = box_of(layout, selection) if layout else None
        if layout is not None and selection in layout.edges:
            own = bounds_of(self.painted, selection) if self.painted else None
        if (
            layout is None
            or selection is None
            or selection not in self._appearance.opacity
            or own is None
        ):
            return
        shown = self._visible.nodes | self._visible.clusters
        near = neighbours(layout.diagram, selection)[0] & shown
        boxes = [box for id in near if (box := box_of(layout, id))]
        now = start or self._fit_camera()
        end = uncovered(own, seen(own, boxes, now, self.view_size), self.view_size, covered)
        fitted = start is None and end == now
        if end != self.aim or fitted != self.fitted:
            self.look_at(end, glide, fitted)
        if not fitted:
            self._approach = start, self.aim

    def _bring_in_lit(self) -> None:
        """A section was opened: its components come into view."""
        shown = self._visible.nodes | self._visible.clusters
        boxes = [
            box_of(self.picture, id)
            for id in self._store.session.highlighted & shown
            if self.picture
        ]
        if found := [box for box in boxes if box]:
            wanted = union(found)
            end = Camera.fit(wanted, self.view_size, FRAME_FILL, FRAME_MOST)
            if end.scale < self.aim.scale:
                self.look_at(end)  # they are too far apart
            else:
                self._bring_in(wanted)

    def _bring_in(self, box: Box) -> None:
        end = brought_in(box, self.aim, self.view_size)
        if end != self.aim:
            self.look_at(end)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._rest.isActive():
            self._tell_viewport()
