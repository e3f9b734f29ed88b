"""A diagram as JPEG, for what takes no PNG."""

from __future__ import annotations

from io import BytesIO

from app.exporters.exporter import PIXELS, Encoded, ExportOption, PictureExporter, PictureJob

QUALITY = 92  # of 100; letters keep clean edges


def encode(job: PictureJob) -> Encoded:
    """Baseline JPEG with every pixel's own colour, so that thin coloured lines stay sharp."""
    from app.exporters import raster

    drawn = raster.drawn(job)
    file, dpi = BytesIO(), round(72 * drawn.scale)
    raster.to_pillow(drawn.image).save(
        file, "JPEG", quality=QUALITY, subsampling=0, optimize=True, dpi=(dpi, dpi)
    )
    return Encoded(file.getvalue(), drawn.remark)


EXPORTER = PictureExporter(
    id="jpg",
    name="JPEG picture",
    suffixes=("jpg", "jpeg"),
    honours=PIXELS,
    lacks={ExportOption.TRANSPARENT: "JPEG has no transparency: the theme's colour stands behind."},
    encode=encode,
)
