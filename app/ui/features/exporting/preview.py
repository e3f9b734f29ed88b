"""How a file with pictures will look."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.exporters import render_image, size
from app.exporters.exporter import PictureExporter, PictureJob
from app.model.geometry import fitting

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

MOST, LEAST = 2.0, 0.02  # px for a pt


def painted(job: PictureJob, into: PictureExporter, room: tuple[int, int], ratio: float) -> QImage:
    """The first picture of a job as large as it fits into a room of so many px of the device, of
    which `ratio` are one of the screen's. In any thread."""
    if into.preview is not None:
        return into.preview(job, room)
    shown = job.only
    part = size.part(shown.layout, shown.state, job.options)
    scale = min(fitting((part.width, part.height), room), MOST * ratio)
    options = replace(job.options, scale=max(scale, LEAST), exact=False)
    return render_image(shown.layout, shown.state, options)
