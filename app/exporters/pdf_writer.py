"""Diagrams as a PDF: Qt writes the pages, as vectors with their text as text; bookmarks and links
(ISO 32000, 12.3.3 and 12.5), which it cannot write, are put in after it. Nor can it write optional
content: a page has the layers that are on."""

from __future__ import annotations

import re
from io import BytesIO

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.exporters.exporter import Encoded, PictureJob
from app.exporters.pdf_page import LARGEST, PdfPage, links, page_of
from app.exporters.sheet_painter import paint
from app.exporters.words import one_line
from app.model.wording import listed

RESOLUTION = 1200
_DATES = re.compile(rb"/(?:Creation|Mod)Date \([^()]*\)|xmp:\w+Date=\"[^\"]*\"")


def encode_pdf(job: PictureJob) -> Encoded:
    """A page a diagram; the same diagrams give the same file."""
    pages = [page_of(job, shown) for shown in job.shown]
    small = [p.shown.layout.diagram.title for p in pages if p.scale < 1]
    remark = ""
    if small and job.options.paper is None:
        remark = f"A page can be {LARGEST:g} points long at most: {listed(small)} was made smaller."
    return Encoded(_finished(job, pages, _drawn(job, pages)), remark)


def timeless(content: QByteArray) -> bytes:
    """What Qt wrote without the time at which it did; what stands where in the file stays."""
    return _DATES.sub(lambda found: b" " * len(found[0]), content.data())


def _drawn(job: PictureJob, pages: list[PdfPage]) -> bytes:
    file = QBuffer()
    file.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(file)
    writer.setResolution(RESOLUTION)
    painter = QPainter()
    try:
        for number, page in enumerate(pages):
            job.tell(number)
            writer.setPageLayout(_layout(page))
            if number:
                writer.newPage()
            else:
                painter.begin(writer)
                painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            painter.save()
            painter.scale(RESOLUTION / 72, RESOLUTION / 72)
            # A little over the edge, which need not be a whole number of pixels.
            ground = QRectF(-2, -2, page.width + 4, page.height + 4)
            painter.fillRect(ground, QColor(job.options.theme.canvas))
            painter.setClipRect(QRectF(*page.into))
            painter.translate(page.into.x, page.into.y)
            painter.scale(page.scale, page.scale)
            paint(painter, page.shown, job.options, page.part, page.scale, vector=True)
            painter.restore()
    finally:
        painter.end()
    return timeless(file.data())


def _layout(page: PdfPage) -> QPageLayout:
    size = QSizeF(page.width, page.height)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    return QPageLayout(
        QPageSize(size, QPageSize.Unit.Point, "", exact),
        QPageLayout.Orientation.Portrait,
        QMarginsF(),
    )


def _finished(job: PictureJob, pages: list[PdfPage], drawn: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import Link

    writer = PdfWriter()
    for made in PdfReader(BytesIO(drawn)).pages:
        writer.add_page(made)
    numbers = {p.shown.layout.diagram.id: number for number, p in enumerate(pages)}
    for number, page in enumerate(pages):
        diagram = page.shown.layout.diagram
        title = one_line(diagram.title) or diagram.id
        writer.add_outline_item(title=title, page_number=number)
        for link in links(job, page, numbers):
            box, high = link.box, page.height
            corners = (box.x, high - box.bottom, box.right, high - box.y)
            if isinstance(link.to, str):
                note = Link(rect=corners, url=link.to)
            else:
                note = Link(rect=corners, target_page_index=link.to)
            writer.add_annotation(number, note)
    first = pages[0].shown.layout.diagram.title
    title = one_line(first if len(pages) == 1 else job.workspace.title)
    writer.metadata = {"/Title": title, "/Creator": "Acetate", "/Producer": "Qt, pypdf"}
    if len(pages) > 1:
        writer.page_mode = "/UseOutlines"
    file = BytesIO()
    writer.write(file)
    return file.getvalue()
