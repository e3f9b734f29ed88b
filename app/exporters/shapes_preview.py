"""How a slide of shapes will look."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.exporters.exporter import PictureJob
from app.exporters.shapes_page import HEAD, MARGIN, TITLE, shapes_page
from app.exporters.shown_sheet import sheet_appearance
from app.exporters.slides_file import HEIGHT, WIDTH
from app.exporters.step_painter import paint_head
from app.model.geometry import Box, fitting
from app.render.painter import draw, draw_frame


def slide_image(job: PictureJob, room: tuple[int, int]) -> QImage:
    """The first diagram's slide, as large as it fits into so many px."""
    page, theme = shapes_page(job, job.only), job.options.theme
    scale = fitting((WIDTH, HEIGHT), room)
    wide, high = max(round(WIDTH * scale), 1), max(round(HEIGHT * scale), 1)
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.canvas))
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        if page.title:
            band = Box(MARGIN, HEAD[0], WIDTH - 2 * MARGIN, HEAD[1])
            paint_head(painter, page.title, "", band, TITLE, theme)
        painter.setClipRect(QRectF(*page.into))
        painter.translate(page.into.x, page.into.y)
        painter.scale(page.scale, page.scale)
        painter.translate(-page.part.x, -page.part.y)
        layout = page.shown.layout
        draw_frame(painter, page.sheet, layout, theme)
        painter.translate(*page.sheet.picture)
        corner = page.sheet.picture
        clip = page.part.moved(-corner.x, -corner.y)
        draw(painter, layout, sheet_appearance(page.shown, job.options), page.scale * scale, clip)
    finally:
        painter.end()
    return image
