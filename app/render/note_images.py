"""The pixels of a picture that a note may show, as large as it is to be shown. Reading and decoding happen off
the GUI thread; of a picture that moves, the first frame is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from app.bounded import beginning
from app.render.pictures.door import opened
from app.render.pictures.rasters import PIXELS

LIMIT = 20_000_000  # bytes of a file


def read(path: Path, most: int, wanted: int | None, ratio: float) -> QImage | None:
    """The picture, `wanted` px wide or as wide as it is, at most `most` px; None where it
    cannot be read or is too large. `ratio` is device pixels per px."""
    try:
        data = beginning(path, LIMIT + 1)
    except OSError:
        return None
    return decoded(data, most, wanted, ratio)


def decoded(data: bytes, most: int, wanted: int | None, ratio: float) -> QImage | None:
    """As `read`, of a file's content."""
    picture = opened(data) if len(data) <= LIMIT else None
    if picture is None:
        return None
    width = min(wanted or picture.width, most)
    height = max(1, round(picture.height * width / picture.width))
    if width * height > PIXELS:
        return None
    image = picture.image(round(width * ratio), round(height * ratio))
    if image is not None:
        image.setDevicePixelRatio(image.width() / width)
    return image
