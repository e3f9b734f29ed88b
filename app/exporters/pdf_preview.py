"""How a page of a PDF will look."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.exporters.exporter import PictureJob
from app.exporters.pdf_page import page_of
from app.exporters.sheet_painter import paint
from app.model.geometry import fitting


def page_image(job: PictureJob, room: tuple[int, int]) -> QImage:
    """The first diagram's page, as large as it fits into so many px."""
    page = page_of(job, job.only)
    scale = fitting((page.width, page.height), room)
    wide, high = max(round(page.width * scale), 1), max(round(page.height * scale), 1)
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor(job.options.theme.canvas))
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(*page.into))
        painter.translate(page.into.x, page.into.y)
        painter.scale(page.scale, page.scale)
        paint(painter, page.shown, job.options, page.part, page.scale * scale)
    finally:
        painter.end()
    return image
