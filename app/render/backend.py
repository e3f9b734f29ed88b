"""Items of a scene, painted by a QPainter."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import groupby
from typing import Any, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPen, QTransform

from app.model.geometry import Box, fitting
from app.render import icons, lettering
from app.render.fonts import UNITS
from app.render.pens import KEY, colour, compiled, gradient_brush, line_pen
from app.scene.appearance import Appearance
from app.scene.colours import mixed
from app.scene.detail import LINES, SPECK, THIN
from app.scene.inks import Inks
from app.scene.items import EllipseItem, ImageItem, Item, PathData, PathItem, RectItem, TextItem
from app.scene.paint import LinearGradient, MeanOf, Paint, Pen, RadialGradient
from app.scene.walk import Run

_Boxed = TypeVar("_Boxed", RectItem, EllipseItem)
LEAST_LINE = 0.6  # device pixels that a smoothed line is wide at least, where all are thin
HAIRLINE = 0.4  # opacity of an edge where it is one
_UPRIGHT = (
    QTransform.TransformationType.TxNone,
    QTransform.TransformationType.TxTranslate,
    QTransform.TransformationType.TxScale,
)
_DEVICE = QTransform()
_NO_PEN, _NO_BRUSH = QPen(Qt.PenStyle.NoPen), QBrush(Qt.BrushStyle.NoBrush)
_SOURCE = QPainter.CompositionMode.CompositionMode_Source
_OVER = QPainter.CompositionMode.CompositionMode_SourceOver


class Backend:
    """One walk. The painter maps pt; `scale` is device pixels per pt. Where it draws `vector`s no
    image is fitted to pixels; where it is `crisp`, borders are not smoothed."""

    def __init__(
        self,
        painter: QPainter,
        appearance: Appearance,
        scale: float,
        vector: bool = False,
        crisp: bool = False,
    ) -> None:
        self._painter = painter
        self._appearance = appearance
        self._scale = scale
        self._inks = Inks(appearance)
        self._opacity = -1.0
        self._pen: QPen | None = None
        self._brush: QBrush | None = None
        self._brushes: dict[Paint | None, QBrush] = {None: _NO_BRUSH}
        self._thin = scale < THIN and not vector
        self._smooth = not crisp
        self._fitting: dict[tuple[str, float, bool], QImage | None] = {}
        # Text is painted in its units, images in device pixels where they are copied to these.
        at = painter.worldTransform()
        self._at = self._now = at
        self._in_units = QTransform(at).scale(1 / UNITS, 1 / UNITS)
        dense = painter.device().devicePixelRatio()
        self._dense = dense
        self._zoom, self._dx, self._dy = at.m11() * dense, at.dx() * dense, at.dy() * dense
        self._exact = not vector and at.type() in _UPRIGHT
        self._draw: dict[type[Item], Callable[[Iterable[Any], float], None]] = {
            RectItem: self._rects,
            EllipseItem: self._ellipses,
            PathItem: self._paths,
            TextItem: self._texts,
            ImageItem: self._images,
        }

    def paint(self, runs: Iterable[Run]) -> None:
        """Paint these, one over the other. The painter is then as it was before."""
        for _ in self.steps(runs):
            pass

    def steps(self, runs: Iterable[Run]) -> Generator[None, None, None]:
        """The same in steps of some ms. Between them the painter is left alone."""
        painter, draw, thin = self._painter, self._draw, self._thin
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._smooth)
        try:
            for items, opacity, thicker in runs:
                if items and thin and items[0].part == "line":
                    self._thin_lines(items, opacity, thicker)
                elif items:
                    yield from self._find_icons(items)
                    self._show(opacity)
                    for kind, alike in groupby(items, type):
                        draw[kind](alike, thicker)
                yield
        finally:  # also where nobody wants the rest
            painter.restore()

    def _show(self, opacity: float) -> None:
        if opacity != self._opacity:
            self._painter.setOpacity(opacity)
            self._opacity = opacity

    def _enter(self, transform: QTransform) -> None:
        if self._now is not transform:
            self._now = transform
            self._painter.setWorldTransform(transform)

    def _use(self, fill: Paint | None, stroke: Pen | None, thicker: float) -> None:
        """Take up pen and brush."""
        self._take(self._pen_of(stroke, thicker) if stroke is not None else _NO_PEN)
        brush = self._brushes.get(fill)
        if brush is None:
            brush = self._brushes[fill] = self._brush_of(fill)
        self._take_brush(brush)

    def _take_brush(self, brush: QBrush) -> None:
        if brush is not self._brush:
            self._brush = brush
            self._painter.setBrush(brush)

    def _take(self, pen: QPen) -> None:
        if pen is not self._pen:
            self._pen = pen
            self._painter.setPen(pen)

    def _pen_of(self, stroke: Pen, thicker: float) -> QPen:
        paint, width, dashes = stroke.paint, stroke.width, stroke.dashes
        if self._thin:  # as weak as it would be it could not be seen
            width = max(width, LEAST_LINE / self._scale)
        if isinstance(paint, LinearGradient | RadialGradient):
            pen = QPen(line_pen("#000000", width, dashes, thicker, stroke.cap, stroke.join))
            pen.setBrush(gradient_brush(paint, self._inks))
            return pen
        ink, opacity = self._inks.solid(paint)
        return line_pen(ink, width, dashes, thicker, stroke.cap, stroke.join, opacity)

    def _brush_of(self, fill: Paint | None) -> QBrush:
        if fill is None:
            return _NO_BRUSH
        if isinstance(fill, LinearGradient | RadialGradient):
            return gradient_brush(fill, self._inks)
        if isinstance(fill, MeanOf):
            mean = icons.mean(fill.image, self._appearance.theme.canvas)
            return QBrush(mean) if mean.alpha() else self._brush_of(fill.otherwise)
        return QBrush(colour(*self._inks.solid(fill)))

    def _rects(self, items: Iterable[RectItem], thicker: float) -> None:
        self._enter(self._at)
        painter, clear = self._painter, self._appearance.transparent
        for item in self._without_specks(items):
            self._use(item.fill, item.stroke, thicker)
            box = QRectF(*item.box)
            if clear and item.replaces:
                painter.setCompositionMode(_SOURCE)
            if item.corner:
                painter.drawRoundedRect(box, item.corner, item.corner)
            elif item.stroke is None:
                painter.fillRect(box, painter.brush())
            else:
                painter.drawRect(box)
            if clear and item.replaces:
                painter.setCompositionMode(_OVER)

    def _ellipses(self, items: Iterable[EllipseItem], thicker: float) -> None:
        self._enter(self._at)
        for item in self._without_specks(items):
            self._use(item.fill, item.stroke, thicker)
            self._painter.drawEllipse(QRectF(*item.box))

    def _without_specks(self, items: Iterable[_Boxed]) -> Iterable[_Boxed]:
        """Those that are to be painted one by one. What is a few pixels large is painted now, all of a
        look in one call, which takes a tenth of the time: nobody could tell its shape."""
        most = SPECK / self._scale
        specks = dict[tuple[int, int], tuple[_Boxed, list[QRectF]]]()
        rest: list[_Boxed] = []
        for item in items:
            _, _, width, height = item.box
            if width > most or height > most or not self._exact:
                rest.append(item)
                continue
            look = id(item.fill), id(item.stroke)
            if look not in specks:
                specks[look] = item, []
            specks[look][1].append(QRectF(*item.box))
        painter = self._painter
        if specks:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for item, boxes in specks.values():
            self._use(item.fill, None, 0.0)
            if item.stroke is not None:
                self._take(self._speck_pen(item.stroke))
            painter.drawRects(boxes)
        if specks:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._smooth)
        return rest

    def _speck_pen(self, stroke: Pen) -> QPen:
        """A pixel wide, and as weak as the line would be."""
        paint = stroke.paint
        if isinstance(paint, LinearGradient | RadialGradient):
            paint = paint.stops[0].paint
        ink, opacity = self._inks.solid(paint)
        return line_pen(ink, 0.0, opacity=opacity * min(1.0, max(0.3, stroke.width * self._scale)))

    def _paths(self, items: Iterable[PathItem], thicker: float) -> None:
        self._enter(self._at)
        use, follow = self._use, self._follow
        for item in items:
            use(item.fill, item.stroke, thicker)
            follow(item.data)

    def _follow(self, data: PathData) -> None:
        path = data.made.get(KEY) or compiled(data)
        if isinstance(path, QPainterPath):
            self._painter.drawPath(path)
        else:
            self._painter.drawLines(path)

    def _thin_lines(self, items: Iterable[Item], opacity: float, thicker: float) -> None:
        """Lines of a pixel or two.

        Not smoothed and opaque they take a tenth of the time: a weak line is one in a colour near
        the canvas's.
        """
        painter, clear = self._painter, self._appearance.transparent
        self._enter(self._at)
        self._take_brush(_NO_BRUSH)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        part = opacity * HAIRLINE if self._scale < LINES else opacity
        self._show(part if clear else 1.0)
        canvas, pens = self._appearance.theme.canvas, dict[int, QPen]()
        # One call for all that a pen draws: not smoothed, lines over each other are no more than that.
        together = QPainterPath()
        for item in items:
            if type(item) is not PathItem or (stroke := item.stroke) is None:
                continue
            pen = pens.get(id(stroke))
            if pen is None:
                paint = stroke.paint
                if isinstance(paint, LinearGradient | RadialGradient):
                    paint = paint.stops[0].paint
                ink, _ = self._inks.solid(paint)
                ink = ink if clear else mixed(canvas, ink, round(part, 2))
                # Of a curve that is much thinner than a pixel Qt draws nothing.
                width = max(stroke.width, 1.0 / self._scale)
                pen = pens[id(stroke)] = line_pen(ink, width, stroke.dashes, thicker)
            if pen is not self._pen:
                painter.drawPath(together)
                together = QPainterPath()
                self._take(pen)
            path = item.data.made.get(KEY) or compiled(item.data)
            if isinstance(path, QPainterPath):
                together.addPath(path)
            else:
                painter.drawLines(path)
        painter.drawPath(together)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._smooth)

    def _texts(self, items: Iterable[TextItem], _thicker: float) -> None:
        self._enter(self._in_units)
        for item in items:
            ink, opacity = self._inks.solid(item.paint)
            self._take(line_pen(ink, 1.0, opacity=opacity))
            lettering.draw(self._painter, item)

    def _images(self, items: Iterable[ImageItem], thicker: float) -> None:
        """Copied to whole device pixels, not filtered, as far as there are such and the images are
        large enough."""
        filtered: list[tuple[ImageItem, QImage]] = []
        missing: list[Item] = []
        painter, zoom, dx, dy, dense = self._painter, self._zoom, self._dx, self._dy, self._dense
        self._enter(_DEVICE)
        for item in items:
            x, y, width, height = item.box
            image = self._fitted(item)
            if image is None:
                missing += item.otherwise
                continue
            across, down = image.width(), image.height()
            fits = across <= width * zoom + 1 and down <= height * zoom + 1
            if not (self._exact and fits) or max(across, down) < width * zoom - 1:
                filtered.append((item, image))
                continue
            left = round((x + width / 2) * zoom + dx - across / 2)
            top = round((y + height / 2) * zoom + dy - down / 2)
            if dense == 1:
                painter.drawImage(QPointF(left, top), image)
            else:
                target = QRectF(left / dense, top / dense, across / dense, down / dense)
                painter.drawImage(target, image)
        if filtered:
            self._enter(self._at)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for item, image in filtered:
                painter.drawImage(_within(item.box, image), image)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        seen = (item for item in missing if item.least <= self._scale < item.most)
        for kind, alike in groupby(seen, type):
            self._draw[kind](alike, thicker)

    def _find_icons(self, items: Iterable[Item]) -> Iterator[None]:
        """A step for each: one that is not in memory as large as it is to be painted is decoded, which takes some ms."""
        for item in items:
            if isinstance(item, ImageItem) and self._fitting_key(item) not in self._fitting:
                self._fitted(item)
                yield

    def _fitting_key(self, item: ImageItem) -> tuple[str, float, bool]:
        # An icon's longer side is across, of a picture it may be down.
        side = max(item.box.width, item.box.height) if item.bare else item.box.width
        return item.path, side, item.bare

    def _fitted(self, item: ImageItem) -> QImage | None:
        key = self._fitting_key(item)
        if key not in self._fitting:
            side = key[1]
            px = max(1, round(side * self._zoom)) if self._exact else icons.LARGEST
            canvas = self._inks.solid(item.behind)[0]
            self._fitting[key] = icons.icon(item.path, px, canvas, not item.bare)
        return self._fitting[key]


def _within(box: Box, image: QImage) -> QRectF:
    """The largest rectangle of the image's shape in the middle of a box."""
    part = fitting((image.width(), image.height()), (box.width, box.height))
    width, height = image.width() * part, image.height() * part
    return QRectF(box.center.x - width / 2, box.center.y - height / 2, width, height)
