"""Icons, decoded once and kept at every size that is painted.

An icon painted at its very size is crisp and costs a copy of its pixels; scaling it while
painting costs twenty times that.
"""

from __future__ import annotations

import struct
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from time import monotonic

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.bounded import beginning
from app.cache import Cache, digest
from app.paths import path_of
from app.render.pictures.door import opened
from app.scene.colours import hides_ink, readable

STORED = 128  # px; larger than an icon usually shows, and quick to come by
LARGEST = 512  # px; beyond, the painter scales up
BUDGET = 24 * 2**20  # bytes of icons kept in memory
LARGEST_FILE = 20_000_000  # bytes; an icon's file that is larger is not read
RULES = "1"  # raised whenever the same file gives other pixels
RETRY = 2.0  # s until a missing icon is looked for again
_Key = tuple[str, int, str, bool]
_PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied

# A plate's measures, in parts of its side.
_GLYPH = 0.76  # what is drawn on it
_BORDER = 1.25 / 60
_CORNER = 5 / 60
_TINT = 0.5  # opacity of the border, which has the drawing's colour
# Where a tile is opaque and a drawing is not: along each side, close to it.
_NEAR_SIDE = tuple((a, b) for a in (0.2, 0.27, 0.35, 0.5, 0.65, 0.73, 0.8) for b in (0.04, 0.96))

_disk = Cache("icons")


class _Kept:
    """Icons in memory; those not used for longest go first. Keys are path, px, canvas, plated."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._images: OrderedDict[_Key, QImage] = OrderedDict()
        self._spent = 0
        self._lock = Lock()  # exports paint in other threads

    def get(self, key: _Key) -> QImage | None:
        with self._lock:
            image = self._images.get(key)
            if image is not None:
                self._images.move_to_end(key)
            return image

    def put(self, key: _Key, image: QImage) -> None:
        with self._lock:
            if key not in self._images:
                self._images[key] = image
                self._spent += image.sizeInBytes()
            while self._spent > self._budget and len(self._images) > 1:
                self._spent -= self._images.popitem(last=False)[1].sizeInBytes()


class Icons:
    """Icons by path, of which `budget` bytes are kept in memory. `clock` counts seconds."""

    def __init__(self, budget: int = BUDGET, clock: Callable[[], float] = monotonic) -> None:
        self._kept = _Kept(budget)
        self._clock = clock
        self._missing: dict[str, float] = {}

    def icon(
        self, path: str, px: int, canvas: str = "#FFFFFF", plated: bool = True
    ) -> QImage | None:
        """The icon scaled so that its longer side is `px` pixels (at least 1), but never up: past
        its own size the original comes back. None where the file is missing or no image.

        `canvas` is the colour behind it: line drawings too dark for it are painted lighter. What
        does not fill its square comes on a plate that does, so that edges end at what is seen, where
        it is to be `plated`.
        """
        if path in self._missing and self._clock() - self._missing[path] < RETRY:
            return None
        px = min(px, LARGEST)
        key = (path, px, canvas, plated)
        found = self._kept.get(key)
        if found is None:
            found = self._made(path, px, canvas, plated)
            if found is not None:
                self._kept.put(key, found)
        return found

    def mean(self, path: str, canvas: str = "#FFFFFF") -> QColor:
        """The icon's mean colour with its mean opacity; transparent where there is no icon."""
        image = self.icon(path, 1, canvas)
        return image.pixelColor(0, 0) if image is not None else QColor(0, 0, 0, 0)

    def _made(self, path: str, px: int, canvas: str, plated: bool) -> QImage | None:
        if px in (LARGEST, STORED):
            found = _decoded(path) if px == LARGEST else _stored(path)
            if found is None:
                self._missing[path] = self._clock()
                return None
            return _finished(found, canvas, plated)
        # From twice its size at most, so that a size on the way of a zoom comes quickly.
        larger = next(x for x in (8, 16, 32, 64, STORED, LARGEST) if x > px)
        source = self.icon(path, larger, canvas, plated)
        return _fitted(source, px) if source is not None else None


