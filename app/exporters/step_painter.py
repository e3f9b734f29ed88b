"""A step of a tour, painted by the painter that paints the screen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.exporters.steps import StepPicture
from app.exporters.words import one_line
from app.layout.frame import GAP, MARGIN, corners
from app.layout.text import LEGEND, line_height, text_width
from app.model.geometry import Box, fitting
from app.render import lettering
from app.render.fade import draw_fade
from app.render.fonts import UNITS
from app.render.painter import draw, draw_frame
from app.scene.appearance import appearance, through
from app.scene.items import TextItem, written
from app.scene.shot import FADE, PINNED, SCREEN, part_of_screen
from app.scene.theme import Theme


def paint(
    painter: QPainter,
    shot: StepPicture,
    into: Box,
    theme: Theme,
    vector: bool = False,
    bleed: float = 0.0,
) -> None:
    """Paint the step, without canvas, as large as it fits into the middle of a box (in the
    painter's units): the whole sheet, or just what it frames of the diagram, over the legend, which
    may reach so far to the box's left and right (`bleed`)."""
    room = into
    if shot.near:
        room = _draw_legend(painter, shot, into, theme)
        room = Box(room.x - bleed, room.y, room.width + 2 * bleed, room.height)
        scale, x, y = _fit(shot.region, room)
        painter.save()
        painter.translate(x, y)
        painter.scale(scale, scale)
        painter.translate(-shot.region.x, -shot.region.y)
        painter.setClipRect(QRectF(*shot.region))
    else:
        scale, x, y = _fit(shot.whole, into)
        painter.save()
        painter.translate(x, y)
        painter.scale(scale, scale)
        draw_frame(painter, shot.sheet, shot.layout, theme)
    painter.translate(*shot.sheet.picture)
    draw(
        painter,
        shot.layout,
        through(appearance(shot.layout, shot.state, theme, tour=shot.tour), shot.shot),
        scale,
        vector=vector,
    )
    painter.restore()
    if shot.shot is not None or shot.at is not None:
        size = (shot.region.width * scale, shot.region.height * scale)
        shown = Box(x, y, *size)
        painter.save()
        painter.setClipRect(QRectF(*room))
        draw_fade(painter, shown, FADE * part_of_screen(size), room, theme)
        painter.restore()


def legend_height(shot: StepPicture, width: float) -> float:
    """What the legend takes of the height of a box of that width, both in one unit: the same for every
    step of a diagram that has a legend at one of them."""
    sheet = shot.sheet
    if sheet.height <= sheet.picture.y + shot.layout.height + MARGIN:
        return 0.0
    return (MARGIN + line_height(LEGEND) + GAP / 2) * PINNED * width / SCREEN[0]


def _draw_legend(painter: QPainter, shot: StepPicture, into: Box, theme: Theme) -> Box:
    """Paint the legend at the foot of a box, as large whatever is framed. Returns the room over
    it."""
    taken = legend_height(shot, into.width)
    if not taken:
        return into
    scale = PINNED * into.width / SCREEN[0]
    layers = frozenset(entry.layer for entry in shot.sheet.legend)
    below = corners(shot.layout, layers, into.width / scale, into.height / scale)
    painter.save()
    painter.translate(into.x, into.y)
    painter.scale(scale, scale)
    draw_frame(painter, replace(below, title=None), shot.layout, theme)
    painter.restore()
    return Box(into.x, into.y, into.width, max(into.height - taken, 1.0))


def paint_head(
    painter: QPainter, title: str, number: str, band: Box, size: float, theme: Theme
) -> None:
    """Title and number in a band, all in the painter's pt or px: the title from its left in letters
    of `size`, smaller where it would not fit, the number at its right."""
    title, small = one_line(title), size * 0.75
    wide = text_width(number, small, False)
    room = band.width - wide - size
    size *= min(1.0, room / max(text_width(title, size), 1.0))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(1 / UNITS, 1 / UNITS)
    painter.setPen(QColor(theme.text))
    lettering.draw(painter, _in_band(title, band, size, True))
    painter.setPen(QColor(theme.muted))
    right = Box(band.right - wide, band.y, wide, band.height)
    lettering.draw(painter, _in_band(number, right, small, False))
    painter.restore()


def _in_band(line: str, band: Box, size: float, bold: bool) -> TextItem:
    y = band.y + (band.height - line_height(size)) / 2
    box = Box(band.x, y, band.width, line_height(size))
    return written((line,), box, size, bold)


def image(shot: StepPicture, width: int, height: int, theme: Theme, bleed: float = 0.0) -> QImage:
    """The step alone on the theme's canvas, of that size in px; `bleed` of it are margin to the
    left and right."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(theme.canvas))
    painter = QPainter(made)
    try:
        into = Box(bleed, 0.0, width - 2 * bleed, height)
        paint(painter, shot, into, theme, bleed=bleed)
    finally:
        painter.end()
    return made


def _fit(box: Box, room: Box) -> tuple[float, float, float]:
    """The scale at which a box fills a room, and where its top left corner comes to stand."""
    scale = fitting((box.width, box.height), (room.width, room.height))
    x = room.x + (room.width - box.width * scale) / 2
    y = room.y + (room.height - box.height * scale) / 2
    return scale, x, y
