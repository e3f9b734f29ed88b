"""A diagram as PNG."""

from __future__ import annotations

from app.exporters.exporter import PIXELS, Encoded, ExportOption, PictureExporter, PictureJob


def encode(job: PictureJob) -> Encoded:
    """Painted by the painter that paints the screen; the density is 72 dpi times the scale."""
    from app.exporters import raster

    drawn = raster.drawn(job)
    return Encoded(raster.png_bytes(drawn.image, drawn.scale), drawn.remark)


EXPORTER = PictureExporter(
    id="png",
    name="PNG picture",
    suffixes=("png",),
    honours=PIXELS | {ExportOption.TRANSPARENT},
    encode=encode,
)
