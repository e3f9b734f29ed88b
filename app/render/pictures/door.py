"""A picture that anybody may have made, on its way to pixels. In any thread; decoding lets others run."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from app.render.pictures import apart
from app.render.pictures.closed_svg import LARGEST, ClosedSvg, closed
from app.render.pictures.rasters import PIXELS, lean, may_be_decoded, raster_kind

QUICK = 60_000_000  # pixels' worth of painting of an SVG, and
QUICK_PIXELS = 4_000_000  # pixels of a raster, for which a frame may wait
HERE = (
    1_000_000_000  # pixels' worth of painting of an SVG that is not painted in a process of its own
)
_INSIDE = 16_000_000  # pixels of a raster in an SVG
_GZIP = b"\x1f\x8b"
_BEGINS = (
    b"<",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
)  # an SVG: as it is, and with a mark of its encoding


# PySide makes what a class needs when it is first used; two threads that do so at once would wait for each other
# for ever. A module is imported by one.
QImageReader("none", b"png")
_QUARTER = QImageIOHandler.Transformation.TransformationRotate90


class OthersPicture:
    """What may be decoded: its `kind`, as its media type calls it, `data`, and how large it is, px."""

    def __init__(self, kind: str, data: bytes, size: QSize, svg: ClosedSvg | None = None) -> None:
        self.kind, self.data, self._svg = kind, data, svg
        self.width, self.height = size.width(), size.height()

    def is_quick(self, width: int, height: int) -> bool:
        """Whether it is decoded at that size within a frame or two."""
        if self._svg is not None:
            return self._svg.effort * width * height <= QUICK
        return self.width * self.height <= QUICK_PIXELS

    def image(self, width: int, height: int) -> QImage | None:
        """So large (px): an SVG at any size, others never larger than they are. None where it cannot be
        decoded, or not within bounds."""
        if width < 1 or height < 1 or width * height > PIXELS:
            return None
        size = QSize(width, height)
        if self._svg is not None and self._svg.effort * width * height > HERE:
            return apart.painted(self._svg.text, width, height)
        with _reader(self.data, self.kind) as reader:
            if self._svg is not None or width < self.width:
                reader.setScaledSize(size.transposed() if _turns(reader) else size)
            image = reader.read()
        return None if image.isNull() else image


def opened(data: bytes) -> OthersPicture | None:
    """The picture, closed and within bounds; None where it is none, or none that is decoded."""
    kind = raster_kind(data)
    if kind:
        return _raster(data, kind)
    data = _unpacked(data)
    svg = closed(data, _small) if data.lstrip().startswith(_BEGINS) else None
    if svg is None:
        return None
    with _reader(svg.text, "svg") as reader:
        size = reader.size()
    return (
        OthersPicture("svg", svg.text, size, svg) if size.isValid() and not size.isEmpty() else None
    )


def _raster(data: bytes, kind: str) -> OthersPicture | None:
    data = lean(data, kind)
    with _reader(data, kind) as reader:
        size, turned = reader.size(), _turns(reader)
    if not may_be_decoded(data, kind, size.width(), size.height()):
        return None
    return OthersPicture(kind, data, size.transposed() if turned else size)


@contextmanager
def _reader(data: bytes, kind: str) -> Iterator[QImageReader]:
    """Reads it as that kind or not at all. From a file, not from a buffer of Python's: such a one is asked
    with the interpreter's lock while Qt holds one of its own, and two threads could wait for each other for ever."""
    with _as_file(data) as name:
        reader = QImageReader(name, kind.encode())
        reader.setAutoDetectImageFormat(False)
        reader.setAutoTransform(True)
        yield reader


def _turns(reader: QImageReader) -> bool:
    """Whether it stands on its side."""
    return bool(reader.transformation() & _QUARTER)


@contextmanager
def _as_file(data: bytes) -> Iterator[str]:
    """The name of a file with that content, which is gone afterwards; in memory, where the system can."""
    if hasattr(os, "memfd_create"):
        with os.fdopen(os.memfd_create("picture"), "wb") as held:
            held.write(data)
            held.flush()
            yield f"/proc/self/fd/{held.fileno()}"
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "picture"
        path.write_bytes(data)
        yield str(path)


def _small(data: bytes) -> bytes:
    """What of a picture in an SVG may be decoded; nothing of one that is too large."""
    kind = raster_kind(data)
    found = _raster(data, kind) if kind else None
    return found.data if found and found.width * found.height <= _INSIDE else b""


def _unpacked(data: bytes) -> bytes:
    """An SVG that is packed, unpacked; empty where it is too large or not sound."""
    if not data.startswith(_GZIP):
        return data
    try:
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return unpacking.decompress(data, LARGEST + 1)
    except zlib.error:
        return b""
