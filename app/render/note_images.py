"""Pictures in notes: which file, if any, a note may show, and its pixels.

A note names a file inside its workspace or gets nothing: no address, no absolute path, no
way out through `..` or a link. Reading and decoding happen off the GUI thread.
"""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import quote, unquote

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

LIMIT = 20_000_000  # bytes of a file
WALKED = 20_000  # files and folders that a picture is looked for among
PIXELS = 40_000_000  # of a picture, before it is scaled
_RASTER = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".bmp": "bmp"}
_RASTER |= {".webp": "webp"}
_LEADS_OUT = {"image", "feimage", "script", "foreignobject", "style"}


def find(root: str, note: str, source: str) -> Path | None:
    """The file that `source` names in a note (`note` relative to `root`, with `/`), or None."""
    path = place(root, note, source)
    try:
        return path if path is not None and path.is_file() else None
    except OSError:
        return None


def place(root: str, note: str, source: str) -> Path | None:
    """As `find`, whether or not there is such a file (yet)."""
    name = unquote(source).split("?")[0].split("#")[0]
    if not name or name.startswith("/") or any(c in name for c in "\\:\0"):
        return None
    if Path(name).suffix.lower() not in {*_RASTER, ".svg"}:
        return None
    try:
        inside = Path(root).resolve()
        path = (inside / note).parent.joinpath(name).resolve()
    except (OSError, RuntimeError):  # RuntimeError: links that run in a circle
        return None
    return path if path.is_relative_to(inside) else None


def find_anywhere(root: str, source: str) -> Path | None:
    """A picture that Obsidian would find by its name, wherever in the workspace it lies."""
    name = unquote(source)
    if find(root, "note.md", name) is not None:
        return find(root, "note.md", name)
    seen = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        seen += len(folders) + len(files)
        if name in files:
            inside = Path(folder).relative_to(root).as_posix()
            return find(root, f"{inside}/note.md", quote(name))
        if seen > WALKED:
            break
    return None


def read(path: Path, most: int, wanted: int | None, ratio: float) -> QImage | None:
    """The picture, `wanted` px wide or as wide as it is, at most `most` px; None where it
    cannot be read or is too large. `ratio` is device pixels per px."""
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError:
        return None
    kind = _RASTER.get(path.suffix.lower(), "svg")
    if kind == "svg":
        data = _closed_svg(data)
    if not data or len(data) > LIMIT:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, kind.encode())
    reader.setAutoDetectImageFormat(False)  # what is called .png is read as PNG or not at all
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
