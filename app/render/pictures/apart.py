"""An SVG that there is much to paint of, painted in a process of its own: it may use so much time and
memory, and reach nothing. What was too much once is not tried again."""

from __future__ import annotations

import struct
from collections import OrderedDict
from threading import Lock

from PySide6.QtGui import QImage

from app import child
from app.cache import digest
from app.process import run

SECONDS, PATIENCE = 5.0, 20.0  # of the processor, and on a busy machine
MEMORY = 2 << 30  # bytes
PIXELS = 16_000_000
_SIZE = ">II"  # width and height, before the text
_REMEMBERED = 200
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied

_too_much: OrderedDict[str, None] = OrderedDict()
_lock = Lock()


def painted(text: bytes, width: int, height: int) -> QImage | None:
    """An SVG that is closed, so large (px); None where that takes too long or too much."""
    key = digest(text)
    with _lock:
        if key in _too_much or width * height > PIXELS:
            return None
    length = 4 * width * height
    done = run(
        child.command("picture"),
        input=struct.pack(_SIZE, width, height) + text,
        timeout=PATIENCE,
        limit=length + (64 << 10),
        memory=MEMORY,
        processor=SECONDS,
    )
    if done.ended == "exited" and len(done.out) == length:
        return QImage(done.out, width, height, 4 * width, _FORMAT).copy()
    with _lock:
        _too_much[key] = None
        if len(_too_much) > _REMEMBERED:
            _too_much.popitem(last=False)
    return None


def asked(data: bytes) -> tuple[int, int, bytes]:
    """What the process is asked for. Raises struct.error."""
    head = struct.calcsize(_SIZE)
    width, height = struct.unpack(_SIZE, data[:head])
    return width, height, data[head:]
