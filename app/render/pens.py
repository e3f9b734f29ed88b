"""Qt's pens, brushes and paths of what a scene says."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGradient,
    QLinearGradient,
    QPainterPath,
    QPen,
    QRadialGradient,
)

from app.scene.inks import Inks
from app.scene.items import XY, PathData
from app.scene.paint import Cap, Gradient, Join, LinearGradient

_CAPS = {
    "flat": Qt.PenCapStyle.FlatCap,
    "round": Qt.PenCapStyle.RoundCap,
    "square": Qt.PenCapStyle.SquareCap,
}
_JOINS = {
    "miter": Qt.PenJoinStyle.SvgMiterJoin,
    "round": Qt.PenJoinStyle.RoundJoin,
    "bevel": Qt.PenJoinStyle.BevelJoin,
}
MITER = 4.0  # of a pen's width, how far a sharp corner reaches: as in SVG
KEY = "qt"  # of what is kept with a path


@lru_cache(maxsize=1024)
def colour(name: str, opacity: float = 1.0) -> QColor:
    """Of #RRGGBB."""
    found = QColor(name)
    if opacity < 1.0:
        found.setAlphaF(opacity)
    return found


@lru_cache(maxsize=8192)
def line_pen(
    ink: str,
    width: float,
    dashes: tuple[float, ...] = (),
    thicker: float = 0.0,
    cap: Cap = "flat",
    join: Join = "round",
    opacity: float = 1.0,
) -> QPen:
    """A pen; `width` and `dashes` in pt. `thicker` (pt) leaves dashes where they are."""
    pen = QPen(colour(ink, opacity), width + thicker)
    pen.setCapStyle(_CAPS[cap])
    pen.setJoinStyle(_JOINS[join])
    pen.setMiterLimit(MITER)
    if dashes:
        pen.setDashPattern([part / (width + thicker) for part in dashes])
    return pen


def gradient_brush(gradient: Gradient, inks: Inks) -> QBrush:
    """A brush for a gradient in pt of the sheet, in the colours of its roles."""
    made: QGradient
    if isinstance(gradient, LinearGradient):
        made = QLinearGradient(QPointF(*gradient.start), QPointF(*gradient.end))
    else:
        outer, inner = gradient.outer, gradient.inner
        made = QRadialGradient(
            QPointF(*outer),
            gradient.outer_radius,
            QPointF(*inner),
            gradient.inner_radius,
        )
    for stop in gradient.stops:
        made.setColorAt(stop.offset, colour(*inks.solid(stop.paint)))
    return QBrush(made)


def compiled(data: PathData) -> QPainterPath | list[QLineF]:
    """The path, made at its first use. One of separate lines comes as these: Qt dashes lines
    fifty times faster than a path (a dotted border of 1800 × 1000 px takes 7 ms as one)."""
    found = data.made.get(KEY)
    if found is None:
        found = data.made[KEY] = _lines(data.points) if _separate(data) else _path(data)
    return found


def _separate(data: PathData) -> bool:
    return len(data.verbs) > 2 and data.verbs == "ML" * (len(data.verbs) // 2)


def _lines(points: tuple[XY, ...]) -> list[QLineF]:
    return [QLineF(*a, *b) for a, b in zip(points[::2], points[1::2], strict=True)]


def path_of_data(data: PathData) -> QPainterPath:
    """The path as one, whatever it is made of."""
    found = compiled(data)
    return found if isinstance(found, QPainterPath) else _path(data)


def _path(data: PathData) -> QPainterPath:
    path = QPainterPath()
    points = iter(data.points)
    for verb in data.verbs:
        if verb == "M":
            path.moveTo(*next(points))
        elif verb == "L":
            path.lineTo(*next(points))
        elif verb == "C":
            path.cubicTo(*next(points), *next(points), *next(points))
        else:
            path.closeSubpath()
    return path
