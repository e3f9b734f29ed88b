"""From where the picture is seen: as the view state says, a tour's step, or what is selected. The
store is told where one looks."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.model.diagram_layout import DiagramLayout, box_of
from app.model.folding import stand_in, stand_ins
from app.model.geometry import Box, union
from app.model.ids import DiagramId, ElementId
from app.model.view_state import Viewport as Seen
from app.model.view_state import neighbours
from app.scene.shot import Shot
from app.session import verbs
from app.ui.kit import motion
from app.ui.session.store import Store
from app.ui.views.canvas.boxes import bounds_of
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.manner import Manner
from app.ui.views.canvas.selecting import (
    FRAME_FILL,
    FRAME_MOST,
    CanvasPlace,
    brought_in,
    seen,
    uncovered,
)
from app.ui.views.canvas.step_shots import StepShots
from app.ui.views.canvas.viewport import CanvasViewport

REST = 200  # ms without movement until the store is told of the viewport


class Framing(QObject):
    """Looks at the picture in `view`. `like`: the framing, in a view of another size, as which this
    one frames the steps of tours.

    shot_changed(fade): what a shot leaves out does not show, or shows again.
    """

    shot_changed = Signal(bool)

    def __init__(
        self, store: Store, view: CanvasViewport, manner: Manner, like: Framing | None
    ) -> None:
        super().__init__(view)
        self._store, self._manner, self._like = store, manner, like
        self.view, self._looking = view, view.looking
        self._agreed: Seen | None = None  # the viewport that the store and we know of
        self._before: Seen | None = None  # where one looked before the first selection
        self._befores: dict[str, Seen | None] = {}  # and in diagrams that were left
        self._framed: Camera | None = None  # from where a shot is seen
        self._approach: tuple[Camera | None, Camera] | None = None  # looking from, to
        self._shots = StepShots(store, view, self._looking.room)
        self._sized = QTimer(self, singleShot=True, interval=REST)
        self._sized.timeout.connect(self._frame_anew)
        self.rest = QTimer(self, singleShot=True, interval=REST)
        self.rest.timeout.connect(self.tell)
        self._looking.camera_changed.connect(self.rest.start)
        self._looking.aimed.connect(self._aimed)

    # PictureFollowing the view state

    def leave(self, diagram: DiagramId) -> None:
        """Another diagram comes in."""
        self._befores[diagram] = self._before

    def come_to(self, layout: DiagramLayout | None) -> None:
        """A diagram has come in: look from where its view state says."""
        if layout is None:
            self.rest.stop()
            return
        state = self._store.state
        self._agreed, self._before = state.viewport, self._befores.get(layout.diagram.id)
        self.go_to(state.viewport, glide=False)
        self.rest.stop()
        if state.selection and state.viewport is None:
            self._select_from_here()

    def selecting(self) -> None:
        """Something is selected, where nothing was."""
        self._before = self._viewport()

    def told(self, viewport: Seen | None, stepped: bool) -> bool:
        """The view state says so; False where that is known."""
        if not stepped and viewport == self._agreed:
            return False
        self._agreed = viewport
        self.go_to(viewport)
        return True

    def selected(self, before: str | None, now: str | None) -> bool:
        """Look at what is selected now, or, where nothing is, again from where one looked at
        first; False where it is as before."""
        if now == before:
            return False
        if now is not None and self._store.state.trace is not None:
            layout = self.view.layout
            own = stand_in(layout.diagram, ElementId(now)) if layout else None
            if layout is not None and (box := box_of(layout, own)) is not None:
                self.bring_in(box)
        elif now is not None:
            self._select_from_here()
        else:
            self.go_to(self._before)
        return True

    # Where one looks

    def _viewport(self) -> Seen | None:
        """Where it looks, or is about to; None is fitted, or a tour's step framed."""
        aim = self._looking.aim
        if self._looking.fitted or self.framed:
            return None
        return Seen(aim.x, aim.y, aim.scale)

    @property
    def framed(self) -> bool:
        """It looks, or is about to, from where a tour's step is framed."""
        return self._framed is not None and self._framed == self._looking.aim

    def cover(self, pixels: float) -> None:
        """So much of the view's foot is taken; a step is framed above it."""
        looking = self._looking
        if pixels == looking.covered:
            return
        framed = self.framed
        looking.cover(pixels)
        if framed or looking.fitted:
            self.go_to(None)

    def go_to(self, viewport: Seen | None, glide: bool = True) -> None:
        """Look from there; None: at all there is, or at what the manner says."""
        if viewport is not None:
            self._looking.look_at(Camera(viewport.x, viewport.y, viewport.scale), glide)
        else:
            time = motion.CAMERA if self._store.step is None else motion.STEP
            self._show_shot(self._manner.shot(self.view, self._own_shot), glide, time)

    def _show_shot(self, shot: Shot | None, glide: bool, time: int) -> None:
        """What the shot leaves out does not show until one looks elsewhere."""
        looking, painting = self._looking, self.view.painting
        had, painting.shot = painting.shot, None
        if shot is None or shot.whole:
            looking.fit(glide)
            self._framed = looking.aim if shot else None
        else:
            above, below = looking.taken()
            camera = Camera.fit(shot.box, looking.room().size)
            looking.look_at(camera.pan(0, (above - below) / 2), glide, time=time)
            self._framed, painting.shot = looking.aim, shot
        if painting.shot is not had:
            self.shot_changed.emit(glide)

    def _aimed(self) -> None:
        painting = self.view.painting
        if painting.shot is not None and self._looking.aim != self._framed:
            painting.shot = None
            self.shot_changed.emit(True)

    def _own_shot(self) -> Shot | None:
        """Of the step that a tour under way is at."""
        return None if self._store.step is None else self.step_shot(self._store.state.step)

    def step_shot(self, step: int) -> Shot | None:
        """Of that step (from 0) of the tour under way."""
        if self._like is not None:
            return self._like.step_shot(step)
        self._shots.prepare()
        return self._shots.shot(step, self.view.layout)

    def resize(self) -> None:
        """The widget has another size."""
        looking, shot = self._looking, self.view.painting.shot
        framed, selected, aim = self.framed, self._approach, looking.aim
        self.view.resized()
        if framed and shot is not None and self._store.step is not None and self.view.seen:
            # For each size in between, all shots up to this one would be worked out anew.
            self._show_shot(shot, self.view.moving, motion.STEP)
            self._sized.start()
        elif framed:
            self.go_to(None, glide=self.view.moving)
        elif selected is not None and selected[1] == aim:
            self._frame_selection(selected[0], glide=self.view.moving)
            self._approach = selected[0], looking.aim

    def _frame_anew(self) -> None:
        """The view has its new size."""
        if self.framed:
            self.go_to(None)

    def tell(self) -> None:
        """Tell the store where one looks now: going back then comes to here."""
        self.rest.stop()
        layout = self.view.layout
        if layout is not None and layout.diagram.id == self._store.state.diagram:
            self._agreed = self._viewport()
            self._store.do(verbs.set_viewport, self._agreed)

    def place(self) -> CanvasPlace:
        """Where one looks, of which the store is told, and where one looked before something
        was selected: for `return_to`."""
        self.tell()
        looking = self._looking
        return CanvasPlace(self._agreed, self._before, None if looking.fitted else looking.aim)

    def return_to(self, place: CanvasPlace) -> None:
        self.rest.stop()
        self._agreed, self._before = place.viewport, place.before
        self.go_to(self._agreed)

    # What is selected

    def show_selection(self, place: CanvasPlace | None, covered: int = 0) -> None:
        """Bring the selection into view, as if one had looked from that place until now, or else
        at all there is, and out from under what covers so many px at the top, if there is room
        below."""
        self._frame_selection(place.camera if place else None, covered)

    def _select_from_here(self) -> None:
        self._approach = None
        self._frame_selection(None if self._looking.fitted else self._looking.aim)

    def _frame_selection(
        self, start: Camera | None, covered: int = 0, *, glide: bool = True
    ) -> None:
        """Show the selection and its neighbours to one who looks from there; None: at all there
        is. It does not move where they are well in view."""
        view, looking, layout = self.view, self._looking, self.view.layout
        selection = self._store.state.selection
        if layout is not None:
            selection = stand_in(layout.diagram, selection)
        own = box_of(layout, selection) if layout else None
        if layout is not None and selection in layout.edges:
            own = bounds_of(view.painted, selection) if view.painted else None
        if (
            layout is None
            or selection is None
            or selection not in view.appearance.opacity
            or own is None
        ):
            return
        visible = view.appearance.shown
        shown = visible.nodes | visible.clusters
        near = neighbours(layout.diagram, selection)[0] & shown
        boxes = [box for id in near if (box := box_of(layout, id))]
        now = start or looking.fit_camera()
        end = uncovered(own, seen(own, boxes, now, looking.size), looking.size, covered)
        fitted = start is None and end == now
        if end != looking.aim or fitted != looking.fitted:
            looking.look_at(end, glide, fitted)
        if not fitted:
            self._approach = start, looking.aim

    def bring_in_highlighted(self) -> None:
        """A section was opened: its components come into view."""
        visible, looking = self.view.appearance.shown, self._looking
        highlighted = self._store.session.highlighted
        if self.view.layout is not None:
            highlighted = stand_ins(self.view.layout.diagram, highlighted)
        highlighted &= visible.nodes | visible.clusters
        boxes = [box_of(self.view.layout, id) for id in highlighted if self.view.layout]
        if found := [box for box in boxes if box]:
            wanted = union(found)
            end = Camera.fit(wanted, looking.size, FRAME_FILL, FRAME_MOST)
            if end.scale < looking.aim.scale:
                looking.look_at(end)  # they are too far apart
            else:
                self.bring_in(wanted)

    def bring_in(self, box: Box) -> None:
        """No further than it takes to see the box."""
        end = brought_in(box, self._looking.aim, self._looking.size)
        if end != self._looking.aim:
            self._looking.look_at(end)

    def hide(self) -> None:
        """The widget is hidden."""
        self.view.hidden()
        if self.rest.isActive():
            self.tell()
