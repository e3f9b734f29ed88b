"""Where one looks at a picture from, and how one gets there: the camera, and its movements."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box, Point
from app.render.rooms import bands, room_of
from app.scene.shot import WHOLE_FILL, Room
from app.ui.kit.motion import CAMERA, Movement
from app.ui.views.canvas.boxes import seen_of, sheet_of
from app.ui.views.canvas.camera import LEAST, Camera, Size

HALF_LINE = 1.0  # pt that what stands at the picture's edge reaches over it
FILL = 0.98  # of the view
LARGEST_FIT = 2.0  # a picture of three nodes is not blown up
STEP = 1.25  # one zoom step
FARTHEST = 0.5  # times the scale at which all is in view: no picture is too large to step back from
REFINE = 80  # ms without zooming until a scaled frame is painted anew
NO_SHEET = Box(0, 0, 1, 1)


class Looking(QObject):
    """The camera over the picture in `widget`, which is painted anew as it moves.

    scale_changed(scale) and camera_changed() come with each step of a movement; aimed() when one
    begins to look elsewhere.
    """

    scale_changed = Signal(float)
    camera_changed = Signal()
    aimed = Signal()

    camera: Camera
    """Where it looks from now; in the midst of a movement, on the way."""
    aim: Camera
    """Where the movement under way ends; at rest, the camera."""
    fitted: bool
    """The whole sheet is in view and stays so when the widget is resized."""
    bare: bool
    """The picture is alone, for an audience: title and legend keep to the corners."""
    covered: float
    """px of the view's foot that something else takes."""
    left: Box | None
    """What filters leave of the picture (pt), where that is little: to fit is to see that."""
    rough: bool
    """A frame from elsewhere will do."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._layout: DiagramLayout | None = None
        self._sheet: tuple[DiagramLayout | None, Box] = (None, NO_SHEET)
        self.camera = self.aim = Camera(0, 0, 1)
        self.fitted, self.bare, self.rough = True, False, False
        self.covered, self.left = 0.0, None
        self._move = Movement(self)
        self._refine = QTimer(self, singleShot=True, interval=REFINE)
        self._refine.timeout.connect(self._sharpen)

    @property
    def scale(self) -> float:
        """px per pt."""
        return self.camera.scale

    @property
    def moving(self) -> bool:
        return self._move.running

    @property
    def size(self) -> Size:
        """The view's, px; at least 1."""
        return float(max(self._widget.width(), 1)), float(max(self._widget.height(), 1))

    def take(self, layout: DiagramLayout | None) -> None:
        """That picture, or none, is what one looks at."""
        self._layout = layout

    def cover(self, pixels: float) -> None:
        """So much of the view's foot is taken by something else."""
        self.covered = pixels
        self._widget.update()

    # What there is to see

    def sheet(self) -> Box:
        """The whole sheet with title and legend, in the diagram's pt."""
        if self._sheet[0] is not self._layout:
            whole = sheet_of(self._layout) if self._layout else NO_SHEET
            self._sheet = self._layout, whole
        return self._sheet[1]

    def visible_region(self) -> Box:
        """What of the sheet is in view, in pt from the sheet's top left corner."""
        return seen_of(self.sheet(), self.camera.view(self.size))

    def fit_camera(self) -> Camera:
        """From where all is in view that filters leave."""
        return self._fitting(self.left)

    def _fitting(self, left: Box | None) -> Camera:
        """From where that is in view, or all."""
        if self.bare and self._layout is not None:
            whole = Box(0, 0, self._layout.width, self._layout.height).inflated(HALF_LINE)
            (width, height), (above, below) = self.size, self.taken()
            room = width * WHOLE_FILL, max(height - above - below, 1.0)
            camera = Camera.fit(left, room, 1, LARGEST_FIT) if left else Camera.fit(whole, room)
            return camera.pan(0, (above - below) / 2)
        return Camera.fit(left or self.sheet(), self.size, FILL, LARGEST_FIT)

    @property
    def least(self) -> float:
        """The smallest scale (px per pt) that one can zoom out to."""
        return min(LEAST, self._fitting(None).scale * FARTHEST)

    def taken(self, layout: DiagramLayout | None = None) -> tuple[float, float]:
        """How much of the view's head and foot (px) is not for the picture, or for another one."""
        layout = layout or self._layout
        if not self.bare or layout is None:
            return 0.0, self.covered
        above, below = bands(layout, self.size)
        return above, below + self.covered

    def room(self, layout: DiagramLayout | None = None) -> Room:
        """What of the view is for the picture, or would be for another one."""
        return room_of(self.size, *self.taken(layout))

    # Looking elsewhere

    def look_at(
        self, camera: Camera, glide: bool = True, fitted: bool = False, time: int = CAMERA
    ) -> None:
        """Look from there, at once or gliding for `time` ms; `fitted`: from where all is in view."""
        end = self.fit_camera() if fitted else camera.clamp(self.sheet(), self.size)
        self.fitted, self.aim = fitted, end
        start = self.camera
        if glide and end != start and self._widget.isVisible():
            self._move.start(time, lambda t: self._set_camera(start.toward(end, t), t < 1))
        else:
            self._move.stop()
            self._set_camera(end)
        self.aimed.emit()

    def fit(self, glide: bool = True) -> None:
        """The whole sheet in view, or what filters leave of it."""
        if self._layout is not None:
            self.look_at(self.aim, glide, fitted=True)

    def fit_again(self) -> None:
        """More or less is left: who looks at all there is does so again."""
        if self.fitted and self.aim != self.fit_camera():
            self.fit()

    def zoom_by(self, factor: float, at: Point | None = None, glide: bool = True) -> None:
        """Zoom about a point of the view (px), or its middle."""
        width, height = self.size
        point = at or Point(width / 2, height / 2)
        start = self.aim if glide else self.camera
        self.look_at(start.zoom_about(point, factor, self.size, self.least), glide)
        if not glide:
            self.rough = True  # more is likely to follow
            self._refine.start()

    def pan_by(self, dx: float, dy: float, glide: bool = False) -> None:
        """The picture moves by so many px."""
        start = self.aim if glide else self.camera
        self.look_at(start.pan(dx, dy), glide)

    def zoom_in(self) -> None:
        self.zoom_by(STEP)

    def zoom_out(self) -> None:
        self.zoom_by(1 / STEP)

    def actual_size(self) -> None:
        """100 %: one pixel a point."""
        self.look_at(self.aim.zoomed_to(1.0))

    def stop(self) -> None:
        """Stay where one is."""
        self._move.stop()

    def finish(self) -> None:
        """Be where one was going."""
        self._move.finish()
        self._refine.stop()

    def _set_camera(self, camera: Camera, rough: bool = False) -> None:
        old, self.camera = self.camera, camera
        self.rough = rough
        self._widget.update()
        if old == camera:
            return
        if old.scale != camera.scale:
            self.scale_changed.emit(camera.scale)
        self.camera_changed.emit()

    def _sharpen(self) -> None:
        if not self._move.running:
            self.rough = False
            self._widget.update()
