"""A laid-out diagram in a widget, from a camera. It moves, and knows no view state."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from math import sqrt

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from app.model.diagram_layout import DiagramLayout, box_of
from app.model.folding import stand_in
from app.model.geometry import Box, Point
from app.model.ids import ElementId
from app.render.flow import reach
from app.render.painter import Appearance
from app.scene.theme import Theme
from app.ui.kit.motion import CAMERA, FADE, Movement
from app.ui.views.canvas.boxes import bounds_of
from app.ui.views.canvas.camera import Camera
from app.ui.views.canvas.flowing import Flowing
from app.ui.views.canvas.frame_cache import FrameCache, FrameView
from app.ui.views.canvas.looking import Looking
from app.ui.views.canvas.painting import Painting
from app.ui.views.canvas.selecting import seen
from app.ui.views.canvas.transition import Between, Transition

MANY = 150  # visible elements; beyond, whole frames are kept and a new layout does not glide
SLOW = 1500  # visible elements; beyond, a frame takes longer than one event may
MOVED = 2.1e6  # device pixels that are painted in a frame of a movement, at most
CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class CanvasViewport(QObject):
    """Shows a picture in `widget`, whose size it has: `show_layout`, `glide_layout`,
    `set_appearance`. The widget tells it to `paint`, when it is `resized` or `hidden`, and
    when it shows to `follow_flow`."""

    layout: DiagramLayout | None
    """What is shown, or is being gone over to."""
    looking: Looking
    painting: Painting
    fade: Movement

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        widget.setMinimumSize(160, 120)
        self.layout = None
        self.looking = Looking(widget)
        self.flowing = Flowing(self._repaint_flow, self)
        self.painting = Painting(self.looking, self.flowing)
        self._shift = Movement(self)  # of the layout
        self.fade = Movement(self)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._frames = FrameCache(self.painting.sheet, self._again.start, widget.update)
        self._again.timeout.connect(self._frames.paint_on)

    # What is shown

    @property
    def painted(self) -> DiagramLayout | None:
        """What is on the screen: the picture, or what is on the way to it."""
        between = self.painting.between
        return between.layout if between else None

    @property
    def moving(self) -> bool:
        return self.looking.moving or self._shift.running

    @property
    def seen(self) -> bool:
        """Somebody may see it."""
        return self._widget.isVisible()

    @property
    def theme(self) -> Theme:
        return self.painting.appearance.theme

    @property
    def appearance(self) -> Appearance:
        """What shows how strongly, or is about to."""
        return self.painting.appearance

    def show_layout(self, layout: DiagramLayout | None) -> None:
        """Show it at once, or with None nothing."""
        self.looking.stop()
        self._shift.stop()
        self.layout = layout
        self.looking.take(layout)
        self.painting.between = Between(layout, {}) if layout else None
        self.painting.far.layout = layout
        self.fade.finish()
        self._frames.forget()
        self.follow_flow()
        self._widget.update()

    def glide_layout(
        self,
        layout: DiagramLayout,
        turned: ElementId | None = None,
        held: ElementId | None = None,
    ) -> None:
        """Go over to another layout of the same diagram. A fitted view ends fitted; else the upper right
        corner of the cluster that was `turned`, folded or opened, stays where it is in the view, as far as
        all of an opened one is then seen; or without one the component `held`. What is too large to move fades over; what
        is drawn in another style does both."""
        looking, start = self.looking, self.painting.between
        if start is None or not self.seen:
            self.show_layout(layout)
            looking.look_at(looking.aim, glide=False, fitted=looking.fitted)
            return
        way = Transition(start, layout)
        move = _move(start.layout, layout, turned, held)
        self.layout = layout
        self.looking.take(layout)
        self.follow_flow()

        def step(t: float) -> None:
            self.painting.between = way.at(t)
            self.painting.far.layout = layout if t >= 1 else None
            self.repaint_all()

        fades = self._heavy
        if fades or layout.style is not start.layout.style:
            self._frames.keep_for_fade()
            self._frames.forget()
            self.fade.start(FADE, self._fade_frame)
        self._shift.start(0 if fades else CAMERA, step)
        aim, now = looking.aim, looking.camera
        if move and not looking.fitted:
            aim = Camera(now.x + move.x, now.y + move.y, now.scale)
            if turned in layout.clusters:
                aim = seen(layout.clusters[turned].box, (), aim, looking.size)
        looking.look_at(aim, glide=not fades, fitted=looking.fitted)

    def set_appearance(self, appearance: Appearance, fade: bool = True) -> None:
        """Show it so, fading over from what shows now. The same appearance again paints nothing."""
        painting = self.painting
        if appearance == painting.appearance:
            return
        if appearance.theme is not painting.appearance.theme:
            self._frames.forget()
        painting.appearance = appearance
        start, painting.opacity = painting.opacity, appearance.opacity
        self.follow_flow()
        self.fade.stop()
        self.repaint_all()
        if not fade or start == appearance.opacity or not self.seen:
            self._frames.fade(1)
        elif max(len(start), len(appearance.opacity)) > MANY:
            self._frames.keep_for_fade()
            self.fade.start(FADE, self._fade_frame)
        else:
            self._frames.fade(1)
            self._fade_opacities(start, appearance.opacity)

    def _fade_frame(self, t: float) -> None:
        self._frames.fade(t)
        self._widget.update()

    def _fade_opacities(
        self, start: Mapping[ElementId, float], end: Mapping[ElementId, float]
    ) -> None:
        pairs = [(id, start.get(id, 0.0), end.get(id, 0.0)) for id in {**start, **end}]

        def step(t: float) -> None:
            self.painting.opacity = {id: a + (b - a) * t for id, a, b in pairs} if t < 1 else end
            self.repaint_all()

        self.fade.start(FADE, step)

    def set_highlighted(self, components: frozenset[ElementId]) -> None:
        """Light those components up, as with a text marker."""
        if components != self.painting.highlighted:
            self.painting.highlighted = components
            self._widget.update()

    def set_hover(self, element: ElementId | None) -> None:
        """Outline that element."""
        before, self.painting.under = self.painting.under, element
        if element == before:
            return
        for changed in (before, element):
            box = bounds_of(self.painted, changed) if self.painted else None
            if box is not None:
                self._update_part(box)

    def set_bare(self, on: bool) -> None:
        """The picture alone, for presenting: title and legend keep to the corners, from wherever
        one looks."""
        self.looking.bare = on
        self.resized()

    def follow_flow(self) -> None:
        """The dots run, where they are seen: the widget is shown, or something else is lit."""
        flowing = self.appearance.flowing
        if flowing or self.flowing.edges:
            self.flowing.follow(self.layout, flowing, self.seen)

    def _repaint_flow(self) -> None:
        for box in reach(self.flowing.edges):
            self._update_part(box)

    # Painting

    @property
    def _heavy(self) -> bool:
        """Too much to be painted anew in each frame of a movement."""
        return len(self.appearance.opacity) > MANY

    def _ratio(self) -> float:
        """Device pixels per px; fewer while something moves on a screen that has too many of them
        to be painted in each frame."""
        ratio = self._widget.devicePixelRatioF()
        if not (self.moving or self.fade.running):
            return ratio
        width, height = self.looking.size
        return min(ratio, sqrt(MOVED / (width * height)))

    def repaint_all(self) -> None:
        self._frames.invalidate()
        self._widget.update()

    def place_of(self, box: Box) -> QRectF:
        """Where a box in pt stands in the view, px."""
        corner = self.looking.camera.to_view(Point(box.x, box.y), self.looking.size)
        scale = self.looking.scale
        return QRectF(*corner, box.width * scale, box.height * scale)

    def _update_part(self, box: Box) -> None:
        """What is painted over a box in pt has changed."""
        part = self.place_of(box).toAlignedRect().adjusted(-1, -1, 1, 1)
        self._widget.update(part & self._widget.rect())

    def paint(self, painter: QPainter, words: str) -> bool:
        """The picture; False where there is none, and the words in its place."""
        canvas, looking = QColor(self.theme.canvas), self.looking
        if self.painting.between is None:
            room = self._widget.rect()
            painter.fillRect(room, canvas)
            painter.setPen(QColor(self.theme.muted))
            painter.drawText(room.adjusted(24, 24, -24, -24), CENTRED, words)
            return False
        view = FrameView(looking.camera, looking.size, self._ratio())
        whole = looking.fitted and looking.camera == looking.aim and looking.left is None
        draft = looking.rough and self._heavy
        slow = len(self.appearance.opacity) > SLOW
        how = {"whole": whole, "draft": draft, "slow": slow}
        self._frames.put(painter, view, canvas, **how, key=self._frame_key())
        self.painting.over(painter, view, self._shift.running)
        return True

    def _frame_key(self) -> Hashable:
        """What is painted, where it is worth keeping."""
        appearance = self.appearance
        if not self._heavy or self._shift.running:
            return None
        masked = frozenset(appearance.masked.items())
        return (
            appearance.layers,
            appearance.shown,
            appearance.selection,
            appearance.highlighted,
            appearance.done,
            masked,
        )

    # The widget

    def resized(self) -> None:
        self.repaint_all()
        if self.looking.fitted:
            self.looking.fit(glide=False)

    def hidden(self) -> None:
        """Nothing moves unseen."""
        self.looking.finish()
        for movement in (self._shift, self.fade):
            movement.finish()
        self.flowing.stop()
        self._frames.stop()


def _move(
    old: DiagramLayout, new: DiagramLayout, turned: ElementId | None, held: ElementId | None
) -> Point | None:
    """By how much one has to look elsewhere, so that what is to stay in the view does (pt)."""
    if turned is not None:
        before, after = _whole_box(old, turned), _whole_box(new, turned)
        if before and after:
            return Point(after.right - before.right, after.y - before.y)
    before = box_of(old, stand_in(old.diagram, held))
    after = box_of(new, stand_in(new.diagram, held))
    if before is None or after is None:
        return None
    return Point(after.center.x - before.center.x, after.center.y - before.center.y)


def _whole_box(layout: DiagramLayout, cluster: ElementId) -> Box | None:
    """Its border, folded or open."""
    place, node = layout.clusters.get(cluster), layout.nodes.get(cluster)
    return place.box if place else node.icon if node else None
