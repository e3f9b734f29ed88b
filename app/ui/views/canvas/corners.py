"""Title and legend of a picture that is alone: they keep to the corners of the view, from wherever
one looks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.layout import text
from app.layout.frame import MARGIN, corners
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Point
from app.render.painter import draw_frame
from app.render.rooms import bands, corner_scale
from app.scene.shot import Size
from app.scene.theme import Theme


def title_place(layout: DiagramLayout, size: Size) -> Point:
    """Right of the title in the corner of a view of that size, at half its height (px)."""
    middle = MARGIN + text.line_height(text.TITLE) / 2
    return Point(
        (2 * MARGIN + layout.title_width) * corner_scale(size), middle * corner_scale(size)
    )


def draw_corners(
    painter: QPainter,
    layout: DiagramLayout,
    layers: frozenset[str],
    theme: Theme,
    size: Size,
    titled: bool = True,
    keyed: bool = True,
) -> None:
    """Paint them over a picture of that size (px), in bands, so that nothing of it disturbs
    them; where it is not `titled`, its title's band stays empty, where not `keyed`, nothing is said
    of the author's colours."""
    scale, (above, below) = corner_scale(size), bands(layout, size)
    for y, height in ((0.0, above), (size[1] - below, below)):
        painter.fillRect(QRectF(0, y, size[0], height), QColor(theme.canvas))
    painter.save()
    painter.scale(scale, scale)
    around = corners(layout, layers, size[0] / scale, size[1] / scale, keyed)
    if not titled:
        around = replace(around, title=None)
    draw_frame(painter, around, layout, theme)
    painter.restore()
