"""The process in which an SVG is painted that there is much to paint of: its size and text on stdin, its
pixels on stdout. It gives up all but what fonts and libraries need, before it reads."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from app.confinement.confine import confine
from app.confinement.rights import Rights

_OF_SYSTEM = (
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/var/cache/fontconfig",
)
_OF_PERSON = (".fonts", ".local/share/fonts", ".cache/fontconfig", ".config/fontconfig")


def main(_arguments: Sequence[str]) -> NoReturn:
    """Paint what stdin holds."""
    home = Path.home()
    own = (str(home / part) for part in _OF_PERSON)
    here = str(Path(__file__).resolve().parents[3])
    confine(Rights((*_OF_SYSTEM, *own, sys.prefix, sys.base_prefix, here, *sys.path)))
    data = sys.stdin.buffer.read()

    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
    from PySide6.QtGui import QImage, QImageReader

    from app.render.offscreen import ensure_fonts
    from app.render.pictures.apart import asked

    ensure_fonts()
    width, height, text = asked(data)
    buffer = QBuffer()
    buffer.setData(QByteArray(text))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"svg")
    reader.setScaledSize(QSize(width, height))
    image = reader.read().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    if not image.isNull():
        sys.stdout.buffer.write(image.constBits())
        sys.stdout.buffer.flush()
    os._exit(0)
