"""Pictures in pixels, painted by the painter that paints the screen."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.errors import ExportError
from app.exporters import size
from app.exporters.exporter import PictureJob, PictureOptions, PictureShown
from app.exporters.png_chunk import chunk
from app.exporters.sheet_painter import paint
from app.exporters.shown_sheet import fade
from app.model.diagram_layout import DiagramLayout
from app.model.geometry import Box
from app.model.view_state import ViewState
from app.render.fade import draw_fade

if TYPE_CHECKING:
    from PIL.Image import Image

LEVEL = 3  # zlib's 0..9; 6 takes three times as long for a quarter less


@dataclass(frozen=True, slots=True)
class RenderedImage:
    """`scale` is px per pt; `remark` is a sentence where that is not what was asked for."""

    image: QImage
    scale: float
    remark: str = ""


def drawn(job: PictureJob) -> RenderedImage:
    """The only picture of a job. Raises ExportError as `render`."""
    shown, options = job.only, job.options
    image, scale = render(shown.layout, shown.state, options)
    if scale == options.scale:
        return RenderedImage(image, scale)
    wide, high = size.pixels(size.part(shown.layout, shown.state, options), options.scale)
    return RenderedImage(
        image,
        scale,
        f"The scale is {scale:g}, the largest that fits: at {options.scale:g} the picture "
        f"would be {wide} by {high} pixels.",
    )


def render(
    layout: DiagramLayout, state: ViewState, options: PictureOptions
) -> tuple[QImage, float]:
    """The sheet, or the part of it that `options.region` names, and its scale in px per pt.
    Raises ExportError when it has no size, or would be too large at a scale that must be."""
    part = size.part(layout, state, options)
    scale = size.scale(part, options)
    width, height = size.pixels(part, scale)
    if options.transparent:
        image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    else:
        image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise ExportError(
            f"There is not enough memory for a picture of {width} by {height} pixels."
        )
    image.fill(Qt.GlobalColor.transparent if options.transparent else QColor(options.theme.canvas))
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        paint(painter, PictureShown(layout, state), options, part, scale)
        if by := fade(part, options, scale):
            painter.resetTransform()
            view = Box(0.0, 0.0, width, height)
            draw_fade(painter, view, by, view, options.theme)
    finally:
        painter.end()
    return image, scale


def png_bytes(image: QImage, scale: float, about: str = "") -> bytes:
    """PNG bytes (W3C PNG, third edition); the density in the file is 72 dpi times the scale, its
    description says what it is about.

    Rows go unfiltered into zlib: for flat colours that gives smaller files than Qt's writer,
    which tries every filter on every row, in a quarter of its time.
    """
    clear = image.hasAlphaChannel()
    kind = QImage.Format.Format_RGBA8888 if clear else QImage.Format.Format_RGB888
    flat = image.convertToFormat(kind)
    pixels, stride = memoryview(flat.constBits()), flat.bytesPerLine()
    used = flat.width() * (4 if clear else 3)
    packer = zlib.compressobj(LEVEL)
    packed = []
    for start in range(0, stride * flat.height(), stride):
        packed += [packer.compress(b"\0"), packer.compress(pixels[start : start + used])]
    packed.append(packer.flush())
    per_metre = round(72 * scale / 0.0254)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(
                b"IHDR",
                struct.pack(">IIBBBBB", flat.width(), flat.height(), 8, 6 if clear else 2, 0, 0, 0),
            ),
            chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
            chunk(b"iTXt", b"Description\0\0\0\0\0" + about.encode()) if about else b"",
            chunk(b"IDAT", b"".join(packed)),
            chunk(b"IEND", b""),
        )
    )


def to_pillow(image: QImage) -> Image:
    """The same pixels for Pillow, which writes what Qt writes larger or not at all."""
    from PIL.Image import frombuffer

    mode = "RGBA" if image.hasAlphaChannel() else "RGB"
    kind = QImage.Format.Format_RGBA8888 if mode == "RGBA" else QImage.Format.Format_RGB888
    flat = image.convertToFormat(kind)
    pixels = (flat.width(), flat.height())
    stride = flat.bytesPerLine()
    return frombuffer(mode, pixels, bytes(flat.constBits()), "raw", mode, stride, 1)
