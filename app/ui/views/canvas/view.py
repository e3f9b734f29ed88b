"""A widget that shows a laid-out diagram from a camera, and moves. It knows no view state."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from math import sqrt

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.layout.frame import frame
from app.model.diagram_layout import DiagramLayout, box_of
from app.model.geometry import Box, Point
from app.render.camera.choosing import WHOLE_FILL
from app.render.fade import draw_fade
from app.render.flow import draw_flow, reach
from app.render.painter import Appearance, draw, draw_frame, draw_hover, draw_lit
from app.render.rooms import bands
from app.scene.shot import FADE as FADE_OUT
from app.scene.shot import Shot, part_of_screen
from app.scene.theme import LIGHT, Theme
from app.ui.kit.motion import CAMERA, FADE, Movement
from app.ui.views.canvas.boxes import bounds_of, seen_of, sheet_of
from app.ui.views.canvas.camera import Camera, Size
from app.ui.views.canvas.corners import draw_corners
from app.ui.views.canvas.flowing import Flowing
from app.ui.views.canvas.frame_cache import FrameCache, FrameView
from app.ui.views.canvas.transition import Between, Transition

HALF_LINE = 1.0  # pt that what stands at the picture's edge reaches over it
FILL = 0.98  # of the view
LARGEST_FIT = 2.0  # a picture of three nodes is not blown up
STEP = 1.25  # one zoom step
MANY = 150  # visible elements; beyond, whole frames are kept and a new layout does not glide
MOVED = 2.1e6  # device pixels that are painted in a frame of a movement, at most
REFINE = 80  # ms without zooming until a scaled frame is painted anew
CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
NO_SHEET = Box(0, 0, 1, 1)


class CanvasView(QWidget):
    """Shows a picture: `show_picture`, `glide_picture`, `set_appearance`, `look_at`, `fit`.

    scale_changed(scale) and camera_changed() come with each step of a movement.
    """

    scale_changed = Signal(float)
    camera_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 120)
        self._bare = False
        self._covered = 0.0  # px of the view's foot
        self._shot: Shot | None = None  # what one looks at, until one looks elsewhere
        self._picture: DiagramLayout | None = None
        self._sheet: tuple[DiagramLayout | None, Box] = (None, NO_SHEET)
        self._between: Between | None = None  # what is painted: the picture, or on the way to it
        self._appearance = Appearance(LIGHT, {})
        self._under: str | None = None  # the pointer
        self._highlighted: frozenset[str] = frozenset()
        self._opacity: Mapping[str, float] = {}  # the look's, or on the way to it
        self._camera = self._aim = Camera(0, 0, 1)
        self._fitted = True
        self._move = Movement(self)  # of the camera
        self._shift = Movement(self)  # of the layout
        self._fade = Movement(self)
        self._frames = FrameCache(self._paint_sheet)
        self._flowing = Flowing(self._repaint_flow, self)
        self._rough = False  # a frame from elsewhere will do
        self._refine = QTimer(self, singleShot=True, interval=REFINE)
        self._refine.timeout.connect(self._sharpen)

    # What is shown

    @property
    def picture(self) -> DiagramLayout | None:
        return self._picture

    @property
    def painted(self) -> DiagramLayout | None:
        """What is on the screen: the picture, or what is on the way to it."""
        return self._between.layout if self._between else None

    @property
    def camera(self) -> Camera:
        """Where it looks from now; in the midst of a movement, on the way."""
        return self._camera

    @property
    def aim(self) -> Camera:
        """Where the movement under way ends; at rest, the camera."""
        return self._aim

    @property
    def scale(self) -> float:
        """px per pt."""
        return self._camera.scale

    @property
    def fitted(self) -> bool:
        """The whole sheet is in view and stays so when the widget is resized."""
        return self._fitted

    @property
    def moving(self) -> bool:
        return self._move.running or self._shift.running

    @property
    def theme(self) -> Theme:
        return self._appearance.theme

    @property
    def appearance(self) -> Appearance:
        """What shows how strongly, or is about to."""
        return self._appearance

    @property
    def view_size(self) -> Size:
        return float(max(self.width(), 1)), float(max(self.height(), 1))

    def show_picture(self, layout: DiagramLayout | None) -> None:
        """Show it at once, or with None nothing."""
        self._move.stop()
        self._shift.stop()
        self._picture = layout
        self._between = Between(layout, {}) if layout else None
        self._fade.finish()
        self._frames.forget()
        self._follow_flow()
        self.update()

    def glide_picture(self, layout: DiagramLayout, held: str | None = None) -> None:
        """Go over to another layout of the same diagram. A fitted view ends fitted; else
        the component `held` stays where it is in the view."""
        if self._between is None or not self.isVisible():
            self.show_picture(layout)
            self.look_at(self._aim, glide=False, fitted=self._fitted)
            return
        way = Transition(self._between, layout)
        old, new = box_of(self._between.layout, held), box_of(layout, held)
        self._picture = layout
        self._follow_flow()

        def step(t: float) -> None:
            self._between = way.at(t)
            self._repaint_all()

        if self._heavy:
            self._frames.keep_for_fade()
            self._frames.forget()
            self._fade.start(FADE, self._fade_frame)
        self._shift.start(0 if self._heavy else CAMERA, step)
        aim, now = self._aim, self._camera
        if old and new and not self._fitted:
            dx, dy = new.center.x - old.center.x, new.center.y - old.center.y
            aim = Camera(now.x + dx, now.y + dy, now.scale)
        self.look_at(aim, glide=not self._heavy, fitted=self._fitted)

    def set_appearance(self, appearance: Appearance, fade: bool = True) -> None:
        """Show it so, fading over from what shows now. The same look again paints nothing anew."""
        if appearance == self._appearance:
            return
        if appearance.theme is not self._appearance.theme:
            self._frames.forget()
        self._appearance = appearance
        start, self._opacity = self._opacity, appearance.opacity
        self._follow_flow()
        self._fade.stop()
        self._repaint_all()
        if not fade or start == appearance.opacity or not self.isVisible():
            self._frames.fade(1)
        elif max(len(start), len(appearance.opacity)) > MANY:
            self._frames.keep_for_fade()
            self._fade.start(FADE, self._fade_frame)
        else:
            self._frames.fade(1)
            self._fade_strengths(start, appearance.opacity)

    def _fade_frame(self, t: float) -> None:
        self._frames.fade(t)
        self.update()

    def _fade_strengths(self, start: Mapping[str, float], end: Mapping[str, float]) -> None:
        pairs = [(id, start.get(id, 0.0), end.get(id, 0.0)) for id in {**start, **end}]

        def step(t: float) -> None:
            self._opacity = {id: a + (b - a) * t for id, a, b in pairs} if t < 1 else end
            self._repaint_all()

        self._fade.start(FADE, step)

    def set_lit(self, components: frozenset[str]) -> None:
        """Light those components up, as with a text marker."""
        if components != self._highlighted:
            self._highlighted = components
            self.update()

    def _follow_flow(self) -> None:
        if self._appearance.flowing or self._flowing.edges:
            self._flowing.follow(self._picture, self._appearance.flowing, self.isVisible())

    def _repaint_flow(self) -> None:
        for box in reach(self._flowing.edges):
            self._update_part(box)

    def set_hover(self, element: str | None) -> None:
        """Outline that element."""
        before, self._under = self._under, element
        if element == before:
            return
        for changed in (before, element):
            box = bounds_of(self.painted, changed) if self.painted else None
            if box is not None:
                self._update_part(box)

    @property
    def bare(self) -> bool:
        """It shows the picture alone, for an audience."""
        return self._bare

    def set_bare(self, on: bool) -> None:
        """The picture alone, for presenting: title and legend keep to the corners, from wherever
        one looks."""
        self._bare = on
        self._repaint_all()
        if self._fitted:
            self.fit(glide=False)

    # Where one looks from

    def sheet(self) -> Box:
        """The whole sheet with title and legend, in the diagram's pt."""
        if self._sheet[0] is not self._picture:
            whole = sheet_of(self._picture) if self._picture else NO_SHEET
            self._sheet = self._picture, whole
        return self._sheet[1]

    def visible_region(self) -> Box:
        """What of the sheet is in view, in pt from the sheet's top left corner."""
        return seen_of(self.sheet(), self._camera.view(self.view_size))

    def look_at(
        self, camera: Camera, glide: bool = True, fitted: bool = False, time: int = CAMERA
    ) -> None:
        """Look from there, at once or gliding for `time` ms; `fitted`: from where all is in view."""
        end = self._fit_camera() if fitted else camera.clamp(self.sheet(), self.view_size)
        self._fitted, self._aim = fitted, end
        start = self._camera
        if glide and end != start and self.isVisible():
            self._move.start(time, lambda t: self._set_camera(start.toward(end, t), t < 1))
        else:
            self._move.stop()
            self._set_camera(end)

    def fit(self, glide: bool = True) -> None:
        """The whole sheet in view."""
        if self._picture is not None:
            self.look_at(self._aim, glide, fitted=True)

    def zoom_by(self, factor: float, at: Point | None = None, glide: bool = True) -> None:
        """Zoom about a point of the view (px), or its middle."""
        width, height = self.view_size
        point = at or Point(width / 2, height / 2)
        start = self._aim if glide else self._camera
        self.look_at(start.zoom_about(point, factor, self.view_size), glide)
        if not glide:
            self._rough = True  # more is likely to follow
            self._refine.start()

    def pan_by(self, dx: float, dy: float, glide: bool = False) -> None:
        """The picture moves by so many px."""
        start = self._aim if glide else self._camera
        self.look_at(start.pan(dx, dy), glide)

    def zoom_in(self) -> None:
        self.zoom_by(STEP)

    def zoom_out(self) -> None:
        self.zoom_by(1 / STEP)

    def actual_size(self) -> None:
        """100 %: one pixel a point."""
        self.look_at(self._aim.zoomed_to(1.0))

    def _fit_camera(self) -> Camera:
        if self._bare and self._picture is not None:
            whole = Box(0, 0, self._picture.width, self._picture.height).inflated(HALF_LINE)
            (width, height), (above, below) = self.view_size, self._taken()
            camera = Camera.fit(whole, (width * WHOLE_FILL, max(height - above - below, 1.0)))
            return camera.pan(0, (above - below) / 2)
        return Camera.fit(self.sheet(), self.view_size, FILL, LARGEST_FIT)

    def _taken(self, layout: DiagramLayout | None = None) -> tuple[float, float]:
        """How much of the view's head and foot (px) is not for the picture, or for another one."""
        layout = layout or self._picture
        if not self._bare or layout is None:
            return 0.0, self._covered
        above, below = bands(layout, self.view_size)
        return above, below + self._covered

    def _set_camera(self, camera: Camera, rough: bool = False) -> None:
        old, self._camera = self._camera, camera
        self._rough = rough
        self.update()
        if old == camera:
            return
        if old.scale != camera.scale:
            self.scale_changed.emit(camera.scale)
        self.camera_changed.emit()

    # Painting

    @property
    def _heavy(self) -> bool:
        """Too much to be painted anew in each frame of a movement."""
        return len(self._appearance.opacity) > MANY

    def _ratio(self) -> float:
        """Device pixels per px; fewer while something moves on a screen that has too many of them
        to be painted in each frame."""
        ratio = self.devicePixelRatioF()
        if not (self.moving or self._fade.running):
            return ratio
        width, height = self.view_size
        return min(ratio, sqrt(MOVED / (width * height)))

    def _repaint_all(self) -> None:
        self._frames.invalidate()
        self.update()

    def _update_part(self, box: Box) -> None:
        """What is painted over a box in pt has changed."""
        corner = self._camera.to_view(Point(box.x, box.y), self.view_size)
        size = (box.width * self.scale, box.height * self.scale)
        self.update(QRectF(*corner, *size).toAlignedRect().adjusted(-1, -1, 1, 1) & self.rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._between is None:
            self._paint_words(painter)
        else:
            view = FrameView(self._camera, self.view_size, self._ratio())
            canvas = QColor(self.theme.canvas)
            whole = self._fitted and self._camera == self._aim
            draft = self._rough and self._heavy
            self._frames.put(painter, view, canvas, whole=whole, draft=draft, key=self._frame_key())
            self._paint_lit(painter, view, self._between.layout)
            self._paint_above(painter, view, self._between.layout)
            self._paint_fade(painter, self._camera, self.view_size)
            self.paint_corners(painter, self.view_size)
            self._paint_over(painter)
        painter.end()

    def _frame_key(self) -> Hashable:
        """What is painted, where it is worth keeping."""
        appearance = self._appearance
        if not self._heavy or self._shift.running:
            return None
        return (
            appearance.layers,
            appearance.shown,
            appearance.selection,
            appearance.highlighted,
            appearance.done,
        )

    def _sharpen(self) -> None:
        if not self._move.running:
            self._rough = False
            self.update()

    def _paint_sheet(self, painter: QPainter, view: FrameView, clip: Box) -> None:
        between = self._between
        if between is None:
            return
        opacity = self._opacity
        if between.presence:
            opacity = {id: s * between.presence.get(id, 1.0) for id, s in opacity.items()}
        appearance = replace(self._appearance, opacity=opacity)
        draw(painter, between.layout, appearance, view.camera.scale * view.ratio, clip)
        if self._bare:
            return
        around = frame(between.layout, appearance.layers)
        painter.translate(-around.picture.x, -around.picture.y)
        draw_frame(painter, around, between.layout, appearance.theme)

    def paint_corners(self, painter: QPainter, size: Size) -> None:
        """Title and legend over a picture of that size (px) that is alone."""
        if self._bare and self._between is not None:
            draw_corners(painter, self._between.layout, self._appearance.layers, self.theme, size)

    def paint_from(self, painter: QPainter, camera: Camera, size: Size) -> None:
        """Paint what shows now from another camera, with the canvas behind it, into the
        painter's topmost left rectangle of that size (px)."""
        painter.save()
        painter.fillRect(QRectF(0, 0, *size), QColor(self.theme.canvas))
        if self._between is not None:
            view = FrameView(camera, size, painter.device().devicePixelRatioF())
            view.enter(painter)
            self._paint_sheet(painter, view, camera.view(size))
            painter.restore()
            self._paint_lit(painter, view, self._between.layout)
            self._paint_fade(painter, camera, size)
        else:
            painter.restore()

    def _paint_fade(self, painter: QPainter, camera: Camera, size: Size) -> None:
        """At the border of the shot, where it stands or is about to: on the way there it does not
        move. From another camera, where that sees it."""
        shot = self._shot
        if shot is None or shot.whole:
            return
        corner = self._aim.to_view(Point(shot.box.x, shot.box.y), self.view_size)
        scale = self._aim.scale
        if camera != self._camera:
            corner = camera.to_view(self._camera.to_diagram(corner, self.view_size), size)
            scale *= camera.scale / self._camera.scale
        box = Box(*corner, shot.box.width * scale, shot.box.height * scale)
        by = FADE_OUT * part_of_screen((box.width, box.height))
        draw_fade(painter, box, by, Box(0, 0, *size), self.theme)

    def _paint_lit(self, painter: QPainter, view: FrameView, layout: DiagramLayout) -> None:
        if self._highlighted:
            painter.save()
            view.enter(painter)
            appearance = replace(self._appearance, opacity=self._opacity)
            draw_lit(painter, layout, appearance, self.scale, self._highlighted)
            painter.restore()

    def _paint_above(self, painter: QPainter, view: FrameView, layout: DiagramLayout) -> None:
        """The dots that flow, and what the pointer is over."""
        appearance = replace(self._appearance, opacity=self._opacity)
        painter.save()
        view.enter(painter)
        if self._flowing.running and not self._shift.running:
            draw_flow(painter, self._flowing.edges, appearance, self._flowing.seconds)
        if self._under is not None:
            draw_hover(painter, layout, appearance, view.camera.scale * view.ratio, self._under)
        painter.restore()

    def _paint_over(self, painter: QPainter) -> None:
        """What changes without the picture being painted anew."""

    def _paint_words(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(self.theme.canvas))
        painter.setPen(QColor(self.theme.muted))
        room = self.rect().adjusted(24, 24, -24, -24)
        painter.drawText(room, CENTRED, self.words())

    def words(self) -> str:
        """What stands in place of a picture."""
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._repaint_all()
        if self._fitted:
            self.fit(glide=False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves unseen."""
        for movement in (self._move, self._shift, self._fade):
            movement.finish()
        self._refine.stop()
        self._flowing.stop()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_flow()
