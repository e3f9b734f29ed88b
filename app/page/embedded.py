"""Pictures that notes name, as data URIs: only files inside the workspace, and not too large."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from app.bounded import beginning
from app.render import note_images
from app.render.pictures.rasters import raster_kind
from app.sources.markdown import picture_files
from app.sources.remote_pictures import host_of, kept

MOST = 1_400_000  # bytes of one picture
ALL = 12_000_000  # bytes of all of them
WIDE = 1200  # px; a picture that is wider is made smaller
_AS_THEY_ARE = {"png", "jpeg", "gif", "webp"}


class Embedded:
    """What has been embedded so far, each file once."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._spent = 0
        self._found: dict[Path, str] = {}

    def find(self, note: str, source: str, anywhere: bool) -> Path | None:
        """The file that `source` names in a note; `anywhere` looks for it as Obsidian does. Of a picture
        on the web, what was fetched of it."""
        if host_of(source):
            return kept(source)
        return picture_files.find(self._root, note, source, anywhere)

    def data(self, path: Path) -> tuple[str, int, int]:
        """A data URI, and width and height in px. Raises ValueError, which says why not."""
        image = note_images.read(path, WIDE, None, 1.0)
        if image is None:
            raise ValueError("cannot be read")
        size = image.deviceIndependentSize().toSize()
        if path not in self._found:
            self._found[path] = self._encoded(path, image)
        return self._found[path], size.width(), size.height()

    def _encoded(self, path: Path, image: QImage) -> str:
        content = beginning(path, MOST + 1)
        kind = raster_kind(content)
        if kind not in _AS_THEY_ARE or len(content) > MOST:
            kind = "png" if image.hasAlphaChannel() or not kind else "jpeg"
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            image.save(buffer, kind.upper(), 85 if kind == "jpeg" else -1)  # type: ignore[call-overload]
            content = bytes(buffer.data().data())
        self._spent += len(content)
        if not content or len(content) > MOST or self._spent > ALL:
            raise ValueError("is too large for the page")
        return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
