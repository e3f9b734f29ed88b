"""A diagram with its title and legend, painted by the painter that paints the screen."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from app.exporters.exporter import PictureOptions, PictureShown
from app.exporters.shown_sheet import sheet_appearance
from app.layout.frame import frame
from app.model.geometry import Box
from app.render.painter import draw, draw_frame


def paint(
    painter: QPainter,
    shown: PictureShown,
    options: PictureOptions,
    part: Box,
    scale: float,
    vector: bool = False,
) -> None:
    """Paint that part of the sheet (pt) without canvas, its corner at the origin. The painter's
    units are pt; `scale` is px to one of them, for the level of detail, and `vector` takes all of it."""
    layout, state = shown.layout, shown.state
    sheet = frame(layout, state.layers, options.title, options.legend)
    painter.save()
    painter.translate(-part.x, -part.y)
    draw_frame(painter, sheet, layout, options.theme)
    painter.translate(*sheet.picture)
    clip = part.moved(-sheet.picture.x, -sheet.picture.y)
    draw(painter, layout, sheet_appearance(shown, options), scale, clip, vector)
    painter.restore()
