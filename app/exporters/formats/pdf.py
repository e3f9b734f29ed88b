"""Diagrams as PDF, a page each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exporters.exporter import DRAWN, Encoded, ExportOption, PictureExporter, PictureJob

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


def encode(job: PictureJob) -> Encoded:
    """Vectors, with text that can be searched, bookmarks and links."""
    from app.exporters.pdf_writer import encode_pdf

    return encode_pdf(job)


def preview(job: PictureJob, room: tuple[int, int]) -> QImage:
    """The page of the first diagram, as large as fits into a room of px."""
    from app.exporters.pdf_preview import page_image

    return page_image(job, room)


EXPORTER = PictureExporter(
    id="pdf",
    name="PDF document",
    suffixes=("pdf",),
    honours=DRAWN | {ExportOption.PAPER},
    lacks={
        ExportOption.TRANSPARENT: "A page of a PDF is not transparent: it has the theme's colour."
    },
    encode=encode,
    linked=True,
    several=True,
    preview=preview,
)
