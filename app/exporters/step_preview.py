"""How a step of a tour will look in a file of one of the formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtGui import QColor, QImage, QPainter

from app.exporters import size
from app.exporters.exporter import TourOptions
from app.exporters.raster import render
from app.exporters.steps import StepPicture
from app.exporters.stills import Stills
from app.exporters.svg_sheet import step_options
from app.exporters.title_page import title_page
from app.exporters.title_painter import paint_title_page
from app.model.geometry import Box, fitting
from app.scene.theme import Theme

Paint = Callable[[QPainter], None]


def page(
    shots: Sequence[StepPicture],
    size: tuple[float, float],
    paint: Paint | None,
    theme: Theme,
    room: tuple[int, int],
) -> QImage:
    """A page of that size (pt), as large as it fits into so many px. `paint` paints it, 1 unit a
    pt; None: the title page."""
    if paint is None:
        into = Box(0.0, 0.0, *size)
        first = title_page(shots)
        return _scaled(size, room, theme, lambda p: paint_title_page(p, first, into, theme))
    return _scaled(size, room, theme, paint)


def still(
    shots: Sequence[StepPicture], shot: StepPicture | None, theme: Theme, room: tuple[int, int]
) -> QImage:
    """A step under its words, or the title page, as large as it fits into so many px. Raises
    ExportError where memory does not suffice."""
    width, height = Stills(shots, TourOptions(theme, room[0])).size
    width = max(round(width * min(room[1] / height, 1.0)), 1)
    made = Stills(shots, TourOptions(theme, width))
    return made.step(shot) if shot else made.title_page()


def bare(
    shots: Sequence[StepPicture], shot: StepPicture | None, theme: Theme, room: tuple[int, int]
) -> QImage:
    """What a step shows, without its words, as large as it fits into so many px; the first step
    where there is none."""
    shot = shot or shots[0]
    options = step_options(shot, theme)
    part = size.part(shot.layout, shot.state, options)
    scale = fitting((part.width, part.height), room)
    return render(shot.layout, shot.state, replace(options, scale=scale))[0]


def _scaled(size: tuple[float, float], room: tuple[int, int], theme: Theme, paint: Paint) -> QImage:
    scale = min(room[0] / size[0], room[1] / size[1])
    made = QImage(round(size[0] * scale), round(size[1] * scale), QImage.Format.Format_RGB32)
    made.fill(QColor(theme.canvas))
    painter = QPainter(made)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        paint(painter)
    finally:
        painter.end()
    return made
