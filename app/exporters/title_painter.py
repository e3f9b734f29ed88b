"""A tour's title page, painted; on slides only its overviews are, the rest is text."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.exporters.title_page import (
    HIGH,
    LEADING,
    SMALL,
    Arranged,
    Overview,
    TitlePage,
    arrange,
)
from app.layout.text import line_height, text_width
from app.model.geometry import Box, fitting
from app.render import lettering
from app.render.fonts import UNITS
from app.render.painter import draw
from app.scene.appearance import appearance
from app.scene.items import written
from app.scene.theme import Theme


def paint_title_page(
    painter: QPainter, page: TitlePage, into: Box, theme: Theme, vector: bool = False
) -> None:
    """Paint it, without canvas, into a box (in the painter's units)."""
    scale = into.height / HIGH
    placed = arrange(page, into.width / scale)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(into.x, into.y)
    painter.scale(scale, scale)
    _letter(painter, page, placed, theme)
    pixels = painter.combinedTransform().m11()
    for overview, box in zip(page.overviews, placed.pictures, strict=True):
        paint_overview(painter, overview, box, theme, pixels, vector)
    painter.restore()


def paint_overview(
    painter: QPainter,
    overview: Overview,
    into: Box,
    theme: Theme,
    pixels: float = 1.0,
    vector: bool = False,
) -> None:
    """Paint the whole diagram into the middle of a box; `pixels` are there to one of its units."""
    layout = overview.layout
    scale = fitting((layout.width, layout.height), (into.width, into.height))
    painter.save()
    painter.setClipRect(QRectF(*into.inflated(1)))
    painter.translate(
        into.x + (into.width - layout.width * scale) / 2,
        into.y + (into.height - layout.height * scale) / 2,
    )
    painter.scale(scale, scale)
    shown = appearance(layout, overview.state, theme)
    draw(painter, layout, shown, scale * pixels, vector=vector)
    painter.restore()


def overview_image(overview: Overview, width: int, height: int, theme: Theme) -> QImage:
    """It alone on the theme's canvas, of that size in px."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(theme.canvas))
    painter = QPainter(made)
    try:
        paint_overview(painter, overview, Box(0.0, 0.0, width, height), theme)
    finally:
        painter.end()
    return made


def _letter(painter: QPainter, page: TitlePage, placed: Arranged, theme: Theme) -> None:
    painter.save()
    painter.scale(1 / UNITS, 1 / UNITS)
    painter.setPen(QColor(theme.text))
    size = placed.title_size
    lettering.draw(painter, written(placed.title, placed.title_box, size, True))
    for entry in placed.entries:
        _write(painter, entry.lines, entry.left, entry.top, placed.size)
    painter.setPen(QColor(theme.muted))
    about = written((page.about,), placed.about_box, placed.about_size)
    lettering.draw(painter, about)
    gap = placed.size * 0.6
    for entry in placed.entries:
        left = entry.left - gap - text_width(entry.number, placed.size, False)
        _write(painter, (entry.number,), left, entry.top, placed.size)
    if placed.left_out and placed.entries:
        box = placed.list_box
        top = box.bottom - placed.size * LEADING
        _write(painter, (placed.left_out,), placed.entries[0].left, top, placed.size)
    if placed.caption:
        for overview, box in zip(page.overviews, placed.pictures, strict=True):
            under = Box(box.x, box.bottom + 6, box.width, line_height(SMALL))
            lettering.draw(painter, written((overview.title,), under, SMALL, align="center"))
    painter.restore()


def _write(painter: QPainter, lines: tuple[str, ...], left: float, top: float, size: float) -> None:
    for number, line in enumerate(lines):
        box = Box(left, top + number * size * LEADING, 0.0, size * LEADING)
        lettering.draw(painter, written((line,), box, size))
