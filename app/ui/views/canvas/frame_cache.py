"""The last painted frame, used again wherever that is exact or, in motion, good enough."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable
from dataclasses import dataclass
from math import ceil
from time import perf_counter

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from app.model.geometry import Box, Point
from app.ui.views.canvas.camera import Camera, Size

AT_ONCE = 0.005  # seconds that a slow frame is painted in one event
KEPT = 4  # whole frames; at 1920 × 1080 each takes 8 MB


@dataclass(frozen=True, slots=True)
class FrameView:
    """From where, how large (px), and device pixels per px."""

    camera: Camera
    size: Size
    ratio: float

    @property
    def rect(self) -> QRect:
        """Of the view, in px."""
        return QRect(0, 0, ceil(self.size[0]), ceil(self.size[1]))

    def enter(self, painter: QPainter) -> None:
        """From now on the painter maps pt of the diagram to px of the view."""
        painter.translate(self.size[0] / 2, self.size[1] / 2)
        painter.scale(self.camera.scale, self.camera.scale)
        painter.translate(-self.camera.x, -self.camera.y)


@dataclass(slots=True)
class _CachedFrame:
    image: QImage
    view: FrameView

    def place(self, view: FrameView) -> QRectF:
        """Where it would stand in that view, px."""
        seen = self.view.camera.view(self.view.size)
        corner = view.camera.to_view(Point(seen.x, seen.y), view.size)
        factor = view.camera.scale / self.view.camera.scale
        return QRectF(*corner, self.view.size[0] * factor, self.view.size[1] * factor)

    def put(self, painter: QPainter, view: FrameView) -> None:
        scaled = self.view.camera.scale != view.camera.scale
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scaled)
        painter.drawImage(self.place(view), self.image, QRectF(self.image.rect()))


@dataclass(slots=True)
class _NextFrame:
    """One that is being painted, a little in each event. `whole`: it shows all there is."""

    frame: _CachedFrame
    painter: QPainter
    steps: Generator[None, None, None]
    key: Hashable
    whole: bool


class FrameCache:
    """Holds the frame. `paint(painter, view, clip)` paints what lies in `clip` (pt), in steps; the
    painter then maps pt and is clipped to it. `go_on` is called where `paint_on` is to be called in an event
    of its own, as a frame is not painted to its end, and `done` where that is to be put."""

    def __init__(
        self,
        paint: Callable[[QPainter, FrameView, Box], Generator[None, None, None]],
        go_on: Callable[[], object] = lambda: None,
        done: Callable[[], object] = lambda: None,
    ) -> None:
        self._paint, self._go_on, self._done = paint, go_on, done
        self._next: _NextFrame | None = None
        self._shot: _CachedFrame | None = None
        self._overview: _CachedFrame | None = (
            None  # a frame that showed all, for what comes into view
        )
        self._spare = QImage()
        self._kept: OrderedDict[tuple[Hashable, FrameView], QImage] = OrderedDict()
        self._stale = True
        self._before: _CachedFrame | None = None  # what is faded out
        self._faded = 0.0

    def invalidate(self) -> None:
        """What is painted has changed."""
        self._stale = True
        self._drop()

    def stop(self) -> None:
        """Nothing is painted further until the next frame is put: an image that is being painted must
        not go with the program."""
        self._drop()

    def forget(self) -> None:
        """Another picture: no frame of the old one is good enough, but to fade out."""
        self._drop()
        self._shot = self._overview = None
        self._kept.clear()
        self._stale = True

    def keep_for_fade(self) -> None:
        """What shows now is what `fade` fades out."""
        if self._shot is None:
            return
        image = QImage(self._shot.image)
        view = self._shot.view
        if self._before is not None:
            painter = QPainter(image)
            self._put_before(painter, view)
            painter.end()
        self._before, self._faded = _CachedFrame(image, view), 0.0

    def fade(self, t: float) -> None:
        """How far it is gone, 0..1."""
        self._faded = t
        if t >= 1 and self._next is None:
            self._before = None

    def put(
        self,
        painter: QPainter,
        view: FrameView,
        canvas: QColor,
        *,
        whole: bool,
        draft: bool,
        slow: bool = False,
        key: Hashable = None,
    ) -> None:
        """Paint the view. `whole`: it shows all there is. Where `draft` is given, a scaled frame
        is good enough. One that is `slow` is painted a little at a time, and the last one shows until it
        is done. `key` names what is painted: its frames are kept, and come back at once
        (a layer off and on again)."""
        exact = self._renew(view, canvas, whole, draft, slow, key)
        if self._shot is not None:
            if exact:
                coarse = view.ratio != painter.device().devicePixelRatioF()
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, coarse)
                painter.drawImage(0, 0, self._shot.image)
            else:
                if not self._shot.place(view).contains(QRectF(view.rect)):
                    painter.fillRect(view.rect, canvas)
                    if self._overview is not None:
                        self._overview.put(painter, view)
                self._shot.put(painter, view)
        if self._before is not None:
            self._put_before(painter, view)

    def paint_on(self) -> None:
        """Paint what there is time for of a frame that was begun."""
        if self._next is not None and self._advance():
            self._done()

    def _put_before(self, painter: QPainter, view: FrameView) -> None:
        if self._before is not None:
            painter.setOpacity(1 if self._next is not None else 1 - self._faded)
            self._before.put(painter, view)
            painter.setOpacity(1)

    def _renew(
        self,
        view: FrameView,
        canvas: QColor,
        whole: bool,
        draft: bool,
        slow: bool,
        key: Hashable,
    ) -> bool:
        if self._next is not None and (self._next.frame.view, self._next.key) == (view, key):
            return False  # an event may put it several times
        self._drop()
        shot = self._sized(view, canvas, slow)
        parts: list[QRect] = []
        if self._stale:
            parts = [view.rect]
        elif view.camera != shot.view.camera:
            moved = _moved(shot.view, view)
            if moved is not None:
                parts = self._scroll(shot, moved, view)
            elif draft and view.camera.scale != shot.view.camera.scale:
                return False
            else:
                parts = [view.rect]
        anew = parts == [view.rect]
        kept = self._kept.get((key, view)) if anew else None
        if slow and anew and kept is None:
            image = QImage(shot.image.size(), shot.image.format())
            image.setDevicePixelRatio(view.ratio)
            frame = _CachedFrame(image, view)
            self._next = _NextFrame(frame, *self._begun(frame, view.rect, canvas), key, whole)
            return self._advance()
        shot.view = view
        self._stale = False
        if kept is not None:
            self._kept.move_to_end((key, view))
            shot.image = QImage(kept)
            return True
        for part in parts:
            if not part.isEmpty():
                painter, steps = self._begun(shot, part, canvas)
                for _ in steps:
                    pass
                painter.end()
        if anew:
            self._keep(shot, key, whole)
        return True

    def _sized(self, view: FrameView, canvas: QColor, slow: bool) -> _CachedFrame:
        """The last frame, or one of that view's size that is to be painted."""
        last = self._shot
        if last is not None and (last.view.size, last.view.ratio) == (view.size, view.ratio):
            return last
        pixels = QSize(ceil(view.size[0] * view.ratio), ceil(view.size[1] * view.ratio))
        image = QImage(pixels, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(view.ratio)
        if slow:
            _fill(image, canvas, last)
        self._stale = True
        self._shot = _CachedFrame(image, view)
        return self._shot

    def _advance(self) -> bool:
        """Paint what there is time for; whether the frame is done."""
        coming = self._next
        if coming is None:
            return False
        end = perf_counter() + AT_ONCE
        for _ in coming.steps:
            if perf_counter() > end:
                self._go_on()
                return False
        self._drop()
        self._shot, self._stale = coming.frame, False
        self._keep(coming.frame, coming.key, coming.whole)
        if self._faded >= 1:
            self._before = None
        return True

    def _drop(self) -> None:
        if self._next is not None:
            self._next.steps.close()
            self._next.painter.end()
            self._next = None

    def _keep(self, shot: _CachedFrame, key: Hashable, whole: bool) -> None:
        """One that was painted anew."""
        if key is not None:
            self._kept[key, shot.view] = QImage(shot.image)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        if whole:
            self._overview = _CachedFrame(QImage(shot.image), shot.view)

    def _scroll(self, shot: _CachedFrame, by: QPoint, view: FrameView) -> list[QRect]:
        """Move what is painted; returns what came into view."""
        if self._spare.size() != shot.image.size():
            self._spare = QImage(shot.image.size(), shot.image.format())
        self._spare.setDevicePixelRatio(1)
        painter = QPainter(self._spare)
        shot.image.setDevicePixelRatio(1)
        painter.drawImage(by, shot.image)
        painter.end()
        self._spare.setDevicePixelRatio(view.ratio)
        shot.image, self._spare = self._spare, shot.image
        x, y = round(by.x() / view.ratio), round(by.y() / view.ratio)
        width, height = view.rect.width(), view.rect.height()
        across = QRect(0, 0 if y > 0 else height + y, width, abs(y))
        down = QRect(0 if x > 0 else width + x, max(y, 0), abs(x), height - abs(y))
        return [across, down]

    def _begun(
        self, shot: _CachedFrame, part: QRect, canvas: QColor
    ) -> tuple[QPainter, Generator[None, None, None]]:
        """What paints that part, and in which steps."""
        camera, size = shot.view.camera, shot.view.size
        corner = camera.to_diagram(Point(part.x(), part.y()), size)
        painter = QPainter(shot.image)
        painter.setClipRect(part)
        painter.fillRect(part, canvas)
        shot.view.enter(painter)
        clip = Box(*corner, part.width() / camera.scale, part.height() / camera.scale)
        return painter, self._paint(painter, shot.view, clip)


def _fill(image: QImage, canvas: QColor, last: _CachedFrame | None) -> None:
    """What shows until there is a frame of that size: the last one, where it was."""
    image.fill(canvas)
    if last is not None:
        painter = QPainter(image)
        painter.drawImage(0, 0, last.image)
        painter.end()


def _moved(old: FrameView, new: FrameView) -> QPoint | None:
    """How many device pixels the picture has moved, where it moved by whole ones (and whole
    px, in which parts are painted) and no more than half of the view."""
    if old.camera.scale != new.camera.scale:
        return None
    by = []
    for was, now, room in zip(
        (old.camera.x, old.camera.y), (new.camera.x, new.camera.y), new.size, strict=True
    ):
        moved = (was - now) * new.camera.scale
        whole = round(moved)
        if abs(moved - whole) > 0.01 or abs(whole) > room / 2:
            return None
        if abs(whole * new.ratio - round(whole * new.ratio)) > 0.01:
            return None
        by.append(round(whole * new.ratio))
    return QPoint(*by)
