"""What copying a picture puts on the clipboard. The work is done in any thread."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from app.exporters import exporter, render_image
from app.exporters.exporter import PictureExporter, PictureJob
from app.ui.kit.mime import empty_mime

SVG = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Copied:
    """`drawing` is the same as SVG, empty where nothing writes that."""

    image: QImage
    drawing: bytes = b""

    def as_mime(self) -> QMimeData:
        """Whoever pastes takes the form it likes best; what is offered first is the drawing."""
        mime = empty_mime()
        if self.drawing:
            mime.setData(SVG, self.drawing)
        mime.setImageData(self.image)
        return mime


def copied(job: PictureJob) -> Copied:
    """The only picture of a job, in pixels and as a drawing."""
    shown, into = job.only, exporter(PictureExporter, "svg")
    image = render_image(shown.layout, shown.state, job.options)
    opaque = replace(job, options=replace(job.options, transparent=False))
    return Copied(image, into.encode(opaque).content if into else b"")
