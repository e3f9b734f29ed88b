"""What is painted is painted once in the main thread before other threads paint: PySide looks up the
types and the enums of a call at its first use, and has crashed (in 6.11, `Shiboken::Module::get`)
where a second thread did so meanwhile."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.model.geometry import Box
from app.render.backend import Backend
from app.scene.appearance import Appearance
from app.scene.detail import FULL
from app.scene.items import EllipseItem, Item, PathData, PathItem, RectItem, TextItem
from app.scene.paint import Pen
from app.scene.theme import THEMES

_SIDE = 8.0  # px
_BOX = Box(0.0, 0.0, _SIDE, _SIDE)


@cache
def paint_once() -> None:
    """One of each kind of item, on an image that nobody sees."""
    for format in (QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied):
        image = QImage(int(_SIDE), int(_SIDE), format)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        Backend(painter, Appearance(THEMES["light"], {}), FULL).paint([(_items(), 0.5, 0.0)])
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        icon = image.copy()
        painter.drawImage(QPointF(0.0, 0.0), icon)
        painter.drawImage(QRectF(0.0, 0.0, 1.0, 1.0), icon)
        painter.end()
        image.convertToFormat(QImage.Format.Format_RGBA8888).constBits()


def _items() -> tuple[Item, ...]:
    pen, fill = Pen("#000000", 1.0, (2.0, 2.0)), "#FFFFFF"
    line = PathData("MLCZ", ((0.0, 0.0), (1.0, 1.0), (1.0, 2.0), (2.0, 2.0), (2.0, 1.0)))
    return (
        RectItem(part="body", box=_BOX, fill=fill, stroke=pen),
        RectItem(part="body", box=_BOX, corner=2.0, fill=fill, stroke=pen),
        EllipseItem(part="body", box=_BOX, fill=fill, stroke=pen),
        PathItem(part="line", data=line, fill=fill, stroke=pen),
        TextItem(part="label", box=_BOX, lines=("a",), size=6.0, paint="#000000"),
    )