_shared = Icons()  # by all that paints in this process
icon, mean = _shared.icon, _shared.mean


def _decoded(path: str) -> QImage | None:
    """At LARGEST. What takes long is looked for where `_stored` keeps it."""
    return _kept_at(path, LARGEST) or _drawn(path, LARGEST)[0]


def _drawn(path: str, px: int) -> tuple[QImage | None, bool]:
    """The icon, its longer side at most so long; and whether that is quick."""
    picture = opened(_read(path))
    if picture is None:
        return None, True
    width, height = picture.width, picture.height
    if picture.kind == "svg" and max(width, height) > px:
        by = px / max(width, height)
        width, height = max(1, round(width * by)), max(1, round(height * by))
    quick = picture.is_quick(width, height)
    image = picture.image(width, height)
    return (_fitted(image.convertToFormat(_PREMULTIPLIED), px) if image else None), quick


def _read(path: str) -> bytes:
    try:
        content = beginning(path_of(path), LARGEST_FILE + 1)
    except OSError:
        return b""
    return content if len(content) <= LARGEST_FILE else b""


def _stored(path: str) -> QImage | None:
    """The icon at STORED px, from the disk cache where it is there: decoding and shrinking a
    PNG takes 3 ms, reading the pixels 0.1. Of what takes longer, LARGEST px are kept, too."""
    image = _kept_at(path, STORED)
    if image is None:
        image, quick = _drawn(path, LARGEST)
        if image is not None:
            if not quick:
                _keep_at(path, LARGEST, image)
            image = _fitted(image, STORED)
            _keep_at(path, STORED, image)
    return image


def _kept_at(path: str, px: int) -> QImage | None:
    key = _key(path, px)
    content = _disk.get(key) if key else None
    return _unpacked(content) if content else None


def _keep_at(path: str, px: int, image: QImage) -> None:
    if key := _key(path, px):
        _disk.put(key, _packed(image))


def _key(path: str, px: int) -> str:
    """Under which the icon is kept at a size; empty where there is no such file."""
    try:
        about = path_of(path).stat()
    except OSError:
        return ""
    return digest(path, str(about.st_mtime_ns), str(about.st_size), str(px), RULES)


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


def _finished(image: QImage, canvas: str, plated: bool) -> QImage:
    if _fills(image):
        return image
    inked = _inked(image, canvas)
    return _plated(inked, canvas) if plated else inked


def _fills(image: QImage) -> bool:
    """It reaches every side of a square, as a tile does and a line drawing does not."""
    last = image.width() - 1
    if image.height() != image.width():
        return False
    near = [(round(a * last), round(b * last)) for a, b in _NEAR_SIDE]
    return all(image.pixelColor(*p).alpha() > 127 for x, y in near for p in ((x, y), (y, x)))


def _plated(image: QImage, canvas: str) -> QImage:
    """The drawing in the middle of a square plate in the canvas' colour."""
    side = max(image.width(), image.height())
    plate = QImage(side, side, _PREMULTIPLIED)
    plate.fill(Qt.GlobalColor.transparent)
    border = _fitted(image, 1).pixelColor(0, 0)
    border.setAlphaF(_TINT)
    thick = side * _BORDER
    painter = QPainter(plate)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(QPen(border, thick))
    painter.setBrush(QColor(canvas))
    edge = thick / 2
    corner = side * _CORNER
    painter.drawRoundedRect(QRectF(edge, edge, side - thick, side - thick), corner, corner)
    wide, high = image.width() * _GLYPH, image.height() * _GLYPH
    at = QRectF((side - wide) / 2, (side - high) / 2, wide, high)
    painter.drawImage(at, image)
    painter.end()
    return plate


def _inked(image: QImage, canvas: str) -> QImage:
    """A line drawing of one colour that is hard to see on the canvas, in a tone that is not."""
    if not hides_ink(canvas):
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
