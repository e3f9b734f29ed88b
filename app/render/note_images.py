"""The pixels of a picture that a note may show: its content says what it is, whatever its file is called.
Reading and decoding happen off the GUI thread; of a picture that moves, the first frame is shown."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from app.bounded import beginning

LIMIT = 20_000_000  # bytes of a file
PIXELS = 40_000_000  # of a picture, before it is scaled
_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"BM": "bmp",
}
_LEADS_OUT = {"image", "feimage", "script", "foreignobject", "style"}


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
    kind = kind_of(data)
    if kind == "svg":
        data = _closed_svg(data)
    if not data or len(data) > LIMIT:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, kind.encode())
    reader.setAutoDetectImageFormat(False)  # what begins as PNG is read as PNG or not at all
    reader.setAutoTransform(True)
    size = reader.size()
    turned = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    if turned:
        size.transpose()
    if not size.isValid() or size.isEmpty() or size.width() * size.height() > PIXELS:
        return None
    width = min(wanted or size.width(), most)
    height = max(1, round(size.height() * width / size.width()))
    if width * height > PIXELS:
        return None
    dense = QSize(round(width * ratio), round(height * ratio))
    if kind == "svg" or dense.width() < size.width():
        reader.setScaledSize(dense.transposed() if turned else dense)
    image = reader.read()
    if image.isNull():
        return None
    image.setDevicePixelRatio(image.width() / width)
    return image


def kind_of(data: bytes) -> str:
    """What a picture is by how it begins, as its media type calls it; `svg` for all that is no raster."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for begins, kind in _BEGINNINGS.items() if data.startswith(begins)), "svg")


def _closed_svg(data: bytes) -> bytes:
    """The SVG without entities, other files and scripts; empty where it is not sound."""
    if b"<!ENTITY" in data or len(data) > LIMIT // 10:
        return b""
    try:
        root = ET.fromstring(data)  # noqa: S314 - entities are refused above
    except (ET.ParseError, ValueError, LookupError):
        return b""
    for parent in list(root.iter()):
        for child in list(parent):
            if str(child.tag).rpartition("}")[2].lower() in _LEADS_OUT:
                parent.remove(child)
        for name, value in list(parent.attrib.items()):
            if name.rpartition("}")[2] == "href" and not value.startswith("#"):
                del parent.attrib[name]
    return bytes(ET.tostring(root, encoding="utf-8"))
