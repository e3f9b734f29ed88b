"""Diagrams as slides, a slide each, of shapes that can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exporters.exporter import DRAWN, Encoded, ExportOption, PictureExporter, PictureJob

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


def encode(job: PictureJob) -> Encoded:
    """Shapes, connectors and text, with links, and what the notes say."""
    from app.exporters.shapes_slides import encode_shapes

    return encode_shapes(job)


def preview(job: PictureJob, room: tuple[int, int]) -> QImage:
    """The slide of the first diagram, as large as fits into a room of px."""
    from app.exporters.shapes_preview import slide_image

    return slide_image(job, room)


EXPORTER = PictureExporter(
    id="shapes",
    name="PowerPoint slide of shapes, to be edited",
    suffixes=("pptx",),
    honours=DRAWN,
    lacks={ExportOption.TRANSPARENT: "A slide is not transparent: it has the theme's colour."},
    encode=encode,
    linked=True,
    several=True,
    preview=preview,
)
