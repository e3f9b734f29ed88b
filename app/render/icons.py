"""Icons, decoded once and kept at every size that is painted.

An icon painted at its very size is crisp and costs a copy of its pixels; scaling it while
painting costs twenty times that.
"""

from __future__ import annotations

import struct
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from time import monotonic

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.cache import Cache, digest
from app.render.colours import hides_ink, readable

STORED = 128  # px; larger than an icon usually shows, and quick to come by
LARGEST = 512  # px; beyond, the painter scales up
_BUDGET = 24 * 2**20  # bytes of icons kept in memory
_PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied

_RETRY = 2.0  # seconds until a missing icon is looked for again
_missing: dict[str, float] = {}
_disk = Cache("icons")


class _Kept:
    """Icons in memory; those not used for longest go first. Keys are path, px, canvas."""

    def __init__(self) -> None:
        self._images: OrderedDict[tuple[str, int, str], QImage] = OrderedDict()
        self._spent = 0
        self._lock = Lock()  # exports paint in other threads

    def get(self, key: tuple[str, int, str]) -> QImage | None:
        with self._lock:
            image = self._images.get(key)
            if image is not None:
                self._images.move_to_end(key)
            return image

    def put(self, key: tuple[str, int, str], image: QImage) -> None:
        with self._lock:
            if key not in self._images:
                self._images[key] = image
                self._spent += image.sizeInBytes()
            while self._spent > _BUDGET and len(self._images) > 1:
                self._spent -= self._images.popitem(last=False)[1].sizeInBytes()


_kept = _Kept()


def icon(path: str, px: int, canvas: str = "#FFFFFF") -> QImage | None:
    """The icon scaled so that its longer side is `px` pixels (at least 1), but never up: past
    its own size the original comes back. None where the file is missing or no image.

    `canvas` is the colour behind it: line drawings too dark for it are painted lighter.
    """
    if path in _missing and monotonic() - _missing[path] < _RETRY:
        return None
    px = min(px, LARGEST)
    key = (path, px, canvas)
    found = _kept.get(key)
    if found is not None:
        return found
    if px == LARGEST:
        found = _inked(_decoded(path), canvas)
    elif px == STORED:
        found = _inked(_stored(path), canvas)
    else:
        # From twice its size at most, so that a size on the way of a zoom comes quickly.
        source = icon(path, next(x for x in (8, 16, 32, 64, STORED, LARGEST) if x > px), canvas)
        found = _fitted(source, px) if source is not None else None
    if found is not None:
        _kept.put(key, found)
    return found


def mean(path: str, canvas: str = "#FFFFFF") -> QColor:
    """The icon's mean colour with its mean opacity; transparent where there is no icon."""
    image = icon(path, 1, canvas)
    return image.pixelColor(0, 0) if image is not None else QColor(0, 0, 0, 0)


def _decoded(path: str) -> QImage | None:
    image = QImage(path)
    if image.isNull():
        _missing[path] = monotonic()
        return None
    return image.convertToFormat(_PREMULTIPLIED)


def _stored(path: str) -> QImage | None:
    """The icon at STORED px, from the disk cache where it is there: decoding and shrinking a
    PNG takes 3 ms, reading the pixels 0.1."""
    try:
        about = Path(path).stat()
    except OSError:
        _missing[path] = monotonic()
        return None
    key = digest(path, str(about.st_mtime_ns), str(about.st_size), str(STORED))
    content = _disk.get(key)
    image = _unpacked(content) if content else None
    if image is None:
        image = _decoded(path)
        if image is not None:
            image = _fitted(image, STORED)
            _disk.put(key, _packed(image))
    return image


def _packed(image: QImage) -> bytes:
    """Width and height (16 bits each, big-endian), then the pixels."""
    size = struct.pack(">HH", image.width(), image.height())
    return size + bytes(image.constBits())


def _unpacked(content: bytes) -> QImage | None:
    if len(content) < 4:
        return None
    width, height = struct.unpack(">HH", content[:4])
    if len(content) != 4 + 4 * width * height:
        return None
    # The image would only borrow the bytes: copied, it owns its pixels.
    return QImage(content[4:], width, height, 4 * width, _PREMULTIPLIED).copy()


def _fitted(image: QImage, px: int) -> QImage:
    """Scaled down, never up; each pixel is the mean of those that it covers."""
    if max(image.width(), image.height()) <= px:
        return image
    return image.scaled(
        px, px, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _inked(image: QImage | None, canvas: str) -> QImage | None:
    """A line drawing of one colour that is hard to see on the canvas, in a tone that is not."""
    if image is None or not hides_ink(canvas):
        return image
    ink = _ink(image)
    if ink is None or (tone := readable(ink, canvas)) == ink:
        return image
    lighter = image.copy()
    painter = QPainter(lighter)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(lighter.rect(), QColor(tone))
    painter.end()
    return lighter


def _ink(image: QImage) -> str | None:
    """The one colour of a line drawing as #RRGGBB; None for a tile or a picture."""
    small = image.scaled(
        24, 24, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = list(struct.iter_unpack("BBBB", bytes(small.constBits())))
    inked = [p[:3] for p in pixels if p[3] > 100]
    if not inked or sum(p[3] for p in pixels) > 0.6 * 255 * len(pixels):
        return None
    middle = [sorted(channel)[len(inked) // 2] for channel in zip(*inked, strict=True)]
    if any(abs(a - b) > 60 for p in inked for a, b in zip(p, middle, strict=True)):
        return None
    return "#{:02X}{:02X}{:02X}".format(*middle)
