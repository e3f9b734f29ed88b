"""What copying a picture puts on the clipboard. The work is done in any thread."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QStandardItem, QStandardItemModel

from app.exporters import exporter, render_image
from app.exporters.exporter import PictureExporter, PictureJob

SVG = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Copied:
    """`drawing` is the same as SVG, empty where nothing writes that."""

    image: QImage
    drawing: bytes = b""

    def as_mime(self) -> QMimeData:
        """Whoever pastes takes the form it likes best; what is offered first is the drawing."""
        mime = _of_qt()
        if self.drawing:
            mime.setData(SVG, self.drawing)
        mime.setImageData(self.image)
        return mime


def _of_qt() -> QMimeData:
    """An empty one. What Python makes is freed with an uproar where Python has ended before, and what lies on the
    clipboard is freed last."""
    model = QStandardItemModel()
    model.appendRow(QStandardItem())
    made = model.mimeData([model.index(0, 0)])
    for form in made.formats():
        made.removeFormat(form)
    return made


def copied(job: PictureJob) -> Copied:
    """The only picture of a job, in pixels and as a drawing."""
    shown, into = job.only, exporter(PictureExporter, "svg")
    image = render_image(shown.layout, shown.state, job.options)
    opaque = replace(job, options=replace(job.options, transparent=False))
    return Copied(image, into.encode(opaque).content if into else b"")
