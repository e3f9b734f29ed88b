"""What is painted of a picture, from the sheet up to what the pointer is over."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.layout.frame import frame
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.render.fade import draw_fade
from app.render.flow import draw_flow
from app.render.painter import (
    Appearance,
    draw_frame,
    draw_handles,
    draw_highlighted,
    draw_hover,
    draw_marks,
    draw_steps,
)
from app.scene.shot import FADE as FADE_OUT
from app.scene.shot import Shot, part_of_screen
from app.scene.theme import LIGHT
from app.ui.views.canvas.camera import Camera, Size
from app.ui.views.canvas.corners import draw_corners
from app.ui.views.canvas.far_view import FarView
from app.ui.views.canvas.flowing import Flowing
from app.ui.views.canvas.frame_cache import FrameView
from app.ui.views.canvas.looking import Looking
from app.ui.views.canvas.transition import Between


class Painting:
    """What shows, how strongly, and what is put over it."""

    def __init__(self, looking: Looking, flowing: Flowing) -> None:
        self._looking, self._flowing = looking, flowing
        self.between: Between | None = None  # what is painted: the picture, or on the way to it
        self.appearance = Appearance(LIGHT, {})  # or about to
        self.opacity: Mapping[ElementId, float] = {}  # the appearance's, or on the way to it
        self.under: ElementId | None = None  # the pointer
        self.highlighted: frozenset[ElementId] = frozenset()  # as with a text marker
        self.shot: Shot | None = None  # what one looks at, until one looks elsewhere
        self.unnamed: frozenset[str] = frozenset()  # layers whose names the legend leaves out
        self.far = FarView()
        self.titled = True
        self.keyed = True  # the legend says what the author's colours do

    def sheet(self, painter: QPainter, view: FrameView, clip: Box) -> Generator[None, None, None]:
        """What of the picture lies in `clip` (pt), in steps of some ms; the painter maps pt, and is left
        alone between them."""
        between = self.between
        if between is None:
            return
        opacity = self.opacity
        if between.presence:
            opacity = {id: s * between.presence.get(id, 1.0) for id, s in opacity.items()}
        appearance = replace(self.appearance, opacity=opacity)
        yield from self.far.renew(appearance, view.camera.scale)
        thinned = self.far.thinned(appearance, view.camera.scale)
        appearance = replace(appearance, opacity=thinned)
        yield
        scale = view.camera.scale * view.ratio
        yield from draw_steps(painter, between.layout, appearance, scale, clip)
        if self._looking.bare:
            return
        around = frame(between.layout, appearance.layers)
        painter.translate(-around.picture.x, -around.picture.y)
        draw_frame(painter, around, between.layout, appearance.theme)

    def over(self, painter: QPainter, view: FrameView, shifting: bool) -> None:
        """What is above the sheet; no dots run while the layout is `shifting`."""
        self._put_highlighted(painter, view)
        self._put_above(painter, view, shifting)
        self._put_far(painter, view)
        self._put_fade(painter, view.camera, view.size)
        self.corners(painter, view.size)

    def corners(self, painter: QPainter, size: Size) -> None:
        """Title and legend over a picture of that size (px) that is alone."""
        if self._looking.bare and self.between is not None:
            layout, layers = self.between.layout, self.appearance.layers - self.unnamed
            said = self.titled, self.keyed
            draw_corners(painter, layout, layers, self.appearance.theme, size, *said)

    def marks(self, painter: QPainter, view: FrameView, components: tuple[ElementId, ...]) -> None:
        """The ways into the diagrams that those have of their own."""
        if self.between is None or not components:
            return
        painter.save()
        view.enter(painter)
        appearance = replace(self.appearance, opacity=self.opacity)
        draw_marks(painter, self.between.layout, appearance, view.camera.scale, components)
        painter.restore()

    def handles(
        self, painter: QPainter, view: FrameView, places: Iterable[tuple[ElementId, Box]]
    ) -> None:
        """What folds these clusters, each in its box (pt)."""
        if self.between is None:
            return
        painter.save()
        view.enter(painter)
        appearance = replace(self.appearance, opacity=self.opacity)
        draw_handles(painter, self.between.layout, appearance, places)
        painter.restore()

    def paint_from(self, painter: QPainter, camera: Camera, size: Size) -> None:
        """Paint what shows now from another camera, with the canvas behind it, into the
        painter's topmost left rectangle of that size (px)."""
        painter.save()
        painter.fillRect(QRectF(0, 0, *size), QColor(self.appearance.theme.canvas))
        if self.between is not None:
            view = FrameView(camera, size, painter.device().devicePixelRatioF())
            view.enter(painter)
            for _ in self.sheet(painter, view, camera.view(size)):
                pass
            painter.restore()
            self._put_highlighted(painter, view)
            self._put_far(painter, view)
            self._put_fade(painter, camera, size)
        else:
            painter.restore()

    def _put_fade(self, painter: QPainter, camera: Camera, size: Size) -> None:
        """At the border of the shot, where it stands or is about to: on the way there it does not
        move. From another camera, where that sees it."""
        shot, looking = self.shot, self._looking
        if shot is None or shot.whole:
            return
        corner = looking.aim.to_view(Point(shot.box.x, shot.box.y), looking.size)
        scale = looking.aim.scale
        if camera != looking.camera:
            corner = camera.to_view(looking.camera.to_diagram(corner, looking.size), size)
            scale *= camera.scale / looking.scale
        box = Box(*corner, shot.box.width * scale, shot.box.height * scale)
        by = FADE_OUT * part_of_screen((box.width, box.height))
        draw_fade(painter, box, by, Box(0, 0, *size), self.appearance.theme)

    def _put_far(self, painter: QPainter, view: FrameView) -> None:
        """Large names, and lines for many edges, where one looks from far away."""
        appearance = replace(self.appearance, opacity=self.opacity)
        self.far.paint(painter, appearance, view.camera, view.size)

    def _put_highlighted(self, painter: QPainter, view: FrameView) -> None:
        if self.highlighted and self.between is not None:
            painter.save()
            view.enter(painter)
            appearance = replace(self.appearance, opacity=self.opacity)
            draw_highlighted(
                painter, self.between.layout, appearance, self._looking.scale, self.highlighted
            )
            painter.restore()

    def _put_above(self, painter: QPainter, view: FrameView, shifting: bool) -> None:
        """The dots that flow, and what the pointer is over."""
        if self.between is None:
            return
        appearance = replace(self.appearance, opacity=self.opacity)
        painter.save()
        view.enter(painter)
        if self._flowing.running and not shifting:
            draw_flow(painter, self._flowing.edges, appearance, self._flowing.seconds)
        if self.under is not None:
            scale = view.camera.scale * view.ratio
            draw_hover(painter, self.between.layout, appearance, scale, self.under)
        painter.restore()
