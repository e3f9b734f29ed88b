"""Items of a scene, painted by a QPainter."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPen, QTransform

from app.model.geometry import Box
from app.render import icons, lettering
from app.render.fonts import UNITS
from app.render.pens import colour, compiled, gradient_brush, line_pen
from app.scene.appearance import Appearance
from app.scene.colours import mixed
from app.scene.detail import LINES, THIN
from app.scene.inks import Inks
from app.scene.items import EllipseItem, ImageItem, Item, PathItem, RectItem, TextItem
from app.scene.paint import LinearGradient, MeanOf, Paint, Pen, RadialGradient
from app.scene.walk import Painting

HAIRLINE = 0.4  # strength of an edge where it is one
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
        self._smooth = self._wanted = not crisp
        self._fitting: dict[tuple[str, float], QImage | None] = {}
        # Text is painted in its units, images in device pixels where they are copied to these.
        at = painter.worldTransform()
        self._at = self._now = at
        self._in_units = QTransform(at).scale(1 / UNITS, 1 / UNITS)
        dense = painter.device().devicePixelRatio()
        self._dense = dense
        self._zoom, self._dx, self._dy = at.m11() * dense, at.dx() * dense, at.dy() * dense
        self._exact = not vector and at.type() in _UPRIGHT
        self._draw: dict[type[Item], Callable[..., None]] = {
            RectItem: self._rect,
            EllipseItem: self._ellipse,
            PathItem: self._path,
            TextItem: self._text,
            ImageItem: self._image,
        }

    def paint(self, paintings: Iterable[Painting]) -> None:
        painter, draw, thin = self._painter, self._draw, self._thin
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._smooth)
        for item, opacity, thicker, _ in paintings:
            if thin and item.part == "line" and type(item) is PathItem:
                self._thin_line(item, opacity, thicker)
                continue
            if opacity != self._opacity:
                painter.setOpacity(opacity)
                self._opacity = opacity
            draw[type(item)](item, thicker)
        painter.restore()

    def _enter(self, transform: QTransform) -> None:
        if self._now is not transform:
            self._now = transform
            self._painter.setWorldTransform(transform)

    def _sharpen(self, smooth: bool) -> None:
        if smooth is not self._smooth:
            self._smooth = smooth
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)

    def _use(self, fill: Paint | None, stroke: Pen | None, thicker: float) -> None:
        """Take up pen and brush."""
        self._enter(self._at)
        self._sharpen(self._wanted)
        self._take(self._pen_of(stroke, thicker) if stroke is not None else _NO_PEN)
        brush = self._brushes.get(fill)
        if brush is None:
            brush = self._brushes[fill] = self._brush_of(fill)
        if brush is not self._brush:
            self._brush = brush
            self._painter.setBrush(brush)

    def _take(self, pen: QPen) -> None:
        if pen is not self._pen:
            self._pen = pen
            self._painter.setPen(pen)

    def _pen_of(self, stroke: Pen, thicker: float) -> QPen:
        paint, width, dashes = stroke.paint, stroke.width, stroke.dashes
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

    def _rect(self, item: RectItem, thicker: float) -> None:
        self._use(item.fill, item.stroke, thicker)
        painter, box = self._painter, QRectF(*item.box)
        replaces = item.replaces and self._appearance.transparent
        if replaces:
            painter.setCompositionMode(_SOURCE)
        if item.corner:
            painter.drawRoundedRect(box, item.corner, item.corner)
        elif item.stroke is None:
            painter.fillRect(box, painter.brush())
        else:
            painter.drawRect(box)
        if replaces:
            painter.setCompositionMode(_OVER)

    def _ellipse(self, item: EllipseItem, thicker: float) -> None:
        self._use(item.fill, item.stroke, thicker)
        self._painter.drawEllipse(QRectF(*item.box))

    def _path(self, item: PathItem, thicker: float) -> None:
        self._use(item.fill, item.stroke, thicker)
        self._follow(compiled(item.data))

    def _follow(self, path: object) -> None:
        if isinstance(path, QPainterPath):
            self._painter.drawPath(path)
        else:
            self._painter.drawLines(path)  # type: ignore[call-overload]

    def _thin_line(self, item: PathItem, opacity: float, thicker: float) -> None:
        """A line of a pixel or two.

        Not smoothed and opaque it takes a tenth of the time: a weak line is one in a colour near
        the canvas's.
        """
        stroke, painter = item.stroke, self._painter
        if stroke is None or not isinstance(stroke.paint, str):
            return
        self._enter(self._at)
        self._sharpen(False)
        part = opacity * HAIRLINE if self._scale < LINES else opacity
        clear = self._appearance.transparent
        if (wanted := part if clear else 1.0) != self._opacity:
            painter.setOpacity(wanted)
            self._opacity = wanted
        ink, _ = self._inks.solid(stroke.paint)
        if not clear:
            ink = mixed(self._appearance.theme.canvas, ink, round(part, 2))
        self._take(line_pen(ink, stroke.width, stroke.dashes, thicker))
        if self._brush is not _NO_BRUSH:
            self._brush = _NO_BRUSH
            painter.setBrush(_NO_BRUSH)
        self._follow(compiled(item.data))

    def _text(self, item: TextItem, _thicker: float) -> None:
        self._enter(self._in_units)
        self._sharpen(self._wanted)
        ink, opacity = self._inks.solid(item.paint)
        self._take(line_pen(ink, 1.0, opacity=opacity))
        lettering.draw(self._painter, item)

    def _image(self, item: ImageItem, thicker: float) -> None:
        """Copied to whole device pixels, not filtered. Not where the painter is turned, or where
        it is not made of pixels."""
        width = item.box.width
        key = (item.path, width)
        if key not in self._fitting:
            px = max(1, round(width * self._zoom)) if self._exact else icons.LARGEST
            canvas = self._appearance.theme.canvas
            self._fitting[key] = icons.icon(item.path, px, canvas)
        image = self._fitting[key]
        if image is None:
            for other in item.otherwise:
                if other.least <= self._scale < other.most:
                    self._draw[type(other)](other, thicker)
        elif not self._exact or max(image.width(), image.height()) < width * self._zoom - 1:
            self._enter(self._at)
            self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._painter.drawImage(_within(item.box, image), image)
            self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        else:
            self._copy(item.box, image)

    def _copy(self, box: Box, image: QImage) -> None:
        painter, dense = self._painter, self._dense
        self._enter(_DEVICE)
        across, down = image.width(), image.height()
        left = round((box.x + box.width / 2) * self._zoom + self._dx - across / 2)
        top = round((box.y + box.height / 2) * self._zoom + self._dy - down / 2)
        if dense == 1:
            painter.drawImage(QPointF(left, top), image)
        else:
            target = QRectF(left / dense, top / dense, across / dense, down / dense)
            painter.drawImage(target, image)


def _within(box: Box, image: QImage) -> QRectF:
    """The largest rectangle of the image's shape in the middle of a box."""
    part = min(box.width / image.width(), box.height / image.height())
    width, height = image.width() * part, image.height() * part
    return QRectF(box.center.x - width / 2, box.center.y - height / 2, width, height)
